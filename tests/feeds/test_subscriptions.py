from __future__ import annotations

from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

from feeds.feed import describe
from feeds.opml import subscriptions

FEEDS = [
    describe("topic/casting"),
    describe("actor/b", "B & <Co>", "비"),
    describe("singer/c", "C"),
    describe("all"),
    describe("actor/a/ost", "A"),
    describe("drama/d", "D"),
    describe("actor/a", "A"),
]


def test_feeds_are_grouped_and_sorted() -> None:
    body = ElementTree.fromstring(subscriptions(FEEDS, "https://wire.example/")).find("body")
    assert body is not None
    shape = [
        (outline.get("text"), outline.get("xmlUrl"), [inner.get("xmlUrl") for inner in outline]) for outline in body
    ]
    feed = "https://wire.example/feeds/{}.atom".format
    assert shape == [
        ("K-drama and OST news · Hallyuwire", feed("all"), []),
        ("Dramas", None, [feed("drama/d")]),
        ("Actors", None, [feed("actor/a"), feed("actor/a/ost"), feed("actor/b")]),
        ("Singers", None, [feed("singer/c")]),
        ("Topics", None, [feed("topic/casting")]),
    ]


def test_an_outline_has_what_readers_import() -> None:
    root = ElementTree.fromstring(subscriptions(FEEDS, "https://wire.example"))
    outline = root.find(".//outline[@xmlUrl='https://wire.example/feeds/actor/b.atom']")
    assert outline is not None
    assert root.get("version") == "2.0"
    assert outline.get("type") == "rss"
    assert outline.get("text") == outline.get("title") == "B & <Co> (비): K-drama news · Hallyuwire"
    assert outline.get("htmlUrl") == "https://wire.example/"


def test_the_date_comes_from_the_stories() -> None:
    seoul = datetime(2024, 4, 18, 12, tzinfo=timezone(timedelta(hours=9)))
    dated = ElementTree.fromstring(subscriptions(FEEDS, "https://wire.example", seoul))
    assert dated.findtext("head/dateModified") == "Thu, 18 Apr 2024 03:00:00 +0000"
    assert b"date" not in subscriptions(FEEDS, "https://wire.example")


def test_the_order_given_changes_nothing() -> None:
    assert subscriptions(FEEDS, "https://wire.example") == subscriptions(FEEDS[::-1], "https://wire.example/")


def test_feeds_of_mere_mentions_stand_apart() -> None:
    root = ElementTree.fromstring(subscriptions([*FEEDS, describe("actor/a/mentions", "A")], "https://wire.example"))
    groups = {
        outline.get("text"): [each.get("xmlUrl") for each in outline] for outline in root.iterfind("body/outline")
    }
    assert groups["Mentions"] == ["https://wire.example/feeds/actor/a/mentions.atom"]
    assert not any("mentions" in str(url) for url in groups["Actors"])
