"""Bytes to text: byte order mark, declaration, header, meta tag, and what the bytes themselves say."""

from __future__ import annotations

import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from scraper.model.errors import Unreadable

_HANGUL = re.compile("[가-힣]")
_HANGUL_RUN = re.compile("[가-힣]{2,}")
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image or sound",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x00\x00\x00": "a film or font",
}
_MAX_CONTROL_SHARE = 0.1
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])  # ESC belongs to ISO-2022 texts, NUL to UTF-16


def decode(body: bytes, content_type: str | None, *, declared: str = "", url: str | None = None) -> str:
    """The text of a page, feed or script. declared: the source's own charset, which wins over all but a BOM.

    EUC-KR names are read as CP949, their superset (the WHATWG Encoding Standard does the same). UTF-8 that is valid is
    believed over any header. Bytes that no candidate explains come out with U+FFFD; whoever keeps a text calls `whole`
    on it. Raises Unreadable for an empty or binary body.
    """
    refuse_binary(body, content_type, url)
    bom, body = _without_bom(body)
    return min((_attempt(body, name) for name in _candidates(body, content_type, declared, bom)), key=_broken)


def refuse_binary(body: bytes, content_type: str | None, url: str | None = None) -> None:
    """Raise Unreadable for a body that holds no text: empty, a PDF, an image, an archive, by type or by its bytes."""
    if not body.strip():
        raise Unreadable("empty body", url=url)
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in ("application/pdf", "application/zip"):
        raise Unreadable(f"not a text: {kind}", url=url)
    for magic, what in _MAGIC.items():
        if body.lstrip()[:8].startswith(magic):
            raise Unreadable(f"not a text: {what} sent as {kind or 'unknown type'}", url=url)
    head = body[:2048]
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MAX_CONTROL_SHARE:
        raise Unreadable(f"not a text: binary data sent as {kind or 'unknown type'}", url=url)


def whole(text: str, what: str, url: str | None = None) -> str:
    """`text` itself; raises Unreadable where it holds U+FFFD, the mark of bytes that could not be decoded."""
    if "\ufffd" in text:
        raise Unreadable(f"{what} has undecodable bytes", url=url, remedy="declare the source's charset")
    return text


def _without_bom(body: bytes) -> tuple[str | None, bytes]:
    name, mark = read_bom(body)
    return (name, body[len(mark) :]) if name and mark else (None, body)


def _candidates(body: bytes, content_type: str | None, declared: str, bom: str | None) -> list[str]:
    if bom:
        return [bom]
    if declared and (name := resolve_encoding(declared)):
        return [name]
    said = [http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    names = [name for name in said if name]
    if any(name.startswith(("utf-16", "iso2022", "hz")) for name in names):
        return names
    if _is_utf8(body):
        return ["utf-8"]
    strict = [name for name in names if name != "cp1252"]  # the default of old servers: it explains any bytes
    return list(dict.fromkeys([*strict, *_korean(body), "utf-8", *names] if names else [*_korean(body), "cp1252"]))


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _korean(body: bytes) -> list[str]:
    """["cp949"] when the bytes make Korean words in it; single stray syllables are Western quotation marks misread."""
    text = body.decode("cp949", errors="replace")
    in_words = sum(map(len, _HANGUL_RUN.findall(text)))
    return ["cp949"] if in_words and in_words * 2 >= len(_HANGUL.findall(text)) else []


def _attempt(body: bytes, name: str) -> str:
    return body.decode(name, errors="replace")


def _broken(text: str) -> int:
    return text.count("\ufffd")
