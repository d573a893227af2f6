"""`publish`, `serve` and `rebuild`."""

from __future__ import annotations

import contextlib
import socket
from datetime import UTC, datetime
from pathlib import Path

import click
import orjson
import uvicorn

from feeds.edition import publish_edition
from feeds.web import application
from scraper.cli.home import Home, open_home
from scraper.ingest import Ingest
from scraper.model.errors import Misconfigured

PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Write every feed, not only those whose stories changed.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def publish(home: Path, everything: bool, as_json: bool) -> None:
    """Write the feeds whose stories changed since the last time."""
    place = open_home(home)
    published = publish_edition(place.database(), place.site, place.public_url, everything=everything)
    counts = {"written": len(published.written), "unchanged": len(published.unchanged)}
    if as_json:
        click.echo(orjson.dumps(counts))
    else:
        click.echo(f"{counts['written']} files written, {counts['unchanged']} unchanged, in {place.site}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8080, show_default=True)
@click.pass_obj
def serve(home: Path, host: str, port: int) -> None:
    """Serve what is published, until Ctrl-C."""
    place = open_home(home)
    listener = listen(host, port)
    click.echo(f"serving {place.site} at http://{host}:{port}/")
    serve_on(place, listener)


def serve_on(place: Home, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM, which are the regular end. Answers under way are finished first."""
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises the signal again after it has closed everything
        server(place).run(sockets=[listener])


def server(place: Home) -> uvicorn.Server:
    """The web server of a home's published folder, not yet running."""
    place.site.mkdir(parents=True, exist_ok=True)
    config = uvicorn.Config(
        application(place.site), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=5, h11_max_incomplete_event_size=32 * 1024,
    )  # fmt: skip
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises Misconfigured when the port is taken."""
    try:
        return socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise Misconfigured(
            f"cannot listen on {host}:{port}: {error.strerror or error}", remedy="choose another with --port"
        ) from error


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def rebuild(home: Path, as_json: bool) -> None:
    """Make the stories again from the stored articles: linked anew, the same ids."""
    place = open_home(home)
    counts = Ingest.open(place.database()).rebuild(datetime.now(UTC))
    if as_json:
        click.echo(orjson.dumps(counts))
    else:
        click.echo(", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
