"""Where a source says its articles are: one entry for the four ways of saying it."""

from __future__ import annotations

from collections.abc import Callable

from scraper.model.article import Found, Page
from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.source import Source
from scraper.reading.feed import feed_entries
from scraper.reading.listing import listing_links
from scraper.reading.sitemap import sitemap_entries
from scraper.reading.wordpress import wordpress_posts

_READERS: dict[str, Callable[[Page, Source], tuple[Found, ...]]] = {
    "feed": feed_entries,
    "sitemap": sitemap_entries,
    "wordpress": wordpress_posts,
    "listing": listing_links,
}


def discover(page: Page, source: Source, kind: str) -> tuple[Found, ...]:
    """The addresses that a page gives, in its order, absolute and http(s) only, each once.

    kind: "feed", "sitemap", "wordpress" or "listing"; another raises Misconfigured. An empty but sound document gives
    (). What is no such document raises Unreadable with the source and the address.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise Misconfigured(
            f"unknown kind of discovery {kind!r}", source=source.name, remedy=f"one of {', '.join(_READERS)}"
        )
    try:
        return reader(page, source)
    except Unreadable as error:
        raise Unreadable(error.what, source=source.name, url=page.url, remedy=error.remedy) from error
