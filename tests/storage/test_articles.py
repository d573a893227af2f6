"""Articles and stories come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from scraper.model.article import Article, Precision
from scraper.model.entity import Kind, Linked, Mention, Tier
from scraper.model.story import Decision, Match
from storage import articles, pages, sources, stories
from storage.database import Database
from storage.pages import Address
from storage.sources import Validators
from storage.stories import Times

NEWS = Article(
    url="https://news.example/1",
    source="news",
    title="김수현, ‘눈물의 여왕’ OST 참여 🎵",
    lead="lead",
    body="one\n\ntwo",
    byline="홍길동",
    published=datetime(2026, 11, 1, 0, 0, tzinfo=UTC),
    precision=Precision.MINUTE,
    language="ko",
    image="https://img.example/1.jpg",
    tags=("OST", "김수현"),
)
ABOUT = Mention(
    slug="kim-soo-hyun",
    kind=Kind.PERSON,
    name="Kim Soo-hyun",
    name_ko="김수현",
    tier=Tier.ABOUT,
    surface="김수현",
    evidence="in the headline",
)
LINKED = Linked(relevant=True, topics=("ost",), mentions=(ABOUT,), facts=({"type": "ost", "part": 12},))
STORY = "6f0e1a52-5a43-4ae6-9d0a-111111111111"
BEGAN = Decision(match=Match.NEW, story=STORY, article=None, score=0.25, why="nothing like it")


def store(tx, now: datetime, id: str = "a1", article: Article = NEWS, decision: Decision = BEGAN) -> None:
    if decision.story and not stories.times(tx, [decision.story]):
        stories.add(tx, decision.story, Times(now, article.published or now, article.published or now))
    articles.add(tx, id, article, LINKED, decision, outlet="The News", now=now)


def test_round_trip(database: Database, now: datetime) -> None:
    with database.write() as tx:
        store(tx, now)
    with database.read() as tx:
        stored = articles.get(tx, "a1")
    assert stored is not None
    assert (stored.article, stored.linked, stored.decision) == (NEWS, LINKED, BEGAN)
    assert (stored.story, stored.outlet, stored.fetched, stored.ordinal) == (STORY, "The News", now, 1)


def test_found_at_any_of_its_addresses(database: Database, now: datetime) -> None:
    with database.write() as tx:
        store(tx, now)
        pages.note(tx, "news", "feed", [Address("https://news.example/old", "https://news.example/old", "")], now)
        pages.also_at(tx, "news", ["https://news.example/old", NEWS.url], "a1", now)
        for url in ("https://news.example/old", NEWS.url):
            found = articles.at(tx, [url])
            assert found is not None
            assert found.id == "a1"
        assert articles.at(tx, ["https://news.example/other"]) is None
        assert pages.waiting(tx, "news", now) == []


def test_one_article_per_address(database: Database, now: datetime) -> None:
    with pytest.raises(IntegrityError), database.write() as tx:
        store(tx, now)
        store(tx, now, id="a2")


def test_changes_are_seen_by_revision(database: Database, now: datetime) -> None:
    with database.write() as tx:
        store(tx, now)
        seen = articles.revision(tx)
        assert articles.changed_since(tx, seen) == []
        store(tx, now, id="a2", article=replace(NEWS, url="https://news.example/2"))
        before = articles.get(tx, "a1")
        assert before is not None
        articles.change(tx, before, replace(NEWS, title="edited"), LINKED, BEGAN)
        changed = articles.changed_since(tx, seen)
        assert [(stored.id, stored.article.title) for stored in changed] == [("a2", NEWS.title), ("a1", "edited")]
        assert [stored.id for stored in articles.in_order(tx)] == ["a1", "a2"]


def test_undated_articles_stand_at_the_time_they_were_fetched(database: Database, now: datetime) -> None:
    undated = replace(NEWS, url="https://news.example/2", published=None, precision=Precision.UNKNOWN)
    with database.write() as tx:
        store(tx, now)
        store(tx, now, id="a2", article=undated)
        around = articles.between(tx, now - timedelta(hours=1), now + timedelta(hours=1))
        assert [stored.id for stored in around] == ["a2"]
        assert around[0].article.published is None
        assert articles.counts(tx) == {"news": (2, now)}


def test_naive_times_are_refused(database: Database, now: datetime) -> None:
    with pytest.raises(Exception, match="naive datetime"), database.write() as tx:
        store(tx, now.replace(tzinfo=None))


def test_feeds_are_dirty_until_written(database: Database, now: datetime) -> None:
    with database.write() as tx:
        store(tx, now)
        stories.carry(tx, STORY, ["all", "actor/kim-soo-hyun"], now)
        marks = stories.dirty(tx)
        assert set(marks) == {"all", "actor/kim-soo-hyun"}
        stories.carry(tx, STORY, ["all", "actor/kim-soo-hyun/mentions"], now)
        stories.written(tx, marks)
        # Marked again between the look and the writing: still dirty. The feed that lost the story is dirty, too.
        assert set(stories.dirty(tx)) == {"all", "actor/kim-soo-hyun", "actor/kim-soo-hyun/mentions"}
        stories.written(tx, stories.dirty(tx))
        assert stories.dirty(tx) == {}
        assert stories.feeds_of(tx, STORY) == ["actor/kim-soo-hyun/mentions", "all"]
        assert stories.newest(tx, "actor/kim-soo-hyun", 10) == []
        assert stories.known_feeds(tx) == ["actor/kim-soo-hyun", "actor/kim-soo-hyun/mentions", "all"]


def test_newest_stories_first(database: Database, now: datetime) -> None:
    ids = [f"6f0e1a52-5a43-4ae6-9d0a-{number:012}" for number in range(3)]
    with database.write() as tx:
        for hours, id in enumerate(ids):
            published = now + timedelta(hours=hours)
            stories.add(tx, id, Times(now, published, published))
            stories.carry(tx, id, ["all"], published)
        assert stories.newest(tx, "all", 2) == [ids[2], ids[1]]
        assert stories.carried(tx) == [stories.Carried("all", 3, now + timedelta(hours=2))]
        stories.carry(tx, ids[0], ["all"], now + timedelta(days=1))
        assert stories.newest(tx, "all", 1) == [ids[0]]


def test_a_story_keeps_the_time_it_was_made(database: Database, now: datetime) -> None:
    later = now + timedelta(hours=1)
    with database.write() as tx:
        stories.add(tx, STORY, Times(now, now, now))
        stories.move(tx, STORY, Times(later, later, later))
        assert stories.times(tx, [STORY, "none"]) == {STORY: Times(now, later, later)}


def test_validators_and_crawls(database: Database, now: datetime) -> None:
    feed = "https://news.example/feed"
    with database.write() as tx:
        sources.remember(tx, "news", feed, Validators('"1"', None), now)
        sources.remember(tx, "news", feed, Validators('"2"', "Sun, 01 Nov 2026 00:00:00 GMT"), now)
        assert sources.validators(tx, [feed, "https://other.example/"]) == {
            feed: Validators('"2"', "Sun, 01 Nov 2026 00:00:00 GMT")
        }
        sources.started(tx, "news", now)
        assert sources.last_crawls(tx)["news"].finished is None
        sources.finished(tx, "news", now + timedelta(minutes=1), 2, {"found": 3})
        last = sources.last_crawls(tx)["news"]
        assert (last.started, last.finished, last.failures) == (now, now + timedelta(minutes=1), 2)
        assert last.report == {"found": 3}
