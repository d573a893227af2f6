"""The frontier: every address ever found, what became of it, and which are still to be fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from scraper.model.article import Precision
from storage.database import Transaction, upsert
from storage.schema import page

MAX_REREADS = 5  # a listing whose link texts keep changing must not have its articles fetched for ever
MAX_TRIES = 6
_CHUNK = 400  # below SQLite's default limit of bound variables on old builds


class State(StrEnum):
    """WAITING: to be fetched. READ: an article is stored. UNREADABLE, REFUSED, FAILED: it is not; `reason` says why."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Address:
    """An address as discovery gave it. url: canonical. fetch: as found. hint: what would tell an edit (title, time).

    published: the instant that the feed or sitemap gives (UTC-aware) or None; precision: of it.
    """

    url: str
    fetch: str
    hint: str
    published: datetime | None = None
    precision: Precision = Precision.UNKNOWN


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page to fetch. etag, last_modified: of the last answer, for a conditional request.

    published, precision: as discovery gave them, for a page that does not say itself. article: id of what was read
    there before, None if nothing was.
    """

    url: str
    fetch: str
    tries: int
    etag: str | None
    last_modified: str | None
    published: datetime | None
    precision: Precision
    article: str | None


_WAITING = (
    page.c.url, page.c.fetch, page.c.tries, page.c.etag, page.c.last_modified, page.c.published, page.c.precision,
    page.c.article,
)  # fmt: skip


def note(tx: Transaction, source: str, kind: str, found: Sequence[Address], now: datetime) -> list[Waiting]:
    """Remember found addresses; return those that are to be fetched because of it: new ones, and read ones whose hint
    of this kind of discovery changed (at most MAX_REREADS times a page)."""
    fresh: list[str] = []
    for start in range(0, len(found), _CHUNK):
        chunk = found[start : start + _CHUNK]
        known = {
            row.url: row
            for row in tx.execute(
                select(page.c.url, page.c.state, page.c.hints, page.c.rereads).where(
                    page.c.url.in_([address.url for address in chunk])
                )
            )
        }
        new: dict[str, dict[str, object]] = {}
        for address in chunk:
            row = known.get(address.url)
            if row is None:
                new[address.url] = _row(source, address.url, address.fetch, now) | {
                    "hints": {kind: address.hint},
                    "published": address.published,
                    "precision": address.precision,
                }
            elif row.hints.get(kind) != address.hint:
                values: dict[str, object] = {"hints": {**row.hints, kind: address.hint}}
                if kind in row.hints and row.state != State.WAITING and row.rereads < MAX_REREADS:
                    values |= {"state": State.WAITING, "rereads": row.rereads + 1, "tries": 0, "fetch": address.fetch}
                    fresh.append(address.url)
                tx.execute(update(page).where(page.c.url == address.url).values(values))
        if new:
            tx.execute(_ADD, list(new.values()))
            fresh += new
    return _waiting(tx, fresh)


def waiting(tx: Transaction, source: str, now: datetime) -> list[Waiting]:
    """Pages left over from earlier crawls (killed, or to be tried again) whose time has come, oldest first."""
    query = (
        select(*_WAITING)
        .where(page.c.source == source, page.c.state == State.WAITING)
        .where(or_(page.c.not_before.is_(None), page.c.not_before <= now))
        .order_by(page.c.found, page.c.url)
    )
    return [_page(row) for row in tx.execute(query)]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a page, and why."""

    state: State
    reason: str


def get(tx: Transaction, url: str) -> Fate | None:
    """None for an address that was never found."""
    row = tx.execute(select(page.c.state, page.c.reason).where(page.c.url == url)).first()
    return Fate(State(row.state), row.reason) if row else None


def settle(
    tx: Transaction,
    url: str,
    state: State,
    *,
    reason: str = "",
    article: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
) -> None:
    """Say what became of a page."""
    values = {"state": state, "reason": reason, "etag": etag, "last_modified": last_modified}
    if article is None:
        tx.execute(_SETTLE, {"at": url, **values})
    else:
        tx.execute(_SETTLE_READ, {"at": url, "article": article, **values})


_SETTLED: dict[str, Any] = {name: bindparam(name) for name in ("state", "reason", "etag", "last_modified")}
_SETTLE = update(page).where(page.c.url == bindparam("at")).values(_SETTLED)
_SETTLE_READ = _SETTLE.values(article=bindparam("article"))


def unchanged(tx: Transaction, url: str) -> None:
    """The server answered 304 to a re-read: what is stored holds."""
    tx.execute(update(page).where(page.c.url == url).values(state=State.READ, reason=""))


def postpone(tx: Transaction, url: str, tries: int, reason: str, now: datetime) -> None:
    """A passing fault: try again after 5, 10, 20 … minutes, and give up after MAX_TRIES."""
    values: dict[str, object] = {"tries": tries + 1, "reason": reason}
    if tries + 1 >= MAX_TRIES:
        values["state"] = State.FAILED
    else:
        values["not_before"] = now + timedelta(minutes=5 * 2**tries)
    tx.execute(update(page).where(page.c.url == url).values(values))


def also_at(tx: Transaction, source: str, urls: Iterable[str], article: str, now: datetime) -> None:
    """Further addresses of a stored article (its canonical one, where a redirect led): never fetched as new."""
    for url in urls:
        row = _row(source, url, url, now) | {"state": State.READ, "article": article}
        tx.execute(upsert(page, tx.dialect.name, "url", ("article", "state", "reason")), row)


_ADD = insert(page)


def _row(source: str, url: str, fetch: str, now: datetime) -> dict[str, object]:
    return {
        "url": url,
        "source": source,
        "fetch": fetch,
        "state": State.WAITING,
        "found": now,
        "hints": {},
        "precision": Precision.UNKNOWN,
        "tries": 0,
        "rereads": 0,
        "reason": "",
    }


def _waiting(tx: Transaction, urls: list[str]) -> list[Waiting]:
    rows: dict[str, Waiting] = {}
    for start in range(0, len(urls), _CHUNK):
        query = select(*_WAITING).where(page.c.url.in_(urls[start : start + _CHUNK]))
        rows |= {row.url: _page(row) for row in tx.execute(query)}
    return [rows[url] for url in urls]


def _page(row: Any) -> Waiting:
    return Waiting(
        url=row.url,
        fetch=row.fetch,
        tries=row.tries,
        etag=row.etag,
        last_modified=row.last_modified,
        published=row.published,
        precision=Precision(row.precision),
        article=row.article,
    )
