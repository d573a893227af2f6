"""Facts in the interface's shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scraper.linking.facts.dates import dates
from scraper.model.entity import Linked
from tests.linking.conftest import Read


def facts(linked: Linked, sort: str) -> list[dict[str, Any]]:
    return [fact for fact in linked.facts if fact["type"] == sort]


def test_an_ost_part_with_everything(read: Read) -> None:
    lead = "가수 헤이즈가 부른 SBS 드라마 '닥터X' OST Part.1 '하얀 복도'가 15일 오후 6시 발매됐다."
    assert facts(read("헤이즈, '닥터X' OST Part.1 '하얀 복도' 발매", lead, year=2026), "ost") == [
        {"type": "ost", "drama": "doctor-x-the-era-of-the-white-mafia", "part": 1, "song": "하얀 복도",
         "singer": "heize", "state": "released", "date": "2026-06-15"}
    ]  # fmt: skip


def test_a_song_without_a_name_yet(read: Read) -> None:
    lead = "The team said on June 14 that Kim Soo Hyun recently recorded a song."
    (fact,) = facts(read("Kim Soo Hyun sings OST for “Queen of Tears”", lead, year=2024), "ost")
    assert (fact["drama"], fact["song"], fact["singer"]) == ("queen-of-tears", None, "kim-soo-hyun")
    assert (fact["state"], fact["date"]) == ("recorded", "2024-06-14")


def test_a_song_that_comes_later_is_announced(read: Read) -> None:
    lead = "폴킴이 부른 tvN '눈물의 여왕' OST 파트3 '좋아해요'가 내달 2일 공개된다."
    (fact,) = facts(read("폴킴, '눈물의 여왕' OST 파트3 참여", lead, year=2024), "ost")
    assert (fact["part"], fact["state"], fact["date"]) == (3, "announced", "2024-07-02")


def test_earlier_songs_go_with_their_own_dramas(read: Read) -> None:
    body = (
        "He sang OSTs like “Dreaming” for KBS 2TV's drama “Dream High” and “Only You, My Love” for MBC's drama "
        "“Moon Embracing the Sun”. His OST “If I..” of “My Love from the Star” came on February 29th, 2014, followed by "  # noqa: E501
        "“Promise” released on March 13th of the same year."
    )
    linked = read("Kim Soo Hyun sings OST for “Queen of Tears”", body=body, year=2024)
    told = {fact["song"]: (fact["drama"], fact["date"]) for fact in facts(linked, "ost")}
    assert told["Dreaming"] == ("dream-high", None)
    assert told["Only You, My Love"] == ("the-moon-embracing-the-sun", None)
    assert told["If I.."] == ("my-love-from-the-star", None)  # 2014 had no 29 February
    assert told["Promise"] == ("my-love-from-the-star", "2014-03-13")


def test_ratings_with_episode_scope_and_agency(read: Read) -> None:
    lead = "14일 방송된 tvN '눈물의 여왕' 12회는 닐슨코리아 기준 전국 20.7%, 수도권 23.0%의 시청률을 기록했다."
    assert facts(read("'눈물의 여왕' 자체 최고", lead), "rating") == [
        {"type": "rating", "drama": "queen-of-tears", "episode": 12, "value": 20.7, "scope": "nationwide",
         "agency": "Nielsen Korea"},
        {"type": "rating", "drama": "queen-of-tears", "episode": 12, "value": 23.0, "scope": "metro",
         "agency": "Nielsen Korea"},
    ]  # fmt: skip


def test_a_finale_and_an_english_percentage(read: Read) -> None:
    lead = "The final episode of the tvN drama drew a nationwide rating of 24.9 percent, Nielsen Korea said."
    (fact,) = facts(read("“Queen of Tears” ends on a record", lead), "rating")
    assert (fact["episode"], fact["value"], fact["scope"]) == ("finale", 24.9, "nationwide")


def test_thresholds_and_other_percentages_are_no_ratings(read: Read) -> None:
    lead = "시청률 20%를 돌파한 '눈물의 여왕'은 굿즈를 30% 할인한다. 지난주보다 시청률이 2%포인트 올랐다."
    assert facts(read("'눈물의 여왕' 인기", lead), "rating") == []


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("신혜선, 새 드라마 '은밀한 감사' 출연 제안받아", "offered"),
        ("신혜선, 새 드라마 '은밀한 감사' 제안받고 검토 중", "in talks"),
        ("신혜선, 새 드라마 '은밀한 감사' 출연 확정", "confirmed"),
        ("신혜선, 새 드라마 '은밀한 감사' 출연 최종 고사", "declined"),
        ("Shin Hye Sun offered lead in new drama", "offered"),
        ("Shin Hye Sun in talks to lead new drama", "in talks"),
        ("Shin Hye Sun confirmed to star in new drama", "confirmed"),
        ("Shin Hye Sun turns down new drama", "declined"),
    ],
)
def test_casting_states(read: Read, title: str, state: str) -> None:
    assert [(f["person"], f["state"]) for f in facts(read(title), "casting")] == [("shin-hye-sun", state)]


def test_an_earlier_drama_is_not_what_somebody_is_cast_in(read: Read) -> None:
    linked = read("Park Hyung-sik in talks for TVING thriller, five years after “Happiness”", year=2026)
    assert [fact["drama"] for fact in facts(linked, "casting")] == [None]


def test_a_premiere_with_its_network(read: Read) -> None:
    lead = "tvN 새 드라마 '눈물의 여왕'이 오는 3월 9일 첫 방송된다."
    (fact,) = facts(read("'눈물의 여왕' 3월 9일 첫 방송", lead, year=2024), "premiere")
    assert fact == {"type": "premiere", "drama": "queen-of-tears", "date": "2024-03-09", "network": "tvN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on february 29th, 2014", [None]),
        ("on february 29, 2024", [date(2024, 2, 29)]),
        ("2024년 4월 31일", [None]),
        ("on dec. 28", [date(2025, 12, 28)]),
        ("1월 3일", [date(2026, 1, 3)]),
        ("지난 28일", [date(2025, 12, 28)]),
        ("오는 28일", [date(2026, 1, 28)]),
        ("오늘(2일)", [date(2026, 1, 2)]),
        ("14 april 2024", [date(2024, 4, 14)]),
        ("2026.01.05", [date(2026, 1, 5)]),
        ("30일간의 사랑", []),
    ],
)
def test_dates(text: str, expected: list[date | None]) -> None:
    assert [dated.day for dated in dates(text, 0, len(text), date(2026, 1, 2))] == expected


def test_a_date_without_a_year_is_unknown_when_the_article_has_none() -> None:
    assert [dated.day for dated in dates("on april 18", 0, 11, None)] == [None]
