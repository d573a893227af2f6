"""Reading a page: which words are believed, what is thrown away, what is refused (rows 1-3, 5, 6, 7, 10-12, 23)."""

from __future__ import annotations

import contextlib
import json
import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model.article import Precision
from scraper.model.errors import Misconfigured, Unreadable
from scraper.reading import read
from tests.reading.samples import BODY, TEXT, URL, document, json_ld, page, source

TITLE = "한가람, '바람의 정원' 주연 확정"
LONG = "\n".join(f"{number}번째 문단. {TEXT}" for number in range(8))


def test_all_fields_of_a_well_made_page() -> None:
    head = json_ld(
        headline=TITLE, datePublished="2026-11-01T09:00:00+09:00", dateModified="2026-11-01T10:30:00+09:00",
        author=[{"@type": "Person", "name": "홍길동"}], image={"@type": "ImageObject", "url": "/photo.jpg"},
        description="한가람이 주연을 맡는다.", keywords="한가람, 드라마",
    )  # fmt: skip
    article = read(page(document(head=head + f'<link rel="canonical" href="{URL}?utm_source=x">')), source())
    assert (article.url, article.source, article.title) == (URL, "example", TITLE)
    assert article.body == f"{TEXT}\n\n{TEXT} OST에는 가수 윤슬이 참여한다."
    assert (article.published, article.precision) == (datetime(2026, 11, 1, tzinfo=UTC), Precision.SECOND)
    assert article.modified == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    assert (article.byline, article.lead) == ("홍길동", "한가람이 주연을 맡는다.")
    assert (article.image, article.language) == ("https://news.example/photo.jpg", "ko")
    assert article.tags == ("한가람", "드라마")


@pytest.mark.parametrize("wrapped", [
    '{"@graph": [{"@type": "WebSite", "name": "x"}, %s]}', "[%s]", "<!-- %s -->", "%s;",
    '[{"@type":"Organization"}, [%s]]',
])  # fmt: skip
def test_json_ld_is_found_in_graphs_lists_and_wrappings(wrapped: str) -> None:
    node = '{"@type": ["Article", "NewsArticle"], "headline": "새 제목", "datePublished": "2026-11-01T09:00:00+09:00"}'
    head = f'<script type="application/ld+json">{wrapped % node}</script>'
    assert read(page(document(head=head, title="")), source()).title == "새 제목"


def test_broken_and_endless_json_ld_is_passed_over() -> None:
    head = (
        f'<script type="application/ld+json">{"[" * 100_000}</script><script type="application/ld+json">{{"a":</script>'
    )
    assert read(page(document(head=head)), source()).title == TITLE


@pytest.mark.parametrize(
    ("stated", "heading", "expected"),
    [
        ("한가람 주연 확정 | 가람뉴스", "한가람 주연 확정", "한가람 주연 확정"),
        ("한가람 주연 확정 - 가람뉴스", "", "한가람 주연 확정"),
        ("한가람 주연 확정-연예ㅣ가람뉴스", "한가람 주연 확정", "한가람 주연 확정"),
        ("가람뉴스 : 한가람 주연 확정", "", "한가람 주연 확정"),
        ("Kim So-hyun - from child star to lead", "", "Kim So-hyun - from child star to lead"),
        ("한가람 주연 확정", "가람뉴스", "한가람 주연 확정"),
        ("가람뉴스", "한가람 주연 확정", "한가람 주연 확정"),
    ],
)
def test_headline_without_the_outlet(stated: str, heading: str, expected: str) -> None:
    markup = f'<html><meta property="og:title" content="{stated}"><h1>{heading}</h1>{BODY}'
    assert read(page(markup), source()).title == expected


def test_headline_that_the_visible_heading_repeats_is_believed() -> None:
    head = json_ld(headline="짧은 판 제목") + f'<meta property="og:title" content="{TITLE}">'
    assert read(page(document(head=head)), source()).title == TITLE


@pytest.mark.parametrize(
    "encoded", ["Kim &amp;amp;quot;Star&amp;amp;quot;", "<b>Kim</b> &quot;Star&quot;", "Kim “Star”\x00\x0b\ufffe"]
)
def test_title_is_plain_text(encoded: str) -> None:
    title = read(page(f"<html><h1>x</h1><meta property=\"og:title\" content='{encoded}'>{BODY}"), source()).title
    assert title.replace("“", '"').replace("”", '"') == 'Kim "Star"'


def test_emoji_direction_marks_and_decomposed_hangul() -> None:
    title = unicodedata.normalize("NFD", "한가람") + " 🎬\u2028 종영 \u202eabc"
    assert read(page(document(title=title)), source()).title == "한가람 🎬 종영 abc"


def test_references_to_halves_of_characters() -> None:
    title = "한가람 &#55357;&#56832; &#xD83D;종영&#0;&#55297;"
    assert read(page(document(title=title)), source()).title == "한가람 😀 종영"


def test_scripts_captions_shares_and_noise_are_not_text() -> None:
    junk = (
        "<script>alert(1)</script><style>p{}</style><iframe src=x></iframe><svg><text>그림</text></svg>"
        "<form><input value=x>구독</form>"
        "<figure><img src=x onerror=alert(1)><figcaption>사진 설명</figcaption></figure>"
        "<div class='share'>공유하기</div><ul class='related'><li>관련 기사</li></ul><p class='ad'>광고</p>"
    )
    markup = document(BODY.replace("</p><p>", f"</p>{junk}<p>"))
    assert read(page(markup), source(noise=(".ad",))).body == read(page(document()), source()).body


def test_body_ends_before_the_stop_pattern() -> None:
    markup = document(BODY.replace("</div>", "<p>한편, 지난 작품 이야기</p><p>더</p></div>"))
    assert read(page(markup), source(stop=("한편,",))).body == read(page(document()), source()).body


def test_paragraphs_from_line_breaks_and_nested_matches_once() -> None:
    body = "<div class=a><div class=a>첫 문단입니다.<br><br>둘째 &lt;문단&gt;<br/>이어서</div></div>"
    assert read(page(document(body)), source(body=(".missing", ".a"))).body == "첫 문단입니다.\n\n둘째 <문단> 이어서"


def test_whole_article_body_is_taken_and_a_cut_one_is_not() -> None:
    undeclared = source(body=())
    assert read(page(document("", head=json_ld(headline=TITLE, articleBody=LONG))), undeclared).body.count("\n\n") == 7
    visible = "".join(f"<p>{paragraph}</p>" for paragraph in LONG.split("\n"))
    markup = document(f"<article>{visible}</article>", head=json_ld(headline=TITLE, articleBody=LONG[:300]))
    assert "7번째 문단" in read(page(markup), undeclared).body


def test_undeclared_page_is_read_by_extraction() -> None:
    visible = "".join(f"<p>{paragraph}</p>" for paragraph in LONG.split("\n"))
    markup = document(f"<nav><a href=/>메뉴</a></nav><article>{visible}</article><footer>저작권</footer>")
    body = read(page(markup), source(body=())).body
    assert body.startswith("0번째")
    assert not {"저작권", "메뉴"} & set(body.split())


def test_text_that_only_a_script_carries() -> None:
    text = "".join(f"\\u003cp\\u003e{paragraph}\\u003c/p\\u003e" for paragraph in LONG.split("\n"))
    length = len(json.loads(f'"{text}"').encode())
    script = (
        f'<script>self.__next_f.push([1,"24:T{length:x},"])</script><script>self.__next_f.push([1,"{text}"])</script>'
    )
    assert read(page(document(script)), source(body=())).body.count("번째 문단") == 8


def test_text_in_the_data_of_other_frameworks() -> None:
    parts = LONG.split("\n")
    fusion = json.dumps(
        {"content_elements": [{"type": "image"}, *({"type": "text", "content": part} for part in parts)]}
    )
    data = json.dumps({"props": {"article": {"html": "".join(f"<p>{part}</p>" for part in parts)}}})
    for script in (
        f"<script>window.Fusion=1;Fusion.globalContent={fusion};Fusion.globalContentConfig={{}}</script>",
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script>',
    ):
        assert read(page(document(script)), source(body=())).body == LONG.replace("\n", "\n\n")


@pytest.mark.parametrize(
    "flood", ['<script>self.__next_f.push([1,"', "<script>Fusion.globalContent={", "&#", "<p>", "<div a='"]
)
def test_floods_of_opened_and_never_closed_things_take_no_time(flood: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(Unreadable):
        read(page(document(flood * 20_000)), source(body=()))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/png;base64,AAAA", "file:///x.png", ""])
def test_image_is_http_or_none(address: str) -> None:
    assert read(page(document(head=f'<meta property="og:image" content="{address}">')), source()).image is None


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("https://www.news.example/article/9?utm_medium=rss", "https://www.news.example/article/9"),
        ("/article/9", "https://news.example/article/9"),
        ("https://news.example/", URL),
        ("https://other.example/article/9", URL),
        ("javascript:alert(1)", URL),
    ],
)
def test_own_address_counts_on_the_same_site_only(claim: str, expected: str) -> None:
    markup = document(head=f'<link rel="canonical" href="{claim}">')
    assert read(page(markup, url=URL + "?utm_source=x#top"), source()).url == expected


def test_no_date_stays_unknown_and_implausible_ones_are_kept_as_printed() -> None:
    nothing = read(page(document()), source())
    assert (nothing.published, nothing.precision, nothing.date_text) == (None, Precision.UNKNOWN, "")
    future = read(
        page(document(head='<meta property="article:published_time" content="2099-01-01T00:00:00Z">')), source()
    )
    assert (future.published, future.date_text) == (None, "2099-01-01T00:00:00Z")


def test_todays_date_in_the_header_is_not_the_publish_date() -> None:
    assert (
        read(page(document("<div class='today-date'>2026년 11월 23일 월요일</div>" + BODY)), source()).published is None
    )


def test_visible_date_is_read_where_metadata_has_none_or_only_a_day() -> None:
    shown = "<span class='date'>입력 : 2026.11.01 18:15</span>" + BODY
    expected = datetime(2026, 11, 1, 9, 15, tzinfo=UTC)
    assert read(page(document(shown)), source()).published == expected
    day = document(shown, head='<meta property="article:published_time" content="2026-11-01">')
    assert read(page(day), source()).published == expected
    assert read(page(document(shown.replace("date", "when"))), source(date=".when")).published == expected


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "empty body"),
        (" \n ", "empty body"),
        (f"<html><body>{BODY}", "no headline"),
        (document("<img src='/only.jpg'>"), "no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("<div>" * 100_000 + BODY + "</div>" * 100_000, "nested"),
        (document("<div>" * 300 + f"<p>{LONG}</p>" + "</div>" * 300), "nested"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(markup: str | bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        read(page(markup), source(body=("#content",)))
    assert (caught.value.source, caught.value.url) == ("example", URL)


def test_image_type_is_refused_and_declared_selector_reads_any_nesting_whole() -> None:
    with pytest.raises(Unreadable, match="image/png"):
        read(page(document(), content_type="image/png"), source())
    deep = document("<div>" * 300 + BODY + "</div>" * 300)
    assert read(page(deep), source()).body == read(page(document()), source()).body


def test_bad_selector_is_the_operators_fault() -> None:
    with pytest.raises(Misconfigured, match="selector"):
        read(page(document()), source(body=("div[",)))


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40), st.text(max_size=200))
def test_any_text_is_clean_or_refused(title: str, text: str) -> None:
    try:
        article = read(
            page(document(f"<div id=content>{text}</div>", title=title).encode("utf-8", "replace")), source()
        )
    except Unreadable:
        return
    for value in (article.title, article.body, article.lead):
        assert value == unicodedata.normalize("NFC", value)
        assert not set(value) & {"\x00", "\x0b", "\ufffe", "\ufffd", "\u2028"}
        assert "<script" not in value.lower() or "&lt;" in text or "&lt;" in title
