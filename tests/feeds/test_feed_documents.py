"""The three formats, as strict parsers and feedparser see them."""

from __future__ import annotations

import calendar
import html
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.document import build
from feeds.feed import describe
from scraper.model import text
from scraper.model.entity import Kind, Mention, Tier
from scraper.model.story import Outlet, Story

Tell = Callable[..., Story]
URL = "https://wire.example/"
FEED = describe("actor/baek-do-yun", "Baek Do-yun", "백도윤")
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def stories(tell: Tell) -> list[Story]:
    """Three, the middle one newest, the last one in Korean, updated later and without picture."""
    first, newest, last = tell(1), tell(2), tell(3)
    hour = timedelta(hours=1)
    return [
        first,
        tell(2, published=newest.published + hour, updated=newest.updated + hour),
        tell(3, published=last.published - hour, updated=last.updated + 5 * hour, language="ko", image=None, byline=""),
    ]


def instant(parsed: Any) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC)


def test_all_formats_say_the_same(stories: list[Story]) -> None:
    documents = build(FEED, stories, URL)
    rows = []
    for form in ("rss", "atom"):
        parsed = feedparser.parse(documents[form])
        assert parsed.bozo is False
        assert parsed.feed.title == FEED.title
        rows.append(
            [
                (
                    e.id,
                    e.link,
                    e.title,
                    instant(e.published_parsed),
                    instant(e.updated_parsed),
                    e.author,
                    e.content[0].value,
                )
                for e in parsed.entries
            ]
        )
    rows.append(
        [
            (
                item["id"],
                item["url"],
                item["title"],
                datetime.fromisoformat(item["date_published"]),
                datetime.fromisoformat(item["date_modified"]),
                item["authors"][0]["name"],
                item["content_html"],
            )
            for item in json.loads(documents["json"])["items"]
        ]
    )
    assert rows[0] == rows[1] == rows[2]
    expected = [stories[1], stories[0], stories[2]]
    assert [row[0] for row in rows[0]] == [f"urn:uuid:{story.id}" for story in expected], "newest first"
    assert [row[2] for row in rows[0]] == [story.title for story in expected]
    assert [row[3] for row in rows[0]] == [story.published.replace(microsecond=0) for story in expected]


def test_rss_has_what_readers_need(stories: list[Story]) -> None:
    document = build(FEED, stories, URL)["rss"]
    channel = etree.fromstring(document).find("channel")
    assert channel.findtext("link") == "https://wire.example/"
    own = channel.find(f"{ATOM}link")
    assert dict(own.attrib) == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": "https://wire.example/feeds/actor/baek-do-yun.rss",
    }
    assert channel.findtext("lastBuildDate") == "Thu, 18 Apr 2024 08:00:05 +0000", "the latest update of any story"
    item = channel.find("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Thu, 18 Apr 2024 04:00:05 +0000"
    assert item.findtext("title") == "Baek & Seo <달빛 정원> “team up”"
    assert html.unescape(item.findtext("description")) == stories[1].summary
    assert item.findtext("description") == "The song 1 &lt; 2 opens the fifth part &amp; comes out on Thursday."
    assert item.findtext("{http://purl.org/dc/elements/1.1/}language") == "en"
    assert (item.find("source").text, item.find("source").get("url")) == ("Drama Post", "https://dramapost.example/")
    media = "{http://search.yahoo.com/mrss/}"
    assert item.find(f"{media}content").get("url") == item.find(f"{media}thumbnail").get("url") == stories[1].image
    assert item.find("enclosure") is None, "no enclosure without a size"
    assert channel.findall("item")[2].find(f"{media}content") is None
    assert [c.text for c in item.findall("category")] == ["Baek Do-yun", "OST", "Casting"]


def test_atom_has_what_readers_need(stories: list[Story]) -> None:
    root = etree.fromstring(build(FEED, stories, URL)["atom"])
    links = {link.get("rel"): (link.get("type"), link.get("href")) for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": ("application/atom+xml", "https://wire.example/feeds/actor/baek-do-yun.atom"),
        "alternate": ("text/html", "https://wire.example/"),
    }
    assert root.findtext(f"{ATOM}updated") == "2024-04-18T08:00:05+00:00"
    newest, _, korean = root.findall(f"{ATOM}entry")
    assert (newest.get(XML_LANG), korean.get(XML_LANG)) == ("en", "ko")
    assert [dict(link.attrib) for link in newest.findall(f"{ATOM}link")] == [
        {"rel": "alternate", "type": "text/html", "href": stories[1].link, "hreflang": "en"},
        {
            "rel": "related",
            "type": "text/html",
            "href": "https://byeol.example/%EA%B8%B0%EC%82%AC?n=1&m=2",
            "hreflang": "ko",
            "title": "백",
        },
    ]
    assert newest.find(f"{ATOM}title").get("type") in (None, "text")
    assert newest.findtext(f"{ATOM}summary") == stories[1].summary
    assert newest.find(f"{ATOM}content").get("type") == "html"
    assert [(c.get("term"), c.get("label"), c.get("scheme")) for c in newest.findall(f"{ATOM}category")] == [
        ("baek-do-yun", "Baek Do-yun", "https://wire.example/#person"),
        ("ost", "OST", "https://wire.example/#topic"),
        ("casting", "Casting", "https://wire.example/#topic"),
    ]


def test_json_has_what_the_format_requires(stories: list[Story]) -> None:
    feed = json.loads(build(FEED, stories, URL)["json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://wire.example/feeds/actor/baek-do-yun.json"
    assert feed["home_page_url"] == "https://wire.example/"
    assert "language" not in feed
    for item in feed["items"]:
        assert all(isinstance(item[key], str) and item[key] for key in ("id", "url", "title", "content_html"))
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert item["date_published"].endswith("+00:00")
    assert [item.get("image") for item in feed["items"]] == [stories[1].image, stories[0].image, None]
    assert [item["language"] for item in feed["items"]] == ["en", "en", "ko"]
    assert feed["items"][0]["_hallyuwire"]["also"][0]["title"] == "백"


def test_the_language_of_a_feed_is_told_when_it_is_one(stories: list[Story]) -> None:
    documents = build(replace(FEED, language="ko"), stories, URL)
    assert etree.fromstring(documents["rss"]).findtext("channel/language") == "ko"
    assert etree.fromstring(documents["atom"]).get(XML_LANG) == "ko"
    assert json.loads(documents["json"])["language"] == "ko"


def test_identical_stories_give_identical_bytes(stories: list[Story]) -> None:
    assert build(FEED, stories, URL) == build(FEED, stories[::-1], URL.rstrip("/"))


def test_an_empty_feed_is_valid_and_has_a_fixed_date() -> None:
    documents = build(FEED, [], URL)
    for form in ("rss", "atom"):
        parsed = feedparser.parse(documents[form])
        assert (parsed.bozo, parsed.entries) == (False, [])
        assert instant(parsed.feed.updated_parsed) == datetime(1970, 1, 1, tzinfo=UTC)
    assert json.loads(documents["json"])["items"] == []


def test_a_story_with_nothing_but_a_headline_is_published(tell: Tell) -> None:
    bare = tell(summary="", language="", image=None, byline="", outlets=(), mentions=(), topics=())
    documents = build(FEED, [bare], URL)
    for form in ("rss", "atom"):
        parsed = feedparser.parse(documents[form])
        assert parsed.bozo is False
        assert parsed.entries[0].title == bare.title
    item = json.loads(documents["json"])["items"][0]
    assert (
        item["content_html"]
        == '<p>Source: <a href="https://dramapost.example/news/1?a=1&amp;b=2">dramapost.example</a></p>'
    )
    assert "summary" not in item


NASTY = st.one_of(
    st.text(st.characters(), max_size=60),
    st.sampled_from(
        [
            "]]>",
            "&amp;lt;b&amp;gt;",
            "&amp;amp;quot;",
            "<script>alert(1)</script>",
            "a\x00b\x0bc\ufffed",
            "\ud83d\ude00",
            "\ud800",
            "שלום עולם",
            "\u2028\u2029\x85",
            "\u1100\u1161\u11a8",
            "<![CDATA[x",
            "<?xml version='1.0'?>",
            "{{ 7*7 }}",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(raw=st.lists(NASTY, min_size=6, max_size=6))
def test_any_text_from_the_border_gives_well_formed_documents(tell: Tell, raw: list[str]) -> None:
    title, summary, byline, outlet, name, told = (text.plain(each) for each in raw)
    lead = Outlet(name=outlet or "o", title=told, url="https://a.example/", language="en", published=None)
    other = Outlet(name=told or "p", title=outlet, url="https://b.example/", language="", published=None)
    mention = Mention(
        slug="x", kind=Kind.DRAMA, name=name or "n", name_ko="", tier=Tier.ABOUT, surface=name, evidence=""
    )
    story = tell(
        title=title or "untitled",
        summary=text.block(raw[1]) or summary,
        byline=byline,
        outlets=(lead, other),
        mentions=(mention,),
    )
    documents = build(describe("drama/x", name or "n", told), [story], URL)
    item = etree.fromstring(documents["rss"]).find("channel/item")
    entry = etree.fromstring(documents["atom"]).find(f"{ATOM}entry")
    data = json.loads(documents["json"])["items"][0]
    assert item.findtext("title") == entry.findtext(f"{ATOM}title") == data["title"] == story.title
    assert (entry.findtext(f"{ATOM}summary") or "") == data.get("summary", "")
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or item.findtext("description")
    assert content == entry.findtext(f"{ATOM}content") == data["content_html"]
    assert "<script" not in content
    assert feedparser.parse(documents["rss"]).bozo is False
    assert feedparser.parse(documents["atom"]).bozo is False


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_xmllint_finds_no_fault(stories: list[Story], form: str) -> None:
    checked = subprocess.run(
        ["xmllint", "--noout", "--nonet", "-"], input=build(FEED, stories, URL)[form], capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, b"")
