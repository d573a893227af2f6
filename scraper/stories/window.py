"""The stories of the last days in memory, and the decision which of them an article tells."""

from __future__ import annotations

from datetime import datetime

from scraper.model.article import Article
from scraper.model.entity import Linked
from scraper.model.story import Decision, Match, Told
from scraper.stories import copies
from scraper.stories.evidence import Evidence, weigh
from scraper.stories.index import Index, Profile, Telling, Vector
from scraper.stories.traits import traits
from scraper.stories.vetoes import veto


class Window:
    """The stories active in the window. Same additions in the same order give the same decisions in any process.

    hours: how far from a story's tellings an article may still tell the same news; copies match as long as kept.
    """

    def __init__(self, *, hours: float = 48.0) -> None:
        self._hours = hours
        self._index = Index()
        self._tellings: dict[str, Telling] = {}
        self._clock: datetime | None = None
        self._last: tuple[Article, Linked, Vector] | None = None

    def __len__(self) -> int:
        return len(self._tellings)

    def add(self, told: Told) -> None:
        """A stored telling; adding the same key again replaces it."""
        if told.key in self._tellings:
            self._index.drop(self._tellings.pop(told.key))
        when = told.article.published or self._clock
        telling = Telling(told, self._vector(told.article, told.linked, when))
        if when and (self._clock is None or when > self._clock):
            self._clock = when
        self._tellings[told.key] = telling
        self._index.add(telling)

    def _vector(self, article: Article, linked: Linked, when: datetime | None) -> Vector:
        last = self._last
        if last and last[0] is article and last[1] is linked:
            return last[2]
        return self._index.vector(traits(article, linked, when))

    def decide(self, article: Article, linked: Linked, *, now: datetime) -> Decision:
        mine = traits(article, linked, article.published or now)
        vector = self._index.vector(mine)
        self._last = (article, linked, vector)
        best: tuple[float, Profile] | None = None
        for profile, covered in self._index.worded_like(vector):
            if veto(mine, [t.traits for t in profile.tellings]):
                continue
            evidence = weigh(vector, profile, covered, profile.tellings, 0)
            if evidence.hours is not None and evidence.hours > self._hours:
                continue
            value = score(evidence)
            if best is None or value > best[0]:
                best = value, profile
        if best and best[0] > 0.5:
            return Decision(match=Match.SAME, story=best[1].key[0], article=best[1].tellings[-1].told.key, score=best[0], why="same")
        return Decision(match=Match.NEW, story=None, article=None, score=best[0] if best else 0.0, why="new")

    def forget(self, before: datetime) -> None:
        for key in [k for k, t in self._tellings.items() if t.traits.when and t.traits.when < before]:
            self._index.drop(self._tellings.pop(key))


def score(e: Evidence) -> float:
    w = e.words
    return 0.0 if w is None else min(1.0, 0.35 * w.headline + 0.25 * w.covered + 0.3 * w.text + 0.25 * w.back)
