"""All the facts of an article."""

from __future__ import annotations

from typing import Any

from scraper.linking.facts.casting import castings
from scraper.linking.facts.premieres import premieres
from scraper.linking.facts.ratings import ratings
from scraper.linking.facts.reading import Reading
from scraper.linking.facts.songs import songs


def tabled(reading: Reading, topics: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """Facts in the interface's shapes. Songs and castings only where the article is about such news."""
    facts: list[dict[str, Any]] = []
    if "ost" in topics:
        facts += songs(reading)
    facts += ratings(reading)
    if "casting" in topics and "ost" not in topics:
        facts += castings(reading)
    facts += premieres(reading)
    return tuple(facts)
