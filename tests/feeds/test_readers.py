"""What real reader programs make of the feeds. Each is skipped where it is not installed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from feeds.document import build
from feeds.feed import describe
from feeds.opml import subscriptions
from feeds.publishing import publish
from scraper.model.story import Story

FEED = describe("actor/baek-do-yun", "Baek Do-yun", "백도윤")
TITLES = {"달빛 정원, “첫 방송” & <OST> 공개 😀", "Baek Do-yun & Seo Yi-an: 1 < 2", "&amp; stays as it is printed"}


@dataclass(frozen=True)
class Newsboat:
    """newsboat (https://newsboat.org) with its own home, so that it reads no one's settings."""

    home: Path

    def __call__(self, *arguments: str) -> None:
        files = ["-u", str(self.home / "urls"), "-c", str(self.home / "cache.db"), "-C", str(self.home / "config")]
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "no_proxy": "*"}
        done = subprocess.run(
            ["newsboat", *files, *arguments], env=environment, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    def items(self) -> list[tuple[str, str, str, int]]:
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return cache.execute("SELECT guid, title, url, pubDate FROM rss_item ORDER BY guid").fetchall()


@pytest.fixture
def newsboat(tmp_path: Path) -> Newsboat:
    if shutil.which("newsboat") is None:
        pytest.skip("newsboat is not installed")
    home = tmp_path / "reader"
    home.mkdir()
    (home / "config").touch()
    return Newsboat(home)


@pytest.fixture
def stories(tell: Callable[..., Story]) -> list[Story]:
    return [
        tell(number, title=title, published=tell().published + timedelta(minutes=number))
        for number, title in enumerate(sorted(TITLES))
    ]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_keeps_each_story_once(
    newsboat: Newsboat,
    tmp_path: Path,
    stories: list[Story],
    tell: Callable[..., Story],
    serve: Callable[[Path], AbstractContextManager[str]],
    form: str,
) -> None:
    site = tmp_path / "site"
    with serve(site) as address:
        (newsboat.home / "urls").write_text(f"{address}/feeds/{FEED.path}.{form}\n")
        publish_feed(site, stories, address)
        newsboat("-x", "reload")
        assert newsboat.items() == [
            (f"urn:uuid:{s.id}", s.title, s.link, int(s.published.timestamp())) for s in stories
        ]
        edited = [tell(0, title="An edited headline", updated=stories[0].updated + timedelta(hours=1)), *stories[1:]]
        publish_feed(site, edited, address)
        newsboat("-x", "reload")
        assert [row[0] for row in newsboat.items()] == [f"urn:uuid:{s.id}" for s in stories], "no second entry"


def publish_feed(site: Path, stories: list[Story], address: str) -> None:
    documents = build(FEED, stories, address)
    publish(site, {path: documents[form] for form, path in FEED.files().items()})


def test_newsboat_imports_the_subscriptions(newsboat: Newsboat, tmp_path: Path) -> None:
    listed = tmp_path / "subscriptions.opml"
    listed.write_bytes(subscriptions([FEED, describe("ost")], "https://wire.example"))
    newsboat("-i", str(listed))
    urls = (newsboat.home / "urls").read_text()
    assert "https://wire.example/feeds/actor/baek-do-yun.atom" in urls
    assert "https://wire.example/feeds/ost.atom" in urls
    assert "Actors" in urls, "groups become tags"
