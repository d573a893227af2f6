"""A crawl run: several sources at the same time in one process, which it must have to itself (Twisted's reactor)."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from scraper.crawling import settings as defaults
from scraper.crawling.desk import Desk
from scraper.crawling.report import Report
from scraper.crawling.spider import SiteSpider
from scraper.crawling.turn import turn
from scraper.ingest import Ingest
from scraper.model.errors import Retry, StorageFailure
from scraper.model.source import Source
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
    faults: list[BaseException] = []
    with ExitStack() as turns:
        process = AsyncCrawlerProcess(crawl_settings(_open_hosts(sources), contact))
        on_fault = _Faults(faults, process)  # kept by name: signals hold their receivers weakly
        for desk in desks:
            try:
                turns.enter_context(turn(home, desk.source.name))
            except Retry as error:
                desk.blame(error)
                continue
            crawler = process.create_crawler(spider_of(desk.source))
            crawler.signals.connect(on_fault, signals.spider_error)
            crawler.signals.connect(on_fault, signals.item_error)
            process.crawl(crawler, desk=desk)
        process.start()
    if faults:
        raise faults[0]
    return [desk.report for desk in desks]


def spider_of(source: Source) -> type[SiteSpider]:
    """The spider class of a source that has no module of its own."""
    return type("Site", (SiteSpider,), {"source": source})


_turns = ExitStack()  # of `scrapy crawl`: held until the process ends


def lone_desk(source: Source) -> Desk:
    """A desk for `scrapy crawl NAME`: the home and the database are those of the environment."""
    home = Path(os.environ.get("HALLYUWIRE_HOME", "var"))
    database = Database.at(home, os.environ.get("HALLYUWIRE_DATABASE_URL"))
    _turns.enter_context(turn(home, source.name))
    return Desk(source, database, Ingest.open(database))


class _Faults:
    """Bugs and a failing database must not drown in a log: the run stops and raises the first."""

    def __init__(self, faults: list[BaseException], process: AsyncCrawlerProcess) -> None:
        self._faults = faults
        self._process = process

    def __call__(self, failure: object, **_: object) -> None:
        error = failure.value  # type: ignore[attr-defined]
        self._faults.append(error)
        if isinstance(error, StorageFailure):
            self._stopping = asyncio.ensure_future(self._process.stop())


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
