"""The window: what it holds, what it forgets, and that order alone decides."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model import text
from scraper.model.article import Article
from scraper.model.entity import Linked
from scraper.model.story import Decision, Match, Told
from scraper.stories import Window
from tests.stories.samples import NOON, UNKNOWN, article, decided, holding, joins, linked

ROOT = Path(__file__).parents[2]
TITLES = st.text(max_size=60).map(text.line)
TEXTS = st.text(max_size=300).map(text.block)
NAMES = st.sampled_from(["person/a", "person/b", "group/c", "drama/d", "film/e", "song/f"])
FACTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["ost", "rating", "casting", "premiere"])},
    optional={
        "drama": st.none() | st.text(max_size=5),
        "part": st.none() | st.integers(0, 20),
        "episode": st.none() | st.integers(0, 20) | st.just("finale"),
        "value": st.none() | st.floats(0, 50),
        "state": st.none() | st.sampled_from(["offered", "in talks", "confirmed", "announced", "released"]),
        "date": st.none() | st.just("2026-11-02"),
    },
)
LINKS = st.builds(
    lambda topic, about, mention, facts: linked(topic, *about, mention=mention, facts=facts),
    st.sampled_from(["ost", "ratings", "casting", "press_event", "other"]),
    st.lists(NAMES, max_size=3, unique=True),
    st.lists(NAMES, max_size=3, unique=True),
    st.lists(FACTS, max_size=2),
)
TIMES = st.none() | st.floats(-1000, 1000)
ARTICLES = st.builds(lambda title, lead, body, at: article(title, lead, body=body, at=at), TITLES, TEXTS, TEXTS, TIMES)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ARTICLES, LINKS), min_size=1, max_size=6))
def test_any_cleaned_text_is_decided_and_the_same_is_decided_again(told: list[tuple[Article, Linked]]) -> None:
    window = Window()
    for number, (item, links) in enumerate(told):
        decision = decided(window, item, links)
        assert decision == decided(window, item, links), "deciding changes nothing"
        assert 0 <= decision.score <= 1
        assert "\n" not in decision.why
        assert decision.why
        assert (decision.match is Match.NEW) == (decision.story is None) == (decision.article is None)
        story = decision.story or f"s{number}"
        window.add(Told(key=str(number), story=story, article=item, linked=links))
    assert len(window) == len(told)
    window.forget(NOON + timedelta(days=100))
    assert len(window) == 0


def test_what_is_forgotten_leaves_no_trace() -> None:
    """Bounded memory: every posting, weight and passage goes with the tellings."""
    window = Window()
    for number in range(30):
        item = article(f"배우 {number}번의 새 소식 전해졌다", "본문이 조금 이어진다. " * (number % 5 + 1), at=number)
        window.add(Told(key=str(number), story=f"s{number % 7}", article=item, linked=linked("ost", "person/a")))
    window.forget(NOON + timedelta(hours=15))
    assert len(window) == 15
    window.forget(NOON + timedelta(days=9))
    index, copies = window._index, window._copies
    assert not any((index.profiles, index._by_term, index._by_name, copies._by_url, copies._by_anchor))
    assert not index._text._seen
    assert index._text._total == 0


def test_a_telling_of_unknown_time_is_forgotten_too() -> None:
    window = holding(("s1", article("언제인지 모르는 소식", at=None), UNKNOWN))
    window.forget(NOON)
    assert len(window) == 0


def test_a_late_found_article_joins_the_story_of_its_day() -> None:
    lead = "배우 윤하람이 내년 4월 제주에서 비연예인 연인과 결혼식을 올린다고 소속사가 밝혔다."
    window = holding(("s1", article("윤하람, 내년 4월 제주서 결혼", lead, at=30), UNKNOWN))
    early = article(
        '윤하람 결혼 "내년 4월 제주서"',
        "소속사는 배우 윤하람이 내년 4월 제주에서 결혼식을 올린다고 밝혔다.",
        source="b",
    )
    assert joins(decided(window, early), "s1")


def test_between_two_tellings_no_time_has_passed() -> None:
    lead = "배우 윤하람이 내년 4월 제주에서 비연예인 연인과 결혼식을 올린다고 소속사가 밝혔다."
    told = [
        ("s1", article("윤하람, 내년 4월 제주서 결혼", lead + " 끝" * n, source=f"o{n}", at=n * 100), UNKNOWN)
        for n in (0, 1)
    ]
    between = article(
        '윤하람 결혼 "내년 4월 제주서"', "소속사는 배우 윤하람이 내년 4월 제주에서 결혼식을 올린다고 밝혔다.", at=60
    )
    assert joins(decided(holding(*told), between), "s1")


def test_a_stored_telling_of_unknown_time_is_as_old_as_the_newest_before_it() -> None:
    dated = article("윤하람, 내년 4월 제주서 결혼", at=30)
    window = holding(("s1", dated, UNKNOWN), ("s2", article("언제인지 모르는 소식", at=None), UNKNOWN))
    window.forget(NOON + timedelta(hours=10))
    assert len(window) == 2


def test_the_likeliest_story_is_found_among_many_that_share_a_word() -> None:
    crowd = [
        (f"a{n}", article(f"윤하람 {n}번째 화보 {n * 7}", f"윤하람 화보 {n}", source=f"o{n}"), UNKNOWN)
        for n in range(30)
    ]
    lead = "배우 윤하람이 내년 4월 제주에서 비연예인 연인과 결혼식을 올린다고 소속사가 밝혔다."
    window = holding(*crowd, ("z", article("윤하람, 내년 4월 제주서 결혼", lead), UNKNOWN))
    rewrite = article(
        '윤하람 결혼 "내년 4월 제주서"', "소속사는 배우 윤하람이 내년 4월 제주에서 결혼식을 올린다고 밝혔다.", at=1
    )
    assert joins(decided(window, rewrite), "z")


def test_of_equal_stories_the_first_by_name_is_taken_in_any_order() -> None:
    item = article(
        "윤하람, 내년 4월 제주서 결혼식 올린다", "소속사는 배우 윤하람이 내년 4월 제주에서 결혼식을 올린다고 밝혔다."
    )
    twin = article(item.title, item.lead, source="b")
    copy = article("윤하람 내년 4월 제주서 결혼식 올린다!", item.lead, source="c", at=1)
    for order in ((item, twin), (twin, item)):
        window = Window()
        for story, told in zip(("s1", "s2") if order[0] is item else ("s2", "s1"), order, strict=True):
            window.add(Told(key=told.source, story=story, article=told, linked=UNKNOWN))
        assert decided(window, copy).story == "s1"


STREAM = """
import sys
from datetime import UTC, datetime, timedelta
from scraper.model.article import Article
from scraper.model.entity import Kind, Linked, Mention, Tier
from scraper.model.story import Told
from scraper.stories import Window

START = datetime(2026, 11, 2, tzinfo=UTC)
WORDS = "윤하람 서지오 우체국 바람 시청률 결혼 제주 발매 OST drama wedding island mail record episode finale".split()
window = Window()
for number in range(120):
    words = [WORDS[(number * 7 + place * place * 3 + number // 5) % len(WORDS)] for place in range(7)]
    kind, tier = Kind.PERSON, Tier.ABOUT
    names = [Mention(slug=w, kind=kind, name=w, name_ko="", tier=tier, surface=w, evidence="") for w in words[:2]]
    article = Article(url=f"https://a.example/{number}", source=f"o{number % 4}", title=" ".join(words[:5]),
                      lead=" ".join(words[2:]), published=START + timedelta(hours=number / 3))
    linked = Linked(relevant=True, topics=("other",), mentions=tuple(names) if number % 3 else ())
    decision = window.decide(article, linked, now=START)
    window.add(Told(key=str(number), story=decision.story or str(number), article=article, linked=linked))
    print(decision)
"""


def _decisions(seed: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", STREAM], cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout


def test_the_same_order_gives_the_same_decisions_in_any_process() -> None:
    """Sets of strings come in another order in each process; no score, reason or tie may depend on it."""
    first = _decisions("1")
    assert "Match.SAME" in first
    assert "Match.NEW" in first
    assert first == _decisions("2") == _decisions("3")


def test_why_is_one_line_with_the_evidence() -> None:
    fact = {"type": "premiere", "drama": "wind-post", "date": "2026-11-09", "network": None}
    links = linked("premiere", "drama/wind-post", "person/yoon-haram", facts=(fact,))
    item = article("'바람의 우체국' 9일 첫 방송…윤하람 \"설렌다\"", "윤하람 주연 '바람의 우체국'이 9일 첫 방송된다.")
    other = article(
        "윤하람 주연 '바람의 우체국' 9일 첫 방송", "새 드라마 '바람의 우체국'이 9일 첫선을 보인다.", source="b", at=3
    )
    decision: Decision = decided(holding(("s1", item, links)), other, links)
    assert decision.match is Match.SAME
    for part in (
        "same news as '",
        "(star-ilbo)",
        "people yoon-haram",
        "drama wind-post",
        "topic premiere",
        "3 h apart",
    ):
        assert part in decision.why
