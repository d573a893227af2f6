from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from feeds.document import build
from feeds.entry import SUMMARY_LENGTH, entry, gate, shortened, web_address
from feeds.feed import describe
from scraper.model.story import Outlet, Story

Tell = Callable[..., Story]
BASE = "https://wire.example"


def test_short_text_is_left_alone() -> None:
    assert shortened("a" * SUMMARY_LENGTH) == "a" * SUMMARY_LENGTH


def test_long_text_is_cut_at_a_word() -> None:
    assert shortened("alpha beta, gamma delta", 17) == "alpha beta…"
    assert shortened("alpha beta gamma delta", 17) == "alpha beta gamma…"


def test_text_without_spaces_is_cut_between_characters_as_people_see_them() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert shortened("あ" * 400) == "あ" * (SUMMARY_LENGTH - 1) + "…"
    assert shortened("あ" * 8 + family + "い" * 9, 12) == "あ" * 8 + "…"
    assert shortened("あ" * 8 + "e\u0301\u0323" + "い" * 9, 11) == "あ" * 8 + "…"


@given(st.text(max_size=80), st.integers(min_value=2, max_value=40))
def test_a_cut_text_is_a_start_within_the_limit(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//host/x",
        "/x",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "ftp://a.example/",
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_addresses_are_percent_encoded_and_otherwise_kept() -> None:
    assert web_address("https://a.example/x?q=1&r=%EA%B9%80#part") == "https://a.example/x?q=1&r=%EA%B9%80#part"
    assert web_address("https://a.example/김 1") == "https://a.example/%EA%B9%80%201"


def test_an_entry_is_a_teaser_and_names_all_the_tellings(tell: Tell) -> None:
    made = entry(tell(7, summary="One two.\n\n" + "word " * 200), BASE)
    assert made.id == "urn:uuid:00000000-0000-4000-8000-000000000007"
    assert made.summary.startswith("One two. word")
    assert len(made.summary) <= SUMMARY_LENGTH
    assert made.author == "Han Na, Drama Post"
    assert made.home == "https://dramapost.example/"
    assert made.html == (
        f"<p>{made.summary}</p>"
        '<p>Source: <a href="https://dramapost.example/news/7?a=1&amp;b=2">Drama Post</a></p>'
        '<p>Also in: <a href="https://byeol.example/%EA%B8%B0%EC%82%AC?n=1&amp;m=2" hreflang="ko">별 &amp; 소식</a></p>'
    )
    assert [(c.kind, c.term, c.label) for c in made.categories] == [
        ("person", "baek-do-yun", "Baek Do-yun"),
        ("topic", "ost", "OST"),
        ("topic", "casting", "Casting"),
    ]


def test_instants_are_utc_in_whole_seconds(tell: Tell) -> None:
    seoul = datetime(2024, 4, 18, 12, 0, 5, 999, tzinfo=timezone(timedelta(hours=9)))
    made = entry(tell(published=seoul, updated=seoul), BASE)
    assert made.published.isoformat() == made.updated.isoformat() == "2024-04-18T03:00:05+00:00"


def test_the_outlet_is_not_named_twice(tell: Tell) -> None:
    assert entry(tell(byline="Drama Post staff"), BASE).author == "Drama Post staff"
    assert entry(tell(byline=""), BASE).author == "Drama Post"


def test_an_address_is_listed_once_and_never_the_lead(tell: Tell) -> None:
    story = tell()
    again = replace(story, outlets=(*story.outlets, story.outlets[1], story.outlets[0]))
    assert [other.name for other in entry(again, BASE).others] == ["별 & 소식"]


def test_many_tellings_are_counted(tell: Tell) -> None:
    story = tell()
    outlets = tuple(
        Outlet(name=f"Paper {n}", title="t", url=f"https://paper{n}.example/", language="", published=None)
        for n in range(31)
    )
    made = entry(replace(story, outlets=outlets), BASE)
    assert ", 10 more</p>" in made.html
    assert len(made.others) == 30


def test_a_story_that_nobody_dates_has_no_publish_date(tell: Tell) -> None:
    story = tell()
    undated = replace(story, outlets=tuple(replace(outlet, published=None) for outlet in story.outlets))
    assert entry(story, BASE).published == story.published.replace(microsecond=0)
    assert entry(undated, BASE).published is None
    documents = build(describe("all"), [undated], BASE)
    assert b"<pubDate>" not in documents["rss"]
    assert b"<published>" not in documents["atom"]
    assert b"date_published" not in documents["json"]
    assert b"<updated>" in documents["atom"]


def test_what_is_no_web_address_is_left_out(tell: Tell) -> None:
    bad = Outlet(name="Bad", title="t", url="javascript:alert(1)", language="", published=None)
    story = tell()
    made = entry(replace(story, link="javascript:alert(1)", image="data:image/png,x", outlets=(bad, bad)), BASE)
    assert (made.link, made.image, made.others) == (f"{BASE}/", None, ())
    assert "javascript" not in made.html


def nasty(tell: Tell) -> Story:
    """Every text field of it is markup that the gate alone would let through, and markup that it would not."""
    markup = '<a href="https://evil.example/">x</a><script>alert(1)</script><p onclick=x>'
    story = tell(summary=markup)
    outlets = tuple(replace(outlet, name=markup, language='ko"><p>') for outlet in story.outlets)
    return replace(story, outlets=outlets)


def test_text_is_never_markup(tell: Tell) -> None:
    story = nasty(tell)
    tree = LexborHTMLParser(entry(story, BASE).html)
    paragraphs = tree.css("p")
    assert [p.text() for p in paragraphs] == [
        story.summary,
        f"Source: {story.outlets[0].name}",
        f"Also in: {story.outlets[1].name}",
    ], "shown as printed, neither dropped nor obeyed"
    assert not tree.css("script, [onclick], a[href*=evil]")


def test_what_escaping_missed_stops_at_the_gate(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.entry.html", SimpleNamespace(escape=str))
    tree = LexborHTMLParser(entry(nasty(tell), BASE).html)
    assert not tree.css("script, [onclick]")


def test_the_gate_lets_only_paragraphs_and_links_through() -> None:
    markup = (
        '<p onclick="x">a<script>b</script><img src="https://a.example/t.gif"><svg onload=x></svg>'
        '<a href="javascript:x">c</a><a href="https://a.example/" onclick="x" hreflang="ko">d</a></p>'
    )
    assert gate(markup) == '<p>a<a>c</a><a href="https://a.example/" hreflang="ko">d</a></p>'
