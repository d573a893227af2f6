"""The one spider: crawls the site that its Source declares."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from scraper.crawling.answer import conditions, page_of, validators_of
from scraper.crawling.desk import Desk, lone_desk
from scraper.crawling.discovery import Step, Way, probed, ways
from scraper.crawling.failure import explain
from scraper.model.article import Article, Page
from scraper.model.errors import Misconfigured, Refused, Retry, StorageFailure, Unreadable
from scraper.model.source import Source
from scraper.reading import discover, hints, is_home, read, robots_sitemaps, same_site, sitemap_children
from storage.pages import Waiting
from storage.sources import Validators

_OK_TOO = {"handle_httpstatus_list": [304]}


@dataclass(frozen=True, slots=True)
class Piece:
    """An article on its way to storage. address: where it was read, after redirects. validators: of its page, for the
    next conditional request."""

    article: Article
    page: Waiting
    address: str
    validators: Validators


class SiteSpider(Spider):
    """A site's spider is a subclass with a `source`; it rarely needs a method of its own."""

    source: ClassVar[Source]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = cls.source.name

    def __init__(self, *, desk: Desk, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self._ways: list[Way] = []
        self._pending = 0
        self._answered = False
        self._seen: set[str] = set()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        polite = {"DOWNLOAD_DELAY": cls.source.delay, "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if cls.source.delay else 16}
        settings.setdict(polite, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, desk: Desk | None = None, **kwargs: Any) -> Self:
        if desk is None:  # `scrapy crawl NAME`
            desk = lone_desk(cls.source)
        return super().from_crawler(crawler, *args, desk=desk, **kwargs)

    async def start(self) -> AsyncIterator[Request]:
        for page in self.desk.open():
            yield self._page_request(page)
        self._ways = list(ways(self.source))
        for request in self._next_way():
            yield request

    def closed(self, reason: str) -> None:
        assert self.crawler.stats is not None
        self.desk.report.requests = int(self.crawler.stats.get_value("downloader/response_count", 0))
        try:
            self.desk.close()
        except StorageFailure as error:
            self.desk.blame(error)

    # Discovery

    def _next_way(self) -> Iterator[Request]:
        if not self._ways:
            return
        way = self._ways.pop(0)
        self._pending, self._answered = len(way.urls), False
        steps = [Step(way.kind, template, 1, thorough=False) for template in way.urls]
        known = self.desk.validators([step.url for step in steps])
        for step in steps:
            # A list that a crawl left half-read has no validators: it is read to its end, known addresses or not.
            yield self._resource_request(replace(step, thorough=step.url not in known), known.get(step.url))

    def _resource_request(self, step: Step, known: Validators | None = None) -> Request:
        self._seen.add(step.url)
        return Request(
            step.url,
            callback=self.parse_home if step.kind == "home" else self.parse_resource,
            errback=self.resource_failed,
            headers=conditions(known),
            cb_kwargs={"step": step},
            meta=dict(_OK_TOO),
            dont_filter=True,
            priority=10,
        )

    def parse_resource(self, response: Response, step: Step) -> Iterator[Request]:
        """A feed, sitemap, REST answer or listing page."""
        self._answered = True
        try:
            if response.status != 304:
                yield from self._listed(response, step)
        except Unreadable as error:
            self._answered = step.number > 1
            self.desk.blame(Unreadable(error.what, source=self.name, url=response.url, remedy=error.remedy))
        if step.number == 1:
            yield from self._resource_done()

    def _listed(self, response: Response, step: Step) -> Iterator[Request]:
        page = self._page(response)
        found = discover(page, self.source, step.kind)
        children = sitemap_children(page)[: self.source.pages] if step.kind == "sitemap" else ()
        further = step.next if step.number < self.source.pages else None
        fresh = self.desk.listed(
            step.url,
            step.kind,
            found,
            validators_of(response),
            whole=not children and not further,
        )
        for waiting in fresh:
            yield self._page_request(waiting)
        for child in children:
            if child not in self._seen:
                known = self.desk.validators([child]).get(child)
                yield self._resource_request(replace(step, template=child, number=2), known)
        if further and found and (fresh or step.thorough):
            yield self._resource_request(further)
        elif step.kind != "sitemap":
            self.desk.whole(step.first)

    def parse_home(self, response: Response, step: Step) -> Iterator[Request]:
        """The home page of a source that declares no method: what it offers is looked up, then robots.txt."""
        yield Request(
            urljoin(response.url, "/robots.txt"),
            callback=self.parse_robots,
            errback=self.robots_failed,
            cb_kwargs={"home": self._page(response)},
            meta={"dont_obey_robotstxt": True},
            dont_filter=True,
        )

    def parse_robots(self, response: Response, home: Page) -> Iterator[Request]:
        yield from self._probed(home, robots_sitemaps(response.body.decode("utf-8", "replace")))

    def robots_failed(self, failure: Failure) -> Iterator[Request]:
        yield from self._probed(failure.request.cb_kwargs["home"], ())  # type: ignore[attr-defined]

    def _probed(self, home: Page, sitemaps: tuple[str, ...]) -> Iterator[Request]:
        self._ways = list(probed(self.source, hints(home), sitemaps))
        yield from self._next_way()

    def resource_failed(self, failure: Failure) -> Iterator[Request]:
        request = failure.request  # type: ignore[attr-defined]
        error = explain(_error(failure), self.name, request.url)
        step: Step = request.cb_kwargs["step"]
        if step.number > 1 and isinstance(error, Unreadable):
            self.desk.whole(step.first)  # a 404 is how a site says that there is no further page
        else:
            self.desk.blame(error)
        if step.number == 1:
            yield from self._resource_done()

    def _resource_done(self) -> Iterator[Request]:
        self._pending -= 1
        if not self._pending and not self._answered:
            yield from self._next_way()

    # Articles

    def _page_request(self, page: Waiting) -> Request:
        return Request(
            page.fetch,
            callback=self.parse_article,
            errback=self.page_failed,
            headers=conditions(Validators(page.etag, page.last_modified)),
            cb_kwargs={"page": page},
            meta=dict(_OK_TOO),
            dont_filter=True,
        )

    def parse_article(self, response: Response, page: Waiting) -> Iterator[Piece]:
        self.desk.report.fetched += 1
        try:
            if response.status == 304:
                self._unchanged(page)
                return
            self._check_redirect(response, page.fetch)
            article = read(self._page(response), self.source)
        except (Unreadable, Refused, Retry) as error:
            self.desk.failed(page, type(error)(error.what, source=self.name, url=response.url, remedy=error.remedy))
        except Misconfigured as error:  # of the declaration; the page is read when that is mended
            self.desk.failed(page, Retry(error.what, source=self.name, url=response.url, remedy=error.remedy))
        else:
            yield Piece(article, page, response.url, validators_of(response))

    def _unchanged(self, page: Waiting) -> None:
        if not page.article:
            raise Retry("answered 304 to a page that was never read")
        self.desk.unchanged(page)

    def _check_redirect(self, response: Response, asked: str) -> None:
        if not (same_site(response.url, asked) or same_site(response.url, self.source.url)):
            raise Refused("redirected to another site")
        if response.url != asked and is_home(response.url):
            lasting = {301, 308}.issuperset(response.meta.get("redirect_reasons", ()))
            raise (Unreadable if lasting else Retry)("redirected to the home page")

    def page_failed(self, failure: Failure) -> None:
        page = failure.request.cb_kwargs["page"]  # type: ignore[attr-defined]
        self.desk.failed(page, explain(_error(failure), self.name, page.fetch))

    def _page(self, response: Response) -> Page:
        return page_of(response, self.desk.clock())


def _error(failure: Failure) -> BaseException:
    assert failure.value is not None
    return failure.value
