"""A linked article as the fact rules read it: sentences, and who and what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scraper.linking.layout import Layout
from scraper.linking.quotation import Quote, Work
from scraper.linking.resolving import Sighting
from scraper.model.entity import Entity, Kind, Tier

_SEOUL = ZoneInfo("Asia/Seoul")
_STOP = re.compile(r"(?<=[.!?])[\"']? +(?=[^a-z])|(?<=[가-힣][.])\s|\n+")


@dataclass(frozen=True, slots=True)
class Reading:
    """sightings: in order. tiers, entities: by entity number. published: UTC-aware or None."""

    layout: Layout
    quotes: list[Quote]
    sightings: list[Sighting]
    tiers: dict[int, Tier]
    entities: tuple[Entity, ...]
    published: datetime | None

    @property
    def today(self) -> date | None:
        """The publish date in Seoul, where the days that articles name are counted."""
        return self.published.astimezone(_SEOUL).date() if self.published else None

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Spans of the sentences; the headline is the first."""
        yield 0, self.layout.title
        start = self.layout.title
        for match in _STOP.finditer(self.layout.folded, start):
            if match.start() > start:
                yield start, match.start()
            start = match.end()
        if start < len(self.layout.text):
            yield start, len(self.layout.text)

    def drama(self, slug: str | None) -> Entity | None:
        """The linked drama of that slug; None for a title that is not linked."""
        sighted = (self.entities[sighting.entity] for sighting in self.sightings)
        return next((entity for entity in sighted if entity.slug == slug and entity.kind is Kind.DRAMA), None)

    def works(self, start: int, end: int) -> list[Sighting]:
        return [s for s in self.sightings if start <= s.start < end and self.entities[s.entity].kind is Kind.DRAMA]

    def people(self, start: int, end: int) -> list[Sighting]:
        """People and groups within a span who are no cast notes."""
        seen = (s for s in self.sightings if start <= s.start < end and not s.note)
        return [s for s in seen if self.entities[s.entity].kind is not Kind.DRAMA]

    def slug(self, entity: int) -> str:
        return self.entities[entity].slug

    def main_work(self) -> str | None:
        """Slug of the drama the article is about, or its title where the catalogue does not know it; None if unsure."""
        works = [n for n, tier in self.tiers.items() if self.entities[n].kind is Kind.DRAMA]
        for wanted in (Tier.ABOUT, Tier.FEATURED):
            found = [n for n in works if self.tiers[n] is wanted]
            if found:
                return self.slug(found[0]) if len(found) == 1 else None
        named = {self.printed(q) for q in self.quotes if q.work is Work.DRAMA and q.start < self.layout.lead}
        known = {self.layout.text[s.start : s.end] for s in self.works(0, len(self.layout.text))}
        return min(named) if len(named) == 1 and not named & known else None

    def work_near(self, place: int, start: int, end: int) -> str | None:
        """The drama named closest before a place in a sentence, else after it, else the article's."""
        works = self.works(start, end)
        before = [s for s in works if s.start <= place]
        if before:
            return self.slug(before[-1].entity)
        return self.slug(works[0].entity) if works else self.main_work()

    def printed(self, quote: Quote) -> str:
        return self.layout.text[quote.start : quote.end]
