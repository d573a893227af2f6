"""Sitemaps, news sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html) to found addresses."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from scraper.model.article import Found, Page
from scraper.model.errors import Unreadable
from scraper.model.source import Source
from scraper.model.text import plain
from scraper.reading.address import absolute
from scraper.reading.dates import parse_date
from scraper.reading.listing import leads_to_article

MAX_URLS = 50_000  # the protocol's own limit for one file
MAX_BYTES = 52_428_800  # likewise, uncompressed
_FIELDS = {
    "loc": "loc",
    "lastmod": "lastmod",
    "publication_date": "published",
    "title": "title",
    "keywords": "keywords",
}


def sitemap_entries(page: Page, source: Source) -> tuple[Found, ...]:
    """The first 50,000 addresses of a sitemap, () for a sitemap index. `lastmod` is `modified`, never `published`.

    What a news sitemap dates is an article; of a plain one, only addresses that look like an article's are taken.
    Raises Unreadable for what is no sitemap, defines entities, or is larger unpacked than the protocol allows.
    """
    found = (_found(fields, page, source) for fields in _entries(page, "url"))
    articles = (e for e in found if e and (e.published or leads_to_article(e.url, page.url, source)))
    return tuple({entry.url: entry for entry in articles}.values())


def sitemap_children(page: Page) -> tuple[str, ...]:
    """Addresses of the sitemaps that a sitemap index names, without itself; () for a plain sitemap."""
    urls = (absolute(fields.get("loc"), page.url) for fields in _entries(page, "sitemap"))
    return tuple(dict.fromkeys(url for url in urls if url and url != page.url))


def _entries(page: Page, name: str) -> Iterator[dict[str, str]]:
    data = _unpacked(page.body).lstrip()
    if not data:
        raise Unreadable("empty sitemap")
    if b"<!ENTITY" in data:
        raise Unreadable("sitemap defines XML entities, which no sitemap needs")
    try:
        yield from _streamed(data, name)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"broken sitemap: {error.msg}") from error


def _streamed(data: bytes, name: str) -> Iterator[dict[str, str]]:
    events = etree.iterparse(
        BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    _, root = next(events)
    if etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise Unreadable(f"not a sitemap: its root is <{etree.QName(root).localname}>")
    count = 0
    for event, node in events:
        if event != "end" or not isinstance(node.tag, str) or node.getparent() is not root:
            continue
        if etree.QName(node).localname == name:
            yield _fields(node)
            count += 1
        node.clear()
        while node.getprevious() is not None:  # not root.clear(): the parser is ahead, and that would drop what comes
            del root[0]
        if count >= MAX_URLS:
            return


def _fields(node: Any) -> dict[str, str]:
    """Texts of an entry's own and its news parts; pictures and films of it bring a `loc` and `title` of their own."""
    fields: dict[str, str] = {}
    for part in node:
        if not isinstance(part.tag, str):
            continue
        for field in part if etree.QName(part).localname == "news" else (part,):
            key = _FIELDS.get(etree.QName(field).localname) if isinstance(field.tag, str) else None
            if key and field.text:
                fields.setdefault(key, field.text)
    return fields


def _found(fields: dict[str, str], page: Page, source: Source) -> Found | None:
    url = absolute(fields.get("loc"), page.url)
    if url is None:
        return None
    published, precision = parse_date(fields.get("published"), source.zone, fetched=page.fetched)
    return Found(
        url=url,
        title=plain(fields.get("title")),
        published=published,
        precision=precision,
        modified=parse_date(fields.get("lastmod"), source.zone, fetched=page.fetched)[0],
        tags=tuple(dict.fromkeys(tag for tag in map(plain, fields.get("keywords", "").split(",")) if tag)),
    )


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        if len(body) > MAX_BYTES:
            raise Unreadable(f"sitemap larger than {MAX_BYTES} bytes")
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise Unreadable(f"broken gzip: {error}") from error
    if len(data) > MAX_BYTES:
        raise Unreadable(f"sitemap larger than {MAX_BYTES} bytes when unpacked")
    if not unpacker.eof:
        raise Unreadable("gzip ends too early")
    return data
