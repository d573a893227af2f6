"""The frontier: nothing found is lost, nothing read is fetched again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import pages
from storage.database import Database
from storage.pages import MAX_REREADS, MAX_TRIES, Address, State


def at(number: int, hint: str = "title|") -> Address:
    return Address(f"https://news.example/{number}", f"https://news.example/{number}?utm_source=rss", hint)


def urls(waiting: list[pages.Waiting]) -> list[str]:
    return [page.url for page in waiting]


def test_new_addresses_are_to_be_fetched_once(database: Database, now: datetime) -> None:
    with database.write() as tx:
        assert urls(pages.note(tx, "news", "feed", [at(1), at(2)], now)) == [at(1).url, at(2).url]
        assert pages.note(tx, "news", "feed", [at(2), at(1)], now) == []
        assert pages.note(tx, "news", "sitemap", [at(1, "other|")], now) == []


def test_what_a_killed_crawl_left_is_found_again(database: Database, now: datetime) -> None:
    with database.write() as tx:
        pages.note(tx, "news", "feed", [at(1), at(2)], now)
        pages.note(tx, "other", "feed", [at(3)], now)
        pages.settle(tx, at(1).url, State.READ)
    with database.read() as tx:
        left = pages.waiting(tx, "news", now)
    assert urls(left) == [at(2).url]
    assert left[0].fetch == at(2).fetch


def test_a_changed_hint_has_a_read_page_read_again(database: Database, now: datetime) -> None:
    with database.write() as tx:
        pages.note(tx, "news", "feed", [at(1, "old|")], now)
        pages.settle(tx, at(1).url, State.READ, etag='"1"')
        again = pages.note(tx, "news", "feed", [at(1, "new|")], now)
        assert urls(again) == [at(1).url]
        assert again[0].etag == '"1"'
        pages.unchanged(tx, at(1).url)
        assert pages.note(tx, "news", "feed", [at(1, "new|")], now) == []


def test_hints_of_two_ways_do_not_fight(database: Database, now: datetime) -> None:
    with database.write() as tx:
        pages.note(tx, "news", "feed", [at(1, "from the feed|")], now)
        pages.settle(tx, at(1).url, State.READ)
        assert pages.note(tx, "news", "listing", [at(1, "from the list|")], now) == []
        assert pages.note(tx, "news", "feed", [at(1, "from the feed|")], now) == []
        assert urls(pages.note(tx, "news", "listing", [at(1, "edited|")], now)) == [at(1).url]


def test_a_restless_listing_is_not_followed_for_ever(database: Database, now: datetime) -> None:
    fetched = 0
    with database.write() as tx:
        pages.note(tx, "news", "listing", [at(1, "0 minutes ago|")], now)
        for minute in range(1, 20):
            pages.settle(tx, at(1).url, State.READ)
            fetched += len(pages.note(tx, "news", "listing", [at(1, f"{minute} minutes ago|")], now))
    assert fetched == MAX_REREADS


def test_a_passing_fault_is_tried_again_later_and_then_given_up(database: Database, now: datetime) -> None:
    with database.write() as tx:
        pages.note(tx, "news", "feed", [at(1)], now)
        when = now
        for tries in range(MAX_TRIES):
            (page,) = pages.waiting(tx, "news", when)
            assert page.tries == tries
            pages.postpone(tx, page.url, page.tries, "HTTP 503", when)
            assert pages.waiting(tx, "news", when) == []
            when += timedelta(hours=6)
        assert pages.waiting(tx, "news", when) == []
        fate = pages.get(tx, at(1).url)
    assert fate is not None
    assert (fate.state, fate.reason) == (State.FAILED, "HTTP 503")


@pytest.mark.parametrize("state", [State.UNREADABLE, State.REFUSED])
def test_a_settled_page_keeps_its_reason_and_is_left_alone(database: Database, now: datetime, state: State) -> None:
    with database.write() as tx:
        pages.note(tx, "news", "feed", [at(1)], now)
        pages.settle(tx, at(1).url, state, reason="why it is so")
        assert pages.waiting(tx, "news", now) == []
        assert pages.note(tx, "news", "feed", [at(1)], now) == []
        assert pages.get(tx, at(1).url) == pages.Fate(state, "why it is so")
        assert pages.get(tx, at(2).url) is None


def test_many_addresses_at_once(database: Database, now: datetime) -> None:
    found = [at(number) for number in range(1500)]
    with database.write() as tx:
        assert urls(pages.note(tx, "news", "sitemap", found, now)) == [address.url for address in found]
        assert pages.note(tx, "news", "sitemap", found, now) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(st.integers(0, 30), max_size=12), max_size=6))
def test_every_address_is_handed_out_exactly_once(database: Database, now: datetime, rounds: list[list[int]]) -> None:
    handed: list[str] = []
    with pytest.raises(ZeroDivisionError), database.write() as tx:
        for numbers in rounds:
            found = [at(number) for number in dict.fromkeys(numbers)]
            handed += urls(pages.note(tx, "news", "feed", found, now))
        assert sorted(handed) == sorted({at(number).url for numbers in rounds for number in numbers})
        raise ZeroDivisionError  # roll back, for the next example
