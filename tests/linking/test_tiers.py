"""About, featured, mention."""

from __future__ import annotations

import pytest

from scraper.model.entity import Tier
from tests.linking.conftest import Read, slugs


def test_the_headlines_subject_is_what_the_news_is_about(read: Read) -> None:
    linked = read("김수현, tvN 드라마 '눈물의 여왕' 종영 소감")
    assert slugs(linked, Tier.ABOUT) == {"kim-soo-hyun", "queen-of-tears"}


@pytest.mark.parametrize(
    "title",
    [
        "Kim Ji Won to star opposite Kim Soo Hyun in new drama",
        "Kim Ji Won Confirmed To Join Kim Soo Hyun In New Drama",
        "김지원, 김수현과 새 드라마서 호흡",
        "김지원, 김수현에게 드라마 같은 고백",
    ],
)
def test_a_partner_in_the_headline_is_featured(read: Read, title: str) -> None:
    linked = read(title)
    assert slugs(linked, Tier.ABOUT) == {"kim-ji-won"}
    assert slugs(linked, Tier.FEATURED) == {"kim-soo-hyun"}


def test_names_joined_by_and_share_their_part(read: Read) -> None:
    linked = read("Shin Hye Sun to star with Kim Soo Hyun and Kim Ji Won in new drama")
    assert slugs(linked, Tier.ABOUT) == {"shin-hye-sun"}
    assert slugs(linked, Tier.FEATURED) == {"kim-soo-hyun", "kim-ji-won"}


def test_an_earlier_work_in_the_headline_is_not_what_the_news_is_about(read: Read) -> None:
    linked = read("이보영·김서형, '마인' 이후 5년 만에 재회", "두 배우가 JTBC 새 드라마 출연을 검토 중이다.")
    assert slugs(linked, Tier.ABOUT) == {"lee-bo-young", "kim-seo-hyung"}
    assert "mine" in slugs(linked)


def test_a_photo_of_a_person_at_a_dramas_press_call_is_about_the_person(read: Read) -> None:
    linked = read(
        "[포토] 이제훈, '모범택시3' 제작발표회 참석", "배우 이제훈이 SBS 드라마 '모범택시3' 제작발표회에 참석했다."
    )
    assert slugs(linked, Tier.ABOUT) == {"lee-je-hoon"}
    assert slugs(linked, Tier.FEATURED) == {"taxi-driver-3"}


def test_boilerplate_and_lists_of_past_works_are_mentions(read: Read) -> None:
    body = (
        "배우 신혜선이 MBC 새 드라마 출연을 검토 중이다.\n\n"
        "신혜선은 그동안 '철인왕후', '비밀의 숲' 등에 출연했다.\n\n"
        "한편, tvN 드라마 '눈물의 여왕'은 지난해 방송됐다. '눈물의 여왕'은 김수현이 주연했다."
    )
    linked = read("신혜선, MBC 새 드라마 검토 중", body=body)
    assert slugs(linked, Tier.ABOUT) == {"shin-hye-sun"}
    assert {"mr-queen", "stranger", "queen-of-tears", "kim-soo-hyun"} <= slugs(linked, Tier.MENTION)


def test_a_group_named_only_for_its_member_is_not_what_the_news_is_about(read: Read) -> None:
    linked = read("EXID's Hani cast in new drama")
    assert slugs(linked, Tier.ABOUT) == {"hani"}


def test_the_leads_drama_counts_when_the_headline_names_none(read: Read) -> None:
    lead = "tvN 드라마 '눈물의 여왕'이 시청률 20%를 넘었다. '눈물의 여왕'은 tvN 최고 기록에 다가섰다."
    assert slugs(read("시청률 20% 돌파한 그 드라마", lead), Tier.ABOUT) == {"queen-of-tears"}


def test_evidence_is_short_and_readable(read: Read) -> None:
    linked = read("“Queen of Tears” breaks tvN ratings record")
    assert linked.mentions[0].evidence == "in the headline; quoted; drama context: tvN"
