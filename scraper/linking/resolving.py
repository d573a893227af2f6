"""Which entity a form in a text means, by the evidence around it; nobody when the evidence does not settle it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from itertools import chain

from scraper.linking.characters import living, players
from scraper.linking.cues import Cues, is_somebody_else, roles_beside
from scraper.linking.folding import squeezed
from scraper.linking.forms import Bearer, Trust
from scraper.linking.knowledge import Knowledge, network
from scraper.linking.layout import Layout
from scraper.linking.matching import Hit
from scraper.linking.quotation import Quote, Work, work_at
from scraper.model.entity import Kind

_ENOUGH = 2.0
_ENOUGH_WEAK = 2.5
_MARGIN = 0.5
_PERSON_BASE = {Trust.FULL: 2.0, Trust.SHORT: 1.0, Trust.WEAK: 0.0, Trust.BARE: -1.0}
_DRAMA_BASE = {Trust.FULL: 1.5, Trust.SHORT: 1.0, Trust.WEAK: 0.0, Trust.BARE: -0.5}
_SHARED_NAME = 1.5


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity seen at a span. reasons: the evidence. note: a cast note only. quoted: in quotation marks."""

    entity: int
    start: int
    end: int
    reasons: tuple[str, ...]
    note: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Scene:
    """All that is known about one text while it is resolved. sure: entities that are settled so far."""

    layout: Layout
    cues: Cues
    quotes: list[Quote]
    hits: list[Hit]
    year: int | None
    notes: set[int] = field(default_factory=set)
    sure: set[int] = field(default_factory=set)
    networks: frozenset[str] = frozenset()

    def quote(self, hit: Hit) -> Quote | None:
        for quote in self.quotes:
            if quote.start <= hit.start and hit.end <= quote.end and quote.end - hit.end <= 2 >= hit.start - quote.start:
                return quote
        return None


class Resolver:
    def __init__(self, knowledge: Knowledge) -> None:
        self._known = knowledge

    def resolve(self, scene: Scene) -> list[Sighting]:
        """Sightings in order of appearance. Fills `scene.sure`."""
        scene.networks = frozenset(map(network, scene.cues.networks))
        people = [hit for hit in scene.hits if any(not self._is_drama(bearer) for bearer in hit.bearers)]
        scene.notes = players(scene.layout, people)
        alive = living(scene.layout, people, scene.notes, lambda hit: self._stands(scene, hit))
        kept = {hit.start for hit in alive} | {hit.start for hit in scene.hits} - {hit.start for hit in people}
        hits = [hit for hit in scene.hits if hit.start in kept]
        found: list[Sighting] = []
        for sure in (True, False, False):
            found = self._round(scene, hits, sure)
            scene.sure = {sighting.entity for sighting in found}
        names = set(chain.from_iterable(self._known.characters.get(number, ()) for number in scene.sure))
        return [sighting for sighting in found if not self._is_named_person(scene, sighting, names)]

    def _stands(self, scene: Scene, hit: Hit) -> bool:
        """Whether a hit is no character although one has its name: a title in quotation marks, or a role word beside."""
        return scene.quote(hit) is not None or bool(roles_beside(scene.layout, hit.start, hit.end))

    def _is_named_person(self, scene: Scene, sighting: Sighting, names: set[str]) -> bool:
        if self._known.entities[sighting.entity].kind is Kind.DRAMA or sighting.note:
            return False
        return scene.layout.folded[sighting.start : sighting.end] in names

    def _round(self, scene: Scene, hits: list[Hit], sure_only: bool) -> list[Sighting]:
        found: list[Sighting] = []
        for hit in hits:
            chosen = self._choose(scene, hit, sure_only)
            if chosen is not None:
                found.append(chosen)
        return found

    def _choose(self, scene: Scene, hit: Hit, sure_only: bool) -> Sighting | None:
        if sure_only and (hit.trust < Trust.SHORT or len({b.entity for b in hit.bearers}) > 1):
            return None
        quote = scene.quote(hit)
        scored = sorted(
            (self._score(scene, hit, bearer, quote) for bearer in hit.bearers), key=lambda entry: -entry[1]
        )
        best, rank, bearer, reasons = scored[0]
        enough = _ENOUGH_WEAK if bearer.trust <= Trust.WEAK and self._is_drama(bearer) else _ENOUGH
        if best < enough or (len(scored) > 1 and rank - scored[1][1] < _MARGIN):
            return None
        return Sighting(bearer.entity, hit.start, hit.end, tuple(reasons), hit.start in scene.notes, quote is not None)

    def _is_drama(self, bearer: Bearer) -> bool:
        return self._known.entities[bearer.entity].kind is Kind.DRAMA

    def _score(self, scene: Scene, hit: Hit, bearer: Bearer, quote: Quote | None) -> tuple[float, float, Bearer, list[str]]:
        """(evidence, evidence with prominence for choosing among homonyms, bearer, reasons)."""
        if self._is_drama(bearer):
            score, reasons = self._drama(scene, hit, bearer, quote)
        else:
            score, reasons = self._person(scene, hit, bearer, quote)
        rank = score + min(2.0, 0.5 * math.log2(1 + self._known.prominence[bearer.entity]))
        rank += 0.75 * self._known.is_primary(bearer.entity, scene.layout.folded[hit.start : hit.end])
        return score, rank, bearer, reasons

    def _person(self, scene: Scene, hit: Hit, bearer: Bearer, quote: Quote | None) -> tuple[float, list[str]]:
        known, entity = self._known, self._known.entities[bearer.entity]
        form = scene.layout.folded[hit.start : hit.end]
        whole = entity.kind is Kind.PERSON and (len(form) >= 3 if hit.hangul else form.count(" ") > 1)
        score = _SHARED_NAME if bearer.trust is Trust.WEAK and whole else _PERSON_BASE[bearer.trust]
        reasons: list[str] = []
        roles = roles_beside(scene.layout, hit.start, hit.end)
        if roles:
            fits = bool(roles & set(entity.roles)) or (entity.kind is Kind.GROUP and bool(roles & {"idol", "singer"}))
            score += 1.5 if fits else -1.5
            reasons += [f"called {min(roles & set(entity.roles), default='')}".strip()] if fits and roles & set(entity.roles) else []
        elif not {"actor", "singer", "idol"} & set(entity.roles) and len(hit.bearers) > 1:
            score -= 2.0  # writers and directors are introduced as such
        if is_somebody_else(scene.layout, hit.start, hit.end):
            score -= 4.0
        works = known.works.get(bearer.entity, {})
        credited = [drama for drama in works if drama in scene.sure]
        if credited:
            score += 2.5
            reasons.append(f"credited in {known.entities[credited[0]].name}")
        elif any(known.cast[drama].keys() & (scene.sure - {bearer.entity}) for drama in works):
            score += 0.75
            reasons.append("beside a co-star")
        groups = known.groups.get(bearer.entity, frozenset()) & scene.sure
        if groups:
            score += 2.0
            reasons.append(f"beside {known.entities[min(groups)].name}")
        if bearer.entity in scene.sure:
            score += 1.0
        score += 0.5 * scene.cues.staged + 0.5 * (scene.cues.dramatic and scene.cues.staged) - 1.0 * hit.loose
        if not scene.cues.staged and scene.cues.elsewhere > 1:
            score -= 2.0
        if bearer.trust is Trust.SHORT and _is_subject(scene, hit):
            score += 0.5
        if quote is not None and not whole:
            score -= 1.0
        if len(hit.bearers) > 1 and _born(scene, hit, entity.year):
            score += 2.0
            reasons.append(f"born {entity.year}")
        if entity.kind is Kind.GROUP and _is_odd(scene.layout.text[hit.start : hit.end], entity.name):
            score += 1.5
        return score, reasons or (["drama context"] if scene.cues.dramatic else ["full name"] if whole else ["context"])

    def _drama(self, scene: Scene, hit: Hit, bearer: Bearer, quote: Quote | None) -> tuple[float, list[str]]:
        known, entity = self._known, self._known.entities[bearer.entity]
        score, reasons = _DRAMA_BASE[bearer.trust], []
        if quote is not None:
            work = quote.work
            score += 1.5 + {Work.DRAMA: 1.0, Work.BROADCAST: 0.75, Work.OTHER: -5.0, Work.UNKNOWN: 0.0}[work]
            reasons.append("quoted")
        else:
            work = work_at(scene.layout, hit.start, hit.end)
            score += {Work.DRAMA: 1.5, Work.BROADCAST: 1.0, Work.OTHER: -3.0, Work.UNKNOWN: 0.0}[work]
            score -= 1.5 * hit.loose + 1.5 * (bearer.trust <= Trust.WEAK)
            score += 1.0 * (not hit.hangul and _is_proper(scene, hit))
        if work is Work.DRAMA:
            reasons.append("called a drama")
        cast = [person for person in known.cast.get(bearer.entity, {}) if person in scene.sure]
        if cast:
            score += 1.5 + 1.0 * (len(cast) > 1)
            reasons.append(f"with {known.entities[cast[0]].name}")
        shared = known.networks[bearer.entity] & scene.networks
        if shared:
            score += 1.0
            reasons.append(f"drama context: {entity.networks[0]}")
        score += 0.5 * scene.cues.dramatic + 0.25 * scene.cues.staged - 1.0 * (not scene.cues.staged)
        score += _age(entity.year, scene.year) + 1.0 * _born(scene, hit, entity.year)
        if bearer.entity in scene.sure:
            score += 1.0
        return score, reasons or ["drama context"]


def _is_subject(scene: Scene, hit: Hit) -> bool:
    """Whether a short name opens the headline, or owns something in it ("Suzy's")."""
    low = scene.layout.folded
    opens = hit.start == 0 or (hit.start < scene.layout.title and low[hit.start - 2 : hit.start] in (": ", "] "))
    return opens or (hit.end < scene.layout.title and low.startswith("'s", hit.end))


def _is_proper(scene: Scene, hit: Hit) -> bool:
    """Whether a capitalised Latin form stands within a sentence, where ordinary words are small."""
    before = scene.layout.text[max(0, hit.start - 2) : hit.start]
    return hit.start > scene.layout.title and len(before) == 2 and before[1] == " " and (before[0].islower() or before[0] == ",")


def _born(scene: Scene, hit: Hit, year: int | None) -> bool:
    """Whether the words around a name give this birth year, or an age that fits it ("Lee Joon-hyuk, 54,")."""
    if year is None:
        return False
    around = scene.layout.folded[max(0, hit.start - 16) : hit.end + 24]
    if str(year) in around:
        return True
    aged = _AGE.match(scene.layout.folded, hit.end)
    return aged is not None and scene.year is not None and scene.year - year - int(aged[1] or aged[2]) in (0, 1)


_AGE = re.compile(r", (\d\d),|\((\d\d)\)")


def _is_odd(printed: str, name: str) -> bool:
    """Whether it is printed just so and no ordinary word is ("SEVENTEEN", "iKON")."""
    return printed == name and not printed[1:].islower()


def _age(aired: int | None, now: int | None) -> float:
    """News is mostly about what airs now; old titles come back, ones that are years away do not."""
    if aired is None or now is None:
        return 0.0
    age = now - aired
    return 0.75 if -1 <= age <= 1 else -1.0 if age < -1 else -0.5 if age > 15 else 0.0
