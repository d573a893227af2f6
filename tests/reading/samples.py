"""Small made-up pages and sources for the tests of reading."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from scraper.model.article import Page
from scraper.model.source import Source

FETCHED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
URL = "https://news.example/article/123"
TEXT = "배우 한가람이 새 드라마 '바람의 정원' 주연을 맡는다고 소속사가 1일 밝혔다. 첫 방송은 내년 봄이다."
BODY = f"<div id='content'><p>{TEXT}</p><p>{TEXT} OST에는 가수 윤슬이 참여한다.</p></div>"


def source(**fields: Any) -> Source:
    given: dict[str, Any] = {
        "name": "example",
        "url": "https://news.example/",
        "title": "가람뉴스",
        "timezone": "Asia/Seoul",
        "languages": ("ko",),
        "body": ("#content",),
    }
    return Source(**(given | fields))


def page(markup: str | bytes, *, url: str = URL, content_type: str | None = "text/html; charset=utf-8") -> Page:
    return Page(url, markup.encode() if isinstance(markup, str) else markup, content_type, FETCHED)


def document(body: str = BODY, head: str = "", title: str = "한가람, '바람의 정원' 주연 확정") -> str:
    return (
        f"<!doctype html><html lang='ko'><head><meta charset='utf-8'><title>{title} | 가람뉴스</title>{head}</head>"
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


def json_ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'
