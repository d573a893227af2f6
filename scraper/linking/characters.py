"""Who is only named as a character's player, and which names are characters, who never link."""

from __future__ import annotations

import re
from collections.abc import Callable

from scraper.linking.layout import Layout
from scraper.linking.matching import Hit

_PLAYER_KO = re.compile(r"\s?분\s?\)")
_CLOSE = re.compile(r"\s?\)")
_OPEN = re.compile(r"[가-힣a-z]{2,}\s?\((?:배우\s?)?$")
_PLAYED_BY = re.compile(r"(?:played by|portrayed by)\s+(?:actor\s|actress\s|singer\s)?$")
_ROLE_AFTER = re.compile(r"\s?['\"]?\s?(?:역(?=[을의으에,)\s/·]|$)|역할|캐릭터)")
_ROLE_BEFORE = re.compile(
    r"(?:캐릭터|역할인|역인|role of|roles of|plays|playing|portrays|portraying|(?:his|her|'s) character,?|"
    r"the character,?|character named|a man named|a woman named)\s['\"]?$"
)
_AS = re.compile(r"(?:\bas|\bplay|\bplayed|transforms? into|turns? into)\s(?:the (?:\w+ ){0,4})?$")
_ACTS = re.compile(r"\b(?:star|play|appear|cast|role|transform|return|portray|lead|character|take on|join)\w*")
_GLUE = re.compile(r"\s?\(")


def players(layout: Layout, hits: list[Hit]) -> set[int]:
    """Starts of hits that are cast notes: "백현우(김수현 분)", "Hong Hae In (Kim Ji Won)", "played by Kim Soo Hyun"."""
    return {hit.start for hit in hits if _is_player(layout.folded, hit)}


def _is_player(low: str, hit: Hit) -> bool:
    before = low[max(0, hit.start - 30) : hit.start]
    if before.endswith("by ") or before.endswith(("actor ", "actress ", "singer ")):
        return _PLAYED_BY.search(before) is not None
    if "(" not in before[-4:] or not _OPEN.search(before):
        return False
    return bool(_PLAYER_KO.match(low, hit.end) or _CLOSE.match(low, hit.end))


def characters(layout: Layout, hits: list[Hit], notes: set[int]) -> set[int]:
    """Starts of hits that name a character. notes: starts of cast notes."""
    by_start = {hit.start: hit for hit in hits}
    return {hit.start for hit in hits if hit.start not in notes and _is_character(layout, hit, by_start, notes)}


def _is_character(layout: Layout, hit: Hit, by_start: dict[int, Hit], notes: set[int]) -> bool:
    low = layout.folded
    before = low[max(0, hit.start - 60) : hit.start]
    if _ROLE_AFTER.match(low, hit.end) or _ROLE_BEFORE.search(before[-26:]):
        return True
    if _AS.search(before) and _ACTS.search(before):
        return True
    opened = _GLUE.match(low, hit.end)
    noted = by_start.get(opened.end()) if opened else None
    return noted is not None and noted.start in notes and not _same(hit, noted)


def _same(one: Hit, other: Hit) -> bool:
    return bool({b.entity for b in one.bearers} & {b.entity for b in other.bearers})


def living(layout: Layout, hits: list[Hit], notes: set[int], keep: Callable[[Hit], bool]) -> list[Hit]:
    """Hits that are no characters, here or by the same name elsewhere in the text. keep: hits to keep all the same."""
    dead = characters(layout, hits, notes)
    named = {layout.folded[hit.start : hit.end] for hit in hits if hit.start in dead}
    return [
        hit for hit in hits
        if hit.start not in dead
        and (hit.start in notes or layout.folded[hit.start : hit.end] not in named or keep(hit))
    ]  # fmt: skip
