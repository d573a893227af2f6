"""How the press spells Korean names in Latin letters, learned from the catalogue itself.

No romaniser gives the spellings that the press uses, but the catalogue pairs Hangul names with printed ones: each
syllable's spellings are read off those pairs, so that 수 gives Soo and Su, but never So, which is 소.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from scraper.linking.folding import has_hangul, is_hangul, key

_WORD = re.compile(r"[a-z]+")
_SHARE = 0.04  # a spelling seen in fewer of a syllable's names is a slip or one person's choice
_MOST = 48  # spellings of one name

Spellings = dict[str, tuple[str, ...]]


def learned(names: Iterable[tuple[str, str]]) -> tuple[Spellings, Spellings]:
    """Spellings of surnames and of given syllables, most used first, from pairs of (Hangul, Latin) names.

    Only three-syllable names of three Latin parts take part: there the syllables align without doubt.
    """
    surnames: dict[str, Counter[str]] = defaultdict(Counter)
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for hangul, latin in names:
        parts = _WORD.findall(key(latin))
        if len(hangul) == 3 and len(parts) == 3 and all(map(is_hangul, hangul)):
            surnames[hangul[0]][parts[0]] += 1
            given[hangul[1]][parts[1]] += 1
            given[hangul[2]][parts[2]] += 1
    return _common(surnames), _common(given)


def _common(counts: dict[str, Counter[str]]) -> Spellings:
    return {syllable: tuple(_frequent(count)) for syllable, count in counts.items()}


def _frequent(count: Counter[str]) -> Iterator[str]:
    total = count.total()
    for spelling, times in count.most_common(5):
        if times >= max(2, _SHARE * total) or times == total:
            yield spelling


def variants(hangul: str, surnames: Spellings, given: Spellings) -> list[str]:
    """Spellings of a three-syllable Hangul name, folded, given name spaced and joined; empty when not all are known."""
    if len(hangul) != 3 or not all(map(is_hangul, hangul)):
        return []
    options = product(surnames.get(hangul[0], ()), given.get(hangul[1], ()), given.get(hangul[2], ()))
    spelled = [parts for parts, _ in zip(options, range(_MOST), strict=False)]
    return [form for parts in spelled for form in spaced(*parts)]


def spaced(surname: str, first: str, second: str) -> tuple[str, str, str]:
    return f"{surname} {first} {second}", f"{surname} {first}{second}", f"{surname}{first}{second}"


def printed(latin: str) -> list[str]:
    """A printed Latin name and, where it has three parts, the same with the given name spaced and joined."""
    if has_hangul(latin):
        return []
    folded_name = key(latin)
    parts = folded_name.split(" ")
    if len(parts) == 3 and all(part.isalpha() and len(part) <= 6 for part in parts):
        return list(spaced(*parts))
    return [folded_name]
