"""Which entity a form in a text means, by the evidence around it; nobody when the evidence does not settle it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain

from scraper.linking.characters import living, players
from scraper.linking.clues import Clues, clues
from scraper.linking.cues import Cues
from scraper.linking.evidence import of_company, of_drama, of_person
from scraper.linking.forms import Bearer, Trust
from scraper.linking.knowledge import Knowledge, network
from scraper.linking.layout import Layout
from scraper.linking.matching import Hit
from scraper.linking.quotation import Quote
from scraper.model.entity import Kind

_ENOUGH = 2.0
_ENOUGH_FOR_A_WORD = 2.5  # for a drama whose title is an ordinary word
_MARGIN = 0.35  # by which the best of several bearers must lead
_ROUNDS = 3  # who is settled in one speaks for others in the next


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity seen at a span. reasons: the evidence. note: a cast note only. quoted: in quotation marks."""

    entity: int
    start: int
    end: int
    reasons: tuple[str, ...]
    note: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One text with all that was found in it. year: the publish year or None."""

    layout: Layout
    cues: Cues
    quotes: list[Quote]
    hits: list[Hit]
    year: int | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A bearer with the evidence of the text alone. points: for it. rank: added to choose among homonyms."""

    bearer: Bearer
    points: float
    rank: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    hit: Hit
    clue: Clues
    candidates: tuple[_Candidate, ...]


class Resolver:
    """Decides over one catalogue's entities."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = knowledge

    def resolve(self, scene: Scene) -> list[Sighting]:
        """Sightings in order of appearance."""
        notes, hits = self._living(scene)
        twice = _in_two_forms(scene, hits)
        questions = [self._question(scene, hit, twice) for hit in hits]
        networks = frozenset(map(network, scene.cues.networks))
        sure: set[int] = set()
        found: list[Sighting] = []
        for turn in range(_ROUNDS):
            asked = (
                questions if turn else [q for q in questions if len(q.candidates) == 1 and q.hit.trust >= Trust.SHORT]
            )
            found = [s for q in asked if (s := self._answer(q, sure, networks, notes)) is not None]
            settled = {sighting.entity for sighting in found}
            if turn and settled == sure:
                break
            sure = settled
        names = set(chain.from_iterable(self._known.characters.get(number, ()) for number in sure))
        return [sighting for sighting in found if not self._is_character(scene, sighting, names)]

    def _is_character(self, scene: Scene, sighting: Sighting, names: set[str]) -> bool:
        """Whether it has the name of a character in a drama of the text, and no role word beside it."""
        if (
            sighting.note
            or self._is_drama(sighting.entity)
            or scene.layout.folded[sighting.start : sighting.end] not in names
        ):
            return False
        return not any(reason.startswith("called") for reason in sighting.reasons)

    def _living(self, scene: Scene) -> tuple[set[int], list[Hit]]:
        """Starts of cast notes, and the hits that are no characters."""
        people = [hit for hit in scene.hits if any(not self._is_drama(bearer.entity) for bearer in hit.bearers)]
        notes = players(scene.layout, people)
        alive = living(scene.layout, people, notes, lambda hit: _stands(scene, hit))
        dead = {hit.start for hit in people} - {hit.start for hit in alive}
        return notes, [hit for hit in scene.hits if hit.start not in dead]

    def _is_drama(self, number: int) -> bool:
        return self._known.entities[number].kind is Kind.DRAMA

    def _question(self, scene: Scene, hit: Hit, twice: set[int]) -> _Question:
        clue = clues(scene.layout, hit, scene.quotes, any(self._is_drama(bearer.entity) for bearer in hit.bearers))
        return _Question(hit, clue, tuple(self._candidate(scene, hit, clue, bearer, twice) for bearer in hit.bearers))

    def _candidate(self, scene: Scene, hit: Hit, clue: Clues, bearer: Bearer, twice: set[int]) -> _Candidate:
        entity = self._known.entities[bearer.entity]
        of = of_drama if entity.kind is Kind.DRAMA else of_person
        evidence = list(of(entity, bearer, hit, clue, scene.cues, scene.year))
        if bearer.entity in twice and bearer.trust <= Trust.WEAK:
            evidence.append((1.5, "both its names"))
        rank = min(2.0, 0.5 * math.log2(1 + self._known.prominence[bearer.entity]))
        rank += 0.75 * self._known.is_primary(bearer.entity, clue.plain)
        return _Candidate(bearer, sum(points for points, _ in evidence), rank, tuple(why for _, why in evidence if why))

    def _answer(
        self, question: _Question, sure: set[int], networks: frozenset[str], notes: set[int]
    ) -> Sighting | None:
        best, second = -math.inf, -math.inf
        reasons: tuple[str, ...] = ()
        chosen: _Candidate | None = None
        points = 0.0
        for candidate in question.candidates:
            company = list(of_company(self._known, candidate.bearer.entity, question.clue, sure, networks))
            score = candidate.points + sum(more for more, _ in company)
            if score + candidate.rank > best:
                second, best, chosen, points = best, score + candidate.rank, candidate, score
                reasons = (*candidate.reasons, *(why for _, why in company if why))
            else:
                second = max(second, score + candidate.rank)
        if chosen is None or points < self._enough(chosen.bearer) or best - second < _MARGIN:
            return None
        hit = question.hit
        return Sighting(
            chosen.bearer.entity, hit.start, hit.end, reasons, hit.start in notes, question.clue.quote is not None
        )

    def _enough(self, bearer: Bearer) -> float:
        return _ENOUGH_FOR_A_WORD if bearer.trust <= Trust.WEAK and self._is_drama(bearer.entity) else _ENOUGH


def _in_two_forms(scene: Scene, hits: list[Hit]) -> set[int]:
    """Entities that the text names in two different forms ("IU (Lee Ji Eun)")."""
    forms: dict[int, set[str]] = {}
    for hit in hits:
        for bearer in hit.bearers:
            forms.setdefault(bearer.entity, set()).add(scene.layout.folded[hit.start : hit.end])
    return {entity for entity, printed in forms.items() if len(printed) > 1}


def _stands(scene: Scene, hit: Hit) -> bool:
    """Whether a hit is no character although one has its name: a title in quotation marks, or a role word beside."""
    clue = clues(scene.layout, hit, scene.quotes, title=False)
    return clue.quote is not None or bool(clue.roles)
