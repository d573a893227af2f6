"""Listing pages (a section, a page of search results) to found addresses."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from scraper.model.article import Found, Page
from scraper.model.source import Source
from scraper.model.text import line
from scraper.reading.address import absolute, canonical, fetchable, is_home, same_site
from scraper.reading.charset import decode
from scraper.reading.markup import parse

_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|rss|json)$", re.IGNORECASE)
_NOT_ARTICLE = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|topics?|search|login|about|contact|privacy|terms|page|feed|rss|wp-admin|members?|"
    r"reporters?|subscribe|policy|company|event|advertis\w*)(?:/|\.|$)",
    re.IGNORECASE,
)
_ID = re.compile(r"\d{4,}")
_NUMBER = re.compile(r"\d")
_SLUG = re.compile(r"[^/\-_]+(?:[\-_][^/\-_]+){3,}")


def listing_links(page: Page, source: Source) -> tuple[Found, ...]:
    """Links that lead to articles, in page order, each once, titled with the longest text that links to them.

    Without `source.article` a link counts when it stays on the site and its last part is a number of four digits or
    more, or a slug of four words or more.
    """
    tree = parse(decode(page.body, page.content_type, declared=source.charset))
    base = tree.css_first("base[href]")
    root = (absolute(base.attributes.get("href"), page.url) if base else None) or page.url
    titles: dict[str, tuple[str, str]] = {}
    for link in tree.css("a[href]"):
        url = absolute(link.attributes.get("href"), root)
        if url and leads_to_article(url, page.url, source):
            key, title = canonical(url), line(link.text(separator=" ")) or line(link.attributes.get("title"))
            kept, before = titles.get(key, (fetchable(url), ""))
            titles[key] = (kept, max(before, title, key=len))
    return tuple(Found(url=url, title=title) for url, title in titles.values())


def leads_to_article(url: str, page_url: str, source: Source) -> bool:
    """Whether an address on the site has the form of an article's: the declared one, else the usual ones."""
    if not same_site(url, page_url) and not same_site(url, source.url):
        return False
    parts = urlsplit(url)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if source.article:
        return re.search(source.article, address) is not None
    if is_home(url) or _FILE.search(parts.path) or _NOT_ARTICLE.search(parts.path):
        return False
    last = parts.path.rstrip("/").rpartition("/")[2]
    return bool(_ID.search(last) or _ID.search(parts.query) or _SLUG.search(last))


def names_page(claim: str, url: str, source: Source) -> bool:
    """Whether the address that a page claims as its own (rel=canonical, og:url) can be that. Careless sites claim the
    front page, the section above the page, or the script without the number that tells one article from another."""
    if is_home(claim):
        return False
    one, two = urlsplit(canonical(claim)), urlsplit(canonical(url))
    if one.path == two.path:
        numbers = {key: value for key, value in parse_qsl(two.query) if key != "page" and _NUMBER.search(value)}
        return numbers.items() <= dict(parse_qsl(one.query)).items()
    above = two.path.startswith(f"{one.path.rstrip('/')}/")
    return not above or leads_to_article(claim, url, source)
