"""Conditional requests: what a server said of a page's version, and asking for it only if it has changed."""

from __future__ import annotations

from scrapy.http import Response

from storage.sources import Validators


def conditions(known: Validators | None) -> dict[str, str]:
    """Request headers that let the server answer 304; none for a page that was never read."""
    headers = {}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def validators_of(response: Response) -> Validators:
    """ETag and Last-Modified as they came."""
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    return Validators(etag.decode("latin-1") if etag else None, modified.decode("latin-1") if modified else None)
