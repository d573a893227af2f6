"""How a crawl of a source begins: which addresses name its articles, and in which order they are tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from scraper.model.source import Source
from scraper.reading.hints import Hints

_FIELDS = "id,date,date_gmt,modified_gmt,link,title,excerpt"
_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Way:
    """One method of discovery with its addresses. kind: feed, sitemap, wordpress, listing or home (to be probed)."""

    kind: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One request of discovery. template: the address, with `{page}` if it has pages. number: of the page, from 1; more
    than 1 also for the children of a sitemap index. thorough: read on past pages that name nothing new.
    """

    kind: str
    template: str
    number: int
    thorough: bool

    @property
    def url(self) -> str:
        if self.kind == "wordpress":
            return self.template.replace("&page=1&", f"&page={self.number}&")
        return self.template.replace("{page}", str(self.number))

    @property
    def first(self) -> str:
        """The address of the first page."""
        return replace(self, number=1).url

    @property
    def next(self) -> Step | None:
        """The step to the next page, None where there can be none."""
        paged = self.kind == "wordpress" or (self.kind == "listing" and "{page}" in self.template)
        return replace(self, number=self.number + 1) if paged else None


def ways(source: Source) -> tuple[Way, ...]:
    """The declared methods, best first: the next is used when one fails. Nothing declared: the home page is probed."""
    declared = (
        Way("feed", source.feeds),
        Way("sitemap", source.sitemaps),
        Way("wordpress", (posts(source.wordpress, 1),) if source.wordpress else ()),
        Way("listing", source.listings),
    )
    return tuple(way for way in declared if way.urls) or (Way("home", (source.url,)),)


def probed(source: Source, hints: Hints, robots_sitemaps: tuple[str, ...]) -> tuple[Way, ...]:
    """The methods that a home page and a robots.txt offer; the home page itself as a listing comes last."""
    offered = (
        Way("feed", hints.feeds),
        Way("wordpress", (posts(hints.wordpress, 1),) if hints.wordpress else ()),
        Way("sitemap", robots_sitemaps),
        Way("listing", (source.url,)),
    )
    return tuple(way for way in offered if way.urls)


def posts(root: str, page: int) -> str:
    """Address of one page of a WordPress REST root's posts, newest first (developer.wordpress.org/rest-api)."""
    return urljoin(root, f"wp/v2/posts?per_page={_PER_PAGE}&page={page}&_fields={_FIELDS}")
