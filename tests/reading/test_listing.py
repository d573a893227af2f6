"""Listings, REST answers and what a front page tells of its feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest

from scraper.model.errors import Unreadable
from scraper.reading import discover, hints
from tests.reading.samples import page, source

LIST = "https://news.example/entertainment?page=2"


def test_links_that_match_the_pattern_in_page_order_each_once() -> None:
    markup = """<base href="https://news.example/x/"><a href="/view?no=2"><img src=i></a>
      <a href="/view?no=1&utm_source=l">첫
      기사</a><a href="/view?no=2">둘째 기사 제목</a><a href="/about">소개</a>
      <a href="https://other.example/view?no=3">남의 것</a>
      <a href="javascript:view(4)">x</a><a>y</a><a href="http://[">z</a>"""
    found = discover(page(markup, url=LIST), source(article=r"^/view\?no=\d+"), "listing")
    assert [(entry.url, entry.title) for entry in found] == [
        ("https://news.example/view?no=2", "둘째 기사 제목"),
        ("https://news.example/view?no=1", "첫 기사"),
    ]


def test_without_a_pattern_only_what_looks_like_an_article() -> None:
    places = ["/article/20261101", "/news/kim-soo-hyun-sings-new-ost/", "/", "/entertainment", "/tag/12345",
              "/photo/12345.jpg",
              "/login?next=12345", "/view.html?idxno=98765"]  # fmt: skip
    found = discover(page("".join(f"<a href='{place}'>x</a>" for place in places), url=LIST), source(), "listing")
    assert [entry.url.removeprefix("https://news.example") for entry in found] == [places[0], places[1], places[7]]


def test_wordpress_posts_have_gmt_instants_and_plain_titles() -> None:
    post = {
        "id": 1, "link": "https://news.example/a-1/", "date": "2026-11-01T09:00:00", "date_gmt": "2026-11-01T00:00:00",
        "modified": "2026-11-01T10:00:00", "title": {"rendered": "&#8220;Kim&#8221; <em>sings</em>"},
        "excerpt": {"rendered": "<p>Short &hellip;</p>"},
    }  # fmt: skip
    found = discover(
        page(orjson.dumps([post, {"link": "javascript:x"}, 7])), source(timezone="Asia/Seoul"), "wordpress"
    )
    assert [(entry.url, entry.title, entry.summary) for entry in found] == [
        ("https://news.example/a-1/", "“Kim” sings", "Short …")
    ]
    assert (found[0].published, found[0].modified) == (
        datetime(2026, 11, 1, tzinfo=UTC),
        datetime(2026, 11, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(("body", "reason"), [
    (b"<html>", "JSON"), (b'{"code":"x","message":"Sorry, you are not allowed."}', "not allowed"), (b"7", "list"),
])  # fmt: skip
def test_refusals_of_the_rest_api_are_told(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        discover(page(body), source(), "wordpress")


def test_hints_of_a_front_page() -> None:
    markup = """<html lang="en-US"><head><title>x</title><meta property="og:site_name" content="Garam News">
      <link rel="alternate" type="application/rss+xml" href="/feed/">
      <link rel="ALTERNATE" type="application/atom+xml; x=y" href="/atom">
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
      <link rel="alternate" hreflang="ko" href="/ko">
      <link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="sitemap" href="/sitemap.xml">
      <link rel="https://api.w.org/" href="https://news.example/wp-json/"></head></html>"""
    found = hints(page(markup, url="https://news.example/"))
    assert found.feeds == ("https://news.example/feed/", "https://news.example/atom")
    assert (found.sitemaps, found.wordpress) == (("https://news.example/sitemap.xml",), "https://news.example/wp-json/")
    assert (found.title, found.language) == ("Garam News", "en")
