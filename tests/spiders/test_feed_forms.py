"""Feeds and REST answers in the forms that these sites are known to use."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from scraper.model.article import Found, Precision
from scraper.reading import discover

from .declared import page, source

RSS = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'


def entry(name: str, inside: str) -> Found:
    """The one entry of the site's first feed, whose item holds `inside`."""
    site = source(name)
    text = f"{RSS}<title>feed</title><link>{site.url}</link><item>{inside}</item></channel></rss>"
    (found,) = discover(page(site, site.feeds[0], text, "application/rss+xml"), site, "feed")
    return found


def test_sports_khan_dates_its_entries_by_dublin_core() -> None:
    link = "https://sports.khan.co.kr/article/202611091801003?utm_source=rss"
    found = entry(
        "sports-khan", f"<title>윤하늘</title><link>{link}</link><dc:date>2026-11-09T18:01:00+09:00</dc:date>"
    )
    assert found.published == datetime(2026, 11, 9, 9, 1, tzinfo=UTC)


def test_a_korean_feed_time_without_zone_is_korean_time() -> None:
    link = "https://sports.khan.co.kr/article/202611091801003"
    found = entry("sports-khan", f"<title>윤하늘</title><link>{link}</link><dc:date>2026-11-09T18:01:00</dc:date>")
    assert found.published == datetime(2026, 11, 9, 9, 1, tzinfo=UTC)


def test_the_korea_times_states_gmt() -> None:
    found = entry(
        "korea-times",
        "<title>One</title><link>https://www.koreatimes.co.kr/1</link><pubDate>Sun, 03 Aug 2025 06:27:03 GMT</pubDate>",
    )
    assert (found.published, found.precision) == (datetime(2025, 8, 3, 6, 27, 3, tzinfo=UTC), Precision.SECOND)


def test_yonhap_states_the_korean_offset() -> None:
    found = entry(
        "yonhap-entertainment",
        "<title>하나</title><link>https://www.yna.co.kr/view/AKR20261109100000005</link>"
        "<pubDate>Mon, 09 Nov 2026 18:00:05 +0900</pubDate>",
    )
    assert found.published == datetime(2026, 11, 9, 9, 0, 5, tzinfo=UTC)


def test_soompis_headlines_arrive_encoded_twice() -> None:
    found = entry(
        "soompi",
        "<title>New &amp;#8220;Lanterns Over Mapo&amp;#8221; OST</title>"
        "<link>https://www.soompi.com/article/1790001wpp/new-ost</link>",
    )
    assert found.title == "New “Lanterns Over Mapo” OST"


def test_soompis_rest_answer_counts_in_gmt_not_in_the_sites_own_time() -> None:
    site = source("soompi")
    post = {
        "id": 1790001,
        "date": "2026-11-09T01:15:42",
        "date_gmt": "2026-11-09T09:15:42",
        "title": {"rendered": "New &#8220;Lanterns Over Mapo&#8221; OST"},
        "link": "https://www.soompi.com/article/1790001wpp/new-ost",
    }
    answer = page(site, f"{site.wordpress}wp/v2/posts", json.dumps([post]), "application/json")
    (found,) = discover(answer, site, "wordpress")
    assert found.published == datetime(2026, 11, 9, 9, 15, 42, tzinfo=UTC)
    assert found.title == "New “Lanterns Over Mapo” OST"
