"""What a page says of how its site could be crawled."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model.article import Page
from scraper.model.text import line, plain
from scraper.reading.address import absolute
from scraper.reading.charset import decode
from scraper.reading.markup import parse
from scraper.reading.metadata import head

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Hints:
    """feeds, sitemaps: absolute addresses, in page order. wordpress: the REST root or "". title: the site's name or "".

    language: BCP 47 primary tag that the page claims, or "".
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    wordpress: str = ""
    title: str = ""
    language: str = ""


def hints(page: Page) -> Hints:
    """Read the links and meta tags of a front page. Raises Unreadable for a body that holds no text."""
    tree = parse(decode(page.body, page.content_type))
    meta = head(tree)
    feeds, sitemaps, wordpress = [], [], ""
    for node in tree.css("link[rel][href]"):
        rel = (node.attributes.get("rel") or "").lower().split()
        url = absolute(node.attributes.get("href"), page.url)
        kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        if url and "alternate" in rel and kind in _FEED_TYPES and "/comments/" not in url:
            feeds.append(url)
        elif url and "sitemap" in rel:
            sitemaps.append(url)
        elif url and "https://api.w.org/" in rel:
            wordpress = url
    return Hints(
        feeds=tuple(dict.fromkeys(feeds)),
        sitemaps=tuple(dict.fromkeys(sitemaps)),
        wordpress=wordpress,
        title=plain(meta.first("og:site_name", "application-name")) or plain(meta.title),
        language=meta.language.lower().partition("-")[0],
    )


def robots_sitemaps(text: str) -> tuple[str, ...]:
    """The absolute addresses that the Sitemap lines of a robots.txt give, each once, in order."""
    found = []
    for entry in text.lstrip("\ufeff").splitlines():
        name, _, value = entry.partition("#")[0].partition(":")
        if line(name).lower() == "sitemap" and (url := absolute(value, "")):
            found.append(url)
    return tuple(dict.fromkeys(found))
