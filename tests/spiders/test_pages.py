"""Pages in each site's markup, made up, read with the site's declaration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.model.article import Article, Precision
from scraper.reading import read

from .declared import PAGES, page, source


def article(name: str, case: str, address: str, *, without: tuple[str, ...] = ()) -> Article:
    """The article on a page. without: texts that are cut out of the page first."""
    text = (PAGES / name / f"{case}.html").read_text("utf-8")
    for part in without:
        assert part in text
        text = text.replace(part, "")
    site = source(name)
    return read(page(site, address, text), site)


def test_soompi() -> None:
    found = article("soompi", "ost", "/article/1790001wpp/watch-yoon-haneul")
    assert found.title == "Watch: Yoon Haneul Sings Of Longing In New “Lanterns Over Mapo” OST"
    assert found.published == datetime(2026, 11, 9, 9, 15, 42, tzinfo=UTC)
    assert found.body.split("\n\n") == [
        "“Lanterns Over Mapo” has shared the third part of its soundtrack!",
        "On November 9 at 6 p.m. KST, the drama released “Paper Boat,” a ballad sung by Yoon Haneul for the two leads.",
        "The next episode airs on November 14 at 9:20 p.m. KST.",
    ]
    assert found.byline == "J. Doe"
    assert found.image == "https://3.soompi.io/wp-content/uploads/2026/11/lanterns.jpeg"
    assert found.url.endswith("/article/1790001wpp/watch-yoon-haneul-sings-of-longing-in-new-lanterns-over-mapo-ost")
    assert found.language == "en"


@pytest.mark.parametrize(
    "line",
    [
        "<p>In the meantime, watch Yoon Haneul on her variety show with subtitles below:</p>",
        '<p>Source (<a href="https://agency.example/1">1</a>) (<a href="https://agency.example/2">2</a>)</p>',
        "<p>How does this article make you feel?</p>",
    ],
)
def test_each_of_soompis_last_lines_ends_the_text_by_itself(line: str) -> None:
    name, address, end = "soompi", "/article/1790001wpp/watch", "<p>The next episode airs on November 14"
    site = source(name)
    text = (PAGES / name / "ost.html").read_text("utf-8").replace(end, f"{line}{end}")
    assert read(page(site, address, text), site).body.endswith("for the two leads.")


def test_kbizoom() -> None:
    found = article("kbizoom", "cover", "https://www.kbizoom.com/yoon-haneul-sings-for-a-drama/?utm_source=x")
    assert found.title == "Yoon Haneul sings for a drama for the first time in six years"
    assert found.published == datetime(2026, 11, 9, 4, 2, 10, tzinfo=UTC)
    assert found.body.startswith("According to a Seoul daily on November 9th, Yoon Haneul")
    assert found.body.endswith("a live stage for the last episode in December.")
    assert "K-Pop" not in found.body
    assert found.url == "https://kbizoom.com/yoon-haneul-sings-for-a-drama-for-the-first-time-in-six-years/"


def test_newsis() -> None:
    found = article("newsis", "ost", "/view/NISX20261109_0003400001")
    assert found.title == "윤하늘, 6년 만에 드라마 OST…'마포의 등불' 세번째 주자"
    assert found.published == datetime(2026, 11, 9, 9, 0, 31, tzinfo=UTC)
    assert found.precision is Precision.SECOND
    assert found.lead.startswith("[서울=뉴시스] 홍길순 기자")
    assert found.body.startswith("[서울=뉴시스] 홍길순 기자 = 가수 윤하늘이 주말극")
    assert found.body.endswith("윤하늘의 담담한 목소리를 받친다.")
    assert "재판매" not in found.body
    assert "정치" not in found.body
    assert found.language == "ko"


def test_koreaboo() -> None:
    found = article("koreaboo", "cancelled", "/news/the-weekend-drama/")
    assert found.title == "The Weekend Drama That Viewers Wanted Cancelled Is Back"
    assert found.body.split("\n\n") == [
        "“Lanterns Over Mapo” returns on November 14 after three weeks off the air.",
        "The broadcaster said that the script had been revised.",
    ]


@pytest.mark.parametrize(
    "without",
    [
        ("<p>Source: A Seoul Daily</p>",),
        (
            "<p>Source: A Seoul Daily</p>",
            '<h2 class="series-header-title">More of this</h2>\n<p>A third drama and its leads</p>',
        ),
    ],
    ids=["header", "footer"],
)
def test_each_of_koreaboos_marks_ends_the_text_by_itself(without: tuple[str, ...]) -> None:
    found = article("koreaboo", "cancelled", "/news/the-weekend-drama/", without=without)
    assert found.body.endswith("the script had been revised.")
