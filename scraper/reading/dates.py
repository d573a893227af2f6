"""Dates as news sites print them: ISO, RFC 822, Korean, Japanese, American, relative."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from scraper.model.article import Precision
from scraper.model.text import line
from scraper.reading.clock import TIME, clock_after, clock_before

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
_MAX_LENGTH = 300

_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_YMD = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*(?P<sep>[.\-/년年])\s*(?P<month>\d{1,2})\s*[.\-/월月]\s*(?P<day>\d{1,2})(?!\d)\s*[.일日]?"
)
_DMY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]+(?:of\s+)?{_MONTH}[\s,.\-/]+(?P<year>\d{{4}})(?!\d)"
)
_MDY = re.compile(rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)")
_NUMERIC = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)?(?<!\d)(?P<one>\d{1,2})(?P<sep>[ ./\-])"
    r"(?P<two>\d{1,2})(?P=sep)"
    r"(?P<year>\d{4})(?!\d)"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<clock>\d{4}(?:\d{2})?))?\d{0,3}Z?"
)
_YEARLESS = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s*[.\-/월月]\s*(?P<day>\d{1,2})\s*[.일日]?(?=\s|$|\()")
_TODAY = re.compile(
    r"(?P<word>오늘|금일|어제|그제|today|yesterday|今日|昨日)\s*(?:\(\s*(?P<day>\d{1,2})\s*(?:일|日)?\s*\))?"
)
_AGO = re.compile(
    r"(?P<count>\d{1,4}|an?|one)\s*(?P<unit>seconds?|secs?|초|秒|minutes?|mins?|분|分|hours?|hrs?|시간|時間|days?|일|日"
    r"|weeks?|주일?|週間|months?|개월|달|か月|years?|년|年)\s*(?:ago\b|전|前)"
)
_JUST_NOW = re.compile(r"^(?:just now|방금(?: 전)?|たった今)$")
_PUBLISHED = re.compile(
    r"(입력|발행|등록|게재|승인|작성|기사입력|公開|published|posted|uploaded)\s*(?:on|일시|시간|일)?\s*[:|]?\s*"
)
_DAYS_BACK = {"어제": 1, "yesterday": 1, "昨日": 1, "그제": 2}
_UNITS = (
    (("sec", "초", "秒"), timedelta(seconds=1)),
    (("min", "분", "分"), timedelta(minutes=1)),
    (("month", "개월", "달", "か月"), timedelta(days=30)),
    (("hour", "hr", "시간", "時間"), timedelta(hours=1)),
    (("day", "일", "日"), timedelta(days=1)),
    (("week", "주", "週"), timedelta(days=7)),
    (("year", "년", "年"), timedelta(days=365)),
)
Reading = tuple[datetime | None, Precision]
_UNKNOWN: Reading = (None, Precision.UNKNOWN)


def parse_date(text: str | None, zone: tzinfo, *, fetched: datetime) -> Reading:
    """The instant that a printed date means, in UTC, and how exactly it is known.

    zone: the source's, for dates that carry none. fetched: UTC-aware; relative dates count from it. A day without time
    gives the start of that day in `zone`. What cannot be read, lies before 1995 or more than two days after `fetched`
    gives (None, UNKNOWN). Never raises.
    """
    clean = unicodedata.normalize("NFKC", line(text))[:_MAX_LENGTH].casefold()
    if not clean:
        return _UNKNOWN
    try:
        for reader in (_written, _compact, _relative, _today, _yearless, _numeric, _foreign):
            if (reading := reader(clean, zone, fetched)) is not None:
                return _plausible(reading, fetched)
    except (ValueError, OverflowError):
        pass
    return _UNKNOWN


def _plausible(reading: tuple[datetime, Precision], fetched: datetime) -> Reading:
    moment = reading[0].astimezone(UTC)
    return (moment, reading[1]) if _EARLIEST <= moment <= fetched + _AHEAD else _UNKNOWN


def _written(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    """Year, month and day in an order that cannot be mistaken."""
    label = _PUBLISHED.search(text)
    for start in (label.end(), 0) if label else (0,):
        matches = [m for m in (form.search(text, start) for form in (_YMD, _DMY, _MDY)) if m]
        if matches:
            found = min(matches, key=lambda m: m.start())
            month = found["month"]
            day = date(int(found["year"]), _MONTHS.get(month[:3]) or int(month), int(found["day"]))
            return _at(day, text, found, zone)
    return None


def _numeric(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    """`11 08 2026`, `22/10/2025`: only where the weekday, a number above 12 or an American zone settles the order."""
    found = _NUMERIC.search(text)
    if not found:
        return None
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    days = [_day(year, two, one), _day(year, one, two)]
    if found["weekday"]:
        days = [day for day in days if day and _WEEKDAYS[day.weekday()] == found["weekday"]]
    possible = sorted({day for day in days if day})
    if len(possible) == 2 and str(zone).startswith(("America/", "US/")):
        possible = [date(year, one, two)]
    return _at(possible[0], text, found, zone) if len(possible) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _compact(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    if re.fullmatch(r"\d{10}|\d{13}", text):  # seconds or milliseconds since 1970
        return datetime.fromtimestamp(int(text[:10]), UTC), Precision.SECOND
    found = _COMPACT.fullmatch(text.upper())
    if not found:
        return None
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    clock = found["clock"]
    if not clock:
        return _start(day, zone), Precision.DAY
    moment = time(int(clock[:2]), int(clock[2:4]), int(clock[4:] or 0))
    where = UTC if text.endswith("z") else zone
    return datetime.combine(day, moment, where), Precision.SECOND if clock[4:] else Precision.MINUTE


def _relative(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    if _JUST_NOW.match(text):
        return fetched.replace(second=0, microsecond=0), Precision.MINUTE
    found = _AGO.search(text)
    if not found:
        return None
    count = int(found["count"]) if found["count"].isdigit() else 1
    unit = next(step for names, step in _UNITS if found["unit"].startswith(names))
    moment = fetched - count * unit
    if unit < timedelta(days=1):
        return moment.replace(second=0, microsecond=0), Precision.MINUTE
    return _start(moment.astimezone(zone).date(), zone), Precision.DAY


def _today(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    """`오늘(29일)`: the printed day of the month decides, since the page may be read on a later day."""
    found = _TODAY.search(text)
    if not found:
        return None
    day = fetched.astimezone(zone).date() - timedelta(days=_DAYS_BACK.get(found["word"], 0))
    if found["day"]:
        while day.day != int(found["day"]):
            day -= timedelta(days=1)
            if (fetched.astimezone(zone).date() - day).days > 62:
                return None
    return _at(day, text, found, zone)


def _yearless(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    """`11.01 09:00`: the latest such day that is not in the future. A time must follow: plain numbers are no dates."""
    found = _YEARLESS.match(text)
    if not found or not clock_after(text, found.end()):
        return None
    latest = (fetched + timedelta(days=1)).astimezone(zone).date()
    days = (_day(year, int(found["month"]), int(found["day"])) for year in range(latest.year, latest.year - 5, -1))
    day = next((day for day in days if day and day <= latest), None)
    return _at(day, text, found, zone) if day else None


def _foreign(text: str, zone: tzinfo, fetched: datetime) -> tuple[datetime, Precision] | None:
    """Month names of other languages, by dateparser; imported only here since the import takes most of a second."""
    if not re.search(r"(?:19|20)\d{2}", text) or len(text) > 60 or not re.search(r"[^\W\d_]{3}", text):
        return None
    import dateparser  # type: ignore[import-untyped]

    when = dateparser.parse(
        re.sub(r"\s*(?:pukul|jam)\s*", " ", text),
        languages=["id", "es", "fr", "de", "pt", "vi", "th"],
        settings={
            "STRICT_PARSING": True,
            "RELATIVE_BASE": fetched.replace(tzinfo=None),
            "PREFER_DAY_OF_MONTH": "first",
        },
    )
    if when is None:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=zone)
    has_time = TIME.search(text) is not None
    return (aware, Precision.MINUTE) if has_time else (_start(when.date(), zone), Precision.DAY)


def _at(day: date, text: str, found: re.Match[str], zone: tzinfo) -> tuple[datetime, Precision]:
    clock = clock_after(text, found.end()) or clock_before(text, found.start())
    if clock is None:
        return _start(day, zone), Precision.DAY
    return datetime.combine(day, clock.time, clock.zone or zone), clock.precision


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
