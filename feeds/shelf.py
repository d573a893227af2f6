"""Published files in memory, each with its strong ETag, so that a request costs one `stat`."""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from feeds import document, opml

_TYPES = {
    ".rss": document.MEDIA_TYPES["rss"],
    ".atom": document.MEDIA_TYPES["atom"],
    ".json": "application/json",
    ".opml": opml.MEDIA_TYPE,
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
_COMPRESSED = frozenset(_TYPES) - {".png", ".ico"}
_WORTH_COMPRESSING = 1000  # bytes; below it the saved bytes still fit the same packet
_MAX_AGE = 300  # seconds

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes to send in one content coding. etag: strong, quoted. headers: of a 200 answer. bare: of a 304 answer."""

    data: bytes
    etag: str
    headers: Headers
    bare: Headers


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it was read. stamp: (mtime in ns, size, inode). modified: whole seconds since 1970, rounded down.
    gzipped: None where compressing does not pay."""

    stamp: tuple[int, int, int]
    modified: int
    plain: Body
    gzipped: Body | None

    @property
    def size(self) -> int:
        return len(self.plain.data) + (len(self.gzipped.data) if self.gzipped else 0)


class Shelf:
    """Copies of the files of a site, the longest unused put away beyond `limit` bytes."""

    def __init__(self, site: Path, limit: int) -> None:
        self._site = site
        self._limit = limit
        self._size = 0
        self._copies: OrderedDict[str, Copy] = OrderedDict()

    def copy(self, path: str) -> Copy | None:
        """The file at a safe path (`publishing.safe`) as it is now, None if there is no regular file.

        OSError other than "not there" propagates.
        """
        name = os.path.join(self._site, path)
        try:
            found = os.stat(name)
            if not stat.S_ISREG(found.st_mode):
                return None
            copy = self._copies.get(path)
            if copy is None or copy.stamp != _stamp(found):
                copy = self._keep(path, read(name))
        except (FileNotFoundError, NotADirectoryError):
            return None
        self._copies.move_to_end(path)
        self._shrink()
        return copy

    def _keep(self, path: str, copy: Copy) -> Copy:
        before = self._copies.pop(path, None)
        self._size += copy.size - (before.size if before else 0)
        self._copies[path] = copy
        return copy

    def _shrink(self) -> None:
        while self._size > self._limit:
            _, copy = self._copies.popitem(last=False)
            self._size -= copy.size


def read(name: str) -> Copy:
    """Reads a file with the stamp of the very file opened, so that a replacement meanwhile is seen next time."""
    with open(name, "rb") as file:
        found = os.fstat(file.fileno())
        data = file.read()
    modified = int(found.st_mtime)
    suffix = os.path.splitext(name)[1]
    packed = gzip.compress(data, 6, mtime=0) if suffix in _COMPRESSED and len(data) >= _WORTH_COMPRESSING else data
    gzipped = _body(packed, name, modified, "gzip") if len(packed) < len(data) else None
    return Copy(_stamp(found), modified, _body(data, name, modified), gzipped)


def media_type(name: str) -> str:
    """By suffix; a `.json` is a feed below `feeds/`."""
    suffix = os.path.splitext(name)[1]
    if suffix == ".json" and "feeds" in Path(name).parts:
        return document.MEDIA_TYPES["json"]
    return _TYPES.get(suffix, "application/octet-stream")


def _body(data: bytes, name: str, modified: int, coding: str = "") -> Body:
    etag = f'"{hashlib.blake2b(data, digest_size=16).hexdigest()}"'
    bare = {
        "etag": etag,
        "last-modified": formatdate(modified, usegmt=True),
        "cache-control": f"public, max-age={_MAX_AGE}",
        "vary": "accept-encoding",
    }
    full = bare | {"content-type": media_type(name), "content-length": str(len(data))}
    if coding:
        full["content-encoding"] = coding
    return Body(data, etag, _raw(full), _raw(bare))


def _raw(headers: dict[str, str]) -> Headers:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_mtime_ns, found.st_size, found.st_ino
