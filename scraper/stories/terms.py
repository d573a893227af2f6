"""Headlines and texts as weighted terms: words for Latin scripts, character pairs for Hangul, Han and Kana."""

from __future__ import annotations

import re
import unicodedata

# A number keeps the counter written behind it ("12회", "300만", "50만장"), since that is what tells two apart.
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[가-힣]{1,2}(?![가-힣])|%)?"
    r"|[^\W\d_가-힣\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W\d_가-힣\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|[가-힣]+|[\u3040-\u30ff\u3400-\u9fff]+"
)
_PAIRED = re.compile(r"[가-힣\u3040-\u30ff\u3400-\u9fff]")
_MARKS = re.compile(r"[\W_]+")
_SCRIPT = 200  # characters that tell the script
_HANGUL = re.compile(r"[가-힣]")
_POSSESSIVE = re.compile(r"['’]s?$")
# Bracketed desk labels ([단독], [포토엔HD], (종합), (전문)) and English ones in front of a colon.
_LABEL = re.compile(
    r"\[[^\[\]]{0,30}\]|【[^【】]{0,30}】|\((?:종합\d?|전문|공식|공식입장|영상|포토|단독|updated?|video|photos?)\)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(?:(?:watch|update[ds]?|breaking|exclusive|video|photos?|read|listen|just in|official|report)\s*:"
    r"|(?:단독|속보|공식|포토|영상|종합)\s*[:|])\s*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|｜:：–—-]|::)\s+([^|｜–—]{2,40})$")
_SUFFIX_WORDS = 4  # an outlet's name is short; what is left must be the longer part

_STOP = frozenset({
    "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is",
    "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "do",
    "does", "did", "not", "no", "it", "its", "his", "her", "their", "our", "your", "my", "this", "that", "these",
    "those", "he", "she", "they", "we", "you", "i", "who", "what", "when", "where", "why", "how", "after", "before",
    "over", "under", "about", "into", "out", "up", "down", "off", "new", "more", "most", "than", "s", "t", "re",
    "amid",
})  # fmt: skip


def headline_text(title: str, outlet: str = "") -> str:
    """The headline without desk labels ("[단독]", "Watch:") and without an outlet's name at its end.

    outlet: the source's name, which is cut however long; other suffixes only where they look like a name. Text that
    is nothing but labels is given back as it came.
    """
    text = _PREFIX.sub("", _LABEL.sub(" ", title))
    found = _SUFFIX.search(text)
    if found and _names_outlet(found[1], text[: found.start()], outlet):
        text = text[: found.start()]
    text = " ".join(text.split())
    return text or title


def _names_outlet(suffix: str, rest: str, outlet: str) -> bool:
    if outlet and folded(suffix) == folded(outlet):
        return True
    return len(suffix.split()) <= _SUFFIX_WORDS and len(rest.split()) > len(suffix.split()) and len(rest) > len(suffix)


def folded(text: str) -> str:
    """Letters and digits only, NFKC and caseless: the form in which two printings of one text are equal."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> list[str]:
    """Tokens in order, caseless: words, numbers with their counter, unbroken runs of Hangul or Han."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def terms(text: str, *, pairs: int = 40) -> tuple[str, ...]:
    """What a text is compared by: Latin words (possessive cut, function words dropped), numbers, and the character
    pairs of Hangul, Han and Kana runs (a run of one character counts as itself). Unique, in order of appearance, so
    that sums over them come out alike in every process. pairs: how many are taken of one run, from its start; two are
    enough of running text, where the rest of a word is particles and endings."""
    found: dict[str, None] = {}
    for word in words(text):
        if not _PAIRED.match(word):
            word = _POSSESSIVE.sub("", word)
            if word not in _STOP:
                found[word] = None
        elif len(word) < 3:
            found[word] = None
        else:
            for start in range(min(len(word) - 1, pairs)):
                found[word[start : start + 2]] = None
    return tuple(found)


def hangul(text: str) -> bool:
    """Whether a text is written in Hangul: a third of its first letters are; Latin names are common."""
    start = _MARKS.sub("", text[:_SCRIPT])
    return 3 * len(_HANGUL.findall(start)) > len(start)
