"""Casting states: offered, in talks, confirmed, declined."""

from __future__ import annotations

import re
from typing import Any

from scraper.linking.facts.reading import Reading
from scraper.model.entity import Entity, Kind, Tier

# In this order: a refusal names the offer too, and "제안받고 검토 중" is more than an offer.
_STATES = (
    ("declined", re.compile(
        r"고사(?![가-힣]*장)|거절|하차|출연하지 않|불발|declin\w+|turn(?:s|ed) down|pass(?:es|ed) on|"
        r"will not (?:star|appear)|not to (?:star|appear)"
    )),
    ("in talks", re.compile(
        r"검토|논의|물망|조율|in talks|consider\w*|review\w*|weigh\w*|mulls?\b|in discussion|could (?:star|play|"
        r"share)|reading for|거론"
    )),
    ("offered", re.compile(r"제안|러브콜|offer\w*|wants\b|eyed for|up for")),
    ("confirmed", re.compile(
        r"확정|합류|낙점|발탁|캐스팅(?:됐|돼|되|$)|출연한다|특별\s?출연|confirm\w*|cast (?:as|in|for|to|"
        r"opposite)|joins?\b|to (?:star|lead|headline|play|make)\b|will (?:star|play|lead|appear|join)|"
        r"special appearance|boards|returns? with|대본 (?:리딩|연습)|주연으로"
    )),
)  # fmt: skip
_ACTORS = frozenset({"actor", "idol", "singer"})


def castings(reading: Reading) -> list[dict[str, Any]]:
    """Facts `{"type": "casting", "drama", "person", "state"}` for the people that the headline is about.

    drama: slug, printed title where unknown to the catalogue, or None while the drama has no title.
    """
    state = _state(reading)
    if state is None:
        return []
    people = dict.fromkeys(
        s.entity for s in reading.people(0, reading.layout.title) or reading.people(0, reading.layout.lead)
    )
    told = [n for n in people if reading.tiers[n] is Tier.ABOUT and _acts(reading, n)]
    drama = _drama(reading)
    return [{"type": "casting", "drama": drama, "person": reading.slug(n), "state": state} for n in told]


def _state(reading: Reading) -> str | None:
    """The headline's word for it, else the lead's."""
    low, layout = reading.layout.folded, reading.layout
    for start, end in ((0, layout.title), (layout.title, layout.lead)):
        for state, words in _STATES:
            if words.search(low, start, end):
                return state
    return None


def _acts(reading: Reading, number: int) -> bool:
    entity = reading.entities[number]
    return entity.kind is Kind.PERSON and bool(_ACTORS & set(entity.roles))


def _drama(reading: Reading) -> str | None:
    """The drama concerned: never one that is only named as an earlier work."""
    drama = reading.main_work()
    known = reading.drama(drama)
    if known:
        return drama if _is_new(known, reading) else None
    return drama if drama and not any(words.search(drama) for _, words in _STATES) else None


def _is_new(drama: Entity, reading: Reading) -> bool:
    """Whether one can still be cast in it: an older drama beside a casting is what the actor did before."""
    return drama.year is None or reading.today is None or drama.year >= reading.today.year
