"""Where forms stand in a text: one pass of an automaton without boundaries, then boundaries, then the longest match.

daachorse's character-wise automaton reports character offsets and keeps names that carry particles.
"""

from __future__ import annotations

from dataclasses import dataclass

import daachorse

from scraper.linking.boundaries import hangul_bounded, latin_bounded, particle_follows
from scraper.linking.folding import has_hangul
from scraper.linking.forms import Bearer, Forms, Trust
from scraper.linking.layout import Layout


@dataclass(frozen=True, slots=True)
class Hit:
    """start, end: offsets in the layout's text. bearers: who may be meant. loose: a Hangul form that runs on into
    letters that are no known particle. hangul: the form's script."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]
    loose: bool
    hangul: bool

    @property
    def trust(self) -> Trust:
        return max(bearer.trust for bearer in self.bearers)


class Matcher:
    """Finds every form of the catalogue in a text."""

    def __init__(self, forms: Forms) -> None:
        self._forms = list(forms.bearers)
        self._bearers = [forms.bearers[form] for form in self._forms]
        self._hangul = [has_hangul(form) for form in self._forms]
        self._lower = forms.lower
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._forms) if self._forms else None

    def hits(self, layout: Layout) -> list[Hit]:
        """Matches with good boundaries, the longest at each place, in order."""
        if self._automaton is None:
            return []
        found = self._automaton.find_overlapping(layout.folded)
        found.sort(key=lambda match: (match[0], -match[1]))
        hits: list[Hit] = []
        free = 0
        for start, end, number in found:
            if start >= free and (hit := self._hit(layout, start, end, number)) is not None:
                hits.append(hit)
                free = end
        return hits

    def _hit(self, layout: Layout, start: int, end: int, number: int) -> Hit | None:
        if not self._hangul[number]:
            good = latin_bounded(layout, start, end, self._forms[number] in self._lower)
            return Hit(start, end, self._bearers[number], False, False) if good else None
        if not hangul_bounded(layout.folded, start):
            return None
        short = end - start < 3
        loose = not particle_follows(layout.folded, end, short)
        return None if loose and short else Hit(start, end, self._bearers[number], loose, True)
