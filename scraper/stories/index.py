"""The stories in memory: their tellings as weighted terms, and which stories a term or a name leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scraper.model.story import Told
from scraper.stories.traits import Traits
from scraper.stories.vectors import Sum, Vector, Weights

_RARE = 20  # terms of a text that candidates are looked for by, rarest first
_COMMON = 300  # stories behind a term above which it finds no candidates
_CANDIDATES = 6
_HOPEFUL = 0.25  # share of the best candidate's rank below which one is not looked at


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    told: Told
    vector: Vector

    @property
    def traits(self) -> Traits:
        return self.vector.traits


@dataclass(slots=True, eq=False)
class Profile:
    """The tellings of one story in one script."""

    key: tuple[str, bool]
    tellings: list[Telling] = field(default_factory=list)
    head: Sum = field(default_factory=Sum)
    text: Sum = field(default_factory=Sum)

    def add(self, telling: Telling) -> None:
        self.tellings.append(telling)
        self.head.add(telling.vector.head)
        self.text.add(telling.vector.text)

    def drop(self, telling: Telling) -> None:
        """Sums anew over what is left, so that no rounding error stays behind."""
        left = [other for other in self.tellings if other is not telling]
        self.tellings, self.head, self.text = [], Sum(), Sum()
        for other in left:
            self.add(other)


class Index:
    """Profiles by story and script, and postings from terms and names to them."""

    def __init__(self) -> None:
        self._head = Weights()
        self._text = Weights()
        self.profiles: dict[tuple[str, bool], Profile] = {}
        self._by_term: dict[str, dict[tuple[str, bool], int]] = {}
        self._by_name: dict[str, dict[tuple[str, bool], int]] = {}

    def vector(self, traits: Traits) -> Vector:
        return Vector(traits, self._head.unit(traits.headline), self._text.unit(traits.all))

    def add(self, telling: Telling) -> None:
        traits, key = telling.traits, (telling.told.story, telling.traits.korean)
        self.profiles.setdefault(key, Profile(key)).add(telling)
        self._head.count(traits.headline, 1)
        self._text.count(traits.all, 1)
        _post(self._by_term, traits.all, key)
        _post(self._by_name, traits.main, key)

    def drop(self, telling: Telling) -> None:
        traits, key = telling.traits, (telling.told.story, telling.traits.korean)
        profile = self.profiles[key]
        profile.drop(telling)
        if not profile.tellings:
            del self.profiles[key]
        self._head.count(traits.headline, -1)
        self._text.count(traits.all, -1)
        _unpost(self._by_term, traits.all, key)
        _unpost(self._by_name, traits.main, key)

    def worded_like(self, vector: Vector) -> list[tuple[Profile, float]]:
        """Profiles in the same script that share the weightiest terms, best first, each with the share of the
        headline's weight that its average telling holds."""
        korean = vector.traits.korean
        held: dict[tuple[str, bool], float] = {}
        for term, weight in vector.head.items():
            _gather(held, self._by_term.get(term, _NOTHING), weight)
        found = dict(held)
        for term in sorted(vector.text, key=vector.text.__getitem__, reverse=True)[:_RARE]:
            _gather(found, self._by_term.get(term, _NOTHING), vector.text[term])
        total = sum(vector.head.values()) or 1.0
        profiles = self.profiles
        ranked = [(-value / len(profiles[key].tellings), key) for key, value in found.items() if key[1] is korean]
        best = sorted(ranked)[:_CANDIDATES]
        return [
            (profile, held.get(key, 0.0) / len(profile.tellings) / total)
            for value, key in best
            if (profile := profiles[key]) and value <= _HOPEFUL * best[0][0]
        ]

    def covered(self, vector: Vector, key: tuple[str, bool]) -> float:
        """Share of the headline's weight that the average telling of a profile holds."""
        total = sum(vector.head.values()) or 1.0
        held = sum([weight * self._by_term.get(term, _NOTHING).get(key, 0) for term, weight in vector.head.items()])
        return held / total / len(self.profiles[key].tellings)

    def naming_same(self, traits: Traits) -> list[str]:
        """Stories in any script that share main names, those with the most and rarest first."""
        found: dict[str, float] = {}
        for name in sorted(traits.main):
            posted = self._by_name.get(name, _NOTHING)
            for story, _ in posted:
                found[story] = found.get(story, 0.0) + 1 / (1 + len(posted))
        return sorted(found, key=lambda story: (-found[story], story))[:_CANDIDATES]

    def crowd(self, traits: Traits, tellings: list[Telling]) -> int:
        """In how many stories (by script) the rarest name is that article and story share; 0 when they share none."""
        shared = [name for name in traits.main if any(name in t.traits.main for t in tellings)]
        return min((len(self._by_name[name]) for name in shared), default=0)

    def tellings(self, story: str) -> list[Telling]:
        """All that is told of a story, those in Hangul first; empty when it is not known."""
        return [t for korean in (True, False) if (p := self.profiles.get((story, korean))) for t in p.tellings]


_NOTHING: dict[tuple[str, bool], int] = {}


def _gather(found: dict[tuple[str, bool], float], posted: dict[tuple[str, bool], int], weight: float) -> None:
    if len(posted) <= _COMMON:
        for key, count in posted.items():
            found[key] = found.get(key, 0.0) + weight * count


def _post(postings: dict[str, dict[tuple[str, bool], int]], terms: Iterable[str], key: tuple[str, bool]) -> None:
    for term in terms:
        posted = postings.get(term)
        if posted is None:
            postings[term] = {key: 1}
        else:
            posted[key] = posted.get(key, 0) + 1


def _unpost(postings: dict[str, dict[tuple[str, bool], int]], terms: Iterable[str], key: tuple[str, bool]) -> None:
    for term in terms:
        posted = postings[term]
        posted[key] -= 1
        if not posted[key]:
            del posted[key]
            if not posted:
                del postings[term]
