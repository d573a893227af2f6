"""RSS and Atom feeds to found addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from scraper.model.article import Found, Page, Precision
from scraper.model.errors import Unreadable
from scraper.model.source import Source
from scraper.model.text import line, plain
from scraper.reading.address import absolute
from scraper.reading.charset import decode
from scraper.reading.dates import parse_date

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_APPEARED = re.compile(r"\s*(?:The post .{1,300} (?:first )?appeared (?:first )?on .{1,80}|\[?(?:…|\.\.\.)\]?\s*)$")
_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_MODIFIED = ("updated", "modified", "lastBuildDate")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?:([a-zA-Z][a-zA-Z0-9]{1,31});)?")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MAX_SUMMARY = 2_000


def feed_entries(page: Page, source: Source) -> tuple[Found, ...]:
    """The entries of a feed in its order. Entries with the same GUID or title are all kept; an address comes once.

    Sound XML goes through fastfeedparser, which loses text on anything else; the rest through feedparser. Dates are
    read here, from the raw text: the parsers take dates without a zone for UTC. Raises Unreadable for what is no feed
    or defines entities of its own.
    """
    text = _FORBIDDEN.sub("", decode(page.body, page.content_type, declared=source.charset))
    text = _DECLARATION.sub("", text.lstrip("\ufeff \r\n\t"), count=1)
    root = _strict(text)
    if root is None:
        text = _mended(text)
        root = _strict(text)
    entries = _fast(root) if root is not None else None
    found = [_found(entry, page, source) for entry in (_lenient(text) if entries is None else entries)]
    return tuple({entry.url: entry for entry in reversed(found) if entry}.values())[::-1]


def _strict(text: str) -> Any | None:
    """The document's root, None when it is not well-formed. Entities are neither resolved nor fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        tree = etree.parse(BytesIO(text.encode("utf-8", "replace")), parser)
    except etree.XMLSyntaxError as error:
        if "<!ENTITY" in text:
            raise Unreadable("feed defines XML entities, which no feed needs") from error
        return None
    declared = tree.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Unreadable("feed defines XML entities, which no feed needs")
    return tree.getroot()


def _mended(text: str) -> str:
    """Stray ampersands escaped and HTML's names of characters resolved, outside CDATA: the usual flaws.

    feedparser on its own makes `R&B;` of `R&B`.
    """
    return "".join(
        part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_reference, part) for part in _CDATA.split(text)
    )


def _reference(found: re.Match[str]) -> str:
    if not found[1]:
        return "&amp;"
    character = html.unescape(found[0])
    return found[0] if found[1] in _XML_NAMES else escape(character)


def _fast(root: Any) -> list[dict[str, Any]] | None:
    """Entries by fastfeedparser with the raw dates beside them; None when it reads another number than there is."""
    import fastfeedparser

    items = [
        node for node in root.iter() if isinstance(node.tag, str) and etree.QName(node).localname in ("item", "entry")
    ]
    try:
        parsed = fastfeedparser.parse(
            etree.tostring(root, encoding="utf-8"), include_media=False, include_enclosures=False
        )
    except ValueError as error:
        if items:
            return None
        raise Unreadable(f"not a feed: {line(str(error))[:120]}") from error
    if len(parsed.entries) != len(items):
        return None
    return [{**entry, **_raw_dates(item)} for entry, item in zip(parsed.entries, items, strict=True)]


def _raw_dates(item: Any) -> dict[str, str]:
    texts = {etree.QName(node).localname: node.text or "" for node in item if isinstance(node.tag, str)}
    published = next((texts[name] for name in _PUBLISHED if texts.get(name, "").strip()), "")
    modified = next((texts[name] for name in _MODIFIED if texts.get(name, "").strip()), "")
    return {"published": published, "updated": modified}


def _lenient(text: str) -> list[Mapping[str, Any]]:
    import feedparser

    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if not parsed.entries and not parsed.get("version"):
        raise Unreadable("not a feed")
    return [_raw(entry, rss=parsed.version.startswith("rss")) for entry in parsed.entries]


def _raw(entry: Any, *, rss: bool) -> dict[str, Any]:
    """The entry as a plain dict: feedparser's own answers for `updated` with `published`, and warns of it."""
    fields = dict(dict.items(entry))
    if rss and "published" not in fields:  # RSS has no date of change; feedparser files dc:date there
        fields["published"] = fields.pop("updated", "")
    return fields


def _found(entry: Mapping[str, Any], page: Page, source: Source) -> Found | None:
    url = next((url for url in (absolute(plain(link), page.url) for link in _links(entry)) if url), None)
    if url is None:
        return None
    published, precision = parse_date(entry.get("published"), source.zone, fetched=page.fetched)
    modified, _ = parse_date(entry.get("updated"), source.zone, fetched=page.fetched)
    return Found(
        url=url,
        title=plain(entry.get("title")),
        summary=_APPEARED.sub("", plain(entry.get("description") or entry.get("summary")))[:_MAX_SUMMARY],
        published=published,
        precision=precision if published else Precision.UNKNOWN,
        modified=modified,
        tags=tuple(dict.fromkeys(tag for tag in (plain(tag.get("term")) for tag in entry.get("tags") or ()) if tag)),
    )


def _links(entry: Mapping[str, Any]) -> Iterator[str]:
    """The entry's own link, then its alternates, then a GUID that is an address."""
    yield entry.get("link") or ""
    for link in entry.get("links") or ():
        if link.get("rel", "alternate") == "alternate":
            yield link.get("href") or ""
    identifier = entry.get("id") or ""
    if identifier.startswith(("http://", "https://")):
        yield identifier
