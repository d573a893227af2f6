"""The steps alone, each beside the plainest thing that does a part of its work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import daachorse

from scraper.ingest import known
from scraper.model.article import Article
from scraper.model.story import Told
from scraper.newsstand.stock import load
from scraper.stories import Window

Measure = tuple[str, Callable[[], int], Callable[[], int], str, str]
_LATER = datetime(2026, 12, 1, tzinfo=UTC)


def articles() -> list[Article]:
    """The newsstand's articles, title and lead."""
    return [
        Article(
            url=f"http://news.example/{piece.id}",
            source=piece.site,
            title=piece.headline,
            lead=piece.summary,
            published=piece.published.astimezone(UTC),
        )
        for piece in sorted(load().pieces, key=lambda piece: piece.published)
    ] * 5


def linking() -> Measure:
    """Titles and leads linked with the whole catalogue, beside a plain Aho-Corasick scan for its names."""
    catalogue, linker = known()
    names = {n for e in catalogue.entities for n in (e.name, e.name_ko, *e.aliases) if n}
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(names))
    texts = articles()

    def link() -> int:
        for article in texts:
            linker.link(article)
        return len(texts)

    def scan() -> int:
        for article in texts:
            automaton.find_overlapping(article.title + "\n" + article.lead)
        return len(texts)

    return "linking, title and lead", link, scan, "linker", "plain scan"


def grouping() -> Measure:
    """Linked articles placed in stories, beside an exact comparison of headlines."""
    _, linker = known()
    linked = [(article, linker.link(article)) for article in articles()]

    def group() -> int:
        window = Window()
        for number, (article, links) in enumerate(linked):
            decision = window.decide(article, links, now=_LATER)
            story = decision.story or str(number)
            window.add(Told(key=str(number), story=story, article=article, linked=links))
        return len(linked)

    def same_headline() -> int:
        seen: dict[str, str] = {}
        for article, _ in linked:
            seen.setdefault(article.title, article.url)
        return len(linked)

    return "grouping, title and lead", group, same_headline, "window", "same headline"


MEASURES = (linking, grouping)
