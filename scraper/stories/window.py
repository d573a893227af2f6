"""The stories of the last days in memory, and the decision which of them an article tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from scraper.model.article import Article
from scraper.model.entity import Linked
from scraper.model.story import Decision, Match, Told
from scraper.stories import reasons
from scraper.stories.copies import Copies, copied
from scraper.stories.evidence import Evidence, cosine, sample, weigh
from scraper.stories.index import Index, Telling
from scraper.stories.judgement import chance
from scraper.stories.traits import traits
from scraper.stories.vectors import Vector
from scraper.stories.vetoes import veto

_LIKELY = 0.5  # chance from which an article joins


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A story that an article may tell. veto: why it cannot, or ""."""

    story: str
    chance: float
    evidence: Evidence
    veto: str


class Window:
    """The stories active in the window. Same additions in the same order give the same decisions in any process.

    hours: how far from a story's tellings an article may still tell the same news; copies match as long as kept.
    """

    def __init__(self, *, hours: float = 48.0) -> None:
        self._hours = hours
        self._index = Index()
        self._copies = Copies()
        self._tellings: dict[str, Telling] = {}
        self._clock: datetime | None = None
        self._last: tuple[Article, Linked, Vector] | None = None

    def __len__(self) -> int:
        return len(self._tellings)

    def add(self, told: Told) -> None:
        """A stored telling; adding the same key again replaces it (an edited article)."""
        self._remove(told.key)
        vector = self._vector(told.article, told.linked, told.article.published or self._clock)
        when = vector.traits.when
        if when and (self._clock is None or when > self._clock):
            self._clock = when
        telling = self._tellings[told.key] = Telling(told, vector)
        self._index.add(telling)
        self._copies.add(told.key, vector.traits.url, vector.traits.marks)

    def forget(self, before: datetime) -> None:
        """Drops the tellings older than `before` (UTC-aware); those of unknown time count as that old next time."""
        for key, telling in list(self._tellings.items()):
            if telling.traits.when is None or telling.traits.when < before:
                self._remove(key)

    def _remove(self, key: str) -> None:
        telling = self._tellings.pop(key, None)
        if telling:
            self._index.drop(telling)
            self._copies.drop(key, telling.traits.url, telling.traits.marks)

    def _vector(self, article: Article, linked: Linked, when: datetime | None) -> Vector:
        """What `decide` computed last is what `add` needs next."""
        last = self._last
        if last and last[0] is article and last[1] is linked:
            return last[2]
        return self._index.vector(traits(article, linked, when))

    def decide(self, article: Article, linked: Linked, *, now: datetime) -> Decision:
        """Which story an article tells; changes nothing. now: ingest time, UTC-aware, where `published` is None.

        An article at a known address stays in its story; then copied text decides, then likeness of the news.
        """
        vector = self._index.vector(traits(article, linked, article.published or now))
        self._last = (article, linked, vector)
        return self._copy(vector) or self._same(vector)

    def _copy(self, vector: Vector) -> Decision | None:
        mine = vector.traits
        for key in self._copies.at(mine.url):
            telling = self._tellings[key]
            return _joined(Match.COPY, telling, 1.0, reasons.address(telling))
        for key in self._copies.sharing(mine.marks):
            telling = self._tellings[key]
            share = copied(mine.text, telling.traits.text)
            if share and not veto(mine, [telling.traits]):
                return _joined(Match.COPY, telling, share, reasons.copy(share, telling))
        return None

    def _same(self, vector: Vector) -> Decision:
        candidates = sorted(self._candidates(vector), key=lambda c: (-c.chance, c.story))
        open_to = [candidate for candidate in candidates if not candidate.veto]
        if open_to and open_to[0].chance >= _LIKELY:
            best = open_to[0]
            telling = self._nearest(vector, best.story)
            return _joined(Match.SAME, telling, best.chance, reasons.same(vector.traits, telling, best.evidence))
        return self._founded(vector, candidates)

    def _founded(self, vector: Vector, candidates: list[_Candidate]) -> Decision:
        nearest = vetoed = None
        if candidates and candidates[0].veto:
            vetoed = (self._nearest(vector, candidates[0].story), candidates[0].veto)
        elif candidates:
            nearest = (self._nearest(vector, candidates[0].story), candidates[0].evidence)
        score = max((c.chance for c in candidates if not c.veto), default=0.0)
        why = reasons.new(vector.traits, nearest, vetoed)
        return Decision(match=Match.NEW, story=None, article=None, score=score, why=why)

    def _candidates(self, vector: Vector) -> Iterator[_Candidate]:
        covered = {profile.key[0]: share for profile, share in self._index.worded_like(vector)}
        for story in dict.fromkeys([*covered, *self._index.naming_same(vector.traits)]):
            evidence = self._evidence(vector, story, covered.get(story))
            if evidence.hours is None or evidence.hours <= self._hours:
                told = [telling.traits for telling in sample(self._index.tellings(story))]
                why = veto(vector.traits, told)
                yield _Candidate(story, chance(evidence), evidence, why)

    def _evidence(self, vector: Vector, story: str, covered: float | None) -> Evidence:
        own = self._index.profiles.get((story, vector.traits.korean))
        if own and covered is None:
            covered = self._index.covered(vector, own.key)
        tellings = self._index.tellings(story)
        return weigh(vector, own, covered or 0.0, tellings, self._index.crowd(vector.traits, tellings))

    def _nearest(self, vector: Vector, story: str) -> Telling:
        """The telling that resembles the article most, the first of equals."""
        return max(self._index.tellings(story), key=lambda telling: _likeness(vector, telling.vector))


def _likeness(one: Vector, other: Vector) -> tuple[float, int]:
    words = cosine(one.head, other.head) + cosine(one.text, other.text)
    return words, len(one.traits.named & other.traits.named)


def _joined(match: Match, telling: Telling, score: float, why: str) -> Decision:
    return Decision(match=match, story=telling.told.story, article=telling.told.key, score=min(score, 1.0), why=why)
