"""Copied text: the same body under another address, an excerpt, a wire report in many outlets."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from scraper.stories.terms import hangul, words

# Containment |A∩B|/min(|A|,|B|) of independent reports on one event reached .40 at 3-word shingles; truncated,
# boilerplate-laden and 10 %-edited copies were all above .6 (measured on English full texts before this was written).
CONTAINED = 0.6
# Korean: shingles of 8 characters, spaces dropped. See `docs` of the measurement script for the curve.
CONTAINED_HANGUL = 0.6
LEAST = 30  # shingles on the shorter side; below that chance phrases decide
_WORDS = 3
_CHARACTERS = 8
_ANCHOR = 4  # one word in four starts a shingle that is indexed
_SPACE = re.compile(r"[\W_]+")


def shingles(text: str) -> frozenset[str]:
    """Overlapping pieces of a text: 3 words, or 8 letters where it is written in Hangul, Han or Kana."""
    if hangul(text) or not text.isascii() and _dense(text):
        run = _SPACE.sub("", text.casefold())
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
    share = containment(shingles(one), shingles(other))
    return share if share >= (CONTAINED_HANGUL if hangul(one) else CONTAINED) else 0.0


def anchors(text: str) -> frozenset[int]:
    """A sample of a text's word shingles to find copies by: those that start at a word whose checksum says so, so
    that the same passage gives the same sample wherever it stands."""
    tokens = text.split()
    return frozenset(
        crc32(" ".join(tokens[i : i + _WORDS]).encode()) for i in range(len(tokens) - _WORDS + 1) if _anchor(tokens[i])
    )


@lru_cache(maxsize=1 << 16)
def _anchor(word: str) -> bool:
    return crc32(word.encode()) % _ANCHOR == 0
