"""The tables. Changed only together with a migration (a test compares the two)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """A UTC-aware datetime on every database; a naive one is refused as the bug that it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


metadata = MetaData()

# One row per discovery address (feed, sitemap, REST, listing): what its server said, for conditional requests.
resource = Table(
    "resource",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked", Instant, nullable=False),
    # Whether all it leads to (the further pages of a list) was read, too. What a kill left half-read is read again.
    Column("whole", Boolean, nullable=False),
)

# The frontier, and every address an article was ever seen at. url: canonical. fetch: the address as found.
page = Table(
    "page",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("fetch", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("found", Instant, nullable=False),
    Column("hints", JSON, nullable=False),
    Column("published", Instant),
    Column("precision", String(8), nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("rereads", Integer, nullable=False, default=0),
    Column("not_before", Instant),
    Column("reason", Text, nullable=False, default=""),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("article", String(36), ForeignKey("article.id")),
    Index("page_waiting", "source", "state"),
    Index("page_article", "article"),
)

article = Table(
    "article",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("revision", Integer, nullable=False, unique=True),
    Column("source", String(40), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False, unique=True),
    # When it happened, as far as is known: the publish instant, else when it was first fetched.
    Column("time", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("byline", Text, nullable=False),
    Column("published", Instant),
    Column("precision", String(8), nullable=False),
    Column("date_text", Text, nullable=False),
    Column("modified", Instant),
    Column("language", String(12), nullable=False),
    Column("image", Text),
    Column("tags", JSON, nullable=False),
    Column("fetched", Instant, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    # Remembered for ever: a rebuild makes the story again from its articles, and never asks anew which one it is.
    Column("story", String(36), ForeignKey("story.id")),
    Column("match", String(8), nullable=False),
    Column("match_article", String(36)),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index("article_story", "story"),
    Index("article_time", "time"),
)

story = Table(
    "story",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("created", Instant, nullable=False),
    Column("published", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
)

# Which feeds carry which story: the selection, made when the story changes and never when a feed is read.
story_feed = Table(
    "story_feed",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("story", String(36), ForeignKey("story.id"), primary_key=True),
    Column("published", Instant, nullable=False),
    Index("story_feed_newest", "feed", "published"),
    Index("story_feed_story", "story"),
)

# A feed is dirty while marked > written.
feed_state = Table(
    "feed_state",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("marked", Integer, nullable=False),
    Column("written", Integer, nullable=False),
)

source_state = Table(
    "source_state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("started", Instant),
    Column("finished", Instant),
    Column("failures", Integer, nullable=False, default=0),
    Column("report", JSON, nullable=False),
)
