"""What is remembered of sources: validators for conditional requests, and how the last crawl went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import Transaction, upsert
from storage.schema import resource, source_state


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified exactly as the server sent them, or None."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class LastCrawl:
    """started, finished: UTC-aware; finished is None while it runs or when it was killed. failures: in a row.

    report: the counts as `crawl --json` prints them.
    """

    started: datetime
    finished: datetime | None
    failures: int
    report: dict[str, Any]


def validators(tx: Transaction, urls: Sequence[str]) -> dict[str, Validators]:
    """Of those discovery addresses that were read before, whole."""
    query = select(resource).where(resource.c.url.in_(list(urls)), resource.c.whole)
    return {row.url: Validators(row.etag, row.last_modified) for row in tx.execute(query)}


def remember(
    tx: Transaction, source: str, url: str, validators: Validators, now: datetime, *, whole: bool = True
) -> None:
    """Keep the validators of a discovery address. In the transaction that stores what was found there, so that a
    later 304 can never hide an address that was lost. whole: False while pages that it leads to are still to be read.
    """
    values = {
        "source": source,
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "checked": now,
        "whole": whole,
    }
    tx.execute(upsert(resource, tx.dialect.name, "url", values.keys()), {"url": url, **values})


def whole(tx: Transaction, url: str) -> None:
    """All that a discovery address leads to has been read."""
    tx.execute(update(resource).where(resource.c.url == url).values(whole=True))


def started(tx: Transaction, name: str, now: datetime) -> None:
    _put(tx, name, {"started": now, "finished": None})


def finished(tx: Transaction, name: str, now: datetime, failures: int, report: dict[str, Any]) -> None:
    _put(tx, name, {"finished": now, "failures": failures, "report": report})


def last_crawls(tx: Transaction) -> dict[str, LastCrawl]:
    """By source name."""
    return {
        row.name: LastCrawl(row.started, row.finished, row.failures, row.report)
        for row in tx.execute(select(source_state))
    }


def _put(tx: Transaction, name: str, values: dict[str, Any]) -> None:
    row = {"name": name, "failures": 0, "report": {}, **values}
    tx.execute(upsert(source_state, tx.dialect.name, "name", values.keys()), row)
