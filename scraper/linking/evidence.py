"""What speaks for an entity being meant, in points with reasons. Two points are enough; see `resolving`.

The points are judgements, ordered by how rarely each kind of evidence misleads, and checked on labelled news.
"""

from __future__ import annotations

from collections.abc import Iterator

from scraper.linking.clues import Clues
from scraper.linking.cues import Cues
from scraper.linking.forms import Bearer, Trust
from scraper.linking.knowledge import Knowledge
from scraper.linking.matching import Hit
from scraper.linking.quotation import Work
from scraper.model.entity import Entity, Kind

Evidence = Iterator[tuple[float, str]]  # points, and the reason or "" where there is nothing to tell

_PERSON = {Trust.FULL: 2.0, Trust.SHORT: 1.0, Trust.SHARED: 1.5, Trust.WEAK: 0.0, Trust.BARE: -1.0}
_DRAMA = {Trust.FULL: 1.5, Trust.SHORT: 1.0, Trust.SHARED: 0.0, Trust.WEAK: 0.0, Trust.BARE: -0.5}
_QUOTED = {Work.DRAMA: 2.5, Work.BROADCAST: 2.25, Work.OTHER: -3.5, Work.UNKNOWN: 1.5}
_UNQUOTED = {Work.DRAMA: 1.5, Work.BROADCAST: 1.0, Work.OTHER: -3.0, Work.UNKNOWN: 0.0}
_SEEN = frozenset({"actor", "singer", "idol"})


def of_person(entity: Entity, bearer: Bearer, hit: Hit, clue: Clues, cues: Cues, now: int | None) -> Evidence:
    """What the text alone says for a person or group. now: the publish year or None."""
    whole = entity.kind is Kind.PERSON and clue.whole
    yield _PERSON[bearer.trust], ""
    yield from _roles(entity, clue, alone=len(hit.bearers) == 1)
    yield 0.5 * cues.staged + 0.5 * (cues.staged and cues.dramatic), ""
    yield -4.0 * clue.other - 1.0 * hit.loose - 2.0 * (not cues.staged and cues.elsewhere > 1), ""
    if bearer.trust is Trust.SHORT and (clue.subject or clue.listed):
        yield 0.5, ""
    if clue.quote is not None and not whole:
        yield -1.0, ""
    if len(hit.bearers) > 1 and _is_born(entity, clue, now):
        yield 2.0, f"born {entity.year}"
    if entity.kind is Kind.GROUP and clue.printed == entity.name and not clue.printed[1:].islower():
        yield 1.5, ""  # printed just so, and no ordinary word is ("SEVENTEEN", "iKON")


def _roles(entity: Entity, clue: Clues, alone: bool) -> Evidence:
    fitting = clue.roles & set(entity.roles)
    if fitting or (entity.kind is Kind.GROUP and clue.roles & {"idol", "singer"}):
        yield 1.5, f"called {min(fitting)}" if fitting else ""
    elif clue.roles:
        yield -1.5, ""
    elif not alone and not _SEEN & set(entity.roles):
        yield -2.0, ""  # writers and directors are introduced as such


def _is_born(entity: Entity, clue: Clues, now: int | None) -> bool:
    """Whether the birth year stands nearby, or an age that fits it ("Lee Joon-hyuk, 54,")."""
    if entity.year is None:
        return False
    return entity.year in clue.years or (
        clue.age is not None and now is not None and now - entity.year - clue.age in (0, 1)
    )


def of_drama(entity: Entity, bearer: Bearer, hit: Hit, clue: Clues, cues: Cues, now: int | None) -> Evidence:
    """What the text alone says for a drama. now: the publish year or None."""
    yield _DRAMA[bearer.trust], ""
    if clue.quote is not None:
        yield _QUOTED[clue.work], "quoted"
    else:
        yield _UNQUOTED[clue.work], ""
        yield 1.0 * clue.proper - 1.5 * hit.loose - 1.5 * (bearer.trust <= Trust.WEAK), ""
    if clue.work is Work.DRAMA:
        yield 0.0, "called a drama"
    yield 0.5 * cues.dramatic + (0.25 if cues.staged else -1.0), ""
    yield _age(entity.year, now), ""
    if entity.year in clue.years:
        yield 1.0, f"of {entity.year}"


def _age(aired: int | None, now: int | None) -> float:
    """News is mostly about what airs now; old titles come back, ones that are years ahead do not."""
    if aired is None or now is None:
        return 0.0
    age = now - aired
    return 0.75 if -1 <= age <= 1 else -1.0 if age < -1 else -0.5 if age > 15 else 0.0


def of_company(known: Knowledge, number: int, clue: Clues, sure: set[int], networks: frozenset[str]) -> Evidence:
    """What the entities that are settled already say for another one. networks: named in the text."""
    if number in sure:
        yield 1.0, ""
    if known.entities[number].kind is Kind.DRAMA:
        yield from _of_cast(known, number, sure, networks)
        return
    works = known.works.get(number, {})
    credited = next((drama for drama in works if drama in sure), None)
    if credited is not None:
        yield 3.0, f"credited in {known.entities[credited].name}"
    elif not sure.isdisjoint(known.partners.get(number, ())):
        yield 0.3, "beside a co-star"  # less than the margin: it never chooses among namesakes
    yield from _of_group(known, number, clue, sure)


def _of_cast(known: Knowledge, number: int, sure: set[int], networks: frozenset[str]) -> Evidence:
    cast = [person for person in known.cast.get(number, {}) if person in sure]
    if cast:
        yield 1.5 if len(cast) == 1 else 2.5, f"with {known.entities[cast[0]].name}"
    if known.networks[number] & networks:
        yield 1.0, f"drama context: {known.entities[number].networks[0]}"


def _of_group(known: Knowledge, number: int, clue: Clues, sure: set[int]) -> Evidence:
    """A member beside the group, or the group beside a member ("아이들 슈화", "EXID's Hani")."""
    for group in known.groups.get(number, ()):
        if group in sure or clue.before.endswith(known.called[group]):
            yield 2.0, f"beside {known.entities[group].name}"
            return
    if known.members.get(number, set()) & sure:
        yield 2.0, ""
