"""Folded text for matching: one folded character for each character of the text, so that offsets stay true.

Plain `str.lower()` changes lengths (`İ` becomes two characters), which would shift every later offset.
"""

from __future__ import annotations

import re
import unicodedata

_SAME = {
    " ": "\u00a0\u2002\u2003\u2009\u202f\u3000-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "'": "\u2018\u2019\u201a\u201b\u02bc\u00b4`\uff07",
    '"': "\u201c\u201d\u201e\uff02",
    "<": "\u3008\u2039\u300a\uff1c\u00ab",
    ">": "\u3009\u203a\u300b\uff1e\u00bb",
    "(": "\uff08",
    ")": "\uff09",
    "é": "É",
}
_PLAIN = {ord(other): plain for plain, others in _SAME.items() for other in others}
_PLAIN |= {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if code not in _PLAIN}
_DOTS = re.compile(r"\s+")


def composed(text: str) -> str:
    """The text in NFC, so that decomposed Hangul matches too."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Lower case, plain quotes, hyphens as spaces. Always exactly as long as `text`."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


def key(form: str) -> str:
    """A name or title as it is looked for in folded text: white space single, ends stripped."""
    return _DOTS.sub(" ", folded(composed(form))).strip()


def squeezed(form: str) -> str:
    """A title without spaces, hyphens and punctuation, for comparing what stands in quotation marks."""
    return "".join(char for char in folded(composed(form)) if char.isalnum() or char == "#")


def is_hangul(char: str) -> bool:
    """Whether it is a Hangul syllable (U+AC00 to U+D7A3)."""
    return "가" <= char <= "힣"


def has_hangul(text: str) -> bool:
    return any(map(is_hangul, text))
