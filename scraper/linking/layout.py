"""An article laid out as one text: headline, lead and body with the places where each begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from scraper.linking.folding import composed, folded, has_hangul
from scraper.model.article import Article

_BACKGROUND = re.compile(
    r"(?:(?<=\n)|(?<=[.!?\"'\]] ))(?:한편|meanwhile|in other news|이 외에도|앞서 공개된)\b[^\n]*",
)
_KNOWN_FOR = re.compile(
    r"(?:전작|출연작|대표작|필모그래피|이름을 알렸|얼굴을 알렸|데뷔(?:한|했| 이후)|에 출연(?:했|하며|한 바)|"
    r"활약(?:했|해 왔|한 바)"
    r"|known for|best known|has appeared|have appeared|appeared in|credits include|previously (?:starred|"
    r"appeared|worked)"
    r"|rose to (?:fame|stardom)|past works|filmography|such as|since (?:his|her|the) )"
)
_LEAD = 260  # characters of the lead that count as lead where a source gives half the article as its summary
_END = re.compile(r"(?<=[.!?]) |(?<=[.!?][\"']) |\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """text: NFC; paragraphs separated by a blank line, the headline first. folded: the same length.

    title, lead: where headline and lead end. starts: where each paragraph begins. background: spans of boilerplate
    and of sentences that list past works. korean: whether it is mostly in Hangul.
    """

    text: str
    folded: str
    title: int
    lead: int
    starts: tuple[int, ...]
    background: tuple[tuple[int, int], ...]
    korean: bool

    def paragraph(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def in_background(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.background)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence around a span."""
        floor = max(0, start - 300)
        before = [match.end() for match in _END.finditer(self.folded, floor, start)]
        after = _END.search(self.folded, end, end + 300)
        return (before[-1] if before else floor), (after.start() if after else min(len(self.text), end + 300))


_READ = 20_000  # characters of a body; what news is about is said long before


def lay(article: Article) -> Layout:
    title, lead, body = composed(article.title), composed(article.lead), composed(article.body[:_READ])
    if lead and body.startswith(lead.rstrip(".…· ")[:60]):
        lead = ""  # the body begins with its own lead: count it once
    paragraphs = [title, *(part for block in (lead, body) for part in block.split("\n\n") if part.strip())]
    text = "\n\n".join(paragraphs)
    starts, offset = [], 0
    for paragraph in paragraphs:
        starts.append(offset)
        offset += len(paragraph) + 2
    first = starts[1] + min(len(paragraphs[1]), _LEAD) if len(starts) > 1 else len(title)
    low = folded(text)
    return Layout(text, low, len(title), first, tuple(starts), _background(low), _is_korean(article, text))


def _background(low: str) -> tuple[tuple[int, int], ...]:
    spans = [match.span() for match in _BACKGROUND.finditer(low)]
    return tuple(spans)


def lists_past_works(layout: Layout, start: int, end: int) -> bool:
    """Whether the sentence around a span tells what somebody did before."""
    first, last = layout.sentence(start, end)
    return first >= layout.title and _KNOWN_FOR.search(layout.folded, first, last) is not None


def _is_korean(article: Article, text: str) -> bool:
    return article.language == "ko" or (article.language in ("", "und") and has_hangul(text))
