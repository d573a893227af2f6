"""Sitemaps: row 15 of the bad inputs."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime

import pytest

from scraper.model.errors import Unreadable
from scraper.reading import discover, robots_sitemaps, sitemap_children
from scraper.reading.sitemap import MAX_BYTES, MAX_URLS
from tests.reading.samples import page, source

MAP = "https://news.example/sitemap.xml"
SOURCE = source(article=r"^/a/\d+$")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def urlset(*entries: str) -> str:
    return f"{HEAD}<urlset {NAMES}>{''.join(entries)}</urlset>"


def test_news_sitemap_gives_title_date_and_keywords() -> None:
    entry = (
        "<url><loc>https://news.example/a/1</loc><lastmod>2026-11-02</lastmod><news:news><news:publication><news:name>가람"
        "</news:name></news:publication><news:publication_date>2026-11-01T09:00:00+09:00</news:publication_date>"
        "<news:title>제목 &amp; 끝</news:title><news:keywords>OST, 드라마</news:keywords></news:news></url>"
    )
    (found,) = discover(page(urlset(entry), url=MAP), SOURCE, "sitemap")
    assert (found.url, found.title, found.tags) == ("https://news.example/a/1", "제목 & 끝", ("OST", "드라마"))
    assert found.published == datetime(2026, 11, 1, tzinfo=UTC)
    assert found.modified == datetime(2026, 11, 1, 15, tzinfo=UTC)


def test_last_change_is_never_the_publish_date() -> None:
    entry = "<url><loc>https://news.example/a/1</loc><lastmod>2026-11-02T00:00:00Z</lastmod></url>"
    assert discover(page(urlset(entry)), SOURCE, "sitemap")[0].published is None


def test_picture_of_an_entry_is_not_its_address() -> None:
    entry = "<url><image:image xmlns:image='urn:i'><image:loc>https://news.example/i.jpg</image:loc></image:image><loc>/a/1</loc></url>"
    assert [found.url for found in discover(page(urlset(entry), url=MAP), SOURCE, "sitemap")] == [
        "https://news.example/a/1"
    ]


def test_addresses_are_absolute_http_and_single() -> None:
    places = ["/a/1", "https://news.example/a/1", "javascript:alert(1)", "", "//news.example/a/2"]
    found = discover(page(urlset(*(f"<url><loc>{loc}</loc></url>" for loc in places)), url=MAP), SOURCE, "sitemap")
    assert [entry.url for entry in found] == ["https://news.example/a/1", "https://news.example/a/2"]


def test_plain_sitemap_gives_articles_only_and_a_news_entry_is_one_whatever_its_form() -> None:
    news = "<news:news><news:publication_date>2026-11-01T09:00:00+09:00</news:publication_date></news:news>"
    entries = ["<url><loc>/a/1</loc></url>", "<url><loc>/about</loc></url>", f"<url><loc>/b</loc>{news}</url>"]
    found = discover(page(urlset(*entries), url=MAP), SOURCE, "sitemap")
    assert [entry.url for entry in found] == ["https://news.example/a/1", "https://news.example/b"]


def test_index_names_its_children_but_not_itself() -> None:
    index = f"{HEAD}<sitemapindex {NAMES}>" + "".join(
        f"<sitemap><loc>{loc}</loc></sitemap>" for loc in (MAP, "/one.xml", "/one.xml")
    )
    assert sitemap_children(page(index + "</sitemapindex>", url=MAP)) == ("https://news.example/one.xml",)
    assert discover(page(index + "</sitemapindex>", url=MAP), SOURCE, "sitemap") == ()
    assert sitemap_children(page(urlset("<url><loc>/a</loc></url>"), url=MAP)) == ()


def test_gzip_of_fifty_thousand_addresses_is_read_up_to_the_cap() -> None:
    body = gzip.compress(
        urlset(*(f"<url><loc>https://news.example/a/{n}</loc></url>" for n in range(MAX_URLS + 10))).encode()
    )
    assert len(discover(page(body, url=MAP), SOURCE, "sitemap")) == MAX_URLS


def test_gzip_bomb_is_refused_fast() -> None:
    body = gzip.compress(b" " * (MAX_BYTES * 2), 1)
    start = time.perf_counter()
    with pytest.raises(Unreadable, match="unpacked"):
        discover(page(body, url=MAP), SOURCE, "sitemap")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("entity", ["<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<!ENTITY x 'y'><!ENTITY z '&x;&x;'>"])
def test_entities_are_refused(entity: str) -> None:
    with pytest.raises(Unreadable, match="entities"):
        discover(
            page(f"<!DOCTYPE urlset [{entity}]>" + urlset("<url><loc>&x;</loc></url>").removeprefix(HEAD)),
            SOURCE,
            "sitemap",
        )


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"nothing", b"<urlset><url>", gzip.compress(b"<urlset/>")[:-6], b"\x1f\x8bno"]
)
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        discover(page(body, url=MAP), SOURCE, "sitemap")


def test_robots_txt_names_sitemaps() -> None:
    text = "\ufeffUser-agent: *\nDisallow: /x\nSITEMAP: https://news.example/a.xml # news\n"
    text += "Sitemap:/relative.xml\nsitemap: https://news.example/a.xml"
    assert robots_sitemaps(text) == ("https://news.example/a.xml",)
