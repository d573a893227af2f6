"""Characters never link; their players are mentioned."""

from __future__ import annotations

import pytest

from scraper.model.entity import Tier
from tests.linking.conftest import Read, slugs


def test_the_player_of_a_korean_cast_note_is_a_mention(read: Read) -> None:
    linked = read("tvN '눈물의 여왕' 12회 시청률 20.7%", "이날 백현우(김수현 분)와 홍해인(김지원 분)은 다시 만났다.")
    assert slugs(linked, Tier.MENTION) == {"kim-soo-hyun", "kim-ji-won"}
    assert slugs(linked, Tier.ABOUT) == {"queen-of-tears"}


def test_the_player_of_an_english_cast_note_is_a_mention(read: Read) -> None:
    body = "“Queen of Tears” follows Hong Hae In (Kim Ji Won) and a lawyer played by Kim Soo Hyun."
    linked = read("“Queen of Tears” sets tvN ratings record", body=body)
    assert slugs(linked, Tier.MENTION) == {"kim-ji-won", "kim-soo-hyun"}


@pytest.mark.parametrize(
    "lead",
    [
        "박지훈(김수현 분)이 돌아왔다. 박지훈은 웃었다.",
        "배우 김수현이 박지훈 역을 맡았다. 박지훈의 비밀이 드러난다.",
        "Kim Soo Hyun plays Park Ji Hoon, a lawyer. Park Ji Hoon has a secret.",
        "Kim Soo Hyun stars as Park Ji Hoon in the drama.",
        "Park Ji Hoon (Kim Soo Hyun) is a lawyer.",
    ],
)
def test_a_character_named_like_an_actor_does_not_link(read: Read, lead: str) -> None:
    linked = read("tvN 드라마 '눈물의 여왕' 예고", lead)
    assert "park-ji-hoon" not in slugs(linked)
    assert "kim-soo-hyun" in slugs(linked)


def test_a_stage_name_in_brackets_is_no_cast_note(read: Read) -> None:
    assert slugs(read("Singer IU (Lee Ji Eun) to star in new drama")) == {"iu"}


def test_the_credits_characters_do_not_link(read: Read) -> None:
    linked = read("'눈물의 여왕' 백현우·홍해인, 다시 만난다", "tvN 드라마 '눈물의 여왕' 백현우가 돌아온다.")
    assert slugs(linked) == {"queen-of-tears"}
