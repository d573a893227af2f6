"""The front page: which feeds there are, and how to subscribe. No script and nothing from other hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from feeds.entry import web_address
from feeds.feed import GROUPS, SITE, Feed
from scraper.model.story import Story

_CARDS = 24  # of a group shown with their newest headline; the rest, which may be thousands, take a line each

_ENVIRONMENT = Environment(
    loader=PackageLoader("feeds"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A feed as a list shows it. count: of its stories. newest: headline, with its address (http(s) or None), language
    ("" when unknown) and publish instant (UTC); all None or "" for an empty feed."""

    feed: Feed
    count: int
    headline: str = ""
    link: str | None = None
    language: str = ""
    published: datetime | None = None


def listing(feed: Feed, count: int, newest: Story | None) -> Listing:
    """count: stories of the feed. newest: the one with the latest publish instant, None if there is none."""
    if newest is None:
        return Listing(feed=feed, count=count)
    return Listing(
        feed=feed,
        count=count,
        headline=newest.title,
        link=web_address(newest.link),
        language=newest.language,
        published=newest.published.astimezone(UTC).replace(microsecond=0),
    )


def front_page(listings: Sequence[Listing]) -> dict[str, bytes]:
    """Bytes by published path: the page and its style sheet. Its addresses are relative, so that it holds wherever the
    site is served. Feeds come by group, whole ones before their sections, most stories first; after a group's first,
    only names and links."""
    ordered = sorted(listings, key=_prominence)
    groups = [(title, [each for each in ordered if each.feed.group == title]) for title in ("", *GROUPS.values())]
    page = _ENVIRONMENT.get_template("index.html").render(
        site=SITE, groups=[group for group in groups if group[1]], cards=_CARDS
    )
    return {"index.html": page.encode(), "style.css": files("feeds").joinpath("templates/style.css").read_bytes()}


def _prominence(each: Listing) -> tuple[int, int, str]:
    return each.feed.path.count("/"), -each.count, each.feed.path
