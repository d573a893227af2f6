"""Copied text: the same body under another address, an excerpt, a wire report in many outlets."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any
from zlib import crc32

from scraper.stories.terms import folded, hangul, words

# Containment |A∩B|/min(|A|,|B|) of independent reports on one event reached .40 at 3-word shingles; truncated,
# boilerplate-laden and 10 %-edited copies were all above .6 (measured on English full texts before this was written).
CONTAINED = 0.6
# Hangul, Han, Kana: shingles of 8 characters, spaces dropped. Over 291 Korean entertainment leads, articles on
# different events reached .35 (at 5 characters .42), syndicated reports were at .8 to 1, and captions of one press
# call at .94: those are told apart by who is in the picture, not by the text.
CONTAINED_HANGUL = 0.6
LEAST = 30  # shingles on the shorter side; below that chance phrases decide
_WORDS = 3
_CHARACTERS = 8
_ANCHOR = 4  # one word in four starts a shingle that is indexed
_LOOKED_AT = 4
_SHARED = 2  # passages to have in common before two texts are compared
_BOILERPLATE = 50  # tellings with one passage


@lru_cache(maxsize=64)
def shingles(text: str) -> frozenset[str]:
    """Overlapping pieces of a text: 3 words, or 8 letters where it is written in Hangul, Han or Kana."""
    if hangul(text) or (not text.isascii() and _dense(text)):
        run = folded(text)
        return frozenset(run[i : i + _CHARACTERS] for i in range(len(run) - _CHARACTERS + 1))
    tokens = words(text)
    return frozenset(map(" ".join, zip(tokens, tokens[1:], tokens[2:], strict=False)))


def _dense(text: str) -> bool:
    """Few spaces for its length: Chinese, Japanese."""
    return text.count(" ") * 12 < len(text)


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter text that is in the other, 0..1; 0 where either is too short to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST else 0.0


def copied(one: str, other: str) -> float:
    """Containment of two texts if it makes one a copy of the other, else 0."""
    if one == other:
        return 1.0 if len(shingles(one)) >= LEAST else 0.0
    share = containment(shingles(one), shingles(other))
    return share if share >= (CONTAINED_HANGUL if hangul(one) else CONTAINED) else 0.0


def anchors(text: str) -> frozenset[int]:
    """A sample of a text's word shingles to find copies by: those that start at a word whose checksum says so, so
    that the same passage gives the same sample wherever it stands."""
    tokens = text.split()
    starts = [at for at, word in enumerate(tokens[: 1 - _WORDS]) if crc32(word.encode()) % _ANCHOR == 0]
    return frozenset([crc32(" ".join(tokens[at : at + _WORDS]).encode()) for at in starts])


class Copies:
    """The tellings by address and by passages: where to look for an article's other printings."""

    def __init__(self) -> None:
        self._by_url: dict[str, dict[str, None]] = {}
        self._by_anchor: dict[int, dict[str, None]] = {}

    def add(self, key: str, url: str, marks: frozenset[int]) -> None:
        self._by_url.setdefault(url, {})[key] = None
        for mark in marks:
            self._by_anchor.setdefault(mark, {})[key] = None

    def drop(self, key: str, url: str, marks: frozenset[int]) -> None:
        _take(self._by_url, url, key)
        for mark in marks:
            _take(self._by_anchor, mark, key)

    def at(self, url: str) -> list[str]:
        """Keys of the tellings at an address, oldest first."""
        return list(self._by_url.get(url, ()))

    def sharing(self, marks: frozenset[int]) -> list[str]:
        """Keys of the tellings that share most passages, at most four."""
        found = Counter(key for mark in marks for key in self._passage(mark))
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_LOOKED_AT]
        return [key for key, shared in best if shared >= min(_SHARED, len(marks))]

    def _passage(self, mark: int) -> dict[str, None]:
        """Tellings with a passage, unless so many have it that it is boilerplate."""
        found = self._by_anchor.get(mark, {})
        return found if len(found) <= _BOILERPLATE else {}


def _take(postings: dict[Any, dict[str, None]], at: object, key: str) -> None:
    postings[at].pop(key, None)
    if not postings[at]:
        del postings[at]
