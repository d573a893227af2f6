"""Where a name or title may begin and end in running text, in Hangul and in Latin letters."""

from __future__ import annotations

import re

from scraper.linking.folding import is_hangul
from scraper.linking.layout import Layout

# What may follow a name inside one Hangul word: particles, titles, and what headlines glue on.
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|와|과|도|만|로|으로|에|에게|에서|께|께서|한테|랑|이랑|씨|님|군|양|측|역|분|표|야|"
    r"아|이다|이라|이라는|이란|라는|란|까지|부터|보다|처럼|마저|조차|이나|나|든|이든|이며|며|이고|고|인|이자|자|"
    r"였|이었|입니다|예요|이에요|배우|가수|감독|작가|대신|팬|본인|소속사|등|편|x|vs)*"
    r"(?:들)?(?![가-힣])"
)
# A two-syllable name has only these, since other syllables make it a longer name (정진만, 이강인).
_SHORT_PARTICLE = re.compile(
    r"(?:이|가|은|는|을|를|의|와|과|도|씨|측|에게|에|이랑|랑|로|께|표|분|역|팬|편|x|님)?(?:의|은|는|도)?(?![가-힣])"
)
_ROLE_BEFORE = ("배우", "가수", "감독", "작가", "그룹", "드라마", "주연", "신인", "스타")


def particle_follows(low: str, end: int, short: bool) -> bool:
    """Whether the Hangul word ends here or goes on with known particles only. short: a two-syllable name."""
    return (_SHORT_PARTICLE if short else _PARTICLE).match(low, end) is not None


def hangul_bounded(low: str, start: int) -> bool:
    """Whether a Hangul word begins here, or a role word is glued on before ("배우김수현")."""
    if start == 0 or not is_hangul(low[start - 1]):
        return start == 0 or not low[start - 1].isalnum() or not low[start].isalnum() or low[start - 1] == "x"
    return low.endswith(_ROLE_BEFORE, max(0, start - 2), start) and (start < 3 or not is_hangul(low[start - 3]))


def latin_bounded(layout: Layout, start: int, end: int, lower: bool = False) -> bool:
    """Whether whole Latin words match, capitalised as a name or title is, and no longer Korean name goes on.

    lower: whether the form is printed so (aespa, iKON). A particle may follow in Hangul (`IU는`). "kim soo hyun" in
    three lower-case parts is taken too.
    """
    low, text = layout.folded, layout.text
    if (start and low[start - 1].isascii() and low[start - 1].isalnum()) or _glued(text, start):
        return False
    if end < len(low) and low[end].isascii() and low[end].isalnum():
        return False
    words = low[start:end].count(" ")
    if not lower and not _capitalised(text, start, end) and not (words == 2 and end - start >= 9):
        return False
    return not _goes_on(layout, start, end) and (words > 0 or not _in_longer_name(layout, start, end))


def _glued(text: str, start: int) -> bool:
    return start >= 2 and text[start - 1] == "-" and text[start - 2].isalnum() and not text[start].isupper()


def _capitalised(text: str, start: int, end: int) -> bool:
    words = text[start:end].split(" ")
    first = words[0][:1]
    return not first.islower() and (len(words) == 1 or any(word[:1].isupper() for word in words[1:]) or first.isdigit())


_NEXT = re.compile(r" ([A-Z]{3,})(?![a-z'])")
_BEFORE = re.compile(r"(?:^|[\s\"'“‘(])([A-Z][a-z]+) $")
_TITLE_CASE = 0.6  # share of capitalised words from which a headline is in title case


def _in_longer_name(layout: Layout, start: int, end: int) -> bool:
    """Whether a single word is part of a longer name: "NCT" in "NCT WISH", "Nana" in "Komatsu Nana"."""
    text = layout.text
    if text[start:end].isupper() and (following := _NEXT.match(text, end)):
        return following[1] not in ("OST", "MAMA") and not text[: layout.title].isupper()
    before = _BEFORE.search(text, max(0, start - 16), start)
    if before is None or before[1].lower() in _INTRODUCTIONS or not text[start + 1 : end].islower():
        return False
    if start > layout.title:
        return before.start() > 0 and text[before.start(1) - 2 : before.start(1) - 1] not in '.!?\n:"”’'
    words = text[: layout.title].split()
    return sum(word[:1].isupper() for word in words) < _TITLE_CASE * len(words)


_INTRODUCTIONS = frozenset(
    {"actor", "actress", "singer", "idol", "rapper", "soloist", "member", "artist", "vocalist", "star", "with", "and"}
    | {"when", "watch", "as", "by", "for", "starring", "lead", "hit"}
)


def _goes_on(layout: Layout, start: int, end: int) -> bool:
    """Whether "Lee Joon" is the start of "Lee Joon-seok" (a hyphen and a lower-case syllable follow)."""
    text = layout.text
    return end + 1 < len(text) and text[end] in "-‐‑" and text[end + 1].isalpha() and text[end + 1].islower()
