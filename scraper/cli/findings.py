"""What a probe found, the declaration that follows from it, and both as printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import tomlkit

from scraper.model.article import Article
from scraper.model.source import Source


@dataclass(slots=True)
class Probe:
    """What was found. feeds, sitemaps: with how many articles each names. wordpress: REST root or "". robots: what it
    says to us. samples: articles read for a look. troubles: one line each."""

    source: Source
    robots: str = ""
    feeds: dict[str, int] = field(default_factory=dict)
    sitemaps: dict[str, int] = field(default_factory=dict)
    wordpress: str = ""
    wordpress_posts: int = 0
    listing: int = 0
    samples: list[Article] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def declaration(self) -> Source:
        """The source as it could be declared: the best method that gave articles."""
        best = replace(self.source, feeds=tuple(url for url, number in self.feeds.items() if number)[:3])
        if not best.feeds:
            best = replace(best, sitemaps=tuple(url for url, number in self.sitemaps.items() if number)[:2])
        if self.wordpress_posts:
            best = replace(best, wordpress=self.wordpress)
        if not (best.feeds or best.sitemaps or best.wordpress) and self.listing:
            best = replace(best, listings=(self.source.url,))
        languages = {article.language for article in self.samples if article.language}
        return replace(best, languages=tuple(sorted(languages)) or self.source.languages)


def _toml(source: Source) -> str:
    table = tomlkit.table()
    for key in ("name", "url", "title", "languages", "timezone", "feeds", "sitemaps", "wordpress", "listings"):
        if value := getattr(source, key):
            table.add(key, list(value) if isinstance(value, tuple) else value)
    if source.allow_private_addresses:
        table.add("allow_private_addresses", True)
    tables = tomlkit.aot()
    tables.append(table)
    return tomlkit.document().add("source", tables).as_string().strip()


def as_record(found: Probe) -> dict[str, Any]:
    """For `--json`."""
    return {
        "url": found.source.url,
        "title": found.source.title,
        "robots": found.robots,
        "feeds": [{"url": url, "articles": number} for url, number in found.feeds.items()],
        "sitemaps": [{"url": url, "articles": number} for url, number in found.sitemaps.items()],
        "wordpress": {"root": found.wordpress, "articles": found.wordpress_posts} if found.wordpress else None,
        "listing": {"url": found.source.url, "articles": found.listing},
        "samples": found.samples,
        "troubles": found.troubles,
        "declaration": _toml(found.declaration()),
    }


def as_text(found: Probe) -> list[str]:
    """Lines for a person; what follows the last comment is the declaration."""
    lines = [f"{found.source.title or found.source.url}", f"robots.txt {found.robots}"]
    lines += [f"feed {url}: {number} articles" for url, number in found.feeds.items()]
    lines += [f"sitemap {url}: {number} articles" for url, number in found.sitemaps.items()]
    if found.wordpress:
        lines.append(f"WordPress REST {found.wordpress}: {found.wordpress_posts} articles")
    lines.append(f"home page as a listing: {found.listing} articles")
    for article in found.samples:
        date = article.published.isoformat() if article.published else f"no date {article.date_text}".strip()
        lines += [
            "",
            article.title,
            f"  {article.url}",
            f"  {date} ({article.precision}), {len(article.body)} characters",
        ]
    lines += ["", *found.troubles] if found.troubles else []
    return [*lines, "", "# to paste into hallyuwire.toml", _toml(found.declaration())]
