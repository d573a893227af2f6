"""Whether an article belongs to the service: a K-drama, its cast in relation to it, or an OST."""

from __future__ import annotations

import re

from scraper.linking.cues import Cues
from scraper.linking.folding import squeezed
from scraper.linking.layout import Layout
from scraper.linking.quotation import Quote, Work
from scraper.linking.tiers import Weight
from scraper.model.entity import Entity, Kind, Tier

_DRAMA = re.compile(r"(?:in|on) (?:a|an|her|his|their|new|upcoming)(?: new| upcoming)? drama\b")
_OTHER = frozenset({"music", "film", "variety", "personal", "legal", "awards"})
_PRIVATE = frozenset({"personal", "legal"})
_STAFF = frozenset({"ost", "casting", "premiere", "ratings", "stills_teaser"})


def is_relevant(
    layout: Layout,
    entities: list[tuple[Entity, Weight, Tier]],
    cues: Cues,
    quotes: list[Quote],
    topics: tuple[str, ...],
) -> bool:
    """entities: what is linked. topics: as the words of the article alone suggest."""
    dramas = [(weight, tier) for entity, weight, tier in entities if entity.kind is Kind.DRAMA]
    if any(weight.titled and tier is not Tier.MENTION for weight, tier in dramas):
        return True
    if not entities and (cues.foreign or not (cues.korean or _DRAMA.search(layout.folded, 0, layout.title))):
        return False
    if _unknown_titled(layout, quotes):
        return True
    if any(tier is not Tier.MENTION for _, tier in dramas):
        return topics[0] not in _OTHER or any(weight.count >= 2 for weight, _ in dramas)
    if any(quote.work is Work.DRAMA and quote.start < layout.lead for quote in quotes):
        return topics[0] not in _OTHER
    return _speaks_of_dramas(entities, cues, topics)


def _unknown_titled(layout: Layout, quotes: list[Quote]) -> bool:
    """Whether the headline names a work that the text somewhere calls a drama."""
    text = layout.text
    called = {squeezed(text[q.start : q.end]) for q in quotes if q.work is Work.DRAMA}
    return any(squeezed(text[q.start : q.end]) in called for q in quotes if q.end <= layout.title)


def _speaks_of_dramas(entities: list[tuple[Entity, Weight, Tier]], cues: Cues, topics: tuple[str, ...]) -> bool:
    """Whether it is drama news that names no drama: a headline with drama words, an actor's acting, an OST."""
    if not cues.staged:
        return False
    people = [entity for entity, weight, _ in entities if entity.kind is not Kind.DRAMA and weight.titled]
    if cues.titled >= 2 or (cues.titled >= 1 and people):
        return topics[0] not in _OTHER or cues.titled >= 2
    if any(entity.roles == ("writer",) for entity in people) and cues.dramatic:
        return topics[0] not in _PRIVATE
    if cues.acting and people and topics[0] == "review_recap":
        return True
    cast = bool(cues.networks and people) and (cues.drama >= 1 or topics[0] == "casting")
    return (cues.drama >= 2 or cast) and (topics[0] in _STAFF or "ost" in topics)
