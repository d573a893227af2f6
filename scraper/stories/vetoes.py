"""What forbids two articles to be one story, whatever their wording. Unknown is never a conflict."""

from __future__ import annotations

from typing import Any

from scraper.stories.terms import folded
from scraper.stories.traits import Traits

# Main topics that are news of different kinds. The others (interview, stills, press event ...) shade into these.
_APART = frozenset({"ost", "casting", "ratings", "awards", "premiere", "legal", "personal"})
# Fields that must not differ, per type of fact. States that are one step of one process count as equal.
_FIELDS = {
    "ost": ("drama", "part", "song", "state", "date"),
    "rating": ("drama", "episode"),
    "casting": ("drama", "person", "state"),
    "premiere": ("drama", "date"),
}
_STEPS = {"offered": "talks", "in talks": "talks", "in_talks": "talks", "considering": "talks", "reviewing": "talks"}
_SAME_DAY = 20 * 3600.0  # seconds; photo calls and recaps of two days are further apart


def veto(one: Traits, other: Traits) -> str:
    """Why these two are different stories, in a few words; "" when nothing forbids that they are one."""
    return (
        _people(one, other)
        or _dramas(one, other)
        or _facts(one, other)
        or _numbers(one, other)
        or _topics(one, other)
        or _galleries(one, other)
    )


def _people(one: Traits, other: Traits) -> str:
    if one.people and other.people and not one.people & other.people:
        if not (one.people & other.named or other.people & one.named):
            return f"different people: {_some(one.people)} is not {_some(other.people)}"
    return ""


def _dramas(one: Traits, other: Traits) -> str:
    if one.dramas and other.dramas and not one.dramas & other.dramas:
        if not (one.dramas & other.named or other.dramas & one.named):
            return f"different dramas: {_some(one.dramas)} is not {_some(other.dramas)}"
    return ""


def _some(slugs: frozenset[str]) -> str:
    return ", ".join(sorted(slug.partition("/")[2] for slug in slugs)[:3])


def _facts(one: Traits, other: Traits) -> str:
    """Facts of a type conflict when no pair of them agrees."""
    for kind, fields in _FIELDS.items():
        pairs = [
            conflict(mine, theirs, fields)
            for mine in one.facts
            if mine["type"] == kind
            for theirs in other.facts
            if theirs["type"] == kind
        ]
        if pairs and all(pairs):
            return f"different {kind}: {pairs[0]}"
    return ""


def agreement(one: Traits, other: Traits) -> float | None:
    """1 when facts of a type tell the same beyond the drama's name, -1 when they conflict, None when unknown."""
    found: float | None = None
    for mine in one.facts:
        for theirs in other.facts:
            fields = _FIELDS.get(mine["type"], ())
            if mine["type"] != theirs["type"] or not fields:
                continue
            if conflict(mine, theirs, fields):
                found = found or -1.0
            elif any(_value(mine.get(f)) and _value(mine.get(f)) == _value(theirs.get(f)) for f in fields[1:]):
                return 1.0
    return found


def conflict(mine: dict[str, Any], theirs: dict[str, Any], fields: tuple[str, ...]) -> str:
    """The first of the fields that both facts know and tell differently, as text; "" when there is none."""
    for field in fields:
        a, b = _value(mine.get(field)), _value(theirs.get(field))
        if a and b and a != b and not (field == "song" and a.isascii() != b.isascii()):
            return f"{field} {mine[field]} is not {theirs[field]}"
    return ""


def _value(value: object) -> str:
    if value is None:
        return ""
    text = str(value).casefold()
    return _STEPS.get(text, folded(text))


def _numbers(one: Traits, other: Traits) -> str:
    for name, mine in one.numbers.items():
        theirs = other.numbers[name]
        if mine and theirs and not mine & theirs:
            return f"different {name}: {min(mine)} is not {min(theirs)}"
    return ""


def _topics(one: Traits, other: Traits) -> str:
    a, b = one.topics[0], other.topics[0]
    if a != b and a in _APART and b in _APART and a not in other.topics and b not in one.topics:
        return f"different topics: {a} is not {b}"
    return ""


def _galleries(one: Traits, other: Traits) -> str:
    """Photo captions are alike by nature: the person and the day decide."""
    if not (one.gallery and other.gallery):
        return ""
    if one.subject and other.subject and one.subject != other.subject:
        return f"photographs of different people: {one.subject} is not {other.subject}"
    if one.when and other.when and abs((one.when - other.when).total_seconds()) > _SAME_DAY:
        return "photographs of different days"
    if one.days and other.days and not one.days & other.days:
        return "photographs of different days"
    return ""
