from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from feeds.feed import describe
from feeds.index import front_page, listing
from scraper.model.story import Story

Tell = Callable[..., Story]


def test_feeds_are_listed_with_their_newest_headline(tell: Tell) -> None:
    actor = describe("actor/baek-do-yun", "Baek Do-yun", "백도윤")
    pages = front_page([listing(actor, 3, tell(language="ko")), listing(describe("all"), 1, tell(2))])
    tree = LexborHTMLParser(pages["index.html"].decode())
    assert [heading.text() for heading in tree.css("section h2")] == ["How to subscribe", "Everything", "Actors"]
    card = tree.css(".feeds li")[1]
    assert "Baek Do-yun (백도윤): K-drama news" in card.text()
    assert "3 stories" in card.text()
    headline = card.css_first(".newest a")
    assert headline.text() == tell().title
    assert headline.attributes["href"] == tell().link
    assert card.css_first(".newest").attributes["lang"] == "ko"
    assert card.css_first("time").attributes["datetime"] == "2024-04-18T03:00:05+00:00"
    assert [link.attributes["href"] for link in card.css(".links a")] == [
        f"feeds/actor/baek-do-yun.{form}" for form in ("atom", "rss", "json")
    ]


def test_feeds_with_most_stories_come_first() -> None:
    few, many = describe("actor/a", "A"), describe("actor/b", "B")
    page = front_page([listing(few, 1, None), listing(many, 9, None)])["index.html"].decode()
    assert page.index("feeds/actor/b.rss") < page.index("feeds/actor/a.rss")


def test_a_long_group_is_a_few_cards_and_a_list_of_links(tell: Tell) -> None:
    listings = [listing(describe(f"actor/a-{n}", f"A {n}"), 100 - n, tell()) for n in range(60)]
    tree = LexborHTMLParser(front_page(listings)["index.html"].decode())
    assert len(tree.css(".feeds li")) == len(tree.css(".newest")) == 24
    assert tree.css_first("summary").text() == "36 more"
    assert len(tree.css(".more li")) == 36
    assert {link.attributes["href"] for link in tree.css("a[href$='.atom']")} == {
        f"feeds/actor/a-{n}.atom" for n in range(60)
    }


def test_readers_find_the_feeds_and_the_list() -> None:
    tree = LexborHTMLParser(front_page([])["index.html"].decode())
    found = {link.attributes["href"] for link in tree.css("link[rel=alternate]")}
    forms = ("rss", "atom", "json")
    assert found == {f"feeds/{name}.{form}" for name in ("all", "ost") for form in forms} | {"subscriptions.opml"}
    assert tree.css("main a[href='subscriptions.opml']")
    assert "No stories yet" in tree.text()


def test_the_page_holds_under_a_strict_policy(tell: Tell) -> None:
    pages = front_page([listing(describe("all"), 1, tell())])
    page = LexborHTMLParser(pages["index.html"].decode())
    assert not page.css("script, style, [style], img, iframe")
    assert [sheet.attributes["href"] for sheet in page.css("link[rel=stylesheet]")] == ["style.css"]
    assert not re.search(rb"url\(|@import", pages["style.css"])


def test_text_is_escaped_and_only_web_addresses_are_linked(tell: Tell) -> None:
    nasty = tell(title='<script>alert(1)</script>"', link="javascript:alert(1)", language='ko" onclick="x')
    feed = describe("actor/a", '<img src=x onerror="x">')
    page = front_page([listing(feed, 1, nasty)])["index.html"].decode()
    tree = LexborHTMLParser(page)
    assert not tree.css("script, img, [onclick]")
    assert "javascript:" not in page
    assert '<script>alert(1)</script>"' in tree.css_first(".newest").text()
