"""The same news in other words and in the other language."""

from __future__ import annotations

from datetime import timedelta

from scraper.model.story import Match, Told
from scraper.stories import Window
from tests.stories.samples import NOON, UNKNOWN, article, decided, holding, joins, linked

LEAD = "배우 윤하람이 27일 소속사를 통해 동갑내기 비연예인과 내년 4월 제주에서 결혼한다고 직접 밝혔다."
REWRITE = "27일 소속사는 배우 윤하람이 내년 4월 제주에서 비연예인 연인과 결혼식을 올린다고 전했다."
WEDDING = article('윤하람, 내년 4월 제주서 결혼…"비연예인과 백년가약"', LEAD)
RATING = linked("ratings", "drama/wind-post", featured=("person/yoon-haram",))


def test_a_rewrite_in_other_words_joins_without_any_known_name() -> None:
    rewrite = article(
        '[공식] 배우 윤하람 결혼 발표 "내년 4월 제주서 비연예인과 결혼"', REWRITE, source="drama-times", at=2
    )
    decision = decided(holding(("s1", WEDDING, UNKNOWN)), rewrite)
    assert (decision.match, decision.story) == (Match.SAME, "s1")
    assert decision.why.startswith("same news as '윤하람, 내년 4월")
    assert "headline 0." in decision.why
    assert "2 h apart" in decision.why


def test_an_unrelated_article_founds_a_story() -> None:
    decision = decided(
        holding(("s1", WEDDING, UNKNOWN)), article("걸그룹 새 앨범 초동 40만장", "신보가 발매 첫 주에 팔렸다.")
    )
    assert (decision.match, decision.story, decision.article) == (Match.NEW, None, None)


def test_labels_and_the_outlets_name_do_not_matter() -> None:
    plain = "Wind Post Office cast finishes filming after six months in Namhae"
    window = holding(("s1", article(plain, source="Hallyu Post"), UNKNOWN))
    dressed = f"Update: {plain} - Seoul Courier"
    assert joins(decided(window, article(dressed, source="Seoul Courier", at=1)), "s1")


def test_one_outlets_standing_headline_over_other_texts_is_no_story() -> None:
    title = "오늘의 드라마 편성표와 시청 포인트 한눈에 보기"
    window = holding(
        ("s1", article(title, "월요일 밤에는 새 수사극이 첫 회를 연다. 형사 둘이 폐공장에서 만난다."), UNKNOWN)
    )
    later = article(title, "화요일에는 의학물 재방송이 편성됐고 요리 예능은 한 주 쉬어 간다.", at=24)
    decision = decided(window, later)
    assert decision.match is Match.NEW
    assert "over another text" in decision.why


def test_the_other_language_joins_by_person_drama_and_topic() -> None:
    window = holding(("s1", article("'바람의 우체국' 자체 최고 시청률", "4회가 7.4%를 기록했다."), RATING))
    english = article('"Wind Post" climbs to its best rating yet', "The episode drew 7.4 percent.", source="en", at=2)
    decision = decided(window, english, RATING)
    assert joins(decision, "s1")
    assert "drama wind-post" in decision.why
    assert "topic ratings" in decision.why


def test_the_other_language_needs_a_name() -> None:
    window = holding(("s1", article("'바람의 우체국' 자체 최고 시청률", "4회가 7.4%를 기록했다."), UNKNOWN))
    english = article('"Wind Post" climbs to its best rating yet', "The episode drew 7.4 percent.", source="en", at=2)
    assert decided(window, english).match is Match.NEW


def test_the_same_news_is_over_after_the_window() -> None:
    window = holding(("s1", WEDDING, UNKNOWN))
    rewrite = '[공식] 배우 윤하람 결혼 발표 "내년 4월 제주서 비연예인과 결혼"'
    assert joins(decided(window, article(rewrite, REWRITE, at=40)), "s1")
    assert decided(window, article(rewrite, REWRITE, at=60)).match is Match.NEW


def test_an_article_must_resemble_the_story_and_not_one_of_its_tellings() -> None:
    """A chain: each resembles the one before, the last has nothing of the first ones."""
    words = [
        "alpha",
        "bravo",
        "charlie",
        "delta",
        "echo",
        "foxtrot",
        "golf",
        "hotel",
        "india",
        "juliet",
        "kilo",
        "lima",
        "mike",
        "november",
    ]
    tellings = [" ".join(words[start : start + 6]) for start in range(0, 9, 2)]
    window, stories = Window(), []
    for number, title in enumerate(tellings):
        item = article(title, f"report on {title}", at=number * 3)
        story = window.decide(item, UNKNOWN, now=NOON).story or f"s{number}"
        window.add(Told(key=str(number), story=story, article=item, linked=UNKNOWN))
        stories.append(story)
    assert stories[0] != stories[-1]


def test_unknown_dates_group_by_the_time_of_ingest() -> None:
    window = Window()
    item = article(WEDDING.title, LEAD, at=None)
    window.decide(item, UNKNOWN, now=NOON)
    window.add(Told(key="k0", story="s1", article=item, linked=UNKNOWN))
    rewrite = article(
        '[공식] 배우 윤하람 결혼 발표 "내년 4월 제주서 비연예인과 결혼"', REWRITE, source="drama-times", at=None
    )
    assert joins(window.decide(rewrite, UNKNOWN, now=NOON), "s1")
    assert window.decide(rewrite, UNKNOWN, now=NOON + timedelta(days=4)).match is Match.NEW
