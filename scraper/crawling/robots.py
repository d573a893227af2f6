"""robots.txt by RFC 9309: what cannot be read for a fault of the server's means "stay out for now"."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from scraper.crawling.guard import NotGlobal


class Disallowed(IgnoreRequest):
    """robots.txt says no."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt answered 5xx, or not at all: RFC 9309 section 2.3.1.4 takes that as "disallow all" until it does.

    Its argument: the answer's status, or what was raised.
    """


class _Unreachable(RobotParser):
    """refusal: what to raise for every page of the site."""

    def __init__(self, refusal: IgnoreRequest) -> None:
        self.refusal = refusal

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        return cls(RobotsUnreachable("no answer"))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, which takes an unreachable robots.txt for permission, without that mistake."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        for name in crawler.settings.getlist("HUSHED_LOGGERS"):  # here, since Scrapy resets levels when it starts
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if isinstance(rp, _Unreachable):
            raise rp.refusal
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise Disallowed("disallowed by robots.txt") from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._settle(netloc, _Unreachable(RobotsUnreachable(f"HTTP {response.status}")))
        elif response.status >= 400:
            self._settle(netloc, None)
        else:
            await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        refusal = exc if isinstance(exc, NotGlobal) else RobotsUnreachable(exc)
        self._settle(netloc, _Unreachable(refusal))

    def _settle(self, netloc: str, parser: RobotParser | None) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = parser
        waiting.callback(parser)  # type: ignore[union-attr]
