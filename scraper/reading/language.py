"""The language of a text: by script where that settles it, else by its letters, among those the sources use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_HAN = re.compile("[一-鿿㐀-䶿]")
_THAI = re.compile("[ก-๛]")
_LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_BY_LETTERS = ("en", "vi", "id", "es", "fr", "de", "pt")
_SAMPLE = 600
_MIN_LETTERS = 20


def language_of(text: str, expected: Sequence[str] = (), stated: str = "") -> str:
    """BCP 47 primary tag, "" when the text has no letters.

    expected: the source's languages, most used first. stated: what the page claims (`lang="en-US"`), believed only
    where it agrees with `expected`: templates are copied with their tags.
    """
    sample = text[:_SAMPLE]
    script = _by_script(sample, expected)
    if script != "latin":
        return script
    claim = stated.lower().partition("-")[0].partition("_")[0]
    if claim in expected and claim in _BY_LETTERS and [name for name in expected if name in _BY_LETTERS] == [claim]:
        return claim
    return _by_letters(sample, expected)


def _by_script(text: str, expected: Sequence[str]) -> str:
    hangul, kana, han, thai, latin = (len(p.findall(text)) for p in (_HANGUL, _KANA, _HAN, _THAI, _LATIN))
    # A syllable or ideograph carries about as much as three Latin letters, and Korean headlines are full of "OST".
    if hangul and hangul * 3 >= latin and hangul >= kana + han:
        return "ko"
    if (kana + han) and (kana + han) * 3 >= latin:
        only_han = "ja" if "ja" in expected and "zh" not in expected else "zh"
        return "ja" if kana * 10 >= han else only_han
    if thai > latin:
        return "th"
    return "latin" if latin else ""


def _by_letters(text: str, expected: Sequence[str]) -> str:
    prior = next((name for name in expected if name in _BY_LETTERS), "")
    if len(text) < _MIN_LETTERS and prior:
        return prior
    best, _ = _identifier().classify(text)
    return str(best)


@lru_cache(maxsize=1)
def _identifier():  # type: ignore[no-untyped-def]
    """A classifier of our own: the module-level one of py3langid is shared with everyone who imports it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_BY_LETTERS)
    return identifier
