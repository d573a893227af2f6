"""What a page says of itself in JSON-LD: the article node among all the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser

from scraper.model.text import line, plain

_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "reviewnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "article", "blogposting", "socialmediaposting", "liveblogposting", "webpage",
)  # fmt: skip
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|;)\s*$"
)
_MAX_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Node:
    """The article's JSON-LD object, an empty one where the page has none. Values are as written, not cleaned."""

    data: dict[str, Any]

    @property
    def is_article(self) -> bool:
        """Whether the type says article, not merely web page."""
        return _rank(self.data) < len(_TYPES) - 1

    def text(self, *names: str) -> str:
        """The first of the named properties that holds text, as written; "" when none does."""
        return next((value for name in names for value in _texts(self.data.get(name)) if value.strip()), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """All texts of a property that may be a text, an object with a name, or a list of these."""
        return tuple(value for value in _texts(self.data.get(name)) if value.strip())

    def address(self, name: str) -> str:
        """The address in a property that may be a text, an object with url or @id, or a list of these; "" if none."""
        return next(_addresses(self.data.get(name)), "")


def article_node(tree: LexborHTMLParser) -> Node:
    """The best article among all JSON-LD of a page; broken scripts are passed over."""
    nodes = [node for script in tree.css('script[type*="ld+json" i]') for node in _objects(script.text())]
    ranked = sorted((node for node in nodes if _rank(node) < len(_TYPES)), key=lambda n: (_rank(n), -len(n)))
    if not ranked:
        return Node({})
    first = ranked[0]
    return Node(_with_references(first, nodes))


def _rank(node: dict[str, Any]) -> int:
    names = node.get("@type", "")
    kinds = [names] if isinstance(names, str) else names if isinstance(names, list) else []
    ranks = [
        _TYPES.index(k.rpartition("/")[2].lower())
        for k in kinds
        if isinstance(k, str) and k.rpartition("/")[2].lower() in _TYPES
    ]
    return min(ranks, default=len(_TYPES))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    waiting: list[Any] = [_load(text)]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _load(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        pass
    try:  # line breaks inside strings, comment wrapping, a stray semicolon: seen on many sites
        return json.loads(_WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _with_references(node: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Author and image are often only `{"@id": …}` of another object of the graph."""
    by_id = {found["@id"]: found for found in nodes if isinstance(found.get("@id"), str) and len(found) > 1}
    resolved = dict(node)
    for key in ("author", "image"):
        values = node.get(key) if isinstance(node.get(key), list) else [node.get(key)]
        resolved[key] = [
            {**by_id.get(value["@id"], {}), **value}
            if isinstance(value, dict) and isinstance(value.get("@id"), str)
            else value
            for value in values or ()
        ]
    return resolved


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("@value"))
    elif isinstance(value, list):
        for part in value[:100]:
            if not isinstance(part, list):
                yield from _texts(part)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield line(plain(value))
    elif isinstance(value, dict):
        for name in ("url", "contentUrl", "@id"):
            if isinstance(value.get(name), str):
                yield line(value[name])
    elif isinstance(value, list):
        for part in value[:100]:
            if not isinstance(part, list):
                yield from _addresses(part)
