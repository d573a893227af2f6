"""Which dramas are meant: ordinary words, quotation marks, other works of the same name, seasons."""

from __future__ import annotations

import pytest

from tests.linking.conftest import Read, slugs


@pytest.mark.parametrize(
    "title",
    [
        "“Queen of Tears” breaks tvN ratings record",
        "'Queen Of Tears' breaks tvN ratings record",
        "「눈물의 여왕」 시청률 신기록",
        "<눈물의 여왕> 시청률 신기록",
        "《눈물의 여왕》 시청률 신기록",
        "‘눈물의여왕’ 시청률 신기록",
        "드라마 `눈물의 여왕` 시청률 신기록",
        "눈물의 여왕, tvN 시청률 신기록",
        "Queen of Tears breaks tvN drama ratings record",
    ],
)
def test_every_way_to_print_a_title(read: Read, title: str) -> None:
    assert slugs(read(title)) == {"queen-of-tears"}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Traffic signal failure delays morning trains", "Commuters faced delays after a signal fault."),
        ("Mine collapse traps twelve workers", "Rescuers reached the coal mine on Monday."),
        ("Doctors strike enters second week", "Hospital doctors and the government remain divided."),
        ("Voice of the people: voters head to the polls", "The election is close."),
        ("W hotel chain to open in the capital", "The group reported higher profits."),
        ("신호등 시그널 고장으로 출근길 정체", "경찰은 교통 신호 제어기 고장이라고 밝혔다."),
        ("의사 파업 이틀째…병원 라이프라인 비상", "정부와 의료계의 대화가 멈췄다."),
        ("Secret vote on the budget turns to drama in parliament", "Lawmakers called it a drama without end."),
    ],
)
def test_ordinary_words_in_other_news(read: Read, title: str, lead: str) -> None:
    linked = read(title, lead)
    assert linked.mentions == ()
    assert not linked.relevant


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("tvN 드라마 '시그널' 두 번째 시즌 제작 확정", "signal"),
        ("Lee Bo Young and Kim Seo Hyung of tvN drama “Mine” reunite", "mine"),
        ("'Doctors' stars Kim Rae Won and Park Shin Hye look back on the SBS drama", "doctors"),
        ("OCN drama 'Voice' to return with a new season", "voice"),
        ("MBC 드라마 `W` 이종석·한효주, 해외 시청자도 사로잡았다", "w-two-worlds-apart"),
    ],
)
def test_ordinary_words_with_evidence_are_dramas(read: Read, title: str, slug: str) -> None:
    linked = read(title)
    assert slug in slugs(linked)
    assert linked.relevant


@pytest.mark.parametrize(
    "title",
    [
        "영화 '시그널' 개봉 3일 만에 100만 관객",
        "배우 주연 영화 '터널', 박스오피스 1위",
        "예능 '라이브' 첫 방송, 게스트는 가수 아이유",
        "Film “Mother” wins award at Busan festival, actor says",
        "BTS drops new single 'Run' ahead of comeback",
        "izna thrills in comeback MV for song “Signal”",
        "신곡 '비밀'로 컴백한 가수, 음원차트 1위",
        "웹툰 '내일' 작가 인터뷰",
    ],
)
def test_films_shows_and_songs_of_a_dramas_name_do_not_link(read: Read, title: str) -> None:
    assert [m.slug for m in read(title).mentions if m.kind.value == "drama"] == []


def test_a_season_that_is_named_is_the_one_that_links(read: Read) -> None:
    assert "squid-game-2" in slugs(read("Netflix series “Squid Game” Season 2 tops charts, 'Squid Game 2' cast says"))
    assert slugs(read("'오징어 게임 시즌3' 글로벌 1위")) == {"squid-game-3"}
    assert slugs(read("'킬러들의 쇼핑몰2' 이동욱 인터뷰")) == {"a-shop-for-killers-2", "lee-dong-wook"}


def test_a_series_called_soundtrack_is_a_drama_and_no_ost(read: Read) -> None:
    linked = read("“Soundtrack #1” Drops Romantic Stills Of Park Hyung Sik And Han So Hee")
    assert "soundtrack-1" in slugs(linked)
    assert linked.topics[0] == "stills_teaser"
    assert "ost" not in linked.topics


def test_a_short_title_in_the_headline_counts_for_the_drama_below(read: Read) -> None:
    linked = read("양세종, 로코의 정석 ('오싹한')", "tvN 드라마 '오싹한 연애'에서 양세종이 활약한다.")
    assert {m.slug: m.tier.value for m in linked.mentions}["spellbound"] == "about"


def test_the_air_year_chooses_among_dramas_of_one_title(read: Read) -> None:
    assert "tree-with-deep-roots" in slugs(read("SBS 사극 '뿌리깊은 나무' 한석규·장혁 재회", year=2013))
