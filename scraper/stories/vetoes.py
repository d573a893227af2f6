"""What forbids two articles to be one story, whatever their wording. Unknown is never a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scraper.stories.terms import folded
from scraper.stories.traits import Traits

# Main topics that are news of different kinds. The others (interview, personal, legal ...) shade into each other.
_APART = frozenset({"ost", "casting", "ratings", "awards", "premiere"})
# Fields that must not differ, per type of fact. The date of an OST fact is left out: an announcement gives the day of
# the release or its own.
_FIELDS = {
    "ost": ("drama", "part", "song", "singer", "state"),
    "rating": ("drama", "episode"),
    "casting": ("drama", "person", "state"),
    "premiere": ("drama", "date"),
}
# States that are one step of one process count as equal.
_STEPS = {"offered": "talks", "in talks": "talks", "in_talks": "talks", "considering": "talks", "reviewing": "talks"}
# An OST's state is read from tenses, which headlines mix up; a day later it is news of its own.
_NEXT_DAY = 24 * 3600.0
_AGREEING = 0.3  # share of the shorter text's terms that two articles under one headline have in common
_SAME_DAY = 20 * 3600.0  # seconds; photo calls of two days are further apart


def veto(mine: Traits, story: Iterable[Traits]) -> str:
    """Why an article cannot tell the story with these tellings, in a few words; "" when nothing forbids it.

    A fact, number or photograph that conflicts with one telling and agrees with none decides alone. People, dramas
    and topics are read from wording and can be misread, so most of the tellings must speak against the article.
    """
    told = list(story)
    return _hard(mine, told) or _soft(mine, told)


def _hard(mine: Traits, told: list[Traits]) -> str:
    for check in (_facts, _numbers, _galleries, _ratings, _columns):
        verdicts = [check(mine, other) for other in told]
        against = [verdict for verdict in verdicts if verdict]
        if against and None not in verdicts:
            return against[0]
    return ""


def _soft(mine: Traits, told: list[Traits]) -> str:
    for check in (_people, _dramas, _topics, _subjects):
        against = [verdict for other in told if (verdict := check(mine, other))]
        if 2 * len(against) > len(told):
            return against[0]
    return ""


def _people(one: Traits, other: Traits) -> str:
    mine, theirs = one.leading, other.leading
    if mine and theirs and not mine & other.people and not theirs & one.people:
        return f"different people: {_some(mine)} is not {_some(theirs)}"
    return ""


def _subjects(one: Traits, other: Traits) -> str:
    """Who the headlines open with, where the catalogue knows nobody in either."""
    if not one.subject or not other.subject or one.people & other.people:
        return ""
    if one.subject in other.plain or other.subject in one.plain:
        return ""
    return f"different people: {one.subject} is not {other.subject}"


def _dramas(one: Traits, other: Traits) -> str:
    if one.dramas and other.dramas and not one.dramas & other.dramas:
        return f"different dramas: {_some(one.dramas)} is not {_some(other.dramas)}"
    return ""


def _some(slugs: frozenset[str]) -> str:
    return ", ".join(sorted(slug.partition("/")[2] for slug in slugs)[:3])


def _topics(one: Traits, other: Traits) -> str:
    a, b = one.topics[0], other.topics[0]
    if a != b and a in _APART and b in _APART and a not in other.topics and b not in one.topics:
        return f"different topics: {a} is not {b}"
    return ""


# The hard checks answer with the conflict, with None where the two agree, and with "" where nothing can be told.


def _facts(one: Traits, other: Traits) -> str | None:
    """Facts of a type conflict when no pair of them is compatible; they agree when a pair tells the same."""
    found = ""
    if not one.facts or not other.facts:
        return found
    for kind, fields in _FIELDS.items():
        if kind == "ost" and _apart(one, other) <= _NEXT_DAY:
            fields = fields[:-1]
        pairs = [
            (conflict(mine, theirs, fields), _tells_same(mine, theirs, fields))
            for mine in one.facts
            for theirs in other.facts
            if mine["type"] == theirs["type"] == kind
        ]
        if any(same and not against for against, same in pairs):
            return None
        if pairs and all(against for against, _ in pairs):
            found = f"different {kind}: {pairs[0][0]}"
    return found


def conflict(mine: dict[str, Any], theirs: dict[str, Any], fields: tuple[str, ...]) -> str:
    """The first of the fields that both facts know and tell differently, as text; "" when there is none."""
    for field in fields:
        a, b = _value(mine.get(field)), _value(theirs.get(field))
        if a and b and a != b and not _untold(field, a, b):
            return f"{field} {mine[field]} is not {theirs[field]}"
    return ""


def _untold(field: str, a: str, b: str) -> bool:
    """Whether two values differ in form only: a song's name in two scripts, "finale" for a number."""
    return (field == "song" and a.isascii() != b.isascii()) or (field == "episode" and a.isdecimal() != b.isdecimal())


def _tells_same(mine: dict[str, Any], theirs: dict[str, Any], fields: tuple[str, ...]) -> bool:
    """Whether anything but the drama's name and the state is known to both and equal."""
    telling = [field for field in fields if field not in ("drama", "state")]
    return any(_value(mine.get(f)) and _value(mine.get(f)) == _value(theirs.get(f)) for f in telling)


def agreement(one: Traits, other: Traits) -> float | None:
    """1 when facts of a type tell the same, -1 when they conflict, None when nothing can be told."""
    verdict = _facts(one, other)
    return 1.0 if verdict is None else -1.0 if verdict else None


def _value(value: object) -> str:
    if value is None:
        return ""
    text = str(value).casefold()
    return _STEPS.get(text) or folded(text)


def _numbers(one: Traits, other: Traits) -> str | None:
    for name, mine in one.numbers.items():
        theirs = other.numbers[name]
        if mine & theirs:
            return None
        if mine and theirs:
            return f"different {name}: {min(mine)} is not {min(theirs)}"
    return ""


def _ratings(one: Traits, other: Traits) -> str | None:
    """Reports on ratings that share no percentage are about two broadcasts."""
    if not (one.topics[0] == other.topics[0] == "ratings" and one.percents and other.percents):
        return ""
    if one.percents & other.percents:
        return None
    return f"different ratings: {min(one.percents)} % is not {min(other.percents)} %"


def _galleries(one: Traits, other: Traits) -> str | None:
    """Photo captions are alike by nature: the person and the day decide. A report on the event is another story."""
    if not (one.gallery or other.gallery):
        return ""
    if one.gallery != other.gallery:
        return "a photograph, not the report"
    if one.subject and other.subject and one.subject != other.subject:
        return f"photographs of different people: {one.subject} is not {other.subject}"
    if one.title != other.title and not (one.subject and other.subject) and not one.people & other.people:
        return "photographs with different captions"
    if _apart(one, other) > _SAME_DAY:
        return "photographs of different days"
    if one.days and other.days and not one.days & other.days:
        return "photographs of different days"
    return None


def _columns(one: Traits, other: Traits) -> str:
    """One outlet's standing headline ("오늘의 편성표") over texts that differ is a column, not a story."""
    if one.title != other.title or one.source != other.source or one.url == other.url:
        return ""
    mine, theirs = set(one.lead).difference(one.headline), set(other.lead).difference(other.headline)
    if not mine or not theirs:
        return "same headline in the same outlet on another day" if _apart(one, other) > _SAME_DAY else ""
    if len(mine & theirs) < _AGREEING * min(len(mine), len(theirs)):
        return "same headline in the same outlet over another text"
    return ""


def _apart(one: Traits, other: Traits) -> float:
    """Seconds between two articles; 0 where a time is unknown."""
    return abs((one.when - other.when).total_seconds()) if one.when and other.when else 0.0
