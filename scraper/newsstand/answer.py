"""Answers as bytes: conditional requests, gzip, the right headers. Made once, sent many times."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

Headers = list[tuple[bytes, bytes]]
Wire = tuple[int, Headers, bytes]
_WORTH_PACKING = 256


@dataclass(frozen=True)
class Answer:
    """What a path answers. kind: the Content-Type. changed: aware, for Last-Modified; None sends no validators.

    extra: further headers.
    """

    body: bytes
    kind: str
    status: int = 200
    changed: datetime | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @cached_property
    def etag(self) -> str:
        """Strong validator of the plain body, with its quotes."""
        return f'"{hashlib.blake2b(self.body, digest_size=10).hexdigest()}"'

    @cached_property
    def plain(self) -> Wire:
        return self.status, self._headers(self.etag, len(self.body)), self.body

    @cached_property
    def packed(self) -> Wire:
        """In gzip; the same bytes every time. Too small or not text: plain."""
        if len(self.body) < _WORTH_PACKING or self.kind.startswith("image/"):
            return self.plain
        body = gzip.compress(self.body, mtime=0)
        return self.status, [*self._headers(f"W/{self.etag}", len(body)), (b"content-encoding", b"gzip")], body

    @cached_property
    def unchanged(self) -> Wire:
        """304, with the headers that RFC 9110, 15.4.5 asks for."""
        wanted = (b"etag", b"last-modified", b"vary", b"cache-control")
        return 304, [(name, value) for name, value in self.plain[1] if name in wanted], b""

    def to(self, headers: dict[bytes, bytes]) -> Wire:
        """Status, headers and body for a request with these headers (names in lower case)."""
        if self.status == 200 and self.changed is not None and self._known_to(headers):
            return self.unchanged
        return self.packed if b"gzip" in headers.get(b"accept-encoding", b"") else self.plain

    def _known_to(self, headers: dict[bytes, bytes]) -> bool:
        tags = headers.get(b"if-none-match")
        if tags is not None:  # takes precedence over the date: RFC 9110, 13.2.2
            known = {tag.strip().removeprefix("W/") for tag in tags.decode("latin-1").split(",")}
            return self.etag in known or "*" in known
        return self._not_since(headers.get(b"if-modified-since"))

    def _not_since(self, header: bytes | None) -> bool:
        if header is None or self.changed is None:
            return False
        try:
            since = parsedate_to_datetime(header.decode("latin-1"))
        except ValueError:
            return False
        aware = since if since.tzinfo else since.replace(tzinfo=UTC)
        return self.changed.replace(microsecond=0) <= aware

    def _headers(self, etag: str, length: int) -> Headers:
        pairs = [("content-type", self.kind), ("content-length", str(length)), ("vary", "Accept-Encoding")]
        if self.changed is not None:
            changed = format_datetime(self.changed.astimezone(UTC), usegmt=True)
            pairs += [("etag", etag), ("last-modified", changed), ("cache-control", "max-age=0")]
        return [(name.encode(), value.encode("latin-1")) for name, value in (*pairs, *self.extra)]


def moved(address: str, status: int = 301) -> Answer:
    """A redirect to the (absolute) address."""
    return Answer(b"", "text/html", status, extra=(("location", address),))


def error(status: int, text: str) -> Answer:
    """A plain error page."""
    return Answer(text.encode(), "text/plain; charset=utf-8", status)
