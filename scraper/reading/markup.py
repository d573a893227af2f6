"""HTML as a tree, with guards against documents that are built to hurt a parser; text out of a piece of the tree."""

from __future__ import annotations

import html
import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.text import block

# Lexbor needs time that grows with the square of the nesting (14 s at 100,000), and libxml2, under trafilatura, drops
# what lies deeper than its own limit without a word. Real news pages stay below 60.
MAX_DEPTH = 250
_MANY_TAGS = 8_000  # up to here the tree needs no scan (2 ms) before: the worst nesting parses in under .1 s
_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1|$)|<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL | re.IGNORECASE,
)
_NEVER_NEST = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "option", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "a", "button", "script", "style", "path", "rect", "circle"]
)  # fmt: skip
_INVISIBLE = "script,style,noscript,template,iframe,object,embed,svg,form,button,select,textarea,input,nav"
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|section|article|h[1-6]|ul|ol|li|blockquote|table|tr|figure|pre|header|footer|aside|main|dl|dt|dd|hr|center)\b"
    r'[^<>"]*(?:"[^"]*"[^<>"]*)*>'
)
_BREAK = re.compile(r"<br\b[^<>]*>")
_ANY_TAG = re.compile(r'<!--.*?-->|</?[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>', re.DOTALL)


def parse(text: str, url: str | None = None) -> LexborHTMLParser:
    """The tree of an HTML text. Raises Unreadable where tags are nested so deep that building it would take seconds."""
    if text.count("<") > _MANY_TAGS:
        refuse_deep(text, url)
    return LexborHTMLParser(text)


def refuse_deep(text: str, url: str | None = None) -> None:
    """Raise Unreadable where tags are nested deeper than any article's are."""
    if (depth := _depth(text)) > MAX_DEPTH:
        raise Unreadable(f"tags nested {depth} deep, more than {MAX_DEPTH}", url=url)


def select(tree: LexborHTMLParser | LexborNode, selector: str) -> list[LexborNode]:
    """All matches of a CSS selector in page order. A selector that is none raises Misconfigured."""
    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError) as error:
        raise Misconfigured(f"bad CSS selector {selector!r}", remedy="mend the source's declaration") from error


def drop(tree: LexborHTMLParser | LexborNode, selector: str) -> None:
    """Remove all matches of a CSS selector from the tree."""
    for node in select(tree, selector):
        node.decompose()


def drop_invisible(tree: LexborHTMLParser | LexborNode) -> None:
    """Remove what no reader sees as text: scripts, styles, frames, forms, drawings."""
    drop(tree, _INVISIBLE)


def paragraphs(markup: str | None) -> str:
    """Serialised HTML (well-formed, as the parser writes it) as plain text, block elements parted by a blank line."""
    text = _BLOCK_TAG.sub("\n\n", (markup or "").replace("\n", " "))
    return block(html.unescape(_ANY_TAG.sub("", _BREAK.sub("\n", text))))


def _depth(text: str) -> int:
    """A cheap measure of how deep tags nest, from the open tags of each name; it does not repair what a parser would."""
    open_tags: Counter[str] = Counter()
    depth = deepest = 0
    for found in _TAG.finditer(text):
        name = (found[3] or "").lower()
        if not name or name in _NEVER_NEST or found[0].endswith("/>"):
            continue
        if not found[2]:
            open_tags[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
    return deepest
