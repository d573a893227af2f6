"""One linker over the seed catalogue for all the tests of this room, and articles in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from scraper.linking import Linker
from scraper.model.article import Article
from scraper.model.entity import Linked, Tier
from storage.seed import load

Read = Callable[..., Linked]


@pytest.fixture(scope="session")
def linker() -> Linker:
    return Linker(load())


@pytest.fixture(scope="session")
def read(linker: Linker) -> Read:
    """link(title, lead="", body="", year=None): an article published on 15 June of that year."""

    def link(title: str, lead: str = "", body: str = "", year: int | None = None, language: str = "") -> Linked:
        published = datetime(year, 6, 15, 3, tzinfo=UTC) if year else None
        return linker.link(
            Article(url="https://news.example/1", source="example", title=title, lead=lead, body=body,
                    published=published, language=language)
        )  # fmt: skip

    return link


def slugs(linked: Linked, tier: Tier | None = None) -> set[str]:
    return {mention.slug for mention in linked.mentions if tier in (None, mention.tier)}
