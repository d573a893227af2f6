"""The words that show what a text is about, found by one pass of an automaton instead of hundreds of expressions.

A cue ending in `*` may run on (`teaser*` finds "teasers"); Latin cues stand on word boundaries; Hangul cues need none,
except with a leading `_` (a Hangul word must begin there). `-` in print counts as a space.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import daachorse

from scraper.linking.folding import is_hangul
from scraper.linking.vocabulary import CUES


@dataclass(frozen=True, slots=True)
class Cue:
    """tag: what it speaks for. weight: how strongly."""

    tag: str
    weight: float
    runs_on: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue found at start..end of the folded text."""

    start: int
    end: int
    word: str
    tag: str
    weight: float


class Lexicon:
    def __init__(self, cues: dict[str, dict[float, str]] = CUES) -> None:
        table: dict[str, list[Cue]] = defaultdict(list)
        for tag, levels in cues.items():
            for weight, words in levels.items():
                for word in filter(None, (part.strip() for part in words.replace("\n", "|").split("|"))):
                    cue = Cue(tag, weight, word.endswith("*"), word.startswith("_"))
                    table[word.strip("*_")].append(cue)
        self._words = list(table)
        self._cues = [tuple(table[word]) for word in self._words]
        self._latin = [word[0].isascii() for word in self._words]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._words)

    def marks(self, low: str) -> list[Mark]:
        """Cues in a folded text, in order; of overlapping ones of a tag the longest ("cast as", not "cast")."""
        found = self._automaton.find_overlapping(low)
        found.sort(key=lambda match: (match[0], -match[1]))
        marks: list[Mark] = []
        free: dict[str, int] = {}
        size = len(low)
        for start, end, number in found:
            latin = self._latin[number]
            if latin and start and _is_latin(low[start - 1]):
                continue
            runs_on = latin and end < size and _is_latin(low[end])
            for cue in self._cues[number]:
                if (runs_on and not cue.runs_on) or start < free.get(cue.tag, 0):
                    continue
                if not (cue.begins and start and is_hangul(low[start - 1])):
                    marks.append(Mark(start, end, self._words[number], cue.tag, cue.weight))
                    free[cue.tag] = end
        return marks


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
