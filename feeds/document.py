"""A feed's documents: the same entries as RSS 2.0, Atom 1.0 and JSON Feed 1.1.

Identical input gives identical bytes: every date comes from the stories, never from a clock.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from feedgen.feed import FeedGenerator

from feeds.entry import Entry, entry
from feeds.extension import EntryExtension, FeedExtension
from feeds.feed import SITE, Feed
from scraper.model.story import Story

EMPTY_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def build(feed: Feed, stories: Sequence[Story], public_url: str) -> dict[str, bytes]:
    """The documents by format ("rss", "atom", "json"), entries newest first by publish instant, whatever the order
    given. public_url: where the site is served, with or without a slash at its end."""
    base = public_url.rstrip("/")
    ordered = sorted(stories, key=lambda story: (story.published, story.id), reverse=True)
    entries = [entry(story, base) for story in ordered]
    updated = max((each.updated for each in entries), default=EMPTY_SINCE)
    generator = _generator(feed, entries, base, updated)
    return {
        "rss": _linked(generator, feed, base, "rss").rss_str(pretty=True),
        "atom": _linked(generator, feed, base, "atom").atom_str(pretty=True),
        "json": orjson.dumps(_json_feed(feed, entries, base), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE),
    }


def _generator(feed: Feed, entries: Sequence[Entry], base: str, updated: datetime) -> FeedGenerator:
    generator = FeedGenerator()
    generator.register_extension("hallyuwire", FeedExtension, EntryExtension)
    generator.load_extension("media")
    generator.id(f"{base}/{feed.files()['atom']}")
    generator.title(feed.title)
    generator.description(feed.description)
    generator.author(name=SITE, uri=f"{base}/")
    generator.generator(SITE, uri=f"{base}/")
    generator.language(feed.language)
    generator.updated(updated)
    for each in entries:
        _add(generator, each, base)
    return generator


def _linked(generator: FeedGenerator, feed: Feed, base: str, form: str) -> FeedGenerator:
    """The generator with the links of one format. The front page comes last, for RSS takes the last one as its own."""
    own = {"rel": "self", "type": MEDIA_TYPES[form], "href": f"{base}/{feed.files()[form]}"}
    front = {"rel": "alternate", "type": "text/html", "href": f"{base}/"}
    generator.link([own, front], replace=True)
    return generator


def _add(generator: FeedGenerator, each: Entry, base: str) -> None:
    item = generator.add_entry(order="append")
    item.hallyuwire.carry(each)
    item.guid(each.id, permalink=False)
    item.title(each.title)
    item.link(href=each.link, rel="alternate")
    # This order matters: `description` fills Atom's content, which `content` then replaces, and `summary` leaves an
    # RSS description alone that it did not set. RSS readers take the description for HTML, Atom says it is text.
    item.description(html.escape(each.summary, quote=False))
    item.content(each.html, type="html")
    item.summary(each.summary, type="text")
    item.author(name=each.author, uri=each.home)
    item.category([_category(one.kind, one.term, one.label, base) for one in each.categories])
    if each.published:
        item.published(each.published)
    item.updated(each.updated)
    if each.image:
        item.media.content(url=each.image, medium="image", group=None)
        item.media.thumbnail(url=each.image, group=None)


def _category(kind: str, term: str, label: str, base: str) -> dict[str, str]:
    return {"term": term, "label": label, "scheme": f"{base}/#{kind}"}


def _json_feed(feed: Feed, entries: Sequence[Entry], base: str) -> dict[str, Any]:
    """https://www.jsonfeed.org/version/1.1/"""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/{feed.files()['json']}",
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": SITE, "url": f"{base}/"}],
        "items": [_json_item(each) for each in entries],
    }
    return {name: value for name, value in document.items() if value is not None}


def _json_item(each: Entry) -> dict[str, Any]:
    """An item; `_hallyuwire` (an extension, as the format allows) has the tellings and categories as data."""
    item = {
        "id": each.id,
        "url": each.link,
        "title": each.title,
        "summary": each.summary,
        "content_html": each.html,
        "image": each.image,
        "date_published": each.published and each.published.isoformat(),
        "date_modified": each.updated.isoformat(),
        "authors": [{"name": each.author, "url": each.home}],
        "tags": list(dict.fromkeys(one.label for one in each.categories)),
        "language": each.language,
        "_hallyuwire": {
            "outlet": each.outlet,
            "also": [{"outlet": o.name, "title": o.title, "url": o.url, "language": o.language} for o in each.others],
            "categories": [{"kind": c.kind, "term": c.term, "label": c.label} for c in each.categories],
        },
    }
    return {name: value for name, value in item.items() if value not in (None, "")}
