"""Stored articles with their links and the story each tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from scraper.model.article import Article, Precision
from scraper.model.entity import Kind, Linked, Mention, Tier
from scraper.model.story import Decision, Match
from storage.database import Transaction
from storage.schema import article as table
from storage.schema import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article as kept. ordinal: order of arrival. fetched: UTC-aware. story: None while it tells none (irrelevant).

    outlet: the source's name for readers. decision: how it came to its story.
    """

    id: str
    ordinal: int
    outlet: str
    fetched: datetime
    article: Article
    linked: Linked
    story: str | None
    decision: Decision


def at(tx: Transaction, urls: Iterable[str]) -> Stored | None:
    """The article known at any of these canonical addresses, the earliest stored first; None if there is none."""
    row = tx.execute(_AT, {"urls": list(urls)}).first()
    return _stored(row) if row else None


def get(tx: Transaction, id: str) -> Stored | None:
    row = tx.execute(select(table).where(table.c.id == id)).first()
    return _stored(row) if row else None


def of_stories(tx: Transaction, stories: Sequence[str]) -> dict[str, list[Stored]]:
    """The tellings of each story, in order of arrival."""
    tellings: dict[str, list[Stored]] = {}
    query = select(table).where(table.c.story.in_(list(stories))).order_by(table.c.ordinal)
    for row in tx.execute(query):
        tellings.setdefault(row.story, []).append(_stored(row))
    return tellings


def between(tx: Transaction, start: datetime, end: datetime) -> list[Stored]:
    """Articles that tell a story and whose time lies in [start, end), in order of arrival."""
    query = select(table).where(table.c.time >= start, table.c.time < end, table.c.story.is_not(None))
    return [_stored(row) for row in tx.execute(query.order_by(table.c.ordinal))]


def changed_since(tx: Transaction, revision: int) -> list[Stored]:
    """Articles stored or changed after that revision, oldest change first."""
    return [_stored(row) for row in tx.execute(_CHANGED, {"revision": revision})]


def revision(tx: Transaction) -> int:
    """The newest revision, 0 when nothing is stored. Grows by one with every stored change."""
    newest: int | None = tx.execute(_NEWEST).scalar_one()
    return newest or 0


def in_order(tx: Transaction) -> Iterator[Stored]:
    """All articles in order of arrival."""
    ids = tx.execute(select(table.c.id).order_by(table.c.ordinal)).scalars().all()
    for id in ids:
        yield _stored(tx.execute(select(table).where(table.c.id == id)).one())


def add(
    tx: Transaction, id: str, article: Article, linked: Linked, decision: Decision, *, outlet: str, now: datetime
) -> None:
    """Store a new article. decision.story is the story it tells, None for none."""
    last: int | None = tx.execute(_LAST).scalar_one()
    values = _columns(article, linked) | _told(decision)
    row = {
        "id": id,
        "ordinal": (last or 0) + 1,
        "revision": revision(tx) + 1,
        "outlet": outlet,
        "fetched": now,
        "time": article.published or now,
    }
    tx.execute(_ADD, row | values)


def change(tx: Transaction, stored: Stored, article: Article, linked: Linked, decision: Decision) -> None:
    """The article was edited, moved, or linked anew."""
    values = _columns(article, linked) | _told(decision)
    time = article.published or stored.fetched
    tx.execute(
        update(table).where(table.c.id == stored.id).values(values | {"revision": revision(tx) + 1, "time": time})
    )


def counts(tx: Transaction) -> dict[str, tuple[int, datetime]]:
    """Per source: how many articles are stored, and the newest time among them."""
    query = select(table.c.source, func.count(), func.max(table.c.time)).group_by(table.c.source)
    return {name: (number, newest) for name, number, newest in tx.execute(query)}


# Made once: to build a statement costs more than to run it.
_AT = (
    select(table)
    .where(
        table.c.id.in_(
            select(page.c.article).where(page.c.url.in_(bindparam("urls", expanding=True)), page.c.article.is_not(None))
        )
    )
    .order_by(table.c.ordinal)
)
_CHANGED = select(table).where(table.c.revision > bindparam("revision")).order_by(table.c.revision)
_NEWEST = select(func.max(table.c.revision))
_LAST = select(func.max(table.c.ordinal))
_ADD = insert(table)

_ARTICLE_COLUMNS = (
    "url", "source", "title", "lead", "body", "byline", "published", "precision", "date_text", "modified", "language",
    "image",
)  # fmt: skip
_MENTION_FIELDS = ("slug", "kind", "name", "name_ko", "tier", "surface", "evidence")


def _columns(article: Article, linked: Linked) -> dict[str, Any]:
    columns = {name: getattr(article, name) for name in _ARTICLE_COLUMNS}
    return columns | {
        "tags": list(article.tags),
        "relevant": linked.relevant,
        "topics": list(linked.topics),
        "mentions": [{name: getattr(mention, name) for name in _MENTION_FIELDS} for mention in linked.mentions],
        "facts": list(linked.facts),
    }


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "story": decision.story,
        "match": decision.match,
        "match_article": decision.article,
        "score": decision.score,
        "why": decision.why,
    }


def _stored(row: Row[Any]) -> Stored:
    data = row._mapping
    article = Article(
        **({name: data[name] for name in _ARTICLE_COLUMNS} | {"precision": Precision(data["precision"])}),
        tags=tuple(data["tags"]),
    )
    mentions = tuple(
        Mention(**(mention | {"kind": Kind(mention["kind"]), "tier": Tier(mention["tier"])}))
        for mention in data["mentions"]
    )
    linked = Linked(
        relevant=data["relevant"], topics=tuple(data["topics"]), mentions=mentions, facts=tuple(data["facts"])
    )
    decision = Decision(
        match=Match(data["match"]),
        story=data["story"],
        article=data["match_article"],
        score=data["score"],
        why=data["why"],
    )
    return Stored(
        id=data["id"],
        ordinal=data["ordinal"],
        outlet=data["outlet"],
        fetched=data["fetched"],
        article=article,
        linked=linked,
        story=data["story"],
        decision=decision,
    )
