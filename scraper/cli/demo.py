"""`demo` and `newsstand`: the main job without the internet, on made-up news sites."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from feeds.edition import publish_edition
from scraper.cli.crawling import crawl_sources
from scraper.cli.home import Home, check_for_demo, demo_marker, open_home
from scraper.cli.publishing import PORT, listen, serve_on
from scraper.model.errors import HallyuwireError, Misconfigured
from scraper.newsstand.declarations import declarations
from scraper.newsstand.sites import SITES
from scraper.newsstand.stand import serve
from scraper.turn import turn

_BASE_PORT = 8700
_PORTS = 1 + len(SITES)  # the control page and the sites
_START_SECONDS = 20.0


@click.command()
@click.option(
    "--port", type=PORT, default=_BASE_PORT, show_default=True, help="Of the control page; the sites take the next."
)
def newsstand(port: int) -> None:
    """Serve the made-up news sites alone, until Ctrl-C."""
    serve(port)


@click.command()
@click.option("--once", is_flag=True, help="Stop after publishing; exit status 0 only if the feeds are there.")
@click.option("--port", type=PORT, default=8080, show_default=True, help="Where to serve the feeds.")
@click.pass_obj
def demo(home: Path, once: bool, port: int) -> None:
    """Crawl the newsstand, publish, serve: the whole way without the internet."""
    place = open_home(home)
    listener = None if once else listen("127.0.0.1", port)
    check_for_demo(place)
    base = _base_port(place)
    with turn(place.path, "demo"), _newsstand(base):
        click.echo(f"made-up news sites: http://127.0.0.1:{base}/")
        reports = crawl_sources(place, declarations(base))
        published = publish_edition(place.database(), place.site, place.public_url)
        click.echo(f"{len(published.written)} files written, {len(published.unchanged)} unchanged, in {place.site}")
        _show(place, port, serving=not once)
        if any(report.failed for report in reports):
            raise HallyuwireError("the newsstand could not be crawled whole", remedy="see the lines above")
        if listener:
            serve_on(place, listener)


def _show(place: Home, port: int, *, serving: bool) -> None:
    feeds = sorted(file for kind in ("actor", "drama") for file in (place.site / "feeds" / kind).glob("*.atom"))
    if not feeds:
        raise HallyuwireError(f"no feeds in {place.site}")
    click.echo(f"{len(feeds)} actor and drama feeds")
    if serving:
        click.echo(f"open http://127.0.0.1:{port}/ in a browser, or give a feed reader one of these (Ctrl-C ends it):")
    else:
        click.echo(f"`hallyuwire --home {place.path} serve` shows them at http://127.0.0.1:{port}/; for example:")
    biggest = sorted(feeds, key=lambda file: (-file.stat().st_size, file.name))[:5]
    for file in (place.site / "feeds" / "all.atom", *biggest):
        click.echo(f"  http://127.0.0.1:{port}/{file.relative_to(place.site).as_posix()}")


def _base_port(place: Home) -> int:
    """The same in every demo of a home: the sites' addresses hold it, and an article keeps its address."""
    marker = demo_marker(place.path)
    if marker.exists():
        return _kept_port(marker)
    base = next((base for base in range(_BASE_PORT, _BASE_PORT + 1000, _PORTS) if _free(base)), None)
    if base is None:
        raise Misconfigured("no free ports for the newsstand", remedy="end what listens on ports 8700 to 9700")
    place.path.mkdir(parents=True, exist_ok=True)
    marker.write_text(f"{base}\n")
    return base


def _kept_port(marker: Path) -> int:
    try:
        return int(marker.read_text())
    except ValueError as error:
        raise Misconfigured(f"{marker} holds no port", remedy="use another --home") from error


def _free(base: int) -> bool:
    with contextlib.ExitStack() as sockets:
        try:
            for port in range(base, base + _PORTS):
                sockets.enter_context(socket.create_server(("127.0.0.1", port)))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def _newsstand(base: int) -> Iterator[None]:
    """The newsstand in a process of its own, as the sites of the world are."""
    stand = subprocess.Popen([sys.executable, "-m", "scraper", "newsstand", "--port", str(base)])  # noqa: S603 - us
    try:
        _await(stand, base)
        yield
    finally:
        stand.terminate()
        try:
            stand.wait(10)
        except subprocess.TimeoutExpired:
            stand.kill()
            stand.wait()


def _await(stand: subprocess.Popen[bytes], base: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if stand.poll() is not None:
            raise Misconfigured(f"the newsstand did not start on port {base}", remedy="see the line above")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", base), timeout=1):
            return
        time.sleep(0.05)
    raise Misconfigured(f"the newsstand did not answer on port {base}")
