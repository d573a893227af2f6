"""What the catalogue says about its entities together: casts, works, prominence, groups, characters."""

from __future__ import annotations

import math
import re
from collections import defaultdict

from scraper.linking.folding import key, squeezed
from scraper.model.entity import Catalogue, Entity, Kind

_WEIGHT = {"main": 1.0, "support": 0.3, "writer": 0.6, "director": 0.6, "ost": 0.5}
_HALF_LIFE = 8.0  # years after which a part counts half for how well known somebody is today
_NETWORK = re.compile(r"[^a-z0-9가-힣+]")
_SAME_NETWORK = {
    "넷플릭스": "netflix", "디즈니": "disney+", "disney": "disney+", "티빙": "tving", "웨이브": "wavve",
    "쿠팡플레이": "coupangplay", "tv조선": "tvchosun", "채널a": "channela", "kbs1": "kbs", "kbs2": "kbs",
}  # fmt: skip


def network(name: str) -> str:
    """A network's name as it is compared: "KBS 2TV" and "KBS2" are "kbs", 넷플릭스 is "netflix"."""
    plain = _NETWORK.sub("", key(name))
    return _SAME_NETWORK.get(plain, plain)


class Knowledge:
    """Look-ups over a catalogue, all by an entity's number in `Catalogue.entities`.

    cast: person → role, for each drama. works: drama → role, for each person. prominence: how well known today.
    partners: with whom a person shares a drama. networks: of each drama, compared form. groups: those a person
    belongs to, as the aliases say ("EXID Hani").
    members: the other way round. characters: folded names of a drama's characters. called: folded usual names.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.entities = catalogue.entities
        self.cast: dict[int, dict[int, str]] = defaultdict(dict)
        self.works: dict[int, dict[int, str]] = defaultdict(dict)
        self.characters: dict[int, set[str]] = defaultdict(set)
        self._take_credits(catalogue)
        self.partners = {person: self._partners(person) for person in self.works}
        self.prominence = self._prominences()
        self.networks = [frozenset(map(network, entity.networks)) for entity in self.entities]
        self.groups = self._memberships()
        self.members: dict[int, set[int]] = defaultdict(set)
        for member, groups in self.groups.items():
            for group in groups:
                self.members[group].add(member)
        self._primary = [frozenset((squeezed(e.name), squeezed(e.name_ko))) for e in self.entities]
        self.called = [tuple({key(e.name), key(e.name_ko)} - {""}) for e in self.entities]

    def _take_credits(self, catalogue: Catalogue) -> None:
        dramas = {e.slug: n for n, e in enumerate(self.entities) if e.kind is Kind.DRAMA}
        people = {e.slug: n for n, e in enumerate(self.entities) if e.kind in (Kind.PERSON, Kind.GROUP)}
        for credit in catalogue.credits:
            drama, person = dramas.get(credit.drama), people.get(credit.person)
            if drama is None or person is None:
                continue
            self.cast[drama].setdefault(person, credit.role)
            self.works[person].setdefault(drama, credit.role)
            self.characters[drama] |= {key(name) for name in (credit.character_ko, credit.character_en) if name}

    def _partners(self, person: int) -> frozenset[int]:
        return frozenset(other for drama in self.works[person] for other in self.cast[drama]) - {person}

    def _prominences(self) -> list[float]:
        latest = max((entity.year or 0 for entity in self.entities if entity.kind is Kind.DRAMA), default=0)
        return [self._prominence(number, entity, latest) for number, entity in enumerate(self.entities)]

    def _prominence(self, number: int, entity: Entity, latest: int) -> float:
        if entity.kind is Kind.DRAMA:
            return entity.known * math.pow(0.5, (latest - (entity.year or latest)) / _HALF_LIFE)
        parts = self.works.get(number, {})
        recent = ((role, latest - (self.entities[drama].year or latest)) for drama, role in parts.items())
        return sum(
            (_WEIGHT.get(role, 0.3) * math.pow(0.5, age / _HALF_LIFE) for role, age in recent), 0.25 * entity.known
        )

    def _memberships(self) -> dict[int, frozenset[int]]:
        names = {key(e.name): n for n, e in enumerate(self.entities) if e.kind is Kind.GROUP}
        found: dict[int, set[int]] = defaultdict(set)
        for number, entity in enumerate(self.entities):
            for alias in entity.aliases if entity.kind is Kind.PERSON else ():
                folded_alias = key(alias)
                for cut in (i for i, char in enumerate(folded_alias) if char == " "):
                    if folded_alias[:cut] in names:
                        found[number].add(names[folded_alias[:cut]])
        return {number: frozenset(groups) for number, groups in found.items()}

    def is_primary(self, number: int, form: str) -> bool:
        """Whether a squeezed form is how the entity is usually called, not just an alias."""
        return form in self._primary[number]
