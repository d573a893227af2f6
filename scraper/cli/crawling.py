"""`crawl` and `sources`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from scraper.cli.home import Home, open_home
from scraper.crawling.report import Report
from scraper.crawling.run import crawl as crawl_now
from scraper.model.source import Source
from scraper.schedule import due_at
from storage import articles
from storage import sources as states

_SHOWN = ("found", "known", "new", "same", "updated", "irrelevant", "refused", "failed")


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON, one line per source.")
@click.pass_obj
def crawl(home: Path, sources: tuple[str, ...], as_json: bool) -> None:
    """Crawl the named SOURCES now, all when none is named."""
    place = open_home(home)
    reports = crawl_sources(place, place.chosen(sources), as_json=as_json)
    sys.exit(1 if any(report.failed for report in reports) else 0)


def crawl_sources(place: Home, sources: Sequence[Source], *, as_json: bool = False) -> list[Report]:
    """Crawl, show progress and the report, and say on standard error what failed."""
    database = place.database()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    ) as progress:
        bars = {source.name: progress.add_task(source.name, total=None, counts="") for source in sources}

        def show(report: Report) -> None:
            done = report.known + report.new + report.same + report.updated + report.irrelevant + report.failed
            counts = f"{report.found} found, {report.new + report.same} stored"
            progress.update(bars[report.source], total=max(report.found, 1), completed=done, counts=counts)

        reports = crawl_now(sources, database, place.path, contact=place.contact, on_change=show)
    database.close()
    _print(reports, as_json)
    return reports


def _print(reports: Sequence[Report], as_json: bool) -> None:
    if as_json:
        for report in reports:
            click.echo(orjson.dumps(report.as_json()))
    else:
        table = Table("source", *_SHOWN, box=None, pad_edge=False)
        for report in reports:
            table.add_row(report.source, *(str(getattr(report, name)) for name in _SHOWN))
        Console(width=None if sys.stdout.isatty() else 120).print(table)
    for report in reports:
        for line in report.lines():
            click.echo(line, err=True)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per source.")
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """List the sources, what is stored of each, and when each is due."""
    if context.invoked_subcommand:
        return
    place = open_home(context.obj)
    now = datetime.now(UTC)
    with place.database().read() as tx:
        counts, crawls = articles.counts(tx), states.last_crawls(tx)
    rows = []
    for source in place.sources():
        last = crawls.get(source.name)
        due = due_at(source.every, last.started if last else None, last.failures if last else 0, now)
        number, newest = counts.get(source.name, (0, None))
        rows.append(
            {
                "name": source.name,
                "url": source.url,
                "languages": list(source.languages),
                "articles": number,
                "newest": newest,
                "last_crawl": last.started if last else None,
                "failures": last.failures if last else 0,
                "due": due,
                "why": [cause["what"] for cause in last.report.get("why", [])] if last else [],
            }
        )
    if as_json:
        for row in rows:
            click.echo(orjson.dumps(row))
        return
    table = Table("source", "languages", "articles", "last crawl", "due", "address", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            row["name"], " ".join(row["languages"]), str(row["articles"]), _ago(row["last_crawl"]),
            "now" if row["due"] <= now else _ago(row["due"]), row["url"],
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _ago(instant: datetime | None) -> str:
    return instant.strftime("%Y-%m-%d %H:%M UTC") if instant else "never"
