"""Alike in wording, and yet other news."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.model.entity import Linked
from scraper.model.story import Match
from tests.stories.samples import UNKNOWN, article, decided, holding, joins, linked

Fact = dict[str, Any]


def ost(part: int | None, singer: str, state: str, song: str | None = None) -> Fact:
    return {
        "type": "ost",
        "drama": "wind-post",
        "part": part,
        "song": song,
        "singer": singer,
        "state": state,
        "date": None,
    }


def song(singer: str, *facts: Fact) -> Linked:
    return linked("ost", "drama/wind-post", f"person/{singer}", facts=facts)


def rating(episode: int, value: float) -> Linked:
    fact = {"type": "rating", "drama": "wind-post", "episode": episode, "value": value, "scope": None, "agency": None}
    return linked("ratings", "drama/wind-post", facts=(fact,))


def casting(person: str, state: str = "confirmed") -> Linked:
    fact = {"type": "casting", "drama": "wind-post", "person": person, "state": state}
    return linked("casting", "drama/wind-post", f"person/{person}", facts=(fact,))


LEAD = (
    "배우 {}이 새 드라마 '바람의 우체국' 주연으로 출연을 확정했다. 소속사는 3일 이렇게 밝혔다. 첫 방송은 내년 봄이다."
)


@pytest.mark.parametrize("links", [(casting("yoon-haram"), casting("seo-jio")), (UNKNOWN, UNKNOWN)])
def test_the_casting_of_another_actor_in_the_same_wording(links: tuple[Linked, Linked]) -> None:
    """What sentence encoders take for the same news (.82): only the name differs."""
    window = holding(("s1", article("윤하람, '바람의 우체국' 주연 확정", LEAD.format("윤하람")), links[0]))
    decision = decided(window, article("서지오, '바람의 우체국' 주연 확정", LEAD.format("서지오"), at=1), links[1])
    assert decision.match is Match.NEW
    assert "different people" in decision.why or "different casting" in decision.why


def test_people_of_a_story_that_also_names_the_other_are_no_conflict() -> None:
    title, lead = "'바람의 우체국' 대본 리딩…윤하람·서지오 호흡", "윤하람과 서지오가 3일 상암동에서 대본을 함께 읽었다."
    window = holding(("s1", article(title, lead), linked("casting", "person/yoon-haram", featured=("person/seo-jio",))))
    other = linked("casting", "person/seo-jio", featured=("person/yoon-haram",))
    assert joins(decided(window, article(f"[공식] {title}", f"{lead} 첫 방송은 봄.", source="en", at=1), other), "s1")


def test_another_actor_in_the_same_english_wording() -> None:
    lead = "The broadcaster said on Monday that the actor will lead the weekend drama, which starts filming in May."
    known = [linked("casting", f"person/{name}") for name in ("yoon-haram", "seo-jio")]
    window = holding(("s1", article("Yoon Haram confirmed to star in new weekend drama", lead), known[0]))
    decision = decided(window, article("Seo Jio confirmed to star in new weekend drama", lead, at=1), known[1])
    assert decision.match is Match.NEW
    assert "different people: seo-jio is not yoon-haram" in decision.why


def test_other_dramas_are_other_news() -> None:
    lead = "배우 윤하람이 새 작품 출연을 확정했다고 소속사가 3일 밝혔다. 촬영은 다음 달 시작한다."
    window = holding(
        ("s1", article("윤하람, 새 드라마 출연 확정", lead), linked("casting", "person/y", "drama/wind-post"))
    )
    decision = decided(
        window, article("윤하람, 새 드라마 출연 확정했다", lead, at=1), linked("casting", "person/y", "drama/b")
    )
    assert decision.match is Match.NEW
    assert "different dramas" in decision.why


@pytest.mark.parametrize("titled", [True, False])
def test_ost_parts_are_different_releases(titled: bool) -> None:
    """By the headline where nothing is linked, by the facts where the headline is silent."""
    texts = [f"'바람의 우체국' OST {'파트' + n if titled else ''} 오늘 발매" for n in "23"]
    lead = "드라마 '바람의 우체국' OST가 3일 오후 6시 음원 사이트에 공개된다. 애절한 발라드다."
    links = (
        (UNKNOWN, UNKNOWN)
        if titled
        else (song("yoon", ost(2, "yoon", "released")), song("yoon", ost(3, "yoon", "released")))
    )
    window = holding(("s1", article(texts[0], lead), links[0]))
    decision = decided(window, article(texts[1], lead, source="drama-times", at=3), links[1])
    assert decision.match is Match.NEW
    assert "part" in decision.why


def test_a_release_that_follows_its_announcement_is_a_story_of_its_own() -> None:
    announced = song("yoon", ost(4, "yoon", "announced", "다시 봄"))
    released = song("yoon", ost(4, "yoon", "released", "다시 봄"))
    title, lead = (
        "윤하람 '바람의 우체국' OST '다시 봄' {}",
        "윤하람이 부른 '바람의 우체국' OST 파트4 '다시 봄'이 음원 사이트에 {}",
    )
    window = holding(("s1", article(title.format("가창"), lead.format("공개될 예정이다.")), announced))
    release = article(title.format("발매"), lead.format("공개됐다."), at=40)
    decision = decided(window, release, released)
    assert decision.match is Match.NEW
    assert "state" in decision.why
    early = article(title.format("가창 확정"), lead.format("공개될 예정이라고 밝혔다."), source="drama-times", at=1)
    assert joins(decided(window, early, released), "s1"), "within hours a misread tense decides nothing"


def test_a_song_title_in_two_scripts_is_no_conflict() -> None:
    window = holding(
        ("s1", article("윤하람 '다시 봄' 발매", "오늘"), song("yoon", ost(4, "yoon", "released", "다시 봄")))
    )
    english = article("Yoon Haram releases “Spring Again”", "Part 4", source="en", at=1)
    assert joins(decided(window, english, song("yoon", ost(None, "yoon", "released", "Spring Again"))), "s1")
    other = article("윤하람 '겨울' 발매", "오늘", at=1)
    assert decided(window, other, song("yoon", ost(None, "yoon", "released", "겨울"))).match is Match.NEW


TITLE = "'바람의 우체국', 자체 최고 시청률 경신"


def test_ratings_of_two_episodes_under_one_headline() -> None:
    window = holding(("s1", article(TITLE, "지난 12회가 전국 기준 7.4%를 기록했다. 동시간대 1위다."), rating(12, 7.4)))
    after = article(TITLE, "지난 13회가 전국 기준 8.1%를 기록했다. 동시간대 1위다.", source="drama-times", at=24)
    decision = decided(window, after, rating(13, 8.1))
    assert decision.match is Match.NEW
    assert "episode" in decision.why


def test_a_misread_episode_of_one_telling_does_not_close_a_story() -> None:
    right, wrong = (article(TITLE, "지난 방송이 7.4%를 기록했다. 동시간대 1위다.", source=name) for name in "ab")
    window = holding(("s1", wrong, rating(11, 7.4)), ("s1", right, rating(12, 7.4)))
    new = article(TITLE, "지난 방송이 7.4%로 동시간대 1위를 지켰다.", source="c", at=1)
    assert joins(decided(window, new, rating(12, 7.4)), "s1")


def test_the_finale_is_no_other_episode_than_its_number() -> None:
    window = holding(("s1", article(TITLE, "16회가 전국 기준 10.3%로 막을 내렸다. 동시간대 1위다."), rating(16, 10.3)))
    finale = rating(16, 10.3)
    finale.facts[0]["episode"] = "finale"
    last = article(TITLE, "최종회가 전국 기준 10.3%로 막을 내렸다. 동시간대 1위다.", source="drama-times", at=1)
    assert joins(decided(window, last, finale), "s1")


@pytest.mark.parametrize(
    ("leads", "why"),
    [
        (("12회가 동시간대 1위를 지켰다.", "13회가 동시간대 1위를 지켰다."), "episode"),
        (("전국 기준 7.4%로 동시간대 1위다.", "전국 기준 8.1%로 동시간대 1위다."), "ratings"),
    ],
)
def test_ratings_without_facts_go_by_what_the_text_tells(leads: tuple[str, str], why: str) -> None:
    known = linked("ratings", "drama/wind-post")
    window = holding(("s1", article(TITLE, leads[0]), known))
    decision = decided(window, article(TITLE, leads[1], source="drama-times", at=20), known)
    assert decision.match is Match.NEW
    assert f"different {why}" in decision.why


def test_main_topics_of_different_kinds() -> None:
    lead = "'바람의 우체국'의 윤하람이 3일 화제에 올랐다. 배우는 시청자에게 감사 인사를 전했다."
    window = holding(("s1", article("'바람의 우체국' 윤하람, 기쁜 소식", lead), linked("casting", "drama/wind-post")))
    decision = decided(
        window, article("'바람의 우체국' 윤하람, 기쁜 소식 또", lead, at=1), linked("ratings", "drama/wind-post")
    )
    assert decision.match is Match.NEW
    assert "different topics" in decision.why


CAPTION = (
    "{} 3일 오후 서울 상암동에서 열린 드라마 '바람의 우체국' 제작발표회에 참석해 포즈를 취하고 있다. 오는 9일 첫 방송."
)


def test_photographs_of_different_people_at_one_press_call() -> None:
    window = holding(
        ("s1", article("[포토] 윤하람, '바람의 우체국' 제작발표회 참석", CAPTION.format("배우 윤하람이")), UNKNOWN)
    )
    other = article("[포토] 서지오, '바람의 우체국' 제작발표회 참석", CAPTION.format("배우 서지오가"))
    assert "photographs of different people" in decided(window, other).why
    assert joins(decided(window, article("[포토] 윤하람, 손 흔들며 인사", CAPTION.format("배우 윤하람이"))), "s1")


def test_captions_that_open_with_no_name() -> None:
    window = holding(("s1", article("[포토] 환하게 웃는 윤하람", CAPTION.format("배우 윤하람이")), UNKNOWN))
    assert decided(window, article("[포토] 환하게 웃는 서지오", CAPTION.format("배우 서지오가"))).match is Match.NEW


@pytest.mark.parametrize("at", [24.0, None])
def test_the_same_gallery_line_on_two_days(at: float | None) -> None:
    """By the hour of publishing, or by the day in the caption where there is none."""
    title = "[포토] 윤하람-서지오, '바람의 우체국' 시청자 감사 행사"
    first = "윤하람과 서지오가 2일 오후 서울에서 열린 '바람의 우체국' 시청자 감사 행사에 참석해 인사하고 있다."
    second = first if at else first.replace("2일", "3일")
    window = holding(("s1", article(title, first, at=0 if at else None), UNKNOWN))
    assert "different days" in decided(window, article(title, second, at=at)).why


def test_a_photograph_is_not_the_report_on_the_event() -> None:
    window = holding(
        ("s1", article("[포토] 윤하람, '바람의 우체국' 제작발표회 참석", CAPTION.format("배우 윤하람이")), UNKNOWN)
    )
    report = article("윤하람, '바람의 우체국' 제작발표회 참석 \"설렌다\"", CAPTION.format("배우 윤하람이"))
    assert "not the report" in decided(window, report).why


def test_a_misread_topic_of_one_telling_does_not_close_a_story() -> None:
    lead = "드라마 '바람의 우체국' 4회가 전국 기준 7.4%로 자체 최고 시청률을 새로 썼다. 동시간대 1위다."
    told = [
        ("s1", article(TITLE, lead + " 끝." * n, source=f"o{n}"), linked("ratings", "drama/wind-post"))
        for n in range(2)
    ]
    misread = ("s1", article(TITLE, lead, source="o9"), linked("casting", "drama/wind-post"))
    window = holding(misread, *told)
    new = article("'바람의 우체국' 자체 최고 7.4%", "4회가 7.4%로 새 기록을 썼다. 동시간대 1위다.", source="x", at=1)
    assert joins(decided(window, new, linked("ratings", "drama/wind-post")), "s1")
