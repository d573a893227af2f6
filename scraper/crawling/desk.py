"""The desk of one source during a crawl: everything that a crawl keeps or looks up goes over it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.crawling.report import Report
from scraper.ingest import Ingest, Outcome
from scraper.model.article import Article, Found, Precision
from scraper.model.errors import HallyuwireError, Refused, Retry, Unreadable
from scraper.model.source import Source
from scraper.reading import canonical, fetchable
from scraper.turn import turn
from storage import pages, sources
from storage.database import Database
from storage.pages import Address, State, Waiting
from storage.sources import Validators


def utc_now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """clock: gives the present instant, UTC-aware. on_change: called with the report whenever it has changed."""

    def __init__(
        self,
        source: Source,
        database: Database,
        ingest: Ingest,
        *,
        clock: Callable[[], datetime] = utc_now,
        on_change: Callable[[Report], None] = lambda report: None,
    ) -> None:
        self.source = source
        self.report = Report(source.name)
        self.clock = clock
        self._database = database
        self._ingest = ingest
        self._on_change = on_change
        self._listed: set[str] = set()

    def open(self) -> list[Waiting]:
        """Begin a crawl. Returns the pages that an earlier one left: killed, or failed and due again."""
        now = self.clock()
        with self._database.write() as tx:
            sources.started(tx, self.source.name, now)
            return pages.waiting(tx, self.source.name, now)

    def close(self) -> None:
        """End the crawl and keep its report."""
        barren = not self.report.found and bool(self.report.failed)
        with self._database.write() as tx:
            last = sources.last_crawls(tx).get(self.source.name)
            failures = last.failures + 1 if barren and last else int(barren)
            sources.finished(tx, self.source.name, self.clock(), failures, self.report.as_json())

    def validators(self, urls: Sequence[str]) -> dict[str, Validators]:
        with self._database.read() as tx:
            return sources.validators(tx, urls)

    def listed(
        self, url: str, kind: str, found: Sequence[Found], validators: Validators, *, whole: bool
    ) -> list[Waiting]:
        """Keep what a feed, sitemap or listing named; returns the pages to fetch now. whole: False when it leads to
        others of its kind, which are still to be read."""
        addresses = self._addresses(found)
        with self._database.write() as tx:
            fresh = pages.note(tx, self.source.name, kind, addresses, self.clock())
            sources.remember(tx, self.source.name, url, validators, self.clock(), whole=whole)
        unseen = {address.url for address in addresses} - self._listed
        self._listed |= unseen
        self.report.found += len(unseen)
        self.report.known += len(unseen - {page.url for page in fresh})
        self._changed()
        return fresh

    def whole(self, url: str) -> None:
        """All that a discovery address leads to has been read."""
        with self._database.write() as tx:
            sources.whole(tx, url)

    def take(self, article: Article, page: Waiting, address: str, validators: Validators) -> Outcome:
        """Store an article that was read at an address, in the end."""
        outcome = self._ingest.take(
            _dated(article, page),
            outlet=self.source.outlet,
            page=page,
            address=fetchable(address),
            now=self.clock(),
            etag=validators.etag,
            last_modified=validators.last_modified,
        )
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        self._changed()
        return outcome

    def unchanged(self, page: Waiting) -> None:
        """304: what is stored holds."""
        with self._database.write() as tx:
            pages.unchanged(tx, page.url)
        self.report.known += 1

    def failed(self, page: Waiting, error: HallyuwireError) -> None:
        """A page gave no article: postponed when the fault may pass, else settled with its reason."""
        with self._database.write() as tx:
            if isinstance(error, Retry):
                pages.postpone(tx, page.url, page.tries, error.what, self.clock())
            else:
                state = State.REFUSED if isinstance(error, Refused) else State.UNREADABLE
                pages.settle(tx, page.url, state, reason=error.what)
        if isinstance(error, Refused):
            self.report.refused += 1
            self.report.blame(error)
            self._changed()
        else:
            self.blame(error)

    def blame(self, error: HallyuwireError) -> None:
        """Count a failure: of a page, or of what should have named pages."""
        self.report.failed += 1
        self.report.blame(error)
        self._changed()

    def _addresses(self, found: Sequence[Found]) -> list[Address]:
        addresses: dict[str, Address] = {}
        for item in found:
            try:
                url = canonical(item.url)
            except Unreadable as error:
                self.blame(Unreadable(error.what, source=self.source.name, url=item.url))
                continue
            modified = item.modified.isoformat() if item.modified else ""
            hint = f"{item.title}|{modified}"
            addresses.setdefault(url, Address(url, item.url, hint, item.published, item.precision))
        return list(addresses.values())

    def _changed(self) -> None:
        self._on_change(self.report)


_EXACT = (Precision.MINUTE, Precision.SECOND)


def _dated(article: Article, page: Waiting) -> Article:
    """With the instant that discovery gave, where the page gives none, or only the day of it."""
    if page.published is None or article.precision in _EXACT:
        return article
    near = article.published is None or abs(page.published - article.published) < timedelta(days=2)
    if near and (article.published is None or page.precision in _EXACT):
        return replace(article, published=page.published, precision=page.precision)
    return article


_turns = ExitStack()  # of `scrapy crawl`: held until the process ends


def lone_desk(source: Source) -> Desk:
    """A desk for `scrapy crawl NAME`: the home and the database are those of the environment."""
    home = Path(os.environ.get("HALLYUWIRE_HOME", "var"))
    database = Database.at(home, os.environ.get("HALLYUWIRE_DATABASE_URL"))
    _turns.enter_context(turn(home, source.name))
    return Desk(source, database, Ingest.open(database))
