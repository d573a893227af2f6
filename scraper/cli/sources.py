"""`sources`: what is crawled, what came of it, and when each is due."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.table import Table

from scraper.cli.home import Home, open_home
from scraper.model.source import Source
from scraper.schedule import due_at
from storage import articles
from storage import sources as states
from storage.sources import LastCrawl


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a source stands. articles: how many are stored. newest: the newest of their times; last_crawl: when it began;
    due: when the next is (all UTC-aware; None: there is none). failures: crawls in a row that gave nothing, for the
    reasons in `why`."""

    name: str
    url: str
    languages: tuple[str, ...]
    articles: int
    newest: datetime | None
    last_crawl: datetime | None
    failures: int
    due: datetime
    why: tuple[str, ...]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object per source.")
@click.pass_obj
def sources(home: Path, as_json: bool) -> None:
    """List the sources, what is stored of each, and when each is due."""
    now = datetime.now(UTC)
    rows = standings(open_home(home), now)
    if as_json:
        for row in rows:
            click.echo(orjson.dumps(asdict(row)))
    else:
        Console(width=None if sys.stdout.isatty() else 140).print(_table(rows, now))


def standings(place: Home, now: datetime) -> list[Standing]:
    """Of every known source, by name."""
    database = place.database()
    with database.read() as tx:
        counts, crawls = articles.counts(tx), states.last_crawls(tx)
    database.close()
    return [
        _standing(source, counts.get(source.name, (0, None)), crawls.get(source.name), now)
        for source in place.sources()
    ]


def _standing(source: Source, stored: tuple[int, datetime | None], last: LastCrawl | None, now: datetime) -> Standing:
    started, failures = (last.started, last.failures) if last else (None, 0)
    return Standing(
        name=source.name,
        url=source.url,
        languages=source.languages,
        articles=stored[0],
        newest=stored[1],
        last_crawl=started,
        failures=failures,
        due=due_at(source.every, started, failures, now),
        why=tuple(cause["what"] for cause in last.report.get("why", [])) if last else (),
    )


def _table(rows: list[Standing], now: datetime) -> Table:
    table = Table("source", "languages", "articles", "last crawl", "due", "address", box=None, pad_edge=False)
    for row in rows:
        due = "now" if row.due <= now else _minute(row.due)
        last = _minute(row.last_crawl) if row.last_crawl else "never"
        table.add_row(row.name, " ".join(row.languages), str(row.articles), last, due, row.url)
    return table


def _minute(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M UTC")
