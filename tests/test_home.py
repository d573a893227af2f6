"""The home folder: its settings, the sources, and the demo's made-up news, which never mixes with real news."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from scraper.cli.home import check_for_demo, demo_marker, open_home, put_demo_aside
from scraper.ingest import Ingest
from scraper.linking import Linker
from scraper.model.article import Article
from scraper.model.entity import Catalogue
from scraper.model.errors import HallyuwireError, Misconfigured
from scraper.turn import turn

SOURCE = '[[source]]\nname = "mine"\nurl = "https://mine.example/"\n'
WRONG = {
    "no TOML": ("[crawl\n", "line 1"),
    "unknown table": (SOURCE.replace("[source]", "[sources]"), "unknown key 'sources'"),
    "unknown key in a section": ("[crawl]\nallow_private = true\n", "unknown key 'allow_private' in [crawl]"),
    "unknown key in a source": (SOURCE + 'feed = "https://mine.example/f"\n', "unknown key 'feed' in [[source]]"),
    "a flag in words": ('[crawl]\nallow_private_addresses = "no"\n', "allow_private_addresses must be true or false"),
    "a section that is none": ("crawl = 5\n", "[crawl] must be a table"),
    "one table for a list": (SOURCE.replace("[[source]]", "[source]"), "[[source]] tables"),
    "a string for a list": (SOURCE + 'feeds = "https://mine.example/f"\n', "feeds must be a list of strings"),
    "a number in a list": (SOURCE + "languages = [1]\n", "languages must be a list of strings"),
    "a number for a string": (SOURCE + "title = 5\n", "title must be a string"),
    "a string for a number": (SOURCE + 'delay = "5"\n', "delay must be a number"),
    "a delay without end": (SOURCE + "delay = inf\n", "delay must be from 0 to 3600"),
    "more minutes than time has": (SOURCE + "every = 100000000000000000000\n", "every must be from 1 to 43200"),
    "a header in a contact": ('[crawl]\ncontact = "a\\r\\nX: y"\n', "contact must be one line of text"),
    "a query in the public address": ('[site]\npublic_url = "https://x.example/?a#c"\n', "must have no ? and no #"),
    "a charset that is none": (SOURCE + 'charset = "klingon"\n', "unknown charset 'klingon'"),
    "true for a number": (SOURCE + "every = true\n", "every must be a whole number"),
    "a fraction for a whole number": (SOURCE + "pages = 1.5\n", "pages must be a whole number"),
    "no minutes": (SOURCE + "every = 0\n", "every must be from 1 to 43200"),
    "negative delay": (SOURCE + "delay = -1\n", "delay must be from 0 to 3600"),
    "delay that is no number": (SOURCE + "delay = nan\n", "delay must be from 0 to 3600"),
    "two of a name": (SOURCE + SOURCE, "two sources are named 'mine'"),
    "a bad name": (SOURCE.replace("mine", "My Site", 1), "source name 'My Site'"),
    "no name": ('[[source]]\nurl = "https://mine.example/"\n', "has no name"),
    "no url": ('[[source]]\nname = "mine"\n', "has no url"),
    "url without scheme": (SOURCE.replace("https://", ""), "url: 'mine.example/' is no http(s) address"),
    "url with half a bracket": (SOURCE.replace("https://mine.example/", "http://["), "url: 'http://['"),
    "a feed that is no address": (SOURCE + 'feeds = ["/feed"]\n', "feeds: '/feed' is no http(s) address"),
    "a file as a sitemap": (SOURCE + 'sitemaps = ["file:///etc/passwd"]\n', "sitemaps: 'file:///etc/passwd'"),
    "a bad time zone": (SOURCE + 'timezone = "Seoul"\n', "time zone 'Seoul'"),
    "a bad pattern": (SOURCE + 'article = "("\n', "bad pattern '('"),
    "a bad public address": ('[site]\npublic_url = "example.com"\n', "public_url: 'example.com'"),
}


def write(home: Path, text: str) -> None:
    (home / "hallyuwire.toml").write_text(text, "utf-8")


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_in_the_settings_names_the_file_and_the_key(tmp_path: Path, case: str) -> None:
    text, words = WRONG[case]
    write(tmp_path, text)
    with pytest.raises(Misconfigured) as caught:
        open_home(tmp_path)
    line = str(caught.value)
    assert "hallyuwire.toml" in line
    assert words in line
    assert "\n" not in line


def test_bytes_that_are_no_text_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "hallyuwire.toml").write_bytes(b"\xbd\xe9")
    with pytest.raises(Misconfigured, match=r"hallyuwire\.toml"):
        open_home(tmp_path)


def test_without_a_file_there_are_the_declared_sources(tmp_path: Path) -> None:
    place = open_home(tmp_path / "nowhere")
    assert place.own == ()
    assert {"soompi", "newsis"} <= {source.name for source in place.sources()}
    assert not place.path.exists()


def test_a_source_of_ones_own_joins_or_replaces_a_declared_one(tmp_path: Path) -> None:
    write(tmp_path, SOURCE + SOURCE.replace('"mine"', '"soompi"') + 'feeds = ["https://mine.example/feed"]\n')
    known = {source.name: source for source in open_home(tmp_path).sources()}
    assert known["mine"].url == "https://mine.example/"
    assert known["soompi"].feeds == ("https://mine.example/feed",)


def test_private_addresses_are_opened_for_all_or_for_one(tmp_path: Path) -> None:
    other = SOURCE.replace("mine", "other") + "allow_private_addresses = false\n"
    write(tmp_path, "[crawl]\nallow_private_addresses = true\n" + SOURCE + other)
    place = open_home(tmp_path)
    assert {source.name: source.allow_private_addresses for source in place.own} == {"mine": True, "other": False}
    assert not any(source.allow_private_addresses for source in place.sources() if source not in place.own)


def test_chosen_sources_keep_the_order_of_asking(tmp_path: Path) -> None:
    place = open_home(tmp_path)
    assert [source.name for source in place.chosen(("soompi", "newsis", "soompi"))] == ["soompi", "newsis"]
    assert len(place.chosen(())) == len(place.sources())
    with pytest.raises(Misconfigured, match="unknown source 'nobody'"):
        place.chosen(("soompi", "nobody"))


def test_a_demo_is_put_aside_whole_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HALLYUWIRE_DATABASE_URL", raising=False)
    place = open_home(tmp_path)
    assert put_demo_aside(place) is None
    for name in ("hallyuwire.db", "hallyuwire.db-wal", "site/feeds/all.rss"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    write(tmp_path, SOURCE)
    (tmp_path / "demo-1").mkdir()
    demo_marker(tmp_path).write_text("8700\n")
    assert put_demo_aside(place) == tmp_path / "demo-2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo-1", "demo-2", "hallyuwire.toml", "locks"]
    assert (tmp_path / "demo-2/site/feeds/all.rss").read_text() == "site/feeds/all.rss"
    assert put_demo_aside(place) is None


def test_a_demo_in_a_database_server_is_not_mixed_with_real_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALLYUWIRE_DATABASE_URL", "postgresql://somebody@127.0.0.1/hallyuwire")
    demo_marker(tmp_path).write_text("8700\n")
    with pytest.raises(Misconfigured, match="made-up news"):
        put_demo_aside(open_home(tmp_path))
    assert demo_marker(tmp_path).exists()


def test_the_demo_says_no_to_a_home_with_real_news(tmp_path: Path, now: datetime) -> None:
    place = open_home(tmp_path)
    check_for_demo(place)
    catalogue = Catalogue(entities=(), credits=())
    real = Article(url="https://news.example/1", source="news", title="Rain", body="It rains.")
    database = place.database()
    Ingest(database, catalogue, Linker(catalogue)).take(real, outlet="News", page=None, now=now)
    database.close()
    with pytest.raises(Misconfigured, match="holds real news"):
        check_for_demo(place)
    demo_marker(tmp_path).write_text("8700\n")
    check_for_demo(place)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "hallyuwire.toml").write_bytes(b"\xef\xbb\xbf" + SOURCE.encode())
    assert [source.name for source in open_home(tmp_path).own] == ["mine"]


def test_a_demo_at_work_is_not_put_aside(tmp_path: Path) -> None:
    demo_marker(tmp_path).write_text("8700\n")
    with turn(tmp_path, "demo"), pytest.raises(HallyuwireError, match="a demo is at work"):
        put_demo_aside(open_home(tmp_path))
    assert put_demo_aside(open_home(tmp_path)) == tmp_path / "demo-1"
