"""Text as it is kept inside: NFC, no control characters, no lone surrogates. Cleaned once, at the border."""

from __future__ import annotations

import html
import re
import unicodedata

# XML 1.0 forbids these in a document (Char production, https://www.w3.org/TR/xml/#charsets); feedgen and lxml raise
# on them. C1 controls, noncharacters, bidi overrides, zero-width and soft-hyphen characters carry no text either.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_SPACE = re.compile(r"\s+")
_MAX_ENTITY_PASSES = 3  # feeds have been seen to encode entities three times (`&amp;amp;quot;`)


def _chars(text: str) -> str:
    text = _PAIR.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\x85", "\n").replace("\x0b", " ").replace("\x0c", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def line(text: str | None) -> str:
    """One line of plain text (a headline, a name, a tag), white space folded. None and blank give ""."""
    return _SPACE.sub(" ", _chars(text or "")).strip()


def block(text: str | None) -> str:
    """Plain text in paragraphs separated by one blank line; white space inside a paragraph folded."""
    paragraphs = (_SPACE.sub(" ", part).strip() for part in re.split(r"\n\s*\n", _chars(text or "")))
    return "\n\n".join(part for part in paragraphs if part)


def plain(markup: str | None) -> str:
    """One line of plain text from a field that may hold HTML or entities encoded up to three times.

    `&amp;lt;b&amp;gt;Kim&amp;lt;/b&amp;gt;` and `<b>Kim</b>` both give `Kim`; `1 < 2` stays.
    """
    text = markup or ""
    for _ in range(_MAX_ENTITY_PASSES):
        decoded = html.unescape(_TAG.sub(" ", text))
        if decoded == text:
            break
        text = decoded
    return line(_TAG.sub(" ", text))


def fold(text: str) -> str:
    """Caseless form for comparing (NFKC, casefold, spaces and hyphens removed). Never for display or offsets."""
    return re.sub(r"[\s\-‐-―·'’`]", "", unicodedata.normalize("NFKC", text).casefold())
