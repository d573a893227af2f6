"""`crawl`: the sources crawled now, with progress and a report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from scraper.cli.home import Home, open_home, put_demo_aside
from scraper.crawling.report import Report
from scraper.crawling.run import crawl as crawl_now
from scraper.model.source import Source

_SHOWN = ("found", "known", "new", "same", "updated", "irrelevant", "refused", "failed")


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON, one line per source.")
@click.pass_obj
def crawl(home: Path, sources: tuple[str, ...], as_json: bool) -> None:
    """Crawl the named SOURCES now, all when none is named."""
    place = open_home(home)
    chosen = place.chosen(sources)
    if aside := put_demo_aside(place):
        click.echo(f"the demo's made-up news is out of the way, in {aside}", err=True)
    reports = crawl_sources(place, chosen, as_json=as_json)
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
