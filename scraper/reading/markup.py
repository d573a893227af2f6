"""HTML as a tree, with guards against documents that are built to hurt a parser; text out of a piece of the tree."""

from __future__ import annotations

import html
import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.text import block

# Lexbor's time grows with the square of the nesting: .01 s at 2,000, 14 s at 100,000. Real pages stay below 60.
_MAX_NESTING = 2_000
# libxml2, under trafilatura, drops what nests deeper than 256 without a word (tried).
MAX_EXTRACTED_DEPTH = 240
_MANY_TAGS = 8_000  # up to here the text needs no scan (2 ms): at worst the tree takes .25 s
# Tags as the HTML standard's tokenizer cuts them, quotes counting only after `=`; each part matches up to the end of
# the text when it is not closed, so that the scan stays linear.
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style)\b.*?(?:</\1|\Z)"
    r"|<(/?)([a-z][a-z0-9]*)(?:=\s*\"[^\"]*(?:\"|\Z)|=\s*'[^']*(?:'|\Z)|[^>])*+>?",
    re.DOTALL | re.IGNORECASE,
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
# Their start tag closes an open one of the same name, except inside a drawing or formula.
_SELF_CLOSING = frozenset(("p", "li", "option", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "a", "button"))
_FOREIGN = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"&#(x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])|x?0+);?", re.I
)
_SURROGATES = re.compile(rf"(?:{_REFERENCE.pattern.replace('(x0', '(?:x0')})+", re.IGNORECASE)
_INVISIBLE = "script,style,noscript,template,iframe,object,embed,svg,form,button,select,textarea,input,nav"
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|section|article|h[1-6]|ul|ol|li|blockquote|table|tr|figure|pre|header|footer|aside|main|dl|dt|dd|hr|center)\b"
    r'[^<>"]*(?:"[^"]*"[^<>"]*)*>'
)
_BREAK = re.compile(r"<br\b[^<>]*>")
_ANY_TAG = re.compile(r'<!--.*?-->|</?[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>', re.DOTALL)


def tidy(text: str) -> str:
    """The text without NUL and with surrogate references mended: a parser makes U+FFFD of both.

    `&#55357;&#56832;` is how some editors write an emoji; a lone half carries nothing.
    """
    return _SURROGATES.sub(_character, text.replace("\x00", ""))


def _character(found: re.Match[str]) -> str:
    units = [int(unit[1:], 16) if unit[0] in "xX" else int(unit) for unit in _REFERENCE.findall(found[0])]
    joined = b"".join(unit.to_bytes(2, "little") for unit in units if unit)
    return joined.decode("utf-16-le", "ignore")


def parse(text: str, url: str | None = None) -> LexborHTMLParser:
    """The tree of an HTML text. Raises Unreadable where tags are nested so deep that building it would take seconds."""
    if text.count("<") > _MANY_TAGS and (depth := _depth(text)) > _MAX_NESTING:
        raise Unreadable(f"tags nested {depth} deep, more than {_MAX_NESTING}", url=url)
    return LexborHTMLParser(text)


def depth_of(tree: LexborHTMLParser) -> int:
    """How deep the elements of a tree really nest."""
    depths: dict[int, int] = {}
    deepest = 0
    for node in tree.root.traverse() if tree.root else ():
        parent = node.parent
        depths[node.mem_id] = depth = depths.get(parent.mem_id, 0) + 1 if parent else 1
        deepest = max(deepest, depth)
    return deepest


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
    """How deep the tags of a text may nest, from the open ones of each name; it repairs nothing as a parser would."""
    ignored = _VOID if _FOREIGN.search(text) else _VOID | _SELF_CLOSING
    open_tags: Counter[str] = Counter()
    depth = deepest = 0
    for found in _TAG.finditer(text):
        name = (found[3] or "").lower()
        if not name or name in ignored or found[0].endswith("/>"):
            continue
        if not found[2]:
            open_tags[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
    return deepest
