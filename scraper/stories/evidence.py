"""How alike an article and a story are: separate evidence for headline, text, names, topic, facts and time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from scraper.stories.index import Profile, Telling
from scraper.stories.traits import Traits
from scraper.stories.vectors import Vector
from scraper.stories.vetoes import agreement

# Topics of which a drama or person rarely has two at a time; of recaps, stills or interviews there are many a day.
_SHARP = frozenset({"ost", "casting", "ratings", "awards", "premiere", "press_event"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Likeness in words with the tellings in the same script, 0..1.

    headline, text: cosine with the centroid (text: headline and first lines). average_headline, average_text: mean
    cosine with the tellings. nearest: the best single headline. covered: weight of the article's headline that the
    average telling holds. back: weight of the story's headlines that the article holds.
    """

    headline: float = 0.0
    average_headline: float = 0.0
    nearest: float = 0.0
    text: float = 0.0
    average_text: float = 0.0
    covered: float = 0.0
    back: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """words: None where no telling is in the article's script. names, people, all_names: mean overlap (Jaccard) of the
    main names, the main people, all names, with the tellings where both are known; known: whether any was. drama:
    share of tellings with a main drama in common. topic, facts, subject, figures: -1 (differ) to 1 (agree), 0 unknown.
    sharp: share of tellings with the same main topic where that is one of which a drama has one at a time.
    hours: from the nearest telling, None when unknown. tellings: how many the story has. crowd:
    how many stories the rarest shared name is in. bare: a headline without known names is all there is
    of the article, and not in Hangul. timed: whether the article's own time is known."""

    words: Wording | None
    names: float
    people: float
    all_names: float
    known: bool
    drama: float
    topic: float
    sharp: float
    facts: float
    subject: float
    figures: float
    told: float
    hours: float | None
    tellings: int
    crowd: int
    bare: bool
    timed: bool


def weigh(vector: Vector, own: Profile | None, covered: float, tellings: list[Telling], crowd: int) -> Evidence:
    """own: the story's profile in the article's script. tellings: all of the story's, at least one."""
    mine, theirs = vector.traits, [t.traits for t in sample(tellings)]
    return Evidence(
        words=_wording(vector, own, covered) if own else None,
        names=_mean(mine, theirs, lambda t: _overlap(mine.main, t.main)),
        people=_mean(mine, theirs, lambda t: _overlap(mine.people, t.people)),
        all_names=_mean(mine, theirs, lambda t: _overlap(mine.named, t.named)),
        known=bool(mine.main) and any(t.main for t in theirs),
        drama=_mean(mine, theirs, lambda t: float(bool(mine.dramas & t.dramas)) if mine.dramas and t.dramas else None),
        topic=_mean(mine, theirs, lambda t: _topic(mine, t)),
        sharp=_mean(mine, theirs, lambda t: float(mine.topics[0] in _SHARP and mine.topics[0] == t.topics[0])),
        facts=_mean(mine, theirs, lambda t: agreement(mine, t)),
        subject=_mean(mine, theirs, lambda t: _subject(mine, t)),
        figures=_mean(mine, theirs, lambda t: _figures(mine, t)),
        told=_mean(mine, theirs, lambda t: _overlap(mine.told, t.told)),
        hours=hours(mine.when, [t.traits.when for t in tellings if t.traits.when]),
        tellings=len(tellings),
        crowd=crowd,
        bare=not (mine.lead or mine.named or mine.korean),
        timed=mine.timed,
    )


def sample(tellings: list[Telling]) -> list[Telling]:
    """The first tellings and the latest: what the story was and what it has become."""
    return tellings if len(tellings) <= 12 else tellings[:4] + tellings[-8:]


def _wording(vector: Vector, own: Profile, covered: float) -> Wording:
    size = len(own.tellings)
    heads, texts = own.head.dot(vector.head), own.text.dot(vector.text)
    return Wording(
        headline=heads / sqrt(own.head.square) if heads else 0.0,
        average_headline=heads / size,
        nearest=max([cosine(vector.head, t.vector.head) for t in sample(own.tellings)]),
        text=texts / sqrt(own.text.square) if texts else 0.0,
        average_text=texts / size,
        covered=covered,
        back=_back(vector.text, own),
    )


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Of two unit vectors."""
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def _back(mine: dict[str, float], own: Profile) -> float:
    theirs = own.head.weights
    if len(theirs) < len(mine):
        held = sum([weight for term, weight in theirs.items() if term in mine])
    else:
        held = sum([theirs[term] for term in mine if term in theirs])
    return held / own.head.total if own.head.total else 0.0


def _mean(mine: Traits, theirs: list[Traits], compare: Callable[[Traits], float | None]) -> float:
    """Average over the tellings that can be compared; 0 when none can."""
    known = [value for value in map(compare, theirs) if value is not None]
    return sum(known) / len(known) if known else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    return len(one & other) / len(one | other) if one and other else None


def _topic(one: Traits, other: Traits) -> float | None:
    if "other" in (one.topics[0], other.topics[0]):
        return None
    if one.topics[0] == other.topics[0]:
        return 1.0
    return 0.3 if one.topics[0] in other.topics or other.topics[0] in one.topics else -1.0


def _subject(one: Traits, other: Traits) -> float | None:
    """Whether two Korean headlines open with the same person, or with people whom the other text does not name."""
    if not one.subject or not other.subject:
        return None
    if one.subject == other.subject:
        return 1.0
    return -1.0 if one.subject not in other.plain and other.subject not in one.plain else None


def _figures(one: Traits, other: Traits) -> float | None:
    if not one.figures or not other.figures:
        return None
    if one.figures & other.figures:
        return 1.0
    return None if one.figures & other.told or other.figures & one.told else -1.0


def hours(when: datetime | None, times: list[datetime]) -> float | None:
    """From the nearest end of the time in which a story was told; 0 within it."""
    if when is None or not times:
        return None
    outside = max((min(times) - when).total_seconds(), (when - max(times)).total_seconds(), 0.0)
    return outside / 3600
