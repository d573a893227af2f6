"""From a read article to a story that subscribers keep: identity, edits, moves, late comers, two writers, rebuild."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from scraper.ingest import Ingest, Outcome
from scraper.linking import Linker
from scraper.model.article import Article, Precision
from scraper.model.entity import Catalogue, Credit, Entity, Kind
from storage import articles, pages, stories
from storage.database import Database
from storage.pages import Address, Waiting
from storage.schema import feed_state, story_feed

CATALOGUE = Catalogue(
    entities=(
        Entity(
            slug="kim-soo-hyun", kind=Kind.PERSON, name="Kim Soo-hyun", name_ko="김수현", roles=("actor",), known=11
        ),
        Entity(slug="kim-ji-won", kind=Kind.PERSON, name="Kim Ji-won", name_ko="김지원", roles=("actor",), known=12),
        Entity(
            slug="queen-of-tears", kind=Kind.DRAMA, name="Queen of Tears", name_ko="눈물의 여왕", year=2024, known=3
        ),
    ),
    credits=(
        Credit("queen-of-tears", "kim-soo-hyun", "main"),
        Credit("queen-of-tears", "kim-ji-won", "main"),
    ),
)
BODY = """Actor Kim Soo Hyun has recorded a song for the soundtrack of the tvN drama “Queen of Tears”, the
production team said on Monday, and it will be heard in one of the last episodes.

The recording took place at a studio in Seoul last week, and the team spoke of a ballad with piano and strings that the
actor asked to sing himself after reading the script of the finale.

It is his first song for a drama in ten years. The date of its release will be announced by the broadcaster later."""
NEWS = Article(
    url="https://one.example/1",
    source="one",
    title="Kim Soo Hyun to sing OST for “Queen of Tears”",
    lead="Kim Soo Hyun has recorded an OST for “Queen of Tears”.",
    body=BODY,
    published=datetime(2026, 11, 2, 1, 0, tzinfo=UTC),
    precision=Precision.MINUTE,
    language="en",
)
REWRITE = replace(
    NEWS,
    url="https://two.example/9",
    source="two",
    title="“Queen of Tears”: Kim Soo Hyun lends his voice to an OST",
    lead="Kim Soo Hyun sings an OST of “Queen of Tears”, tvN announced.",
    body="Kim Soo Hyun sings an OST of the drama “Queen of Tears”, tvN announced.\n\nHe recorded it last week.",
    published=datetime(2026, 11, 2, 4, 0, tzinfo=UTC),
)
WEATHER = replace(
    NEWS,
    url="https://one.example/weather",
    title="Rain over the capital until Thursday",
    lead="Umbrellas will be needed.",
    body="It will rain until Thursday.\n\nThe wind comes from the west.",
)


@pytest.fixture
def open_ingest(database: Database) -> Callable[[], Ingest]:
    linker = Linker(CATALOGUE)
    return lambda: Ingest(database, CATALOGUE, linker)


@pytest.fixture
def ingest(open_ingest: Callable[[], Ingest]) -> Ingest:
    return open_ingest()


def take(ingest: Ingest, article: Article, now: datetime, page: Waiting | None = None) -> Outcome:
    return ingest.take(article, outlet=article.source.title(), page=page, now=now)


def all_stories(database: Database) -> dict[str, list[str]]:
    """Addresses of the tellings by story."""
    told: dict[str, list[str]] = {}
    with database.read() as tx:
        for stored in articles.in_order(tx):
            if stored.story:
                told.setdefault(stored.story, []).append(stored.article.url)
    return told


def test_an_article_founds_a_story_in_its_feeds(ingest: Ingest, database: Database, now: datetime) -> None:
    assert take(ingest, NEWS, now) is Outcome.NEW
    ((story, urls),) = all_stories(database).items()
    assert urls == [NEWS.url]
    with database.read() as tx:
        feeds = stories.feeds_of(tx, story)
        assert set(feeds) == set(stories.dirty(tx))
    assert {"all", "ost", "topic/ost", "actor/kim-soo-hyun", "actor/kim-soo-hyun/ost"} <= set(feeds)
    assert {"drama/queen-of-tears", "drama/queen-of-tears/ost"} <= set(feeds)
    assert not any("kim-ji-won" in feed for feed in feeds)


def test_the_same_news_elsewhere_joins(ingest: Ingest, database: Database, now: datetime) -> None:
    assert take(ingest, NEWS, now) is Outcome.NEW
    assert take(ingest, REWRITE, now) is Outcome.SAME
    assert list(all_stories(database).values()) == [[NEWS.url, REWRITE.url]]


def test_the_same_article_again_changes_nothing(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    with database.write() as tx:
        stories.written(tx, stories.dirty(tx))
    assert take(ingest, NEWS, now + timedelta(hours=1)) is Outcome.KNOWN
    with database.read() as tx:
        assert stories.dirty(tx) == {}


def test_an_edited_headline_keeps_the_story_and_moves_updated(
    ingest: Ingest, database: Database, now: datetime
) -> None:
    take(ingest, NEWS, now)
    before = all_stories(database)
    later = now + timedelta(hours=2)
    assert take(ingest, replace(NEWS, title="Kim Soo Hyun records song for “Queen of Tears”"), later) is Outcome.UPDATED
    assert all_stories(database) == before
    with database.read() as tx:
        (times,) = stories.times(tx, list(before)).values()
    assert (times.published, times.updated) == (NEWS.published, later)


def test_a_new_outlet_does_not_move_updated(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    take(ingest, REWRITE, now + timedelta(hours=2))
    with database.read() as tx:
        (times,) = stories.times(tx, list(all_stories(database))).values()
    assert times.updated == NEWS.published


def test_a_moved_address_is_the_same_article(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    story = next(iter(all_stories(database)))
    assert take(ingest, replace(NEWS, url="https://one.example/moved/1"), now) is Outcome.UPDATED
    assert all_stories(database) == {story: ["https://one.example/moved/1"]}
    # Both addresses are known from now on.
    assert take(ingest, replace(NEWS, url="https://one.example/moved/1"), now) is Outcome.KNOWN
    with database.read() as tx:
        for url in (NEWS.url, "https://one.example/moved/1"):
            assert articles.at(tx, [url]) is not None


def test_the_same_article_by_another_outlet_is_no_move(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    assert take(ingest, replace(NEWS, url="https://two.example/1", source="two"), now) is Outcome.SAME
    assert [len(urls) for urls in all_stories(database).values()] == [2]


def test_a_page_that_redirected_is_known_by_both_addresses(ingest: Ingest, database: Database, now: datetime) -> None:
    old = Address("https://one.example/old", "https://one.example/old", "")
    with database.write() as tx:
        (page,) = pages.note(tx, "one", "feed", [old], now)
    ingest.take(NEWS, outlet="One", page=page, now=now, address=NEWS.url)
    with database.write() as tx:
        assert pages.note(tx, "one", "feed", [Address(NEWS.url, NEWS.url, ""), old], now) == []
        assert pages.waiting(tx, "one", now) == []


def found(database: Database, url: str, now: datetime) -> Waiting:
    with database.write() as tx:
        (page,) = pages.note(tx, "one", "feed", [Address(url, url, "")], now)
    return page


@pytest.mark.parametrize("first", [0, 1])
def test_a_claimed_address_is_not_believed_over_the_page_that_is_there(
    ingest: Ingest, database: Database, now: datetime, first: int
) -> None:
    """The first page claims the second one's address. Both stay, whichever is read first, and both are fetched."""
    other = replace(NEWS, url="https://one.example/2", title="Kim Ji-won joins “Queen of Tears” concert", body="Soon.")
    read_at = [("https://one.example/1", replace(NEWS, url=other.url)), (other.url, other)]
    for address, article in (read_at[first], read_at[1 - first]):
        ingest.take(article, outlet="One", page=found(database, address, now), now=now, address=address)
    told = all_stories(database)
    assert sorted(url for urls in told.values() for url in urls) == ["https://one.example/1", "https://one.example/2"]
    assert len(told) == 2


def test_the_same_headline_on_another_day_is_no_edit(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    again = replace(NEWS, body="Another text altogether, of another week.", published=now)
    page = found(database, "https://one.example/2", now)
    assert ingest.take(again, outlet="One", page=page, now=now, address=page.url) is not Outcome.UPDATED
    with database.read() as tx:
        assert [stored.article.body for stored in articles.in_order(tx)] == [NEWS.body, again.body]


def test_a_second_page_does_not_replace_the_first(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    page = found(database, "https://one.example/1/2", now)
    second = replace(NEWS, body="The second half of it.")
    assert ingest.take(second, outlet="One", page=page, now=now, address=page.url) is Outcome.KNOWN
    with database.read() as tx:
        assert [stored.article.body for stored in articles.in_order(tx)] == [NEWS.body]


def test_a_redirect_onto_another_article_leaves_both(ingest: Ingest, database: Database, now: datetime) -> None:
    other = replace(NEWS, url="https://one.example/2", title="Kim Ji-won joins “Queen of Tears” concert", body="Soon.")
    page = found(database, NEWS.url, now)
    for waiting, article in ((page, NEWS), (found(database, other.url, now), other)):
        ingest.take(article, outlet="One", page=waiting, now=now, address=article.url)
    assert ingest.take(other, outlet="One", page=page, now=now, address=other.url) is Outcome.KNOWN
    with database.read() as tx:
        assert [stored.article.title for stored in articles.in_order(tx)] == [NEWS.title, other.title]


def test_irrelevant_news_is_kept_without_a_story(ingest: Ingest, database: Database, now: datetime) -> None:
    assert take(ingest, WEATHER, now) is Outcome.IRRELEVANT
    assert take(ingest, WEATHER, now) is Outcome.KNOWN
    assert all_stories(database) == {}
    with database.read() as tx:
        assert len(list(articles.in_order(tx))) == 1
        assert stories.dirty(tx) == {}


def test_an_article_that_becomes_relevant_gets_a_story(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, replace(WEATHER, url=NEWS.url), now)
    assert take(ingest, NEWS, now) is Outcome.UPDATED
    assert list(all_stories(database).values()) == [[NEWS.url]]


def test_a_page_that_loses_its_date_keeps_it(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    undated = replace(NEWS, published=None, precision=Precision.UNKNOWN)
    assert take(ingest, undated, now) is Outcome.KNOWN


def test_an_old_article_found_late_does_not_come_on_top(ingest: Ingest, database: Database, now: datetime) -> None:
    take(ingest, NEWS, now)
    newest = next(iter(all_stories(database)))
    old = replace(REWRITE, published=NEWS.published - timedelta(days=90) if NEWS.published else None)
    assert take(ingest, old, now) is Outcome.NEW
    with database.read() as tx:
        assert stories.newest(tx, "all", 1) == [newest]


def test_another_process_s_story_is_joined(
    open_ingest: Callable[[], Ingest], database: Database, now: datetime
) -> None:
    one, two = open_ingest(), open_ingest()
    take(one, WEATHER, now)
    take(two, replace(WEATHER, url="https://two.example/weather"), now)
    take(one, NEWS, now)
    assert take(two, REWRITE, now) is Outcome.SAME
    assert len(all_stories(database)) == 1


def test_two_at_once_make_one_story(open_ingest: Callable[[], Ingest], database: Database, now: datetime) -> None:
    ingests = [open_ingest() for _ in range(4)]
    failures: list[BaseException] = []
    gate = threading.Barrier(4)

    def run(number: int) -> None:
        try:
            gate.wait()
            for copy in range(5):
                url = f"https://s{number}.example/{copy}"
                take(ingests[number], replace(NEWS, url=url, source=f"s{number}-{copy}"), now)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [len(urls) for urls in all_stories(database).values()] == [20]


def test_a_failure_in_the_middle_keeps_nothing(
    ingest: Ingest, database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(stories, "carry", fail)
        with pytest.raises(RuntimeError):
            take(ingest, NEWS, now)
    assert all_stories(database) == {}
    assert take(ingest, NEWS, now) is Outcome.NEW
    assert take(ingest, REWRITE, now) is Outcome.SAME


def test_rebuild_gives_the_same_stories(ingest: Ingest, database: Database, now: datetime) -> None:
    for article in (NEWS, WEATHER, REWRITE):
        take(ingest, article, now)
    take(ingest, replace(NEWS, title="Kim Soo Hyun records song for “Queen of Tears”"), now + timedelta(hours=1))
    with database.read() as tx:
        before = (all_stories(database), stories.carried(tx), stories.times(tx, list(all_stories(database))))
    with database.write() as tx:  # what is derived is lost
        tx.execute(delete(story_feed))
        tx.execute(delete(feed_state))
    ingest.rebuild(now + timedelta(days=1))
    with database.read() as tx:
        after = (all_stories(database), stories.carried(tx), stories.times(tx, list(all_stories(database))))
    assert after == before
    assert take(ingest, NEWS, now + timedelta(days=1)) is Outcome.UPDATED  # the headline as it was before its edit
    assert all_stories(database) == before[0]


def test_rebuild_links_with_today_s_catalogue(ingest: Ingest, database: Database, now: datetime) -> None:
    blind = Catalogue(entities=(), credits=())
    Ingest(database, blind, Linker(blind)).take(WEATHER, outlet="One", page=None, now=now)
    unknown = replace(WEATHER, url="https://one.example/2", title="Kim Ji-won at the zoo", lead="Kim Ji-won saw bears.")
    Ingest(database, blind, Linker(blind)).take(unknown, outlet="One", page=None, now=now)
    assert all_stories(database) == {}
    counts = ingest.rebuild(now)
    assert counts[Outcome.NEW] == 1
    assert list(all_stories(database).values()) == [[unknown.url]]
