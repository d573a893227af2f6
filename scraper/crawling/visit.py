"""A visit: a few pages fetched one after another by a piece of code, under the same rules as a crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.answer import page_of
from scraper.crawling.failure import explain
from scraper.crawling.run import crawl_settings
from scraper.model.article import Page


class Fetch(Protocol):
    async def __call__(self, url: str, *, obey: bool = True) -> Page:
        """The page at an address after redirects. Raises HallyuwireError. obey: ask robots.txt first."""


class _Visitor(Spider):
    name = "visit"

    def __init__(
        self, job: Callable[[Fetch], Awaitable[None]], now: Callable[[], datetime], errors: list[BaseException]
    ) -> None:
        super().__init__()
        self._job, self._now, self._errors = job, now, errors

    async def start(self) -> AsyncIterator[Request]:
        try:
            await self._job(self._fetch)
        except BaseException as error:
            self._errors.append(error)
        return
        yield  # an async generator that yields nothing: the job asks for its pages itself

    async def _fetch(self, url: str, *, obey: bool = True) -> Page:
        try:
            request = Request(url, meta={} if obey else {"dont_obey_robotstxt": True}, dont_filter=True)
            assert self.crawler.engine is not None
            response: Response = await self.crawler.engine.download_async(request)
            if response.status != 200:
                raise HttpError(response, f"HTTP {response.status}")
        except Exception as error:  # a bug comes back out of `explain` as it is
            raise explain(error, "", url) from error
        return page_of(response, self._now())


def visit(
    job: Callable[[Fetch], Awaitable[None]],
    now: Callable[[], datetime],
    *,
    open_urls: tuple[str, ...] = (),
    contact: str | None = None,
) -> None:
    """Run a job that fetches pages. open_urls: addresses whose hosts may be private. Raises what the job raises."""
    hosts = [host for url in open_urls if (host := urlsplit(url).hostname)]
    errors: list[BaseException] = []
    process = AsyncCrawlerProcess(crawl_settings(hosts, contact))
    process.crawl(_Visitor, job=job, now=now, errors=errors)
    process.start()
    if errors:
        raise errors[0]
