"""Episode ratings: "episode 12 … a nationwide rating of 20.7% according to Nielsen Korea"."""

from __future__ import annotations

import re
from typing import Any

from scraper.linking.facts.reading import Reading

_CUE = re.compile(r"시청률|ratings?\b|viewership|닐슨|nielsen")
_VALUE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,3})?)\s?(?:%|percent\b|per cent\b|퍼센트)")
_NOT = re.compile(
    r"\s?(?:포인트|p\b|points?\b|상승|하락|증가|감소|할인|대\b|(?:를|을|대를|대|의|선을)?\s?(?:돌파|넘|벽|고지)|"
    r"인구|of (?:viewers|the|all)|more|higher|increase|drop|off\b)"
)
_OVER = re.compile(r"(?:tops?|topped|past|over|above|exceed\w*|surpass\w*|crossed|than|nearly|about) $")
_EPISODE = re.compile(
    r"(\d{1,3})\s?(?:회|화)(?![가-힣]*\s?(?:연속|만에))|episodes? (\d{1,3})\b|(\d{1,3})(?:st|nd|rd|"
    r"th) (?:and (?:last|final) )?episode"
)
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "첫 회": 1, "첫 방송": 1, "첫방송": 1, "첫회": 1, "premiere": 1}  # fmt: skip
_WORD = re.compile(rf"({'|'.join(_WORDS)})(?: episode)?")
_LAST = re.compile(r"최종회|마지막\s?회|마지막\s?방송|종영\s?회|finale\b|final episode|last episode")
_SCOPES = (
    ("peak", re.compile(r"최고|peak|minute by minute|순간")),
    ("2049", re.compile(r"2049|20 ?~ ?49|20 to 49|aged 20")),
    ("metro", re.compile(r"수도권|seoul|metropolitan|capital")),
    ("nationwide", re.compile(r"전국|nationwide|national\b|가구|households")),
)


def ratings(reading: Reading) -> list[dict[str, Any]]:
    """Facts `{"type": "rating", "drama", "episode", "value", "scope", "agency"}`, the same figure once.

    episode: a number, "finale" where only that is said, or None. value: per cent. scope: nationwide, metro, 2049
    (viewers of that age), peak (the best minute) or None.
    """
    low = reading.layout.folded
    facts: list[dict[str, Any]] = []
    agency = "Nielsen Korea" if re.search(r"닐슨|nielsen", low) else None
    for start, end in reading.sentences():
        if not _CUE.search(low, start, end) and not (start == 0 and _EPISODE.search(low, 0, end)):
            continue
        for match in _VALUE.finditer(low, start, end):
            value = float(match[1])
            if (
                0.05 <= value <= 50
                and not _OVER.search(low, max(start, match.start() - 12), match.start())
                and not _NOT.match(low, match.end())
            ):
                facts.append(_fact(reading, start, end, match, value, agency))
    return _once([fact for fact in facts if fact["drama"]])


def _fact(
    reading: Reading, start: int, end: int, match: re.Match[str], value: float, agency: str | None
) -> dict[str, Any]:
    return {
        "type": "rating", "drama": reading.work_near(match.start(), start, end),
        "episode": _episode(reading.layout.folded, start, end, match.start()) or _titled(reading, start),
        "value": value,
        "scope": _scope(reading.layout.folded, start, match), "agency": agency,
    }  # fmt: skip


def _episode(low: str, start: int, end: int, place: int) -> int | str | None:
    """The episode named closest before the figure, else after it in the sentence."""
    found = [(m.start(), int(m[1] or m[2] or m[3])) for m in _EPISODE.finditer(low, start, end)]
    found += [(m.start(), _WORDS[m[1]]) for m in _WORD.finditer(low, start, end) if "episode" in m[0] or m[1] > "z"]
    before = [entry for entry in sorted(found) if entry[0] < place]
    if before:
        return before[-1][1]
    if _LAST.search(low, start, end):
        return "finale"
    after = [number for start_at, number in sorted(found) if start_at - place < 36]
    return after[0] if after else None


def _titled(reading: Reading, start: int) -> int | str | None:
    """The headline's episode, for the sentences of the lead that name none."""
    title = reading.layout.title
    return _episode(reading.layout.folded, 0, title, title) if start < reading.layout.lead else None


def _scope(low: str, start: int, match: re.Match[str]) -> str | None:
    """What the words just before the figure (back to the figure before it) say, else those just after."""
    earlier = [m.end() for m in _VALUE.finditer(low, start, match.start())]
    before = low[max(earlier[-1] if earlier else start, match.start() - 40) : match.start()]
    after = low[match.end() : match.end() + 26].split(",")[0]
    if "peak" in after[:14]:
        return "peak"
    for text in (before, after):
        places = [(m.start(), scope) for scope, words in _SCOPES for m in words.finditer(text)]
        if places:
            return max(places)[1] if text is before else min(places)[1]
    return None


def _once(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each figure of a drama once, the telling that says most."""
    best: dict[tuple[Any, ...], dict[str, Any]] = {}
    for fact in facts:
        place = (fact["drama"], fact["value"])
        held = best.get(place)
        if held is None or sum(v is None for v in fact.values()) < sum(v is None for v in held.values()):
            best[place] = fact
    return list(best.values())
