"""Stories: identity and times, which feeds carry them, and which of these are to be written again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.database import Transaction, upsert
from storage.schema import feed_state, story, story_feed


@dataclass(frozen=True, slots=True)
class Times:
    """UTC-aware. created: when the id was minted. published: earliest known telling. updated: last material change."""

    created: datetime
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Carried:
    """A feed with stories: how many it has ever carried, and its newest story."""

    feed: str
    stories: int
    newest: datetime


# Made once: to build a statement costs more than to run it.
_ADD = insert(story)
_CARRY = insert(story_feed)
_CARRYING = select(story_feed.c.feed, story_feed.c.published).where(story_feed.c.story == bindparam("id"))
_MARK = {
    name: upsert(feed_state, name, "feed", {"marked": feed_state.c.marked + 1}) for name in ("sqlite", "postgresql")
}


def times(tx: Transaction, ids: Sequence[str]) -> dict[str, Times]:
    """Of those ids that are stories."""
    query = select(story).where(story.c.id.in_(list(ids)))
    return {row.id: Times(row.created, row.published, row.updated) for row in tx.execute(query)}


def add(tx: Transaction, id: str, times: Times) -> None:
    """Store a new story."""
    row = {"id": id, "created": times.created, "published": times.published, "updated": times.updated}
    tx.execute(_ADD, row)


def move(tx: Transaction, id: str, times: Times) -> None:
    """Move a story's times. `created` stays."""
    tx.execute(update(story).where(story.c.id == id).values(published=times.published, updated=times.updated))


def carry(tx: Transaction, id: str, feeds: Iterable[str], published: datetime) -> None:
    """From now on exactly these feeds carry the story; all that did or do are marked to be written again."""
    wanted = set(feeds)
    before = {row.feed: row.published for row in tx.execute(_CARRYING, {"id": id})}
    lost = before.keys() - wanted
    if lost:
        tx.execute(delete(story_feed).where(story_feed.c.story == id, story_feed.c.feed.in_(sorted(lost))))
    if added := sorted(wanted - before.keys()):
        tx.execute(_CARRY, [{"feed": feed, "story": id, "published": published} for feed in added])
    if any(before[feed] != published for feed in wanted & before.keys()):
        tx.execute(update(story_feed).where(story_feed.c.story == id).values(published=published))
    mark(tx, wanted | before.keys())


def mark(tx: Transaction, feeds: Iterable[str]) -> None:
    """Mark feeds as dirty."""
    rows = [{"feed": feed, "marked": 1, "written": 0} for feed in sorted(feeds)]
    if rows:
        tx.execute(_MARK[tx.dialect.name], rows)


def dirty(tx: Transaction) -> dict[str, int]:
    """Feeds to be written, each with the mark that `written` has to be told."""
    query = select(feed_state.c.feed, feed_state.c.marked).where(feed_state.c.marked > feed_state.c.written)
    return {row.feed: row.marked for row in tx.execute(query.order_by(feed_state.c.feed))}


def written(tx: Transaction, feeds: Mapping[str, int]) -> None:
    """These feeds were written as they stood at that mark; marks made since keep them dirty."""
    for feed, marked in feeds.items():
        tx.execute(update(feed_state).where(feed_state.c.feed == feed).values(written=marked))


def newest(tx: Transaction, feed: str, limit: int) -> list[str]:
    """Ids of the feed's newest stories, newest first."""
    query = (
        select(story_feed.c.story)
        .where(story_feed.c.feed == feed)
        .order_by(story_feed.c.published.desc(), story_feed.c.story)
        .limit(limit)
    )
    return list(tx.execute(query).scalars())


def carried(tx: Transaction) -> list[Carried]:
    """Every feed that has stories, by path."""
    query = select(story_feed.c.feed, func.count(), func.max(story_feed.c.published)).group_by(story_feed.c.feed)
    return [Carried(*row) for row in tx.execute(query.order_by(story_feed.c.feed))]


def feeds_of(tx: Transaction, id: str) -> list[str]:
    """Paths of the feeds that carry a story."""
    query = select(story_feed.c.feed).where(story_feed.c.story == id).order_by(story_feed.c.feed)
    return list(tx.execute(query).scalars())


def known_feeds(tx: Transaction) -> list[str]:
    """Every feed that was ever marked, also one that lost all its stories."""
    return list(tx.execute(select(feed_state.c.feed).order_by(feed_state.c.feed)).scalars())
