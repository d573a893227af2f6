"""What is fetched and what is read from it: pages, found addresses, articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a publish instant is known. DAY: the instant is the day's start in the source's time zone."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came. url: the address after redirects. content_type: the header's value, or None.

    fetched: UTC-aware instant of the answer; relative dates ("2 days ago") count from it.
    """

    url: str
    body: bytes
    content_type: str | None
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that a feed, sitemap, REST answer or listing gave, with what it said of the article.

    url: absolute, as given (not yet canonical). title, summary: plain text, "" when not given.
    published: UTC-aware or None. modified: likewise.
    """

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    modified: datetime | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page of one source, read. All text is clean (`model.text`).

    url: canonical address. source: name of the source. title: the headline, never empty, without the outlet's name.
    lead: summary or first paragraph, "" when unknown. body: paragraphs separated by a blank line.
    published: UTC-aware publish instant, None when the page does not tell (never the crawl time).
    precision: of `published`; UNKNOWN goes with None. date_text: the date as printed when it could not be read or is
    implausible, else "". modified: UTC-aware or None. language: BCP 47 primary tag ("ko"), "" when unknown.
    image: absolute http(s) address or None. tags: as the outlet gives them.
    """

    url: str
    source: str
    title: str
    lead: str = ""
    body: str = ""
    byline: str = ""
    published: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    date_text: str = ""
    modified: datetime | None = None
    language: str = ""
    image: str | None = None
    tags: tuple[str, ...] = field(default=())
