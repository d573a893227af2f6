"""docs/sources.md tells of every declared source what its declaration says."""

from __future__ import annotations

import re

from scraper.crawling.discovery import ways

from .declared import ROOT, sources

_ROW = re.compile(
    r"\| `(?P<name>[^`]+)` \| (?P<outlet>[^|]+) \| (?P<languages>[^|]+) \| (?P<ways>[^|]+) \| (?P<grade>\w+) \|"
)


def rows() -> list[tuple[str, ...]]:
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    return [found.groups() for line in text.splitlines() if (found := _ROW.fullmatch(line))]


def test_the_table_lists_exactly_the_declared_sources_and_says_what_they_declare() -> None:
    assert rows() == [
        (site.name, site.outlet, ", ".join(site.languages), ", ".join(way.kind for way in ways(site)), site.grade)
        for site in sorted(sources(), key=lambda site: site.name)
    ]


def test_the_page_names_no_source_that_is_not_declared() -> None:
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    told = re.findall(r"\*\*([a-z][a-z-]+)\*\*", text)
    assert told
    assert set(told) <= {site.name for site in sources()}
