"""`run`: schedule, crawl, publish and serve, in one process tree, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import uvicorn

from feeds.edition import publish_edition
from scraper.cli.home import Home, open_home, put_demo_aside
from scraper.cli.publishing import PORT, listen, server
from scraper.model.errors import HallyuwireError
from scraper.schedule import due_at
from storage import sources as states
from storage.database import Database

_LOOK_SECONDS = 15.0  # between two looks at the schedule
_PUBLISH_SECONDS = 5.0  # a story is in its feeds this long after it was stored, at most
_CRAWL_SECONDS = 1800.0  # no crawl of due sources may take longer; what it left is in the frontier


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8080, show_default=True)
@click.pass_obj
def run(home: Path, host: str, port: int) -> None:
    """Crawl what is due, publish, serve, and go on by schedule until Ctrl-C."""
    place = open_home(home)
    listener = listen(host, port)
    if aside := put_demo_aside(place):
        click.echo(f"the demo's made-up news is out of the way, in {aside}")
    click.echo(f"Hallyuwire at http://{host}:{port}/ (Ctrl-C ends it)")
    asyncio.run(_run(place, listener))


async def _run(place: Home, listener: socket.socket) -> None:
    database, told = place.database(), asyncio.Event()
    _on_signals(told)
    web = _Web(server(place).config)
    parts = [web.serve(sockets=[listener]), _publish_on(place, database), _crawl_on(place, database)]
    tasks = [asyncio.create_task(part) for part in (*parts, told.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    web.should_exit = True
    for task in tasks[1:]:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    database.close()
    for end in ended:
        if isinstance(end, Exception):
            raise end


class _Web(uvicorn.Server):
    """Leaves the signals to `run`: uvicorn would end the process with the signal before the crawl is told to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _on_signals(told: asyncio.Event) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)


async def _crawl_on(place: Home, database: Database) -> None:
    while True:
        try:
            due = await asyncio.to_thread(_due, place, database)
        except HallyuwireError as error:  # as in _publish_on
            click.echo(str(error), err=True)
            due = []
        if due:
            async with _crawling(place, due) as crawl:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(crawl.wait(), _CRAWL_SECONDS)
        await asyncio.sleep(_LOOK_SECONDS)


def _due(place: Home, database: Database) -> list[str]:
    now = datetime.now(UTC)
    with database.read() as tx:
        crawls = states.last_crawls(tx)
    due = []
    for source in place.sources():
        last = crawls.get(source.name)
        if due_at(source.every, last.started if last else None, last.failures if last else 0, now) <= now:
            due.append(source.name)
    return due


@contextlib.asynccontextmanager
async def _crawling(place: Home, names: list[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A crawl in a process of its own: a site that hangs or crashes it harms neither serving nor publishing."""
    crawl = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "scraper", "--home", str(place.path), "crawl", *names, env=os.environ
    )
    try:
        yield crawl
    finally:
        if crawl.returncode is None:
            crawl.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(crawl.wait(), 5)
        if crawl.returncode is None:
            crawl.kill()
            await crawl.wait()


async def _publish_on(place: Home, database: Database) -> None:
    while True:
        try:
            published = await asyncio.to_thread(publish_edition, database, place.site, place.public_url)
        except HallyuwireError as error:  # a full disk, say: what is served stays, and the next round tries again
            click.echo(str(error), err=True)
        else:
            if published.written:
                click.echo(f"published {len(published.written)} files")
        await asyncio.sleep(_PUBLISH_SECONDS)
