"""Dates as articles print them. A date that cannot be ("February 29, 2014") is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PATTERN = re.compile(
    r"(?:(?P<year_ko>(?:19|20)\d\d)년\s?)?(?P<month_ko>\d{1,2})월\s?(?P<day_ko>\d{1,2})일"
    r"|(?P<when>오는|지난|내달|다음\s?달)?\s?(?<![\d.])(?P<day_only>\d{1,2})일(?!\s?간|\s?째|"
    r"[가-힣]*의\s?(?:거짓말|낭군))"
    rf"|\b{_MONTH.replace('(', '(?P<month_en>', 1)}\s(?P<day_en>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\b(?:,?\s(?P<year_en>(?:19|20)\d\d)|(?P<same>\s?of the same year))?"
    rf"|\b(?P<day_uk>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s(?:of\s)?{_MONTH.replace('(', '(?P<month_uk>', 1)}(?:,?\s(?P<year_uk>(?:19|20)\d\d))?"
    r"|(?P<iso>(?:19|20)\d\d)[.-]\s?(?P<month_iso>\d{1,2})[.-]\s?(?P<day_iso>\d{1,2})\b"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """start, end: the span in the folded text. day: None when the date is impossible or its year cannot be told."""

    start: int
    end: int
    day: date | None


def dates(low: str, start: int, end: int, today: date | None) -> list[Dated]:
    """Dates within a span of folded text. today: the publish date, for dates that carry no year or month."""
    return [Dated(m.start(), m.end(), _day(m, low, today)) for m in _PATTERN.finditer(low, start, end)]


def _day(match: re.Match[str], low: str, today: date | None) -> date | None:
    if match["day_only"]:
        return _by_day(int(match["day_only"]), match["when"] or "", today)
    month_name = match["month_en"] or match["month_uk"]
    month = _MONTHS[month_name[:3]] if month_name else int(match["month_ko"] or match["month_iso"])
    day = int(match["day_ko"] or match["day_en"] or match["day_uk"] or match["day_iso"])
    year = match["year_ko"] or match["year_en"] or match["year_uk"] or match["iso"]
    if match["same"]:
        earlier = _YEAR.findall(low, 0, match.start())
        year = earlier[-1] if earlier else None
    return _valid(int(year), month, day) if year else _nearest(month, day, today)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date | None) -> date | None:
    """The day of that month closest to the publish date."""
    if today is None:
        return None
    options = filter(None, (_valid(today.year + step, month, day) for step in (-1, 0, 1)))
    return min(options, key=lambda option: abs(option - today), default=None)


def _by_day(day: int, when: str, today: date | None) -> date | None:
    """A day without a month: the next after 오는, the last after 지난, next month's after 내달, else the closest."""
    if today is None:
        return None
    middles = [today.replace(day=15) + timedelta(days=30 * step) for step in (-1, 0, 1)]
    options = [option for middle in middles if (option := _valid(middle.year, middle.month, day))]
    if when[:1] in ("내", "다"):
        options = [option for option in options if (option.year, option.month) > (today.year, today.month)]
    if when == "오는":
        options = [option for option in options if option >= today]
    elif when == "지난":
        options = [option for option in options if option <= today]
    return min(options, key=lambda option: abs(option - today), default=None)
