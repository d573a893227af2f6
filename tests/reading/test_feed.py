"""Feeds: rows 1, 3, 4, 5, 9, 11, 12 and 15 of the bad inputs."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from scraper.model.article import Found, Precision
from scraper.model.errors import Misconfigured, Unreadable
from scraper.reading import discover
from tests.reading.samples import page, source

FEED = "https://news.example/feed"


def entries(xml: str | bytes, content_type: str | None = "application/rss+xml") -> tuple[Found, ...]:
    return discover(page(xml, url=FEED, content_type=content_type), source(), "feed")


def rss(*items: str, declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return (
        f'{declaration}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>가람뉴스</title>'
        f"<link>https://news.example/</link><description>x</description>{''.join(items)}</channel></rss>"
    )


def item(number: int = 1, title: str = "제목", date: str = "", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>https://news.example/a/{number}</link>{date}{extra}</item>"


@pytest.mark.parametrize(
    ("date", "instant", "precision"),
    [
        ("<pubDate>Mon, 02 Nov 2026 09:00:00 KST</pubDate>", "2026-11-02T00:00:00", Precision.SECOND),
        ("<pubDate>Mon, 02 Nov 2026 09:00:00 +0900</pubDate>", "2026-11-02T00:00:00", Precision.SECOND),
        ("<pubDate>2026-11-02 09:00:00</pubDate>", "2026-11-02T00:00:00", Precision.SECOND),
        ("<pubDate><![CDATA[2026.11.02 09:00]]></pubDate>", "2026-11-02T00:00:00", Precision.MINUTE),
        ("<dc:date>2026-11-02T09:00:00+09:00</dc:date>", "2026-11-02T00:00:00", Precision.SECOND),
        ("<pubDate>Tue, 11 08 2026</pubDate>", "2026-08-10T15:00:00", Precision.DAY),
    ],
)
@pytest.mark.parametrize("flaw", ["", " & "])
def test_dates_in_sound_and_in_broken_feeds(date: str, instant: str, precision: Precision, flaw: str) -> None:
    (found,) = entries(rss(item(title=f"R{flaw}B 가수", date=date)))
    assert (found.published, found.precision) == (datetime.fromisoformat(instant).replace(tzinfo=UTC), precision)


@pytest.mark.parametrize(
    "date", ["", "<pubDate></pubDate>", "<pubDate>soon</pubDate>", "<pubDate>Sun, 01 Nov 2099 00:00:00 GMT</pubDate>"]
)
def test_missing_and_implausible_dates_are_unknown(date: str) -> None:
    (found,) = entries(rss(item(date=date)))
    assert (found.published, found.precision) == (None, Precision.UNKNOWN)


def test_malformed_feed_loses_no_text() -> None:
    text = "R&B 가수 윤슬&nbsp;& 친구 &hellip; &lt;3"
    for flaw in ("", "<b>", "<item>"):  # the last two keep it malformed
        (found,) = entries(rss(item(title=text, extra=f"<description>A & B<![CDATA[ & C]]></description>{flaw}")))
        assert (found.title, found.summary) == ("R&B 가수 윤슬 & 친구 … <3", "A & B & C")


@pytest.mark.parametrize("said", ["euc-kr", "ks_c_5601-1987"])
def test_feed_that_declares_euc_kr_and_uses_cp949(said: str) -> None:
    xml = rss(item(title="똠방각하"), declaration=f'<?xml version="1.0" encoding="{said}"?>').encode("cp949")
    assert entries(xml, "text/xml")[0].title == "똠방각하"
    assert entries(xml, "text/xml; charset=utf-8")[0].title == "똠방각하"


def test_byte_order_mark_and_blank_lines_before_the_declaration() -> None:
    assert len(entries(b"\xef\xbb\xbf\n\n" + rss(item()).encode())) == 1


def test_same_guid_and_same_title_are_two_articles_and_same_address_is_one() -> None:
    guid = "<guid>1</guid>"
    found = entries(rss(item(1, extra=guid), item(2, extra=guid), item(2, extra=guid)))
    assert [entry.url for entry in found] == ["https://news.example/a/1", "https://news.example/a/2"]
    assert [entry.title for entry in found] == ["제목", "제목"]


def test_titles_and_summaries_are_plain_text() -> None:
    title = "&amp;amp;lt;b&amp;amp;gt;김&amp;amp;lt;/b&amp;amp;gt; &amp;amp;quot;x&amp;amp;quot;"
    summary = "<description><![CDATA[<p onclick='x'>글 <img src=x onerror=alert(1)>]]&gt;</p>]]></description>"
    (found,) = entries(rss(item(title=title, extra=summary)))
    assert found.title == '김 "x"'
    assert "<" not in found.summary
    assert "onerror" not in found.summary


def test_appeared_first_on_is_cut_off() -> None:
    extra = "<description>&lt;p&gt;글.&lt;/p&gt;&lt;p&gt;The post 제목 appeared first on 가람.&lt;/p&gt;</description>"
    assert entries(rss(item(extra=extra)))[0].summary == "글."


def test_control_characters_do_not_break_a_feed() -> None:
    assert entries(rss(item(title="가\x00나\x0b다\ufffe")))[0].title == "가나다"


def test_links_are_absolute_and_http_only() -> None:
    links = ["/a/1", "//news.example/a/2", "javascript:alert(1)", "data:text/html,x", ""]
    found = entries(rss(*(f"<item><title>x</title><link>{link}</link></item>" for link in links)))
    assert [entry.url for entry in found] == ["https://news.example/a/1", "https://news.example/a/2"]


def test_permalink_stands_in_for_a_missing_link() -> None:
    assert entries(rss("<item><title>x</title><guid>https://news.example/a/7</guid></item>"))[0].url.endswith("/a/7")


def test_atom_with_relative_alternate_and_update() -> None:
    (found,) = entries(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>f</id><updated>2026-11-02T00:00:00Z</updated>'
        '<entry><title>제목</title><id>urn:1</id><link rel="self" href="/self"/><link rel="alternate" href="/a/1"/>'
        "<published>2026-11-01T09:00:00+09:00</published><updated>2026-11-01T10:00:00+09:00</updated>"
        '<category term="OST"/><summary>글</summary></entry></feed>'
    )
    assert (found.url, found.title, found.summary, found.tags) == ("https://news.example/a/1", "제목", "글", ("OST",))
    assert (found.published, found.modified) == (
        datetime(2026, 11, 1, tzinfo=UTC),
        datetime(2026, 11, 1, 1, tzinfo=UTC),
    )


BOMB = (
    "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)


@pytest.mark.parametrize("doctype", [BOMB, "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"])
@pytest.mark.parametrize("title", ["&a11;", "&x;", "plain", "R & B", "<b>never closed"])
def test_entities_are_refused_fast_in_sound_and_in_broken_feeds(doctype: str, title: str) -> None:
    start = time.perf_counter()
    with pytest.raises(Unreadable, match="entities"):
        entries(doctype + rss(item(title=title), declaration=""))
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ["<html><body>Not found</body></html>", "8 bytes.", "{}", "<a><b/></a>", ""])
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        entries(text, "text/html")
    assert (caught.value.source, caught.value.url) == ("example", FEED)


def test_empty_feed_is_sound_and_unknown_kind_is_not() -> None:
    assert entries(rss()) == ()
    with pytest.raises(Misconfigured, match="kind"):
        discover(page(rss()), source(), "rumour")
