"""What machines read: feeds, sitemaps and the WordPress REST answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from scraper.newsstand.newsroom import Newsroom
from scraper.newsstand.piece import Piece
from scraper.newsstand.press import render, slug, texturize
from scraper.newsstand.sites import LISTED, Site

_MAX_PER_PAGE = 100  # WordPress answers 400 above it


def feed(room: Newsroom, base: str) -> str:
    """The site's RSS or Atom feed: the newest 50."""
    return render(f"{room.site.name}/feed.xml", _view(room, base))


def sitemap(room: Newsroom, base: str, name: str) -> str:
    """A sitemap by the name of its template."""
    return render(f"{room.site.name}/{name}.xml", _view(room, base))


def image_of(piece: Piece, base: str) -> str:
    """Absolute address of the picture, "" for none."""
    return f"{base}/img/{piece.image}" if piece.image else ""


def number_of(piece: Piece) -> int:
    """The number WordPress knows a post by."""
    return int(piece.id) if piece.id.isdecimal() else crc32(piece.id.encode())


def _view(room: Newsroom, base: str) -> dict[str, Any]:
    site = room.site
    entries = [_entry(site, piece, base) for piece in room.listed[:LISTED]]
    return {"site": site, "base": base, "changed": site.local(room.listed_since), "entries": entries}


def _entry(site: Site, piece: Piece, base: str) -> dict[str, Any]:
    link = base + site.path(piece) + ("" if piece.path else site.tagged)
    post = f'<p>The post <a href="{link}">{texturize(piece.headline)}</a> appeared first on {site.title}.</p>'
    return {
        "p": piece, "link": link,
        "published": site.local(piece.published), "modified": site.local(piece.touched), "number": number_of(piece),
        "image": image_of(piece, base), "content": f"{_content(piece)}\n{post}",
        "blurb": f"<p>{texturize(piece.summary)} [&#8230;]</p>\n{post}",
    }  # fmt: skip


def _content(piece: Piece) -> str:
    return "\n".join(f"<p>{texturize(paragraph)}</p>" for paragraph in piece.paragraphs)


def rest_root(room: Newsroom, base: str) -> dict[str, Any]:
    """`/wp-json/`, as far as crawlers look at it."""
    return {
        "name": room.site.title, "description": "", "url": base, "home": base, "gmt_offset": "9",
        "timezone_string": room.site.zone, "namespaces": ["oembed/1.0", "wp/v2"],
        "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]},
                   "/wp/v2/tags": {"namespace": "wp/v2", "methods": ["GET"]}},
    }  # fmt: skip


def rest_posts(room: Newsroom, base: str, query: Mapping[str, str]) -> tuple[int, Any, dict[str, str]]:
    """`/wp-json/wp/v2/posts`: status, JSON and headers; 400 with WordPress' own codes for bad parameters."""
    try:
        per_page, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        pieces = [piece for piece in room.listed if _wanted(piece, query, room.site.zone)]
    except ValueError:
        return _invalid("rest_invalid_param", "Invalid parameter(s)")
    if not 1 <= per_page <= _MAX_PER_PAGE or page < 1:
        return _invalid("rest_invalid_param", "Invalid parameter(s): per_page")
    pages = -(-len(pieces) // per_page)
    if page > max(pages, 1):
        return _invalid("rest_post_invalid_page_number", "The page number requested is larger than the number of pages")
    if query.get("orderby") == "modified":
        pieces.sort(key=lambda piece: piece.touched, reverse=True)
    if query.get("order") == "asc":
        pieces.reverse()
    posts = [_post(room.site, piece, base) for piece in pieces[(page - 1) * per_page : page * per_page]]
    fields = [name for name in query.get("_fields", "").split(",") if name]
    chosen = [{name: post[name] for name in post if name in fields} for post in posts] if fields else posts
    return 200, chosen, {"x-wp-total": str(len(pieces)), "x-wp-totalpages": str(pages)}


def rest_tags(room: Newsroom, base: str, query: Mapping[str, str]) -> tuple[int, Any, dict[str, str]]:
    """`/wp-json/wp/v2/tags`; `include` takes numbers."""
    names = sorted({tag for piece in room.listed for tag in piece.tags})
    wanted = {int(one) for one in re.findall(r"\d+", query.get("include", ""))}
    tags = [{"id": tag_number(name), "name": name, "slug": slug(name), "link": f"{base}/tag/{slug(name)}/"}
            for name in names if not wanted or tag_number(name) in wanted]  # fmt: skip
    return 200, tags[:_MAX_PER_PAGE], {"x-wp-total": str(len(tags))}


def tag_number(name: str) -> int:
    return crc32(name.encode()) % 100_000


def _wanted(piece: Piece, query: Mapping[str, str], zone: str) -> bool:
    """The bounds are exclusive, as in WordPress. ValueError for what is no date."""
    tests = (("after", piece.published, 1), ("before", piece.published, -1),
             ("modified_after", piece.touched, 1), ("modified_before", piece.touched, -1))  # fmt: skip
    return all((instant - _bound(query[name], zone)).total_seconds() * sign > 0
               for name, instant, sign in tests if name in query)  # fmt: skip


def _bound(value: str, zone: str) -> datetime:
    bound = datetime.fromisoformat(value.replace(" ", "+"))
    return bound if bound.tzinfo else bound.replace(tzinfo=ZoneInfo(zone))


def _post(site: Site, piece: Piece, base: str) -> dict[str, Any]:
    link = base + site.path(piece)
    return {
        "id": number_of(piece), **_times("date", site, piece.published), **_times("modified", site, piece.touched),
        "guid": {"rendered": f"{base}/?p={number_of(piece)}"}, "slug": piece.slug, "status": "publish",
        "type": "post", "link": link, "title": {"rendered": str(texturize(piece.headline))},
        "content": {"rendered": _content(piece), "protected": False},
        "excerpt": {"rendered": f"<p>{texturize(piece.summary)}</p>\n", "protected": False}, "author": 7,
        "featured_media": 0, "categories": [3], "tags": [tag_number(tag) for tag in piece.tags],
        "jetpack_featured_media_url": image_of(piece, base),
    }  # fmt: skip


def _times(name: str, site: Site, instant: datetime) -> dict[str, str]:
    pattern = "%Y-%m-%dT%H:%M:%S"
    return {name: site.local(instant).strftime(pattern), f"{name}_gmt": instant.astimezone(UTC).strftime(pattern)}


def _invalid(code: str, message: str) -> tuple[int, Any, dict[str, str]]:
    return 400, {"code": code, "message": message, "data": {"status": 400}}, {}
