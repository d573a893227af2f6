"""When a source is due."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.schedule import due_at

MINUTE = timedelta(minutes=1)


def test_a_source_never_crawled_is_due_now(now: datetime) -> None:
    assert due_at(30, None, 0, now) == now


def test_a_source_is_due_when_its_time_has_passed_since_the_start(now: datetime) -> None:
    assert due_at(30, now - 10 * MINUTE, 0, now) == now + 20 * MINUTE
    assert due_at(30, now - 40 * MINUTE, 0, now) == now - 10 * MINUTE


@pytest.mark.parametrize(
    ("every", "failures", "minutes"),
    [(30, 1, 60), (30, 3, 240), (30, 6, 1440), (30, 10_000, 1440), (3000, 0, 3000), (3000, 5, 3000)],
)
def test_failures_double_the_wait_up_to_a_day_or_what_is_declared(
    every: int, failures: int, minutes: int, now: datetime
) -> None:
    assert due_at(every, now, failures, now) == now + minutes * MINUTE


def test_a_clock_set_back_puts_no_source_to_sleep(now: datetime) -> None:
    assert due_at(30, now + timedelta(days=365), 0, now) == now + 30 * MINUTE


@given(st.integers(1, 10_000), st.integers(0, 50), st.integers(-(10**6), 10**6))
def test_the_wait_is_never_shorter_than_declared_and_ends(every: int, failures: int, ago: int) -> None:
    now = datetime.fromisoformat("2026-11-10T03:00:00+00:00")
    started = now - ago * MINUTE
    due = due_at(every, started, failures, now)
    assert due >= min(started, now) + every * MINUTE
    assert due <= now + max(timedelta(hours=24), every * MINUTE)
