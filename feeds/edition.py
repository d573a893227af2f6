"""Publishing what has changed: from stored stories to files, and the lists of feeds that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from feeds.document import build
from feeds.feed import Feed, describe
from feeds.index import front_page, listing
from feeds.opml import subscriptions
from feeds.publishing import Published, publish, sweep
from scraper.model.entity import Kind
from scraper.model.story import Match, Story
from scraper.stories.telling import Telling, compose
from storage import articles, stories
from storage.articles import Stored
from storage.database import Database, Transaction

ENTRIES = 50  # of a feed; older stories stay in the database
_CHUNK = 200


def publish_edition(database: Database, site: Path, public_url: str, *, everything: bool = False) -> Published:
    """Write the feeds whose stories changed (everything: all of them), the OPML file and the front page.

    A crash at any point leaves whole files and marks that make the next call do the rest. Raises StorageFailure when
    the folder cannot be written.
    """
    sweep(site)
    with database.read() as tx:
        marks = stories.dirty(tx)
        wanted = set(marks) if not everything else set(stories.known_feeds(tx))
        wanted |= {carried.feed for carried in stories.carried(tx) if _missing(site, carried.feed)}
        if not wanted and (site / "index.html").exists():
            return Published(written=(), unchanged=())
        files = _files(tx, site, sorted(wanted), public_url)
    database.endure()  # a GUID that readers have seen must never be minted anew
    published = publish(site, files)
    with database.write() as tx:
        stories.written(tx, marks)
    return published


def _files(tx: Transaction, site: Path, paths: Sequence[str], public_url: str) -> dict[str, bytes]:
    shelf = _Shelf(tx)
    files: dict[str, bytes] = {}
    for path in paths:
        told = shelf.stories(stories.newest(tx, path, ENTRIES))
        feed = _feed(path, told)
        if not told and not any((site / file).exists() for file in feed.files().values()):
            continue  # it lost its stories before anyone could subscribe to it
        forms = build(feed, told, public_url)
        files |= {file: forms[form] for form, file in feed.files().items()}
    return files | _lists(tx, shelf, public_url)


def _lists(tx: Transaction, shelf: _Shelf, public_url: str) -> dict[str, bytes]:
    listings = []
    for carried in stories.carried(tx):
        told = shelf.stories(stories.newest(tx, carried.feed, 1))
        listings.append(listing(_feed(carried.feed, told), carried.stories, told[0] if told else None))
    changed = max((each.published for each in listings if each.published), default=None)
    opml = subscriptions([each.feed for each in listings], public_url, changed)
    return front_page(listings) | {"subscriptions.opml": opml}


class _Shelf:
    """Stories of one edition, each put together once however many feeds carry it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._stories: dict[str, Story] = {}

    def stories(self, ids: Sequence[str]) -> list[Story]:
        lacking = [id for id in ids if id not in self._stories]
        for start in range(0, len(lacking), _CHUNK):
            chunk = lacking[start : start + _CHUNK]
            times = stories.times(self._tx, chunk)
            for id, tellings in articles.of_stories(self._tx, chunk).items():
                self._stories[id] = compose(id, times[id].published, times[id].updated, _tellings(tellings))
        return [self._stories[id] for id in ids]


def _tellings(stored: Iterable[Stored]) -> list[Telling]:
    return [
        Telling(
            outlet=each.outlet,
            article=each.article,
            linked=each.linked,
            copied=each.decision.match is Match.COPY,
        )
        for each in stored
    ]


def story_at(tx: Transaction, id: str) -> Story | None:
    """One story as subscribers see it, None if there is none of that id."""
    told = articles.of_stories(tx, [id]).get(id)
    if not told:
        return None
    times = stories.times(tx, [id])[id]
    return compose(id, times.published, times.updated, _tellings(told))


def _feed(path: str, told: Sequence[Story]) -> Feed:
    slug = path.split("/")[1] if "/" in path else ""
    drama = path.startswith("drama/")
    mentions = (mention for story in told for mention in story.mentions)
    named = next((m for m in mentions if m.slug == slug and (m.kind is Kind.DRAMA) == drama), None)
    name = named.name if named else slug.replace("-", " ").title()
    feed = describe(path, name, named.name_ko if named else "")
    languages = {story.language for story in told}
    return replace(feed, language=languages.pop() if len(languages) == 1 else None)


def _missing(site: Path, path: str) -> bool:
    return not all((site / file).exists() for file in describe(path, path).files().values())
