"""What stands around a match: role words, quotation marks, years, how it is printed. Read once for each match."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.linking.cues import is_somebody_else, roles_beside
from scraper.linking.folding import squeezed
from scraper.linking.layout import Layout
from scraper.linking.matching import Hit
from scraper.linking.quotation import Quote, Work, work_at

_AGE = re.compile(r", (\d\d),|\((\d\d)\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OWNER = re.compile(r"(?:'s |의 | )(?:member )?$")


@dataclass(frozen=True, slots=True)
class Clues:
    """form: folded. printed: as it stands. plain: squeezed. roles: role words beside it. other: called a reporter, a
    politician and the like. quote: the quotation marks it fills, or None. work: what kind of work it is called.
    subject: a headline opens with it or gives it something. listed: a middle dot joins it to another name.
    proper: capitalised within a sentence. whole: long enough for a person's full name. years: printed nearby.
    age: printed after it, or None. before: up to 24 folded characters before, without 's or 의.
    """

    form: str
    printed: str
    plain: str
    roles: frozenset[str]
    other: bool
    quote: Quote | None
    work: Work
    subject: bool
    listed: bool
    proper: bool
    whole: bool
    years: frozenset[int]
    age: int | None
    before: str


def clues(layout: Layout, hit: Hit, quotes: list[Quote], title: bool = True) -> Clues:
    """title: whether the form may be a drama's, so that the kind of work matters."""
    low, start, end = layout.folded, hit.start, hit.end
    form, printed, quote = low[start:end], layout.text[start:end], None if hit.loose else _quote(hit, quotes)
    aged = _AGE.match(low, end)
    return Clues(
        form, printed, squeezed(printed), roles_beside(layout, start, end), is_somebody_else(layout, start, end),
        quote, _work(layout, hit, quote) if title else Work.UNKNOWN, _is_subject(layout, start, end),
        "·" in (low[start - 1 : start], low[end : end + 1]), not hit.hangul and _is_proper(layout, start),
        len(form) >= 3 if hit.hangul else form.count(" ") > 1,
        frozenset(map(int, _YEAR.findall(low, max(0, start - 16), end + 24))),
        int(aged[1] or aged[2]) if aged else None, _OWNER.sub("", low[max(0, start - 24) : start]),
    )  # fmt: skip


def _quote(hit: Hit, quotes: list[Quote]) -> Quote | None:
    """The quotation marks that a match fills but for a character or two."""
    for quote in quotes:
        if quote.start <= hit.start <= quote.start + 2 and quote.end - 2 <= hit.end <= quote.end:
            return quote
    return None


def _work(layout: Layout, hit: Hit, quote: Quote | None) -> Work:
    return quote.work if quote else work_at(layout, hit.start, hit.end)


def _is_subject(layout: Layout, start: int, end: int) -> bool:
    """Whether a headline opens with it, or it owns something there ("Suzy's")."""
    if start >= layout.title:
        return False
    return start == 0 or layout.folded[start - 2 : start] in (": ", "] ") or layout.folded.startswith("'s", end)


def _is_proper(layout: Layout, start: int) -> bool:
    """Whether it stands within a sentence, where ordinary words are small."""
    before = layout.text[max(0, start - 2) : start]
    return start > layout.title and len(before) == 2 and before[1] == " " and (before[0].islower() or before[0] == ",")
