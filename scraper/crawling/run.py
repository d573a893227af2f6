"""A crawl run: several sources at the same time in one process, which it must have to itself (Twisted's reactor)."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from twisted.python.failure import Failure

from scraper.crawling import settings as defaults
from scraper.crawling.desk import Desk
from scraper.crawling.report import Report
from scraper.crawling.spider import SiteSpider
from scraper.ingest import Ingest
from scraper.model.errors import Retry
from scraper.model.source import Source
from scraper.turn import turn
from storage.database import Database


def crawl(
    sources: Sequence[Source],
    database: Database,
    home: Path,
    *,
    contact: str | None = None,
    on_change: Callable[[Report], None] = lambda report: None,
) -> list[Report]:
    """Crawl the sources now; returns a report each, in their order. A source that fails stops no other."""
    ingest = Ingest.open(database)
    gc.freeze()  # the catalogue stays: it need not be looked through at every collection
    desks = [Desk(source, database, ingest, on_change=on_change) for source in sources]
    with ExitStack() as turns:
        ours = [desk for desk in desks if _has_turn(desk, home, turns)]
        if ours:
            _run(ours, crawl_settings(_open_hosts(sources), contact))
    return [desk.report for desk in desks]


def _has_turn(desk: Desk, home: Path, turns: ExitStack) -> bool:
    try:
        turns.enter_context(turn(home, desk.source.name))
    except Retry as error:
        desk.blame(error)
        return False
    return True


def _run(desks: Sequence[Desk], settings: Settings) -> None:
    """Bugs and a failing database must not drown in a log: the run stops and raises the first."""
    faults: list[BaseException] = []
    stopping: list[object] = []
    process = AsyncCrawlerProcess(settings)

    def on_fault(failure: Failure, **_: object) -> None:
        assert failure.value is not None
        faults.append(failure.value)
        if not stopping:
            stopping.append(asyncio.ensure_future(process.stop()))

    for desk in desks:
        crawler = process.create_crawler(spider_of(desk.source))
        crawler.signals.connect(on_fault, signals.spider_error)
        crawler.signals.connect(on_fault, signals.item_error)
        process.crawl(crawler, desk=desk)
    process.start()
    if faults:
        raise faults[0]


def spider_of(source: Source) -> type[SiteSpider]:
    """The spider class of a source that has no module of its own."""
    return type("Site", (SiteSpider,), {"source": source})


def crawl_settings(open_hosts: Iterable[str], contact: str | None) -> Settings:
    """Scrapy's settings for a run. open_hosts: may be at private addresses. contact: for the user agent."""
    settings = Settings()
    settings.setmodule(defaults, priority="project")
    settings.set("OPEN_HOSTS", sorted(set(open_hosts)), priority="cmdline")
    if contact:
        settings.set("USER_AGENT", f"Hallyuwire/{defaults.VERSION} (+{contact})", priority="cmdline")
    return settings


def _open_hosts(sources: Sequence[Source]) -> list[str]:
    opened = (source for source in sources if source.allow_private_addresses)
    urls = (
        url
        for source in opened
        for url in (source.url, *source.feeds, *source.sitemaps, *source.listings, source.wordpress)
    )
    return [host for url in urls if (host := urlsplit(url).hostname)]
