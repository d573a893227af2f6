"""`read`, `link` and `group`: each step of the way, by hand."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import click
import orjson

from scraper.cli.home import open_home
from scraper.cli.settings import checked_address
from scraper.ingest import known
from scraper.model import text
from scraper.model.article import Article, Page, Precision
from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.source import Source
from scraper.model.story import Told
from scraper.reading import canonical, same_site
from scraper.reading import read as read_page
from scraper.stories import Window


@click.command()
@click.argument("page", metavar="FILE-or-URL")
@click.option("--url", help="The address that a file's page came from.")
@click.option("--source", "name", help="Read it by the declaration of this source.")
@click.pass_obj
def read(home: Path, page: str, url: str | None, name: str | None) -> None:
    """Read one page; prints one Article as JSON."""
    place = open_home(home)
    now = datetime.now(UTC)
    remote = page.startswith(("http://", "https://"))
    address = url or (page if remote else None)
    if address is None:
        raise Misconfigured(f"the address of {page} is not known", remedy="give it with --url")
    checked_address(address)
    source = place.chosen((name,))[0] if name else _owner(place.sources(), address)
    fetched = _fetch(page, source, place.contact) if remote else Page(address, _bytes(page), None, now)
    click.echo(orjson.dumps(asdict(read_page(fetched, source))))


def _owner(sources: tuple[Source, ...], url: str) -> Source:
    """The known source whose site the address is on, or one made up for it, with nothing declared."""
    known = next((source for source in sources if same_site(source.url, url)), None)
    return known or Source(name="page", url=url)


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise Misconfigured(f"cannot read {path}: {error.strerror}") from error


def _fetch(url: str, source: Source, contact: str | None) -> Page:
    from scraper.crawling.visit import Fetch, visit

    pages: list[Page] = []

    async def job(fetch: Fetch) -> None:
        pages.append(await fetch(url))

    visit(job, lambda: datetime.now(UTC), open_urls=(url,) if source.allow_private_addresses else (), contact=contact)
    return pages[0]


@click.command()
@click.argument("lines", type=click.File("rb"), default="-")
def link(lines: BinaryIO) -> None:
    """JSON Lines of articles in, JSON Lines of what each is about out, in order."""
    _, linker = known()
    for article in _articles(lines):
        linked = linker.link(article)
        click.echo(
            orjson.dumps(
                {
                    "url": article.url,
                    "relevant": linked.relevant,
                    "topics": linked.topics,
                    "mentions": [asdict(mention) for mention in linked.mentions],
                    "facts": linked.facts,
                }
            )
        )


@click.command()
@click.argument("lines", type=click.File("rb"), default="-")
def group(lines: BinaryIO) -> None:
    """JSON Lines of articles in, the story of each out, in order, as if each had come in when it was published."""
    (_, linker), window = known(), Window()
    articles = list(_articles(lines))
    told: dict[int, str] = {}
    for moment, index in _by_time(articles):
        article = articles[index]
        linked = linker.link(article)
        decision = window.decide(article, linked, now=moment)
        story = told[index] = decision.story or str(uuid.uuid4())
        window.add(Told(key=str(index), story=story, article=article, linked=linked))
    for index, article in enumerate(articles):
        click.echo(orjson.dumps({"url": article.url, "story": told[index]}))


_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def _by_time(articles: list[Article]) -> list[tuple[datetime, int]]:
    """Instants of ingest with indices, in order: an article without a publish instant follows the one before it."""
    moments: list[tuple[datetime, int]] = []
    last = _NEVER
    for index, article in enumerate(articles):
        last = article.published or last
        moments.append((last, index))
    return sorted(moments)


def _articles(lines: BinaryIO) -> Iterator[Article]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)  # not orjson, which refuses the lone surrogates that pages do contain
        except (ValueError, RecursionError) as error:
            raise Misconfigured(f"line {number} is no JSON: {error}") from error
        if not isinstance(record, dict):
            raise Misconfigured(f"line {number} is no JSON object")
        yield _article(record, number)


def _article(record: dict[str, Any], number: int) -> Article:
    title, url = text.plain(_string(record, "title", number)), text.line(_string(record, "url", number))
    if lacking := next((key for key, value in (("url", url), ("title", title)) if not value), None):
        raise Misconfigured(f"line {number} has no {lacking}")
    published = _instant(_string(record, "published", number), number)
    return Article(
        url=url,
        source=text.line(_string(record, "source", number)) or _host(url),
        title=title,
        lead=text.line(_string(record, "lead", number)),
        body=text.block(_string(record, "body", number)),
        published=published,
        precision=Precision.SECOND if published else Precision.UNKNOWN,
        language=text.line(_string(record, "language", number)).lower().partition("-")[0],
    )


def _string(record: dict[str, Any], key: str, number: int) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise Misconfigured(f"line {number}: {key} must be a string")
    return value or ""


def _host(url: str) -> str:
    try:
        return urlsplit(canonical(url)).netloc
    except Unreadable:
        return ""


def _instant(value: str, number: int) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
        instant = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
        if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
            raise ValueError("no year of news")
        return instant
    except (ValueError, OverflowError) as error:
        raise Misconfigured(f"line {number}: published {value!r} is no ISO 8601 time") from error
