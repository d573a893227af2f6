"""The ways a site can misbehave, told one at a time over the control port."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from scraper.model.errors import Misconfigured
from scraper.newsstand.answer import Answer
from scraper.newsstand.kiosk import PARTS
from scraper.newsstand.pages import LIES

# What a mode touches unless `on` says otherwise, and the variants it has (the first is the default).
MODES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "status": (PARTS, ("seconds", "date")),
    "hang": (("articles",), ("",)),
    "drip": (("articles",), ("",)),
    "short": (("articles",), ("",)),
    "lie": (("articles",), LIES),
    "redirect": (("articles",), ("loop", "chain", "host", "private", "metadata", "file")),
    "garbage": (("discovery",), ("cut", "binary", "html", "entities", "external", "empty", "selfindex", "flood")),
    "bomb": (("articles",), ("",)),
    "binary": (("articles",), ("pdf", "image", "empty", "nested")),
    "robots": (("robots",), ("deny", "huge")),
}
_CHAIN = 40  # hops of a long chain, above the limit of every client
_BOMB = 256 * 2**20  # bytes that the gzip bomb grows to
_FLOOD = 50_000  # addresses: the most that the sitemap protocol allows
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "hahahahaha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + ']><rss version="2.0"><channel><title>&j;</title><item><title>&j;</title>'
    "<link>{base}/</link></item></channel></rss>"
)
_EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<rss version="2.0"><channel><title>&x;</title><item><title>&x;</title>'
    "<link>{base}/&x;</link></item></channel></rss>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mode and where it holds. on: parts of the site. variant: one of the mode's. status: for `status`.

    retry_after: seconds, or None for no header. times: requests it lasts, None for until reset.
    """

    mode: str
    on: tuple[str, ...]
    variant: str
    status: int = 503
    retry_after: int | None = None
    times: int | None = None

    def again(self) -> Fault:
        """The same, with one request less to go."""
        return replace(self, times=(self.times or 1) - 1)


def fault_of(record: Mapping[str, Any]) -> Fault:
    """A fault from the JSON that was posted. Misconfigured when it says something unknown."""
    mode = record.get("mode")
    if mode not in MODES:
        raise Misconfigured(f"unknown mode {mode!r}", remedy=f"one of {', '.join(MODES)}, layout, quiet, normal")
    parts, variants = MODES[mode]
    on = record.get("on", parts)
    on = PARTS if on == "all" else (on,) if isinstance(on, str) else tuple(on)
    variant = record.get("variant", variants[0])
    if variant not in variants or not set(on) <= set(PARTS):
        raise Misconfigured(f"mode {mode}: no variant {variant!r} on {', '.join(on)}")
    return Fault(mode=mode, on=on, variant=variant, status=int(record.get("status", 503)),
                 retry_after=record.get("retry_after"), times=record.get("times"))  # fmt: skip


def replaced(fault: Fault, base: str, elsewhere: str, target: str, now: datetime) -> Answer | None:
    """The answer that a fault puts in place of the right one; None where it only spoils how that one is sent.

    base, elsewhere: roots of this and of another site. target: the path asked for. now: aware.
    """
    if fault.mode == "status":
        return Answer(b"busy", "text/plain", fault.status, extra=_retry_after(fault, now))
    if fault.mode == "redirect":
        onward = _onward(fault.variant, base, elsewhere, target)
        return None if onward is None else Answer(b"", "text/html", 302, extra=(("location", onward),))
    if fault.mode == "garbage":
        return Answer(_garbage(fault.variant, base), "application/xml; charset=utf-8")
    if fault.mode == "bomb":
        return Answer(bomb(), "text/html; charset=utf-8", extra=(("content-encoding", "gzip"),))
    if fault.mode == "binary":
        return Answer(_binary(fault.variant), "text/html; charset=utf-8")
    if fault.mode == "robots":
        return Answer(_robots(fault.variant), "text/plain")
    return None


@lru_cache(maxsize=1)
def bomb() -> bytes:
    """About a quarter of a megabyte of gzip that grows to 256 MB."""
    mebibyte = gzip.compress(b"<p>" + b"a" * (2**20 - 3), mtime=0)
    return mebibyte * (_BOMB // 2**20)  # gzip members may follow each other: RFC 1952, 2.2


def _retry_after(fault: Fault, now: datetime) -> tuple[tuple[str, str], ...]:
    if fault.retry_after is None:
        return ()
    then = (now + timedelta(seconds=fault.retry_after)).astimezone(UTC)
    return (("retry-after", format_datetime(then, usegmt=True) if fault.variant == "date" else str(fault.retry_after)),)


def _onward(variant: str, base: str, elsewhere: str, target: str) -> str | None:
    """Where a redirect leads; None at the end of a chain."""
    if variant == "chain":
        start, _, hop = target.partition("utm_hop=")
        start, number = start.rstrip("?&"), int(hop or "0") + 1
        return f"{base}{start}{'&' if '?' in start else '?'}utm_hop={number}" if number <= _CHAIN else None
    return {
        "loop": base + target,
        "host": f"{elsewhere.replace('127.0.0.1', 'localhost')}/",
        "private": "http://10.0.0.1/admin",
        "metadata": "http://169.254.169.254/latest/meta-data/",
        "file": "file:///etc/hostname",
    }[variant]


def _garbage(variant: str, base: str) -> bytes:
    if variant == "selfindex":
        return _sitemap("sitemap", (f"{base}/sitemap-index.xml",))
    if variant == "flood":
        return _sitemap("url", (f"{base}/flood/{number}" for number in range(_FLOOD)))
    return {
        "cut": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Cut</title><item><title>Half an it',
        "binary": bytes(range(256)) * 8,
        "html": b"<!DOCTYPE html><html><body><h1>It works!</h1></body></html>",
        "entities": _ENTITIES.replace("{base}", base).encode(),
        "external": _EXTERNAL.replace("{base}", base).encode(),
        "empty": b"",
    }[variant]


def _sitemap(entry: str, addresses: Iterable[str]) -> bytes:
    """A sitemap ("url") or an index of sitemaps ("sitemap")."""
    root = {"url": "urlset", "sitemap": "sitemapindex"}[entry]
    entries = "".join(f"<{entry}><loc>{address}</loc></{entry}>" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{space}">{entries}</{root}>'.encode()


def _binary(variant: str) -> bytes:
    return {
        "pdf": _PDF,
        "image": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64),
        "empty": b"",
        "nested": b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
    }[variant]


def _robots(variant: str) -> bytes:
    deny = b"User-agent: *\nDisallow: /\n"
    return deny if variant == "deny" else deny + b"# filler\n" * 80_000  # above RFC 9309's 500 KiB
