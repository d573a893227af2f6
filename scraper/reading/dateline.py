"""The publish date among all that a page prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.model.article import Precision
from scraper.model.text import line
from scraper.reading.dates import parse_date
from scraper.reading.markup import select

_MARKED = "time[datetime], [itemprop=datePublished]"
_LIKELY = '[class*="date" i], [class*="time" i], [id*="date" i], [class*="byline" i], [class*="info" i]'
_ELSEWHERE = frozenset({"nav", "footer", "aside"})
_LABEL = re.compile(r"입력|발행|등록|게재|승인|기사작성|公開|配信|published|posted", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}\s*[:시時]\s*\d{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MAX_TEXT = 120
_MAX_NODES = 40


def first_date(texts: Iterable[str], zone: tzinfo, *, fetched: datetime) -> tuple[datetime | None, Precision, str]:
    """The first of `texts` that can be read, as `parse_date` gives it; else None, UNKNOWN and the first text."""
    printed = ""
    for text in texts:
        moment, precision = parse_date(text, zone, fetched=fetched)
        if moment:
            return moment, precision, ""
        printed = printed or line(text)
    return None, Precision.UNKNOWN, printed


def shown_dates(tree: LexborHTMLParser, selector: str) -> list[str]:
    """Texts of a page that may be its publish date, surest first.

    selector: the source's own, or "". Without markup that says so a text must carry a label or a time of day: a bare
    day is as often today's, in the page's header.
    """
    declared = [node.text(separator=" ") for node in select(tree, selector)] if selector else []
    marked = [_value(node) for node in tree.css(_MARKED)[:5] if not _elsewhere(node)]
    return [text for text in (*declared, *marked) if text] or _likely(tree)


def _value(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or node.text()


def _likely(tree: LexborHTMLParser) -> list[str]:
    texts = (line(node.text(separator=" ")) for node in tree.css(_LIKELY)[:_MAX_NODES] if not _elsewhere(node))
    dated = [text for text in texts if len(text) <= _MAX_TEXT and _YEAR.search(text)]
    labelled = [text for text in dated if _LABEL.search(text)]
    return labelled or [text for text in dated if _CLOCK.search(text)]


def _elsewhere(node: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        if parent.tag in _ELSEWHERE:
            return True
        parent = parent.parent
    return False
