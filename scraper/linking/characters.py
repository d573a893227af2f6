"""Who is only named as a character's player, and which names are characters, who never link."""

from __future__ import annotations

import re

from scraper.linking.layout import Layout
from scraper.linking.matching import Hit

_PLAYER_KO = re.compile(r"^\s?분\s?\)")
_CLOSE = re.compile(r"^\s?\)")
_OPEN = re.compile(r"(?:[가-힣a-z]{2,})\s?\((?:배우\s?)?$")
_PLAYED_BY = re.compile(r"(?:played by|portrayed by|role by)\s+(?:actor\s|actress\s|singer\s)?$")
_ROLE_AFTER = re.compile(r"^\s?['\"]?\s?(?:역(?=[을의으에,)\s/·]|$)|역할|분한|캐릭터)")
_ROLE_BEFORE = re.compile(
    r"(?:극\s?중|캐릭터|주인공|남주|여주|역할인|role of|roles of|plays|playing|portrays|portraying|(?:his|her|'s) character,?|the character,?|character named|named)\s['\"]?$"
)
_AS = re.compile(r"(?:\bas|\bplay|\bplayed|transforms? into|turns? into)\s(?:the (?:\w+ ){0,4})?$")
_ACTS = re.compile(r"\b(?:star|play|appear|cast|role|transform|return|portray|lead|character|take on|join)\w*")
_GLUE = re.compile(r"^\s?\(")


def players(layout: Layout, hits: list[Hit]) -> set[int]:
    """Starts of hits that are cast notes: "백현우(김수현 분)", "Hong Hae In (Kim Ji Won)", "played by Kim Soo Hyun"."""
    return {hit.start for hit in hits if _is_player(layout.folded, hit)}


def _is_player(low: str, hit: Hit) -> bool:
    before, after = low[max(0, hit.start - 30) : hit.start], low[hit.end : hit.end + 6]
    if _PLAYED_BY.search(before):
        return True
    if not _OPEN.search(before):
        return False
    return bool(_PLAYER_KO.search(after) or _CLOSE.search(after))


def characters(layout: Layout, hits: list[Hit], notes: set[int]) -> set[int]:
    """Starts of hits that name a character. notes: starts of cast notes."""
    by_start = {hit.start: hit for hit in hits}
    return {hit.start for hit in hits if hit.start not in notes and _is_character(layout, hit, by_start, notes)}


def _is_character(layout: Layout, hit: Hit, by_start: dict[int, Hit], notes: set[int]) -> bool:
    low = layout.folded
    before, after = low[max(0, hit.start - 60) : hit.start], low[hit.end : hit.end + 12]
    if _ROLE_AFTER.search(after) or _ROLE_BEFORE.search(before):
        return True
    if _AS.search(before) and _ACTS.search(before):
        return True
    opened = _GLUE.search(after)
    noted = by_start.get(hit.end + opened.end()) if opened else None
    return noted is not None and noted.start in notes and not _same(hit, noted)


def _same(one: Hit, other: Hit) -> bool:
    return bool({b.entity for b in one.bearers} & {b.entity for b in other.bearers})
