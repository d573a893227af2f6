"""What is published passes the readers that people use: feedparser, xmllint, newsboat, a JSON Feed check."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import feedparser
import pytest
import uvicorn
from lxml import etree

from feeds.web import application
from scraper.newsstand.declarations import declarations
from scraper.newsstand.stand import running
from tests.end_to_end.service import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    with running() as stand:
        made = Service(tmp_path_factory.mktemp("published") / "home", declarations(stand.base_port))
        made.crawl()
        made.publish()
    return made


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    """The published folder over HTTP, as `serve` serves it."""
    server = uvicorn.Server(uvicorn.Config(application(service.site), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def paths(service: Service, suffix: str) -> list[Path]:
    found = sorted(service.site.rglob(f"*{suffix}"))
    assert len(found) >= 40
    return found


def test_at_least_forty_actor_and_drama_feeds(service: Service) -> None:
    feeds = [*(service.site / "feeds/actor").glob("*.atom"), *(service.site / "feeds/drama").glob("*.atom")]
    assert len(feeds) >= 40


@pytest.mark.parametrize("suffix", [".rss", ".atom"])
def test_feedparser_reads_every_feed(service: Service, suffix: str) -> None:
    for path in paths(service, suffix):
        parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.feed.title
        items = json.loads(path.with_suffix(".json").read_bytes())["items"]
        assert [entry.id for entry in parsed.entries] == [item["id"] for item in items], path
        assert [entry.title for entry in parsed.entries] == [item["title"] for item in items], path
        assert all(entry.published_parsed and entry.updated_parsed for entry in parsed.entries), path


def test_xmllint_accepts_every_document(service: Service) -> None:
    if not shutil.which("xmllint"):
        pytest.skip("xmllint is not installed (Debian: libxml2-utils)")
    documents = [*paths(service, ".rss"), *paths(service, ".atom"), service.site / "subscriptions.opml"]
    done = subprocess.run(["xmllint", "--noout", "--nonet", *documents], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_feeds_keep_the_standard(service: Service) -> None:
    """https://www.jsonfeed.org/version/1.1/"""
    for path in paths(service, ".json"):
        feed = json.loads(path.read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert isinstance(feed["title"], str)
        assert feed["feed_url"].endswith(path.relative_to(service.site).as_posix())
        ids = [item["id"] for item in feed["items"]]
        assert len(set(ids)) == len(ids)
        for item in feed["items"]:
            assert item["id"].startswith("urn:uuid:")
            assert item.get("content_html") or item.get("content_text")
            assert urlsplit(item["url"]).scheme in ("http", "https")
            assert item["date_published"][-6:] == "+00:00" or item["date_published"].endswith("Z")


def test_no_feed_carries_scripts_or_the_full_text(service: Service) -> None:
    bodies = {each.article.url: each.article.body for each in service.stored()}
    for item in json.loads((service.site / "feeds/all.json").read_bytes())["items"]:
        html = item.get("content_html", "")
        assert "<script" not in html.lower()
        assert len(item.get("summary", "")) <= 301
        last = bodies[item["url"]].split("\n\n")[-1] if item["url"] in bodies else ""
        assert len(last) < 60 or last not in html


def test_the_opml_names_the_feeds_that_have_stories(service: Service) -> None:
    outlines = {
        outline.get("xmlUrl") for outline in opml_outlines(service.site / "subscriptions.opml") if outline.get("xmlUrl")
    }
    assert len(outlines) >= 40
    for url in outlines:
        assert (service.site / urlsplit(url).path.lstrip("/")).exists(), url


def opml_outlines(path: Path) -> list[dict[str, str]]:
    return [dict(outline.attrib) for outline in etree.parse(path).iter("outline")]


@pytest.mark.parametrize("suffix", [".rss", ".atom"])
def test_newsboat_reads_every_feed(service: Service, address: str, tmp_path: Path, suffix: str) -> None:
    """Newsboat keeps an item once, whatever the number of feeds that carry it: by its GUID."""
    if not shutil.which("newsboat"):
        pytest.skip("newsboat is not installed (Debian: newsboat)")
    feeds = paths(service, suffix)
    urls = [f"{address}/{feed.relative_to(service.site).as_posix()}" for feed in feeds]
    (tmp_path / "urls").write_text("\n".join(urls))
    (tmp_path / "config").write_text("")
    subprocess.run(
        ["newsboat", "-u", tmp_path / "urls", "-C", tmp_path / "config", "-c", tmp_path / "cache.db", "-x", "reload"],
        check=True,
        capture_output=True,
        timeout=60,
        env={"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
        read = dict(cache.execute("SELECT guid, title FROM rss_item"))
        titled = dict(cache.execute("SELECT rssurl, title FROM rss_feed"))
    items = [item for feed in feeds for item in json.loads(feed.with_suffix(".json").read_bytes())["items"]]
    assert read == {item["id"]: item["title"] for item in items}
    assert set(titled) == set(urls)
    assert all(titled.values())


def test_serving_answers_304_when_nothing_changed(address: str) -> None:
    types = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
    for form, media_type in types.items():
        url = f"{address}/feeds/all.{form}"
        with urlopen(url) as answer:
            etag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
            assert answer.headers["Content-Type"].startswith(media_type)
        for header in ({"If-None-Match": etag}, {"If-Modified-Since": modified}):
            with pytest.raises(HTTPError) as unchanged:
                urlopen(Request(url, headers=header))
            assert unchanged.value.code == 304
            unchanged.value.close()


def test_publishing_everything_again_changes_no_byte(service: Service) -> None:
    before = service.files()
    done = json.loads(service.run("publish", "--all", "--json").stdout)
    assert done["written"] == 0
    assert done["unchanged"] == len(before)
    assert service.files() == before


def test_the_folder_can_be_made_again(service: Service) -> None:
    before = service.files()
    shutil.rmtree(service.site)
    service.publish()
    assert service.files() == before
