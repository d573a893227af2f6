"""A story from its tellings: which article leads, what the whole is about, what subscribers see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.model.article import Article
from scraper.model.entity import TOPICS, Kind, Linked, Mention, Tier
from scraper.model.story import Outlet, Story

_STRENGTH = {Tier.ABOUT: 0, Tier.FEATURED: 1, Tier.MENTION: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article of a story. outlet: its name for readers. copied: whether it repeats another article's text."""

    outlet: str
    article: Article
    linked: Linked
    copied: bool


def weigh(links: Sequence[Linked]) -> Linked:
    """What a story is about, from what its articles are about (at least one): the strongest tier of each entity, and
    the topics that its articles vote for."""
    strongest: dict[tuple[Kind, str], Mention] = {}
    for linked in links:
        for mention in linked.mentions:
            seen = strongest.get((mention.kind, mention.slug))
            if seen is None or _STRENGTH[mention.tier] < _STRENGTH[seen.tier]:
                strongest[mention.kind, mention.slug] = mention
    mentions = sorted(strongest.values(), key=lambda mention: (_STRENGTH[mention.tier], mention.kind, mention.slug))
    facts = [fact for linked in links for fact in linked.facts]
    return Linked(
        relevant=any(linked.relevant for linked in links),
        topics=_vote([linked.topics for linked in links]),
        mentions=tuple(mentions),
        facts=tuple(fact for index, fact in enumerate(facts) if fact not in facts[:index]),
    )


def compose(id: str, published: datetime, updated: datetime, tellings: Sequence[Telling]) -> Story:
    """The story as subscribers see it. tellings: at least one, in order of arrival."""
    ordered = sorted(tellings, key=_leading)
    lead = ordered[0].article
    whole = weigh([telling.linked for telling in tellings])
    return Story(
        id=id,
        title=lead.title,
        link=lead.url,
        summary=lead.lead or lead.body.partition("\n\n")[0],
        language=lead.language,
        image=lead.image,
        byline=lead.byline,
        published=published,
        updated=updated,
        outlets=tuple(_outlet(telling) for telling in ordered),
        mentions=whole.mentions,
        topics=whole.topics,
    )


def _leading(telling: Telling) -> tuple[bool, bool, float, str]:
    # The earliest original leads; a copy, or a page that does not say when it appeared, only where there is no other.
    published = telling.article.published
    return telling.copied, published is None, published.timestamp() if published else 0.0, telling.article.url


def _outlet(telling: Telling) -> Outlet:
    article = telling.article
    return Outlet(
        name=telling.outlet,
        title=article.title,
        url=article.url,
        language=article.language,
        published=article.published,
    )


def _vote(ballots: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    votes: Counter[str] = Counter()
    for topics in ballots:
        for rank, topic in enumerate(topics):
            votes[topic] += 2 if rank == 0 else 1
    carried = [topic for topic in votes if votes[topic] >= len(ballots)] or list(votes)
    return tuple(sorted(carried, key=lambda topic: (-votes[topic], TOPICS.index(topic))))
