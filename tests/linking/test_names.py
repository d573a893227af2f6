"""Which people are meant: spellings, particles, homonyms, short names."""

from __future__ import annotations

import unicodedata

import pytest

from scraper.model.entity import Kind
from tests.linking.conftest import Read, slugs


@pytest.mark.parametrize(
    "name", ["Kim Soo Hyun", "Kim Soo-hyun", "Kim Soo-Hyun", "Kim Soohyun", "Kim Su-hyun", "Kim Su Hyun", "김수현"]
)
def test_every_press_spelling_is_the_actor(read: Read, name: str) -> None:
    linked = read(f"{name} To Star In New tvN Drama")
    assert slugs(linked) == {"kim-soo-hyun"}
    assert linked.mentions[0].surface == name


@pytest.mark.parametrize("name", ["Kim So Hyun", "Kim So-hyun", "김소현"])
def test_one_letter_less_is_another_person(read: Read, name: str) -> None:
    assert slugs(read(f"{name} To Star In New tvN Drama")) == {"kim-so-hyun"}


def test_a_spelling_nobody_is_printed_with_still_finds_its_bearer(read: Read) -> None:
    assert "byeon-woo-seok" in slugs(read("Actor Byun Wooseok confirmed for new drama"))
    assert "ryu-jun-yeol" in slugs(read("Actor Ryu Joon-yeol in talks for new drama"))


@pytest.mark.parametrize("tail", ["이", "은", "의", "에게", "과", "측", "씨가", "까지", "에게는", "표"])
def test_particles_do_not_hide_a_name(read: Read, tail: str) -> None:
    assert "kim-ji-won" in slugs(read(f"김지원{tail} 드라마 '닥터X'로 돌아온다"))


def test_decomposed_hangul_is_the_same_text(read: Read) -> None:
    title = "배우 김수현, tvN 드라마 '눈물의 여왕' 출연 확정"
    assert slugs(read(unicodedata.normalize("NFD", title))) == slugs(read(title)) == {"kim-soo-hyun", "queen-of-tears"}


def test_role_words_tell_three_people_of_one_name_apart(read: Read) -> None:
    assert slugs(read("배우 김수현, 새 드라마 검토 중")) == {"kim-soo-hyun"}
    assert slugs(read("김수현 작가, 새 주말드라마 집필")) == {"kim-soo-hyun-writer"}
    assert slugs(read("Claudia Kim joins new tvN drama")) == {"kim-soo-hyun-actress"}
    assert slugs(read("수현, 드라마 '신의 구슬' 출연")) >= {"kim-soo-hyun-actress"}


def test_credits_choose_among_homonyms(read: Read) -> None:
    linked = read(
        "지수, 드라마 '뉴토피아' 종영 소감", "그룹 블랙핑크의 지수가 쿠팡플레이 시리즈 '뉴토피아' 소감을 밝혔다."
    )
    assert "jisoo" in slugs(linked)
    assert "ji-soo" not in slugs(linked)


def test_a_birth_year_chooses_among_homonyms(read: Read) -> None:
    assert "lee-joon-hyuk-1972" in slugs(read("1972년생 배우 이준혁, 드라마 출연 확정"))
    assert "lee-joon-hyuk" in slugs(read("1984년생 배우 이준혁, 드라마 출연 확정"))


def test_the_best_known_bearer_is_meant_when_nothing_else_is_said(read: Read) -> None:
    assert slugs(read("황정민, 드라마 '메이드 인 코리아' 출연 논의")) & {"hwang-jung-min", "hwang-jeong-min"} == {
        "hwang-jung-min"
    }


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("김수현 기자의 눈: 드라마 시장의 앞날", "kim-soo-hyun"),
        ("김민재 선수, 리그 첫 득점", "kim-min-jae"),
        ("박지훈 의원, 예산안 비판", "park-ji-hoon"),
        ("Lawmaker Lee Jun-ho criticizes the government budget", "lee-jun-ho"),
    ],
)
def test_reporters_athletes_and_politicians_are_somebody_else(read: Read, title: str, slug: str) -> None:
    assert slug not in slugs(read(title))


@pytest.mark.parametrize("title", ["정진만의 드라마 같은 인생", "이강인 골, 드라마 같은 승리", "송강호 주연 영화 개봉"])
def test_a_short_name_inside_a_longer_one_does_not_link(read: Read, title: str) -> None:
    assert not {"jung-jin", "igang", "song-kang"} & slugs(read(title))


def test_a_short_name_links_beside_its_drama(read: Read) -> None:
    assert "hyun-bin" in slugs(read("현빈·손예진, '사랑의 불시착' 이후 재회"))
    assert "iu" in slugs(read("IU And Park Bo Gum Stun In “When Life Gives You Tangerines”"))


@pytest.mark.parametrize(
    "title",
    [
        "Rain expected in the capital as storm nears",
        "Crush at stadium gate injures dozens, police say",
        "Joy as rescued miners come home",
        "V for victory: troops mark anniversary",
        "Punch thrown in parliament as budget vote turns sour",
        "The key to cheaper energy is winter storage",
        "비 오는 날, 태양광 발전은 어떻게 되나",
    ],
)
def test_stage_names_that_are_words_do_not_link_in_other_news(read: Read, title: str) -> None:
    assert read(title).mentions == ()


def test_a_longer_name_is_not_the_shorter_one(read: Read) -> None:
    assert "nana" not in slugs(read("Komatsu Nana poses for Korea's 'Singles' pictorial"))
    assert slugs(read("NCT WISH Confirmed To Make Comeback In April")) == {"nct-wish"}


def test_a_member_named_with_the_group_links_and_the_group_is_a_group(read: Read) -> None:
    linked = read("EXID's Hani cast in new drama")
    assert {"hani", "exid"} == slugs(linked)
    assert {m.kind for m in linked.mentions if m.slug == "exid"} == {Kind.GROUP}


def test_surfaces_keep_the_printed_form(read: Read) -> None:
    linked = read("İstanbul'da Kim Soo Hyun: K-drama yıldızı")  # `İ`.lower() is two characters
    assert [m.surface for m in linked.mentions] == ["Kim Soo Hyun"]
