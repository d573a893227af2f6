"""What a server answered: the page, and what it said of its version, so as to ask again only if that has changed."""

from __future__ import annotations

from datetime import datetime

from scrapy.http import Response

from scraper.model.article import Page
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


def page_of(response: Response, fetched: datetime) -> Page:
    """The page for reading. fetched: when it came, UTC-aware."""
    content_type = response.headers.get("Content-Type")
    return Page(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        fetched=fetched,
    )
