"""Tf-idf vectors of headlines and texts, their sums, and the document frequencies behind the weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log, sqrt

from scraper.stories.traits import Traits

_PRIOR = 300.0  # articles that idf pretends to have seen, so that the first hours do not take every word for rare


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Traits as unit vectors of tf-idf weights. head: of the headline; text: of headline and first lines. weight:
    sum of the headline's weights before scaling."""

    traits: Traits
    head: dict[str, float]
    text: dict[str, float]


@dataclass(slots=True, eq=False)
class Sum:
    """A sum of unit vectors: the centroid but for its length, and the square of that."""

    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    total: float = 0.0

    def add(self, vector: dict[str, float]) -> None:
        weights, square, total = self.weights, self.square, self.total
        for term, weight in vector.items():
            before = weights.get(term, 0.0)
            weights[term] = before + weight
            square += weight * (2 * before + weight)
            total += weight
        self.square, self.total = square, total

    def dot(self, vector: dict[str, float]) -> float:
        weights = self.weights
        return sum([weight * weights[term] for term, weight in vector.items() if term in weights])

    def cosine(self, vector: dict[str, float]) -> float:
        return self.dot(vector) / sqrt(self.square) if self.square else 0.0


class Weights:
    """Inverse document frequencies that follow the window."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._total = 0

    def count(self, terms: Iterable[str], by: int) -> None:
        self._total += by
        seen = self._seen
        for term in terms:
            left = seen.get(term, 0) + by
            if left:
                seen[term] = left
            else:
                del seen[term]

    def unit(self, terms: tuple[str, ...]) -> dict[str, float]:
        """The terms as a vector of length 1."""
        seen, top = self._seen, self._total + _PRIOR
        found = {term: log(top / (seen.get(term, 0) + 1)) for term in terms}
        length = sqrt(sum([weight * weight for weight in found.values()])) or 1.0
        return {term: weight / length for term, weight in found.items()}
