"""One text under several addresses, headlines and outlets."""

from __future__ import annotations

import pytest

from scraper.model.story import Match
from scraper.stories.copies import LEAST, anchors, containment, copied, shingles
from tests.stories.samples import UNKNOWN, article, decided, holding, joins

BODY = (
    "배우 윤하람이 새 주말드라마 '바람의 우체국'에서 섬마을 집배원으로 변신한다. 제작진은 3일 첫 촬영 현장을 담은 "
    '사진을 공개하며 "석 달 동안 자전거를 배운 배우의 노력이 화면에 담겼다"고 전했다. 작품은 육지로 떠난 사람들의 '
    "편지를 뒤늦게 배달하는 집배원의 하루를 따라가며, 이웃의 사연을 한 편씩 풀어낸다. 연출은 단막극으로 이름을 알린 "
    "감독이 맡았고, 극본은 공모전 당선 작가가 썼다. 촬영은 남해의 작은 항구에서 여섯 달 동안 이어지며, 첫 방송은 "
    "내년 봄으로 잡혔다."
)
ENGLISH = (
    "Actor Yoon Haram will play a mail carrier on a small island in the new weekend drama Post Office of the Wind. The "
    "producers released photographs from the first day of filming on Tuesday and said the actor had spent three months "
    "learning to ride a loaded bicycle. The series follows letters that arrive years late and the neighbours who wait "
    "for them, one story in each episode. Filming continues in a southern harbour until early spring."
)


@pytest.mark.parametrize("body", [BODY, ENGLISH])
def test_a_moved_address_and_a_new_headline_do_not_make_a_story(body: str) -> None:
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", body=body), UNKNOWN))
    decision = decided(window, article("Something else was written over it", body=body, at=90))
    assert (decision.match, decision.story, decision.article) == (Match.COPY, "s1", "k0")
    assert "100%" in decision.why


def test_an_edited_headline_at_the_same_address_stays_in_its_story() -> None:
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", url="https://a.example/1"), UNKNOWN))
    decision = decided(window, article("첫 촬영 사진 공개한 새 주말극", url="https://a.example/1", at=30))
    assert (decision.match, decision.story) == (Match.COPY, "s1")


@pytest.mark.parametrize("body", [BODY, ENGLISH])
@pytest.mark.parametrize("cut", [0.5, 0.7])
def test_a_truncated_excerpt_is_a_copy(body: str, cut: float) -> None:
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", body=body), UNKNOWN))
    excerpt = article("오늘의 사진", body=body[: int(len(body) * cut)] + "…", source="portal")
    assert decided(window, excerpt).match is Match.COPY


def test_a_syndicated_copy_with_the_outlets_own_lines_is_a_copy() -> None:
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", body=BODY), UNKNOWN))
    dressed = f"[서울=포털뉴스] 김기자 기자 = {BODY} 무단 전재 및 재배포 금지. 제보는 이메일로 받습니다."
    assert decided(window, article("'바람의 우체국' 첫 촬영", body=dressed, source="portal", at=70)).match is Match.COPY


def test_independent_texts_are_no_copies() -> None:
    other = BODY.replace("윤하람", "서지오")[::-1]
    assert copied(BODY, other) == 0
    assert copied(ENGLISH, " ".join(reversed(ENGLISH.split()))) == 0


def test_a_stock_phrase_is_too_short_to_be_a_copy() -> None:
    phrase = "무단 전재 및 재배포 금지"
    assert 0 < len(shingles(phrase)) < LEAST
    assert containment(shingles(phrase), shingles(phrase)) == 0
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", body=phrase), UNKNOWN))
    assert decided(window, article("전혀 다른 소식을 전하는 기사", body=phrase, source="portal")).match is Match.NEW


def test_passages_are_found_wherever_they_stand() -> None:
    assert anchors(BODY)
    assert anchors(BODY) <= anchors(f"앞에 다른 문장이 하나 더 있다. {BODY}")


def test_an_edited_article_replaces_its_first_form() -> None:
    window = holding(("s1", article("윤하람, 섬마을 집배원 된다", body=BODY), UNKNOWN))
    told = window._tellings["k0"].told
    window.add(type(told)(key="k0", story="s1", article=article("다른 기사", body=ENGLISH), linked=UNKNOWN))
    assert len(window) == 1
    assert decided(window, article("윤하람 소식", body=BODY)).match is Match.NEW
    assert joins(decided(window, article("another", body=ENGLISH)), "s1")
