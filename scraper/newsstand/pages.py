"""The HTML pages of the sites: articles, front pages, listings, and what stands there when something is wrong."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from scraper.newsstand.newsroom import Newsroom
from scraper.newsstand.piece import Piece
from scraper.newsstand.press import iso, render, slug, utc
from scraper.newsstand.sites import PER_PAGE
from scraper.newsstand.wire import image_of, number_of

LIES = ("soft404", "consent", "challenge", "login")
_SECTIONS = {
    "en": ("News", "K-Drama", "K-Pop", "Film", "Opinion", "Kim Soo Hyun fan zone"),
    "ko": ("뉴스", "드라마", "가요", "영화", "포토", "김수현 소식"),
}
_WORDS = {
    "en": {"about": "About us", "search": "Search", "share": "Share this", "comments": "Comments", "terms": "Terms",
           "privacy": "Privacy", "rights": "All rights reserved.", "popular": "Most popular"},
    "ko": {"about": "회사소개", "search": "검색", "share": "공유하기", "comments": "댓글", "terms": "이용약관",
           "privacy": "개인정보처리방침", "rights": "무단전재 및 재배포 금지", "popular": "인기기사"},
}  # fmt: skip
_COMMENTS = {
    "en": ("First!", "I only came for “{other}”", "IU should sing every OST, change my mind"),
    "ko": ("대박 ㅋㅋ", "난 '{other}' 보고 왔는데", "OST는 역시 아이유지"),
}


def article(room: Newsroom, piece: Piece, base: str) -> str:
    """The page of an article as its site lays it out."""
    return render(f"{room.site.name}/article.html", _article_view(room, piece, base))


def alternate(room: Newsroom, piece: Piece, base: str) -> str:
    """The AMP or mobile page of an article."""
    return render("alternate.html", _article_view(room, piece, base))


def front(room: Newsroom, base: str, title: str = "", pieces: tuple[Piece, ...] | None = None) -> str:
    """The home page, or another page of links such as that of a tag."""
    shown = room.listed if pieces is None else pieces
    view = _view(room, base) | {"title": title or room.site.title, "links": _cards(room, shown[:20])}
    return render("front.html", view)


def listing(room: Newsroom, base: str, page: int) -> str | None:
    """One page of all articles, newest first, from 1; None past the end."""
    listed = room.listed
    pages = max(1, -(-len(listed) // PER_PAGE))
    if not 1 <= page <= pages:
        return None
    links = _cards(room, listed[(page - 1) * PER_PAGE : page * PER_PAGE])
    return render(f"{room.site.name}/list.html", _view(room, base) | {"links": links, "page": page, "pages": pages})


def relaid(room: Newsroom, piece: Piece | None, base: str, *, shell: bool) -> str:
    """The page (None: a listing) after a change of layout. shell: nothing but a script that would fetch the text."""
    view = _view(room, base) | {"p": piece, "shell": shell, "links": _cards(room, room.listed)}
    return render("relaid.html", view)


def lie(room: Newsroom, kind: str, base: str) -> str:
    """A page of `LIES` that comes with status 200 in place of the article."""
    return render(f"lies/{kind}.html", _view(room, base))


def _view(room: Newsroom, base: str, apart: str = "") -> dict[str, Any]:
    """What every page has. apart: id of an article that its own boxes leave out."""
    site = room.site
    others = [piece for piece in room.regulars if piece.id != apart]
    return {
        "site": site, "base": base, "sections": _SECTIONS[site.language], "words": _WORDS[site.language],
        "popular": _cards(room, others[::3][:5]),
    }  # fmt: skip


def _article_view(room: Newsroom, piece: Piece, base: str) -> dict[str, Any]:
    site, path = room.site, room.site.path(piece)
    return _view(room, base, piece.id) | {
        "p": piece, "url": base + path, "tags": piece.tags, "image": image_of(piece, base),
        "published": site.local(piece.published), "modified": site.local(piece.touched), "number": number_of(piece),
        "alternate": f"{base}{site.alternate}{path}" if site.alternate else "", "ld": _linked_data(room, piece, base),
        "related": _cards(room, _related(room, piece)), "comments": _comments(room, piece),
    }  # fmt: skip


def _cards(room: Newsroom, pieces: list[Piece] | tuple[Piece, ...]) -> list[dict[str, Any]]:
    return [
        {"title": piece.headline, "path": room.site.path(piece), "url": room.site.path(piece), "image": piece.image,
         "summary": piece.summary, "published": room.site.local(piece.published)}
        for piece in pieces
    ]  # fmt: skip


def _related(room: Newsroom, piece: Piece) -> list[Piece]:
    """Three others: those that share a tag first, then the rest, in the order of the files."""
    others = [other for other in room.regulars if other.id != piece.id]
    return sorted(others, key=lambda other: not set(other.tags) & set(piece.tags))[:3]


def _comments(room: Newsroom, piece: Piece) -> list[dict[str, str]]:
    others = [other.headline for other in room.regulars if other.id != piece.id]
    about = others[len(piece.headline) % len(others)] if others else piece.headline
    when = f"{room.site.local(piece.published):%Y.%m.%d} 23:59"
    texts = _COMMENTS[room.site.language]
    return [{"nick": f"user{number}", "when": when, "text": text.format(other=about)}
            for number, text in enumerate(texts, 1)]  # fmt: skip


def _linked_data(room: Newsroom, piece: Piece, base: str) -> Markup:
    """JSON-LD of the two sites that have it, "" elsewhere."""
    site, url = room.site, base + room.site.path(piece)
    article: dict[str, Any] = {
        "@type": "NewsArticle", "headline": piece.headline, "description": piece.summary,
        "datePublished": iso(site.local(piece.published)), "dateModified": utc(piece.touched),
        "author": [{"@type": "Person", "name": piece.writer}], "inLanguage": "en-US", "keywords": list(piece.tags),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "publisher": {"@type": "NewsMediaOrganization", "name": site.title},
    }  # fmt: skip
    if piece.image:
        article["image"] = [image_of(piece, base)]
    if site.name == "daily-globe":
        return _script({"@context": "https://schema.org", **article})
    if site.name == "hallyu-post":
        return _script({"@context": "https://schema.org", "@graph": [article | {"@id": f"{url}#article"}, *_graph(
            base, url, site.title, piece.writer)]})  # fmt: skip
    return Markup("")


def _graph(base: str, url: str, title: str, byline: str) -> list[dict[str, Any]]:
    """The nodes that WordPress plugins put beside the article."""
    return [
        {"@type": "WebPage", "@id": url, "url": url, "isPartOf": {"@id": f"{base}/#website"}},
        {"@type": "WebSite", "@id": f"{base}/#website", "url": f"{base}/", "name": title},
        {"@type": "Person", "@id": f"{base}/#person", "name": byline, "url": f"{base}/author/{slug(byline)}/"},
    ]


def _script(data: dict[str, Any]) -> Markup:
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return Markup(text)  # noqa: S704 - nothing in it can end the script element
