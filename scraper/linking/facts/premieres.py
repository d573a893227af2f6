"""Premiere dates: "오는 12월 5일 tvN에서 첫 방송", "premieres on December 5 on tvN"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from scraper.linking.facts.dates import Dated, dates
from scraper.linking.facts.reading import Reading

_CUE = re.compile(
    r"첫\s?방송|첫\s?공개|첫방|첫선|처음 방송|방송을 시작|전\s?회차 공개|premier\w*|first (?:episode|airs?|"
    r"broadcast)|(?:set|slated|scheduled) to (?:air|premiere|be released|debut)|(?:will|to) (?:air|debut|begin|"
    r"start|stream)\b"
)
_NETWORKS = (
    ("KBS2", r"kbs ?2(?:tv)?|kbs 2tv"), ("KBS1", r"kbs ?1(?:tv)?"), ("KBS", r"\bkbs\b"), ("tvN", r"\btvn\b"),
    ("JTBC", r"\bjtbc\b"), ("SBS", r"\bsbs\b"), ("MBC", r"\bmbc\b"), ("ENA", r"\bena\b"), ("OCN", r"\bocn\b"),
    ("Netflix", r"netflix|넷플릭스"),
    ("Disney+", r"disney ?(?:\+|plus)|디즈니(?: ?\+|플러스)"), ("TVING", r"tving|티빙"),
    ("Wavve", r"wavve|웨이브"), ("Coupang Play", r"coupang play|쿠팡플레이"), ("TV Chosun", r"tv ?(?:chosun|조선)"),
    ("MBN", r"\bmbn\b"), ("Channel A", r"channel a\b|채널a"),
)  # fmt: skip
_FINDERS = tuple((name, re.compile(words)) for name, words in _NETWORKS)
_OVER = re.compile(r"종영|finale|최종회|막을 내|last episode|제작발표회|press conference")


def premieres(reading: Reading) -> list[dict[str, Any]]:
    """Facts `{"type": "premiere", "drama", "date", "network"}`, one for each drama. date: ISO 8601."""
    low = reading.layout.folded
    facts: dict[str, dict[str, Any]] = {}
    for start, end in reading.sentences():
        cue = _CUE.search(low, start, end)
        if cue is None or _OVER.search(low, start, end):
            continue
        near = [d for d in dates(low, start, end, reading.today) if _is_meant(d, cue.start(), reading.today)]
        drama = reading.work_near(cue.start(), start, end)
        near = [d for d in near if drama and _airs(reading, drama, d)]
        if near and drama and drama not in facts:
            closest = min(near, key=lambda dated: abs(dated.start - cue.start()))
            day = closest.day.isoformat() if closest.day else None
            facts[drama] = {
                "type": "premiere",
                "drama": drama,
                "date": day,
                "network": _network(reading, drama, start, end),
            }
    return list(facts.values())


def _is_meant(dated: Dated, cue: int, today: date | None) -> bool:
    """Whether a date belongs to the premiere; the publish day is mostly when it was announced."""
    return dated.day is not None and dated.day != today and abs(dated.start - cue) < 60


def _airs(reading: Reading, drama: str, dated: Dated) -> bool:
    """Whether the catalogue's year, which may be one announced, allows it (two dramas may stand in a sentence)."""
    known = reading.drama(drama)
    return known is None or known.year is None or (dated.day is not None and abs(dated.day.year - known.year) <= 1)


def _network(reading: Reading, drama: str, start: int, end: int) -> str | None:
    """The network the sentence names, else the catalogue's, else None."""
    low = reading.layout.folded
    for name, words in _FINDERS:
        if words.search(low, start, end):
            return name
    known = reading.drama(drama)
    return known.networks[0] if known and known.networks else None
