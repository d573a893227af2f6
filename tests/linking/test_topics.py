"""Topics and relevance."""

from __future__ import annotations

import pytest

from tests.linking.conftest import Read


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("헤이즈, SBS '닥터X' OST Part.1 '하얀 복도' 발매", "ost"),
        ("김수현, 10년 만에 '눈물의 여왕' OST 가창", "ost"),
        ("Paul Kim Lends His Voice To “Queen Of Tears” OST", "ost"),
        ("'눈물의 여왕' 시청률 20.7%…자체 최고", "ratings"),
        ("“Queen Of Tears” Soars To Its Highest Ratings Yet", "ratings"),
        ("신혜선, MBC 새 드라마 출연 확정", "casting"),
        ("Shin Hye Sun In Talks To Lead New MBC Drama", "casting"),
        ("신혜선, 드라마 '은밀한 감사' 출연 고사", "casting"),
        ("tvN drama “Queen Of Tears” Confirms Premiere Date", "premiere"),
        ("'눈물의 여왕' 메인 포스터 공개", "stills_teaser"),
        ("Watch: “Queen Of Tears” Drops Tense Teaser", "stills_teaser"),
        ("[인터뷰] 김지원 \"'눈물의 여왕' 잊지 못할 작품\"", "interview"),
        ("[포토] 김지원, '눈물의 여왕' 제작발표회", "press_event"),
        ("김지원, '눈물의 여왕'으로 연기대상 최우수상 수상", "awards"),
        ("Actors Kim Ji Won and a colleague confirmed to be dating", "personal"),
        ("배우 김수현 측, 명예훼손 고소…법적 대응", "legal"),
        ("'눈물의 여왕' 팀, 포상휴가 떠난다", "industry"),
        ("aespa announce comeback with new album", "music"),
        ("영화 '호프' 개봉 11일 만에 300만 관객", "film"),
        ("런닝맨, 새 멤버와 예능 촬영", "variety"),
        ("City opens new library", "other"),
    ],
)
def test_main_topic(read: Read, title: str, topic: str) -> None:
    assert read(title).topics[0] == topic


@pytest.mark.parametrize(
    "title",
    [
        "“Queen Of Tears” Soars To Its Highest Ratings Yet",
        "KBS 2TV 주말드라마 '듣도 보도 못한 집' 첫 방송",
        "Newcomers cast in upcoming K-drama “A House Nobody Has Heard Of”",
        "2025 SBS Drama Awards: the winners",
        "Netflix 오리지널 시리즈 '폭싹 속았수다' 글로벌 1위",
        "웹드라마 '연애 세포' 시즌 확정",
    ],
)
def test_drama_news_is_relevant(read: Read, title: str) -> None:
    assert read(title).relevant


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("영화 '호프' 개봉 11일 만에 300만 돌파", "나홍진 감독의 영화 '호프'가 관객 300만 명을 넘었다."),
        ("aespa announce comeback with new album", "The girl group returns in May."),
        ("'나는 솔로' 32기 광수, 옥순에게 고백", "예능 '나는 솔로'에서 광수가 고백했다."),
        ("Actor confirms he is dating", "The agency confirmed the relationship."),
        ("가수 임영웅, 전국투어 콘서트 매진", "임영웅의 콘서트가 매진됐다."),
        ("British detective series renewed for two more seasons", "The BBC drama series returns."),
        ("Political drama as minister quits before election", "The government faces a vote in parliament."),
        ("Storm season opens with heavy rainfall", "The forecast warns residents."),
        ("'왕좌의 게임' 배우, 할리우드 영화 복귀", "드라마 '왕좌의 게임'의 배우가 돌아온다."),
    ],
)
def test_other_news_is_not_relevant(read: Read, title: str, lead: str) -> None:
    assert not read(title, lead).relevant


def test_ratings_told_in_a_song_story_are_a_further_topic(read: Read) -> None:
    body = "Episode 12 of “Queen of Tears” recorded a nationwide rating of 20.7% according to Nielsen Korea."
    linked = read("Kim Soo Hyun records OST for “Queen of Tears”", body=body)
    assert linked.topics[0] == "ost"
    assert "ratings" in linked.topics
