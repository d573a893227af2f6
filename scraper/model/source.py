"""A source: one news site and how its articles are found and read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scraper.model.errors import Misconfigured

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A declaration. Only `name` and `url` are required; what is empty is found by probing or standard metadata.

    name: 2-40 of `a-z0-9-`, never changes. url: the home page. title: the outlet's name as shown to readers.
    languages: BCP 47, most used first. timezone: IANA name, for dates that carry none.
    feeds, sitemaps: addresses of RSS/Atom feeds and of (news) sitemaps or sitemap indexes.
    wordpress: the REST root (`https://site/wp-json/`) or "". listings: addresses of listing pages; `{page}` in one
    stands for the page number, from 1. pages: how many listing or REST pages one crawl follows at most.
    article: regular expression that the path and query of an article's address matches (`re.search`); empty: any
    address on the site's host that is not the home page.
    headline, lead, body, byline, date, image: CSS selectors tried where standard metadata misses; for `body` they come
    first, and all the matches of the first selector that gives text are taken.
    noise: CSS selectors of parts to drop before the body is taken. stop: regular expressions; the body ends before the
    first paragraph that one of them matches from its start.
    charset: overrides what the page says, or "". delay: seconds between two requests to a host.
    every: minutes between two crawls. allow_private_addresses: for test hosts only.
    grade: how sure the declaration is: VM measured, VP seen in a stored page, VC used by public code, B believed.
    """

    name: str
    url: str
    title: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    wordpress: str = ""
    listings: tuple[str, ...] = ()
    pages: int = 5
    article: str = ""
    headline: str = ""
    lead: str = ""
    body: tuple[str, ...] = ()
    byline: str = ""
    date: str = ""
    image: str = ""
    noise: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    charset: str = ""
    delay: float = 1.0
    every: int = 30
    allow_private_addresses: bool = False
    grade: str = "B"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Misconfigured(f"source name {self.name!r} must be 2-40 of a-z, 0-9 and -", remedy="rename it")
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise Misconfigured(f"{self.url!r} is no http(s) address", source=self.name, remedy="give the home page")
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError) as error:
            raise Misconfigured(
                f"unknown time zone {self.timezone!r}", source=self.name, remedy="use an IANA name such as Asia/Seoul"
            ) from error
        try:
            codecs.lookup(self.charset or "utf-8")
        except LookupError as error:
            raise Misconfigured(f"unknown charset {self.charset!r}", source=self.name) from error
        for pattern in (self.article, *self.stop):
            try:
                re.compile(pattern)
            except re.error as error:
                raise Misconfigured(f"bad pattern {pattern!r}: {error}", source=self.name) from error

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def outlet(self) -> str:
        """The name shown to readers."""
        return self.title or self.name
