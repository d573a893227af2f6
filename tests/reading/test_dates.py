"""Rows 5 and 6 of the bad inputs: every printed form gives its exact instant, and nothing gives a wrong one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model.article import Precision
from scraper.reading import parse_date
from tests.reading.samples import FETCHED

SEOUL = ZoneInfo("Asia/Seoul")
NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = (datetime.fromisoformat(day) for day in ("1996-01-01", "2026-11-01"))


@pytest.mark.parametrize(
    ("text", "instant", "precision"),
    [
        ("2026-11-01T09:00:00+09:00", "2026-11-01T00:00:00", "second"),
        ("2026-11-01T09:00:00.488Z", "2026-11-01T09:00:00.488", "second"),
        ("2026-11-01T09:00:00+0900", "2026-11-01T00:00:00", "second"),
        ("2026-11-01 09:00:00", "2026-11-01T00:00:00", "second"),
        ("Mon, 02 Nov 2026 09:00:00 KST", "2026-11-02T00:00:00", "second"),
        ("Mon, 02 Nov 2026 09:00:00 +0900", "2026-11-02T00:00:00", "second"),
        ("Sun, 03 Aug 2025 06:27:03 GMT", "2025-08-03T06:27:03", "second"),
        ("Thu, 05 Nov 2026 20:00:00 EST", "2026-11-06T01:00:00", "second"),
        ("2026. 11. 1. 오후 3:05", "2026-11-01T06:05:00", "minute"),
        ("2026. 11. 1. 오전 12:05", "2026-10-31T15:05:00", "minute"),
        ("2026.11.01 09:00", "2026-11-01T00:00:00", "minute"),
        ("2026.11.01. (일) 오후 11:30", "2026-11-01T14:30:00", "minute"),
        ("발행 2024.06.05 11: 34", "2024-06-05T02:34:00", "minute"),
        ("입력 : 2021.03.09 06:15", "2021-03-08T21:15:00", "minute"),
        ("수정 2024.06.06 12:00 입력 2024.06.05 11:34", "2024-06-05T02:34:00", "minute"),
        ("Published : March 24, 2024 - 10:33", "2024-03-24T01:33:00", "minute"),
        ("Published: 05 Mar. 2025, 18:28", "2025-03-05T09:28:00", "minute"),
        ("2024/04/29 11:28 KST", "2024-04-29T02:28:00", "minute"),
        ("2024년 6월 12일 오전 7시 40분", "2024-06-11T22:40:00", "minute"),
        ("2024年4月29日 11時28分", "2024-04-29T02:28:00", "minute"),
        ("20240612074040594", "2024-06-11T22:40:40", "second"),
        ("22/10/2025, 10:00 (GMT+7)", "2025-10-22T03:00:00", "minute"),
        ("Rabu, 22 Oktober 2025 10:00 WIB", "2025-10-22T03:00:00", "minute"),
        ("10:33 AM ET, Sun March 24, 2024", "2024-03-24T14:33:00", "minute"),
        ("3시간 전", "2026-11-23T00:00:00", "minute"),
        ("15 minutes ago", "2026-11-23T02:45:00", "minute"),
        ("어제 18:20", "2026-11-22T09:20:00", "minute"),
        ("11.01 09:00", "2026-11-01T00:00:00", "minute"),
        ("오늘(29일)", "2026-10-28T15:00:00", "day"),
        ("2 days ago", "2026-11-20T15:00:00", "day"),
        ("Saturday, March 9, 2024", "2024-03-08T15:00:00", "day"),
        ("Mar 07, 2026", "2026-03-06T15:00:00", "day"),
        ("Tue, 11 08 2026", "2026-08-10T15:00:00", "day"),
    ],
)
def test_printed_date_gives_its_instant(text: str, instant: str, precision: str) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert parse_date(text, SEOUL, fetched=FETCHED) == (expected, Precision(precision))


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "2099-01-01", "1969-12-31T00:00:00Z", "February 29, 2014", "2026-13-45", "03/09/2024", "0000-00-00",
     "2026-11-26", "9999-12-31T23:59:59-12:00", "12345", "드라마 3회 2.5%", "2026.11.01 25:99:99.9999999999"[:4]],
)  # fmt: skip
def test_unknown_or_implausible_date_is_none(text: str) -> None:
    assert parse_date(text, SEOUL, fetched=FETCHED) == (None, Precision.UNKNOWN)


def test_numeric_date_without_weekday_is_read_only_in_american_order_in_america() -> None:
    assert parse_date("03/09/2024", NEW_YORK, fetched=FETCHED)[0] == datetime(2024, 3, 9, 5, tzinfo=UTC)


def test_day_is_the_start_of_the_day_in_the_source_zone_even_across_daylight_saving() -> None:
    assert parse_date("July 4, 2024", NEW_YORK, fetched=FETCHED)[0] == datetime(2024, 7, 4, 4, tzinfo=UTC)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_raises_and_every_result_is_plausible(text: str) -> None:
    moment, precision = parse_date(text, SEOUL, fetched=FETCHED)
    assert (moment is None) == (precision is Precision.UNKNOWN)
    assert moment is None or (moment.tzinfo is UTC and moment <= FETCHED + timedelta(days=2))


@settings(deadline=None)
@given(st.datetimes(FIRST, LAST), st.sampled_from(
    ["%Y-%m-%dT%H:%M:%S+09:00", "%Y.%m.%d %H:%M:%S", "%Y년 %m월 %d일 %H:%M:%S", "%Y/%m/%d %H:%M:%S KST", "%Y%m%d%H%M%S",
     "%a, %d %b %Y %H:%M:%S +0900", "%B %d, %Y %H:%M:%S", "입력 %Y. %m. %d. %H:%M:%S"]))  # fmt: skip
def test_every_instant_comes_back_from_every_form(moment: datetime, form: str) -> None:
    exact = moment.replace(microsecond=0, tzinfo=SEOUL)
    assert parse_date(exact.strftime(form), SEOUL, fetched=FETCHED) == (exact.astimezone(UTC), Precision.SECOND)
