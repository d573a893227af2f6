"""Article text that a page carries only inside its scripts, for the browser to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

# React Server Components as Next.js streams them: `self.__next_f.push([1,"…"])`, whose strings joined make rows
# `<hex id>:<JSON>` or, for long texts, `<hex id>:T<length in bytes, hex>,<text>`.
_FLIGHT = re.compile(r"self\.__next_f\.push\(\s*(\[1,\s*\".*?\"\])\s*\)\s*;?\s*</script>", re.DOTALL)
_FLIGHT_TEXT = re.compile(rb"[0-9a-f]+:T([0-9a-f]+),")
_NEXT_DATA = re.compile(r'<script[^>]+id="__NEXT_DATA__"[^>]*>(.*?)</script>', re.DOTALL)
_FUSION = re.compile(r"Fusion\.globalContent\s*=\s*(\{.*?\})\s*;\s*Fusion\.", re.DOTALL)  # Arc XP, as on chosun.com
_PARAGRAPH = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_MIN_TEXT = 200
_MAX_VALUES = 50_000


def embedded_markup(html: str) -> str:
    """The longest piece of HTML text in the page's script data, "" when there is none worth the name."""
    found = [*_flight(html), *_next_data(html), *_fusion(html)]
    best = max(found, key=len, default="")
    return best if len(best) >= _MIN_TEXT else ""


def _flight(html: str) -> Iterator[str]:
    if "__next_f" not in html:
        return
    pieces = [_json(match) for match in _FLIGHT.findall(html)]
    stream = "".join(piece[1] for piece in pieces if isinstance(piece, list) and isinstance(piece[1], str)).encode()
    for row in _FLIGHT_TEXT.finditer(stream):
        text = stream[row.end() : row.end() + int(row[1], 16)].decode("utf-8", "replace")
        if _PARAGRAPH.search(text):
            yield text
    for line in stream.split(b"\n"):
        yield from _markup_in(_json(line.partition(b":")[2]))


def _next_data(html: str) -> Iterator[str]:
    found = _NEXT_DATA.search(html)
    if found:
        yield from _markup_in(_json(found[1]))


def _fusion(html: str) -> Iterator[str]:
    found = _FUSION.search(html) if "Fusion.globalContent" in html else None
    content = _json(found[1]) if found else None
    parts = content.get("content_elements") if isinstance(content, dict) else None
    texts = [part.get("content") for part in parts or () if isinstance(part, dict) and part.get("type") == "text"]
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
