"""How a crawl begins, and what its report says."""

from __future__ import annotations

from scraper.crawling.discovery import Step, posts, probed, ways
from scraper.crawling.report import Report
from scraper.model.errors import Retry, Unreadable
from scraper.model.source import Source
from scraper.reading.hints import Hints

HOME = "https://news.example/"
WORDPRESS = HOME + "wp-json/"


def test_declared_ways_come_best_first() -> None:
    source = Source(
        name="mine", url=HOME, listings=(HOME + "list?p={page}",), wordpress=WORDPRESS, sitemaps=(HOME + "s.xml",),
        feeds=(HOME + "feed",),
    )  # fmt: skip
    assert [way.kind for way in ways(source)] == ["feed", "sitemap", "wordpress", "listing"]
    assert ways(source)[2].urls == (posts(WORDPRESS, 1),)


def test_a_source_that_declares_nothing_is_probed() -> None:
    source = Source(name="mine", url=HOME)
    assert [(way.kind, way.urls) for way in ways(source)] == [("home", (HOME,))]
    offered = probed(source, Hints(feeds=(HOME + "feed",), wordpress=WORDPRESS), (HOME + "s.xml",))
    assert [way.kind for way in offered] == ["feed", "wordpress", "sitemap", "listing"]
    assert [way.kind for way in probed(source, Hints(), ())] == ["listing"]


def test_pages_of_paged_ways() -> None:
    first = posts(WORDPRESS, 1)
    assert first.startswith(WORDPRESS + "wp/v2/posts?")
    rest = Step("wordpress", first, 1, thorough=False)
    assert (rest.url, rest.next and rest.next.url) == (first, posts(WORDPRESS, 2))
    listing = Step("listing", HOME + "list?p={page}", 2, thorough=True)
    assert (listing.url, listing.first) == (HOME + "list?p=2", HOME + "list?p=1")
    assert listing.next == Step("listing", HOME + "list?p={page}", 3, thorough=True)
    assert Step("listing", HOME, 1, thorough=False).next is None
    assert Step("feed", HOME + "feed", 1, thorough=False).next is None


def test_a_report_has_one_line_for_each_cause() -> None:
    report = Report("mine")
    for number in range(3):
        report.blame(Unreadable("no headline", source="mine", url=f"{HOME}{number}"))
    report.blame(Retry("no answer\nin time", source="mine", url=HOME, remedy="wait"))
    assert report.lines() == [
        f"mine: no headline ({HOME}0) and 2 more",
        f"mine: no answer in time ({HOME}); wait",
    ]
    assert [cause["count"] for cause in report.as_json()["why"]] == [3, 1]
