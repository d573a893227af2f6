"""Article text that a page carries only inside its scripts, for the browser to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from scraper.reading.markup import parse

# React Server Components as Next.js streams them: `self.__next_f.push([1,"…"])`, whose strings joined make rows
# `<hex id>:<JSON>` or, for long texts, `<hex id>:T<length in bytes, hex>,<text>`.
_FLIGHT = "self.__next_f.push("
_FLIGHT_TEXT = re.compile(rb"[0-9a-f]{1,8}:T([0-9a-f]{1,8}),")
_FUSION = "Fusion.globalContent"  # Arc XP, as on chosun.com
_PARAGRAPH = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_MIN_TEXT = 200
_MAX_VALUES = 50_000


def embedded_markup(html: str) -> str:
    """The longest piece of HTML text in the page's script data, "" when there is none worth the name."""
    scripts = parse(html).css("script")
    texts = [script.text() for script in scripts]
    data = [script.text() for script in scripts if script.id == "__NEXT_DATA__"]
    found = [*_flight(texts), *_fusion(texts), *(part for text in data for part in _markup_in(_json(text)))]
    best = max(found, key=len, default="")
    return best if len(best) >= _MIN_TEXT else ""


def _flight(scripts: list[str]) -> Iterator[str]:
    pushed = [
        text.strip().removeprefix(_FLIGHT).rstrip("); \n") for text in scripts if text.lstrip().startswith(_FLIGHT)
    ]
    pieces = [piece for piece in map(_json, pushed) if isinstance(piece, list) and len(piece) == 2]
    stream = "".join(piece[1] for piece in pieces if isinstance(piece[1], str)).encode("utf-8", "replace")
    for row in _FLIGHT_TEXT.finditer(stream):
        text = stream[row.end() : row.end() + int(row[1], 16)].decode("utf-8", "replace")
        if _PARAGRAPH.search(text):
            yield text
    for line in stream.split(b"\n"):
        yield from _markup_in(_json(line.partition(b":")[2]))


def _fusion(scripts: list[str]) -> Iterator[str]:
    for script in scripts:
        _, found, rest = script.partition(_FUSION)
        content = _json(rest.lstrip(" =").partition(";Fusion.")[0].rstrip("; \n")) if found else None
        parts = content.get("content_elements") if isinstance(content, dict) else None
        if isinstance(parts, list):
            texts = [part.get("content") for part in parts if isinstance(part, dict) and part.get("type") == "text"]
            yield "".join(f"<p>{text}</p>" for text in texts if isinstance(text, str))


def _markup_in(value: Any) -> Iterator[str]:
    waiting = [value]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and len(value) >= _MIN_TEXT and _PARAGRAPH.search(value):
            yield value


def _json(text: str | bytes) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return None
