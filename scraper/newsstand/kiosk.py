"""One site behind its port: which path answers what, made once per edition."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from scraper.newsstand import pages, wire
from scraper.newsstand.answer import Answer, error, moved
from scraper.newsstand.newsroom import Newsroom
from scraper.newsstand.pictures import jpeg
from scraper.newsstand.piece import Piece
from scraper.newsstand.press import slug

PARTS = ("robots", "discovery", "articles", "images")
_KEPT = 5_000  # answers kept at most: addresses with made-up queries must not fill the memory
_STATIC = ("/about", "/terms", "/privacy")
_TAG = re.compile(r"/tag/([a-z0-9-]+)/")
_IMAGE = re.compile(r"/img/([A-Za-z0-9-]+\.jpg)")
_XML = "application/xml; charset=utf-8"


class Kiosk:
    """Answers for one site. base: root of its addresses. layout: "", "bare" or "shell", the markup it uses now."""

    def __init__(self, room: Newsroom, base: str) -> None:
        self.room = room
        self.base = base
        self.layout = ""
        self._kept: dict[str, Answer] = {}
        self._edition = room.edition

    def answer(self, target: str) -> Answer:
        """The answer for a path with its query; status 404 when there is none."""
        if self._edition != self.room.edition or len(self._kept) > _KEPT:
            self._kept.clear()
            self._edition = self.room.edition
        kept = self._kept.get(target)
        if kept is None:
            kept = self._kept[target] = self._make(target)
        return kept

    def lay_out(self, layout: str) -> None:
        self.layout = layout
        self._kept.clear()

    def warm(self) -> None:
        """Make every article's page in advance."""
        for piece in self.room.shown:
            _ = self.answer(self.room.site.path(piece)).packed

    def part(self, target: str) -> str:
        """Which of `PARTS` the target belongs to. What no article has is discovery: feeds, lists, the home page."""
        if target == "/robots.txt":
            return "robots"
        if target.startswith("/img/"):
            return "images"
        return "articles" if self._piece(_clean(target)) else "discovery"

    def lie(self, kind: str) -> Answer:
        """A page that is not what was asked for, sent as if it were."""
        return Answer(pages.lie(self.room, kind, self.base).encode(), "text/html; charset=utf-8")

    def _piece(self, target: str) -> Piece | None:
        prefix = self.room.site.alternate
        own = target.removeprefix(prefix) if prefix and target.startswith(f"{prefix}/") else target
        return self.room.at(own) or self.room.at(f"{own}/")

    def _make(self, target: str) -> Answer:
        clean = _clean(target)
        made = self._article(clean) or self._fixed(clean) or self._special(clean)
        return made or self._html("404 Not Found" if self.room.site.language == "en" else "404 없는 페이지", status=404)

    def _article(self, target: str) -> Answer | None:
        piece = self._piece(target)
        if piece is None:
            return None
        site = self.room.site
        path = site.path(piece)
        second = bool(site.alternate) and target.startswith(f"{site.alternate}/")
        if target != (f"{site.alternate}{path}" if second else path):
            return moved(self.base + path)
        if self.layout:
            text = pages.relaid(self.room, piece, self.base, shell=self.layout == "shell")
        else:
            text = (pages.alternate if second else pages.article)(self.room, piece, self.base)
        return self._text(text, "text/html", piece.touched)

    def _fixed(self, target: str) -> Answer | None:
        """Paths that are the same on all sites."""
        site = self.room.site
        if target == "/robots.txt":
            return Answer(site.robots.format(base=self.base).encode(), "text/plain; charset=utf-8")
        if site.feed and target.rstrip("/") == site.feed.rstrip("/"):
            if target != site.feed:
                return moved(self.base + site.feed)
            kind = "application/atom+xml" if "atom" in site.feed else "application/rss+xml"
            return self._text(wire.feed(self.room, self.base), kind, self.room.listed_since)
        if target == "/":
            return self._listed(pages.front(self.room, self.base))
        if target in _STATIC or target.startswith("/section/"):
            return self._html(site.title)
        if picture := _IMAGE.fullmatch(target):
            return Answer(jpeg(picture[1]), "image/jpeg", changed=self.room.epoch)
        return None

    def _special(self, target: str) -> Answer | None:
        """Paths of one site only."""
        path, _, query = target.partition("?")
        if self.room.site.name == "hallyu-post":
            return self._wordpress(path, dict(parse_qsl(query)))
        if self.room.site.name == "drama-times" and path == "/list":
            return self._list(dict(parse_qsl(query)).get("page", "1"))
        names = ("sitemap-index", "news-sitemap", "sitemap-pages")
        if self.room.site.name == "seoul-courier" and path in (f"/{name}.xml" for name in names):
            text = wire.sitemap(self.room, self.base, path[1:-4])
            return Answer(text.encode(), _XML, changed=self.room.listed_since)
        return None

    def _list(self, page: str) -> Answer | None:
        text = pages.listing(self.room, self.base, int(page)) if page.isdecimal() else None
        return None if text is None else self._listed(text)

    def _wordpress(self, path: str, query: dict[str, str]) -> Answer | None:
        if path.rstrip("/") == "/wp-json":
            return self._json(200, wire.rest_root(self.room, self.base), {})
        if path.rstrip("/") == "/wp-json/wp/v2/posts":
            return self._json(*wire.rest_posts(self.room, self.base, query))
        if path.rstrip("/") == "/wp-json/wp/v2/tags":
            return self._json(*wire.rest_tags(self.room, self.base, query))
        if path.startswith("/wp-json/"):
            return self._json(404, {"code": "rest_no_route", "message": "No route", "data": {"status": 404}}, {})
        if path == "/" and "p" in query:
            return self._short(query["p"])
        return self._tag(path)

    def _short(self, number: str) -> Answer | None:
        hits = [piece for piece in self.room.shown if str(wire.number_of(piece)) == number]
        return moved(self.base + self.room.site.path(hits[0])) if hits else None

    def _tag(self, path: str) -> Answer | None:
        tag = _TAG.fullmatch(path)
        hits = tuple(p for p in self.room.listed if tag and tag[1] in map(slug, p.tags))
        return self._listed(pages.front(self.room, self.base, path, hits)) if hits else None

    def _listed(self, text: str) -> Answer:
        if self.layout:
            text = pages.relaid(self.room, None, self.base, shell=self.layout == "shell")
        return self._text(text, "text/html", self.room.listed_since)

    def _html(self, title: str, status: int = 200) -> Answer:
        answer = self._text(pages.front(self.room, self.base, title, ()), "text/html", None)
        return Answer(answer.body, answer.kind, status)

    def _text(self, text: str, kind: str, changed: datetime | None) -> Answer:
        site = self.room.site
        declared = f"{kind}; charset={site.charset}" if site.declared else kind
        return Answer(text.encode(site.charset), declared, changed=changed)

    def _json(self, status: int, data: Any, headers: dict[str, str]) -> Answer:
        body = json.dumps(data).encode()
        extra = tuple(headers.items())
        changed = self.room.listed_since if status == 200 else None
        return Answer(body, "application/json; charset=UTF-8", status, changed, extra)


def refused() -> Answer:
    """For methods other than GET and HEAD."""
    return error(405, "Method Not Allowed")


def _clean(target: str) -> str:
    """Without the parameters that only count visitors."""
    path, mark, query = target.partition("?")
    if not mark or "utm_" not in query:
        return target
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not name.startswith("utm_")]
    return f"{path}?{urlencode(kept)}" if kept else path
