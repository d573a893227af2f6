"""Answers of the WordPress REST API (https://developer.wordpress.org/rest-api/reference/posts/) to found addresses."""

from __future__ import annotations

from typing import Any

import orjson

from scraper.model.article import Found, Page
from scraper.model.errors import Unreadable
from scraper.model.source import Source
from scraper.model.text import line, plain
from scraper.reading.address import absolute
from scraper.reading.dates import Reading, parse_date


def wordpress_posts(page: Page, source: Source) -> tuple[Found, ...]:
    """The posts of a `wp/v2/posts` answer. `date_gmt` is the publish instant; `date` counts only without it.

    Raises Unreadable for what is no list of posts, with WordPress' own message where it gives one.
    """
    try:
        posts = orjson.loads(page.body.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        raise Unreadable("not a JSON answer") from error
    if not isinstance(posts, list):
        message = posts.get("message") if isinstance(posts, dict) else None
        raise Unreadable(f"no list of posts: {line(str(message or type(posts).__name__))[:200]}")
    found = (_found(post, page, source) for post in posts if isinstance(post, dict))
    return tuple({entry.url: entry for entry in found if entry}.values())


def _found(post: dict[str, Any], page: Page, source: Source) -> Found | None:
    url = absolute(_text(post.get("link")), page.url)
    if url is None:
        return None
    published, precision = _instant(post, "date", page, source)
    return Found(
        url=url,
        title=plain(_text(post.get("title"))),
        summary=plain(_text(post.get("excerpt"))),
        published=published,
        precision=precision,
        modified=_instant(post, "modified", page, source)[0],
    )


def _instant(post: dict[str, Any], name: str, page: Page, source: Source) -> Reading:
    gmt = _text(post.get(f"{name}_gmt"))
    if gmt:
        return parse_date(gmt if gmt.endswith("Z") else f"{gmt}Z", source.zone, fetched=page.fetched)
    return parse_date(_text(post.get(name)), source.zone, fetched=page.fetched)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""
