"""What of a headline and a text is compared."""

from __future__ import annotations

import pytest

from scraper.stories.terms import folded, hangul, headline_text, terms

LINE = "Wind Post Office cast finishes filming in Namhae"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        (f"[단독] {LINE}", ""),
        (f"[공식] {LINE} (종합)", ""),
        (f"Watch: {LINE}", ""),
        (f"Update: {LINE} [포토엔HD]", ""),
        (f"{LINE} | Hallyu Post", ""),
        (f"{LINE} - Seoul Courier", ""),
        (f"{LINE} - The Very Long Name Of One Single Outlet", "The Very Long Name of One Single Outlet"),
    ],
)
def test_labels_and_outlets_are_cut(title: str, outlet: str) -> None:
    assert headline_text(title, outlet) == LINE


@pytest.mark.parametrize(
    "title",
    ["EXO - Love Shot", "Goblin | Guardian of All", "[단독]", "Part: two", "서지오 - 첫 앨범 발매 기념 공연 개최"],
)
def test_what_only_looks_like_a_label_stays(title: str) -> None:
    assert headline_text(title) == title


def test_words_for_latin_pairs_for_hangul_numbers_with_their_counter() -> None:
    assert terms("The Queen's 12회 황정민의 50만장, 7.4% x") == (
        "queen",
        "12회",
        "황정",
        "정민",
        "민의",
        "50만장",
        "7.4%",
        "x",
    )
    assert terms("황정민의 결혼식장", pairs=2) == ("황정", "정민", "결혼", "혼식")


def test_the_forms_of_one_text_fold_alike() -> None:
    assert folded("‘바람의 우체국’, 7.4%!") == folded("바람의우체국 7 4")
    assert terms("ＯＳＴ Part") == terms("ost part")


def test_a_korean_headline_may_hold_latin_names() -> None:
    assert hangul("BTS, 그래미 보이콧… “NO”")
    assert not hangul("BTS' Jin (진) returns with a new single")
