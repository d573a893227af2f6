"""`run`: schedule, crawl, publish and serve, in one process tree, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import click

from feeds.edition import publish_edition
from scraper.cli.home import Home, open_home, put_demo_aside
from scraper.cli.publishing import listen, server
from scraper.model.errors import HallyuwireError
from scraper.schedule import due_at
from storage import sources as states
from storage.database import Database

_LOOK_SECONDS = 15.0  # between two looks at the schedule
_PUBLISH_SECONDS = 5.0  # a story is in its feeds this long after it was stored, at most
_CRAWL_SECONDS = 1800.0  # no crawl of due sources may take longer; what it left is in the frontier


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.pass_obj
def run(home: Path, host: str, port: int) -> None:
    """Crawl what is due, publish, serve, and go on by schedule until Ctrl-C."""
    place = open_home(home)
    listener = listen(host, port)
    if aside := put_demo_aside(place):
        click.echo(f"the demo's made-up news is out of the way, in {aside}")
    click.echo(f"Hallyuwire at http://{host}:{port}/ (Ctrl-C ends it)")
    asyncio.run(_run(place, listener))


async def _run(place: Home, listener: object) -> None:
    database = place.database()
    web = server(place)
    serving = asyncio.create_task(web.serve(sockets=[listener]))  # type: ignore[list-item]
    work = [asyncio.create_task(_publish_on(place, database)), asyncio.create_task(_crawl_on(place, database))]
    await asyncio.wait([serving, *work], return_when=asyncio.FIRST_COMPLETED)
    web.should_exit = True
    for task in work:
        task.cancel()
    ended = await asyncio.gather(serving, *work, return_exceptions=True)
    database.close()
    for end in ended:
        if isinstance(end, Exception):
            raise end


async def _crawl_on(place: Home, database: Database) -> None:
    while True:
        if due := await asyncio.to_thread(_due, place, database):
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
