"""Learns `scraper/stories/weights.py` from labelled data: `tests/stories/fit.py FOLDER > weights.py`. Not a test.

Each article meets the stories as the labels have them at that moment; every story that the window proposes and no veto
forbids is one example. Logistic regression (Newton's method, ridge penalty) under the sign that each kind of evidence
must have: likeness can only speak for a story, hours and crowd only against it.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from measure import NEWSSTAND, NOTHING, START, Row, as_labelled, english, korean, linker, made_up

from scraper.model.article import Article
from scraper.model.entity import Linked
from scraper.model.story import Told
from scraper.stories import Window, judgement
from scraper.stories.traits import traits

Link = Callable[[Article], Linked]
AGAINST = {"hours", "crowd"}
FREE = {"bias", "known", "size", "headline_size", "covered_size"}
RIDGE = 1.0
CAUTION = 1.5  # a false merge costs as much as this many false splits
FOLDS = 5


@dataclass(frozen=True)
class Example:
    rule: str
    features: tuple[float, ...]
    same: bool
    event: str
    weight: float


def examples(rows: Sequence[Row], link: Link, weight: float = 1.0, *, blind: bool = True) -> list[Example]:
    """blind: with the labels' stories; otherwise with those that the weights now in force make."""
    window, found, gold = Window(), [], {}
    for number, row in enumerate(rows):
        linked = link(row.article)
        vector = window._index.vector(traits(row.article, linked, row.article.published or START))
        for c in window._candidates(vector):
            if not c.veto:
                same = gold[c.story].most_common(1)[0][0] == row.story
                evidence = c.evidence
                found.append(Example(judgement.rule(evidence), judgement.features(evidence), same, row.event, weight))
        decided = row.story if blind else window.decide(row.article, linked, now=START).story or str(number)
        gold.setdefault(decided, Counter())[row.story] += 1
        window.add(Told(key=str(number), story=decided, article=row.article, linked=linked))
    return found


def learn(found: Sequence[Example], rule: str) -> tuple[float, ...]:
    chosen = [e for e in found if e.rule == rule]
    names = judgement.NAMES[rule]
    x, y = np.array([e.features for e in chosen]), np.array([float(e.same) for e in chosen])
    weight = np.array([e.weight * (1 if e.same or rule == "bare" else CAUTION) for e in chosen])
    used = np.ones(len(names), bool)
    while True:
        b = np.zeros(len(names))
        b[used] = _newton(x[:, used], y, weight)
        wrong = np.array(
            [name not in FREE and (v > 0 if name in AGAINST else v < 0) for name, v in zip(names, b, strict=False)]
        )
        if not wrong.any():
            return tuple(float(v) for v in b.round(3))
        used &= ~wrong


def _newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    b, ridge = np.zeros(x.shape[1]), RIDGE * np.eye(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (weight * (p - y)) + ridge @ b
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, slope)
        b -= step
        if abs(step).max() < 1e-6:
            break
    return b


def fold(event: str) -> int:
    return zlib.crc32(event.encode()) % FOLDS


def crossed_validation(sets: dict[str, tuple[list[Row], Link]], found: list[Example]) -> None:
    """Articles of a fold's events are decided with weights that never saw them; the others go where the labels say."""
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in sets}
    for number in range(FOLDS):
        _use({r: learn([e for e in found if fold(e.event) != number], r) for r in ("worded", "crossed")})
        for name, (rows, link) in sets.items():
            given, gold = _decided(rows, link, number), [row.story for row in rows]
            both, cg, cd = Counter(zip(gold, given, strict=False)), Counter(gold), Counter(given)
            for g, d, row in zip(gold, given, rows, strict=False):
                if fold(row.event) == number:
                    scores[name].append((both[g, d] / cd[d], both[g, d] / cg[g]))
    for name, pairs in scores.items():
        p, r = np.mean(pairs, axis=0)
        print(f"# {name}, {FOLDS} folds by event: B3 {p:.3f}/{r:.3f}/{2 * p * r / (p + r):.3f}", file=sys.stderr)


def _decided(rows: list[Row], link: Link, number: int) -> list[str]:
    window, given = Window(), []
    for place, row in enumerate(rows):
        linked = link(row.article)
        decision = window.decide(row.article, linked, now=START)
        story = (decision.story or f"new-{place}") if fold(row.event) == number else row.story
        window.add(Told(key=str(place), story=story, article=row.article, linked=linked))
        given.append(story)
    return given


def _use(weights: dict[str, tuple[float, ...]]) -> None:
    judgement.WEIGHTS.update(weights)


def main(folder: Path) -> None:
    link = linker()
    ko, mu = korean(folder), made_up(NEWSSTAND)
    labelled = {row.article.url: as_labelled(row.item) for row in mu if row.item}
    found = examples(ko, link, 1.5) + examples(mu, link) + examples(ko, lambda _: NOTHING)
    found += examples(mu, lambda article: labelled[article.url], 0.5)
    crossed_validation({"korean": (ko, link), "korean unlinked": (ko, lambda _: NOTHING), "made up": (mu, link)}, found)
    _use({rule: learn(found, rule) for rule in ("worded", "crossed")})
    _use({"bare": _titles(english(folder))})
    print(written())


def _titles(rows: list[Row]) -> tuple[float, ...]:
    """From the first half, as it is and with the times shaken by an hour: the aggregator found the headlines of a
    story minutes after each other, which is its way of crawling and not the way of news."""
    rows = rows[: len(rows) // 2]
    sets = rows, _shaken(rows), _shaken(rows)
    found = [example for each in sets for example in examples(each, lambda _: NOTHING)]
    for _ in range(2):
        _use({"bare": learn(found, "bare")})
        found += [example for each in sets for example in examples(each, lambda _: NOTHING, blind=False)]
    return learn(found, "bare")


def _shaken(rows: list[Row]) -> list[Row]:
    chance = random.Random(len(rows))
    moved = [
        replace(
            row, article=replace(row.article, published=row.article.published + timedelta(hours=chance.gauss(0, 1)))
        )
        for row in rows
        if row.article.published
    ]
    return sorted(moved, key=lambda row: (row.article.published or START, row.article.url))


HEADER = '''"""Weights of the logistic rules, in the order of the names in `judgement`.

Learned by `tests/stories/fit.py` from 291 labelled articles of Korean entertainment news, the newsstand's made-up news
in two languages, and English headlines (UCI News Aggregator, first half of two days). `tests/stories/measure.py` gives
the quality that they reach.
"""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, ...]] = {'''


def written() -> str:
    """The module `scraper/stories/weights.py`."""
    lines = [HEADER]
    for rule, weights in judgement.WEIGHTS.items():
        named = zip(judgement.NAMES[rule], weights, strict=True)
        lines += [f'    "{rule}": (', *(f"        {weight},  # {name}" for name, weight in named), "    ),"]
    return "\n".join([*lines, "}"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
