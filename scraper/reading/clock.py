"""Times of day as news sites print them, with the names of their zones. Texts come NFKC-normalised and casefolded."""

from __future__ import annotations

import re
from datetime import time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scraper.model.article import Precision

TIME = re.compile(
    r"(?P<half>오전|오후|午前|午後|[ap]\.?m\.?\b)?\s*(?<!\d)(?P<hour>\d{1,2})\s*(?::|시|時|h(?=\d))\s*"
    r"(?:(?P<minute>\d{2})(?!\d)\s*(?:분|分)?)?"
    r"(?:\s*[:.]?\s*(?<=[:.분分 ])(?P<second>\d{2})(?!\d)(?:초|秒)?(?:\.(?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half2>[ap]\.?m\b\.?)?\s*(?P<zone>\(?\b(?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}(?!\d)|\(?(?<![a-z])[a-z]{1,4}\b)?",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = re.compile(
    r"[\s,.|·\-–(]*(?:[월화수목금토일月火水木金土](?:요일|曜日?)?[)）])?[\s,.|·\-–T/]*(?:at\s+)?", re.IGNORECASE
)
# Minutes east of Greenwich. The American names are those of RFC 822 section 5.1; the rest are the usual press names.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "kst": 540, "jst": 540, "edt": -240, "est": -300, "cdt": -300, "cst": -360,
    "mdt": -360, "mst": -420, "pdt": -420, "pst": -480, "bst": 60, "cet": 60, "cest": 120, "ist": 330, "ict": 420,
    "wib": 420, "wita": 480, "wit": 540, "sgt": 480, "hkt": 480, "pht": 480, "myt": 480, "aest": 600, "aedt": 660,
}  # fmt: skip
_CIVIL_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}


class Clock(NamedTuple):
    """A time of day as printed. zone: None where none is given or its name is not known."""

    time: time
    zone: tzinfo | None
    precision: Precision


def clock_after(text: str, position: int) -> Clock | None:
    """The time of day right after a date, None when there is none; weekdays and separators may lie between."""
    gap = _WEEKDAY_AFTER.match(text, position)
    found = TIME.match(text, gap.end() if gap else position)
    return _read_clock(found) if found else None


def clock_before(text: str, end: int) -> Clock | None:
    """The time of day shortly before a date (`10:33 AM ET, Sun March 24`), None when there is none."""
    found = max(TIME.finditer(text, 0, end), key=lambda m: m.end(), default=None)
    near = found is not None and re.fullmatch(r"[\s,.|()\-–a-z]*", text[found.end() : end])
    return _read_clock(found) if found and near else None


def _read_clock(found: re.Match[str]) -> Clock | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or found["half2"] or "").replace(".", "")
    if half in ("오후", "午後", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "午前", "am") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(found["second"] or 0) > 59:
        return None
    if found["second"] is None:
        return Clock(time(hour, minute), _zone(found["zone"]), Precision.MINUTE)
    micro = int((found["fraction"] or "0").ljust(6, "0")[:6])
    return Clock(time(hour, minute, int(found["second"]), micro), _zone(found["zone"]), Precision.SECOND)


def _zone(name: str | None) -> tzinfo | None:
    plain = (name or "").strip("( ").replace(" ", "")
    if (minutes := _ZONES.get(plain)) is not None:
        return timezone(timedelta(minutes=minutes))
    if plain in _CIVIL_ZONES:
        return ZoneInfo(_CIVIL_ZONES[plain])
    offset = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", plain)
    if not offset:
        return None
    size = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(size if offset[1] == "+" else -size)
