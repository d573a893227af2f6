"""The article's text: the source's selectors, a whole articleBody, or trafilatura."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.model.text import block, fold, plain
from scraper.reading.embedded import embedded_markup
from scraper.reading.markup import drop, drop_invisible, paragraphs, parse, select

# Parts that sites keep inside the element that holds the text. Class names are matched as whole words where a
# substring would hit layout classes (`share` is in `shared-layout`).
_APART = (
    "figcaption,aside,footer,dialog,audio,video,ins.adsbygoogle,.caption,.wp-caption-text,.img_caption,.image-caption,"
    ".photo-caption,.sharedaddy,.share,.shares,.share-buttons,.social-share,.sns,.sns_share,.addtoany_share_save_container,"
    ".related,.related-posts,.related-articles,.relation,.related_news,.jp-relatedposts,.yarpp-related,.read-more,"
    ".newsletter,.newsletter-signup,.advertisement,.ad-container,.comments,#comments,.comment-list,.tags,.tag-list,"
    "blockquote.wp-embedded-content,blockquote.twitter-tweet,blockquote.instagram-media,[hidden]"
)
_MIN_WHOLE = 250
_WHOLE_SHARE = 0.7
_ENDS_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|more)\s*$", re.IGNORECASE)


def by_selectors(tree: LexborHTMLParser, selectors: Sequence[str], noise: Sequence[str]) -> str:
    """Text of all matches of the first selector that gives any; "" when none does. Changes the tree."""
    for selector in selectors:
        nodes = _outermost(select(tree, selector))
        text = "\n\n".join(part for part in (_text(node, noise) for node in nodes) if part)
        if text:
            return text
    return ""


def stated(text: str, tree: LexborHTMLParser) -> str:
    """A JSON-LD articleBody as paragraphs, "" unless it looks whole: many sites put only the beginning there.

    tree: the page, whose visible paragraphs tell how much there is to read.
    """
    body = paragraphs(text) if "<" in text and re.search(r"<(?:p|br|div)\b", text) else _plain_block(text)
    if len(body) < _MIN_WHOLE or _ENDS_CUT.search(body):
        return ""
    visible = sum(len(node.text()) for node in tree.css("article p") or tree.css("main p") or tree.css("p"))
    return body if len(body) >= visible * _WHOLE_SHARE else ""


def extracted(html: str, url: str) -> str:
    """What trafilatura takes for the text of a page, "" when it finds none. Only a page that has its text nowhere else
    is one laid out with tables.

    Not `fast`, which loses up to 7 points on pages that are not English; not `deduplicate`, which keeps state between
    calls.
    """
    from trafilatura import extract  # 0.4 s to import, and a page of a declared site never needs it

    for tables in (False, True):
        found = extract(
            html,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_tables=tables,
            deduplicate=False,
            fast=False,
        )
        if found:
            return block(found.replace("\n", "\n\n"))
    return ""


def embedded(html: str, noise: Sequence[str]) -> str:
    """The text that only the page's scripts carry, "" when they carry none."""
    markup = embedded_markup(html)
    root = parse(f"<body>{markup}").body if markup else None
    return _text(root, noise) if root else ""


def without_title(body: str, title: str) -> str:
    """The body without a first paragraph that only repeats the headline."""
    first, _, rest = body.partition("\n\n")
    return rest if fold(first) == fold(title) else body


def cut(body: str, stop: Sequence[str]) -> str:
    """The paragraphs before the first one that a stop pattern matches from its start."""
    patterns = [re.compile(pattern) for pattern in stop]
    kept: list[str] = []
    for paragraph in body.split("\n\n"):
        if any(pattern.match(paragraph) for pattern in patterns):
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Matches that lie in no other match: `div.article div` would give the inner text twice."""
    ids = {node.mem_id for node in nodes}
    return [node for node in nodes if not _inside(node, ids)] if len(nodes) > 1 else nodes


def _inside(node: LexborNode, ids: set[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in ids:
            return True
        parent = parent.parent
    return False


def _text(node: LexborNode, noise: Sequence[str]) -> str:
    drop_invisible(node)
    for selector in (_APART, *noise):
        drop(node, selector)
    return paragraphs(node.html)


def _plain_block(text: str) -> str:
    parts = (plain(part) for part in re.split(r"\n\s*\n|\n", text))
    return "\n\n".join(part for part in parts if part)
