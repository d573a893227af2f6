"""What the tests of this room are told with: articles, links and a window that is filled by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from scraper.model.article import Article, Precision
from scraper.model.entity import Kind, Linked, Mention, Tier
from scraper.model.story import Decision, Match, Told
from scraper.stories import Window

NOON = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
UNKNOWN = Linked(relevant=True, topics=("other",), mentions=())
_numbers = count(1)


def article(
    title: str, lead: str = "", *, body: str = "", source: str = "star-ilbo", at: float | None = 0.0, url: str = ""
) -> Article:
    """at: hours after NOON, None for an unknown time. Every article has an address of its own unless one is given."""
    return Article(
        url=url or f"https://{source}.example/{next(_numbers)}",
        source=source, title=title, lead=lead, body=body,
        published=None if at is None else NOON + timedelta(hours=at),
        precision=Precision.UNKNOWN if at is None else Precision.MINUTE,
    )  # fmt: skip


def linked(
    topic: str,
    *about: str,
    featured: Sequence[str] = (),
    mention: Sequence[str] = (),
    facts: Sequence[dict[str, Any]] = (),
) -> Linked:
    """about, featured, mention: `kind/slug`."""
    tiers = ((Tier.ABOUT, about), (Tier.FEATURED, featured), (Tier.MENTION, mention))
    mentions = tuple(_mention(name, tier) for tier, names in tiers for name in names)
    return Linked(relevant=True, topics=(topic,), mentions=mentions, facts=tuple(facts))


def _mention(name: str, tier: Tier) -> Mention:
    kind, _, slug = name.partition("/")
    return Mention(slug=slug, kind=Kind(kind), name=slug, name_ko="", tier=tier, surface=slug, evidence="test")


def holding(*told: tuple[str, Article, Linked]) -> Window:
    """A window with these tellings: (story, article, links)."""
    window = Window()
    for number, (story, item, links) in enumerate(told):
        window.add(Told(key=f"k{number}", story=story, article=item, linked=links))
    return window


def decided(window: Window, item: Article, links: Linked = UNKNOWN) -> Decision:
    return window.decide(item, links, now=NOON)


def joins(decision: Decision, story: str) -> bool:
    return decision.match is not Match.NEW and decision.story == story
