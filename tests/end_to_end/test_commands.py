"""The commands by which every step can be looked at: what they take, print, and answer to what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scraper.newsstand.declarations import declarations
from scraper.newsstand.stand import Running, running
from storage.articles import Stored
from tests.end_to_end.service import Service


@dataclass(frozen=True)
class Day:
    """A newsstand and a service that has crawled and published it. Tests leave both as they are."""

    stand: Running
    service: Service


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with running() as stand:
        service = Service(tmp_path_factory.mktemp("day") / "home", declarations(stand.base_port))
        service.crawl(status=None)
        service.publish()
        yield Day(stand, service)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path / "home")


def one_line(service: Service, *words: str, input: str | bytes = "", status: int = 2) -> str:
    """The one line on standard error of a command that fails."""
    done = service.run(*words, input=input, status=status)
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("hallyuwire: ")
    return lines[0]


def lines_of(*records: Any) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def records_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def stored_like(day: Day, **wanted: Any) -> Stored:
    return next(
        each
        for each in day.service.stored()
        if all(getattr(each.article, name) == value for name, value in wanted.items())
    )


ARTICLE = {
    "url": "https://news.example/1",
    "title": "Kim Soo Hyun to sing an OST for “Queen of Tears”",
    "body": "Actor Kim Soo Hyun sings for tvN's drama “Queen of Tears”, in which he stars with Kim Ji Won.",
    "published": "2024-04-18T09:00:00+09:00",
}


# read


@pytest.mark.parametrize("site", ["hallyu-post", "star-ilbo", "drama-times"])
def test_read_an_address_gives_the_article_that_a_crawl_stores(day: Day, site: str) -> None:
    stored = next(each.article for each in day.service.stored() if each.article.source == site)
    printed = json.loads(day.service.run("read", stored.url).stdout)
    assert (printed["url"], printed["title"], printed["body"]) == (stored.url, stored.title, stored.body)
    assert printed["source"] == site


def test_read_a_file_or_standard_input(day: Day, tmp_path: Path) -> None:
    page = (
        "<html><head><title>x</title></head><body><h1>김수현 OST 참여</h1><p>배우 김수현이 노래한다.</p></body></html>"
    )
    (tmp_path / "page.html").write_text(page, "utf-8")
    url = "https://news.example/view/7?utm_source=x"
    from_file = json.loads(day.service.run("read", str(tmp_path / "page.html"), "--url", url).stdout)
    piped = json.loads(day.service.run("read", "-", "--url", url, input=page).stdout)
    assert from_file == piped
    assert from_file["title"] == "김수현 OST 참여"
    assert from_file["url"] == "https://news.example/view/7"
    assert from_file["language"] == "ko"
    assert from_file["published"] is None


def test_read_by_the_declaration_of_a_source(day: Day, tmp_path: Path) -> None:
    """The date carries no zone: that of the source counts. Its `body` selector decides what the text is."""
    page = (
        '<h3 class="view_title">눈물의 여왕 OST</h3>'
        '<div class="view_info"><span class="date">2024.04.18 09:30</span></div>'
        '<div class="view_cont"><p>첫 문단</p><p class="copy">무단 전재 금지</p></div>'
    )
    (tmp_path / "page.html").write_text(page, "utf-8")
    words = ("read", str(tmp_path / "page.html"), "--url", "https://elsewhere.example/1", "--source", "drama-times")
    article = json.loads(day.service.run(*words).stdout)
    assert article["published"] == "2024-04-18T00:30:00+00:00"
    assert (article["title"], article["body"]) == ("눈물의 여왕 OST", "첫 문단")


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("read", "nowhere.html", "--url", "https://a.example/1"), "cannot read nowhere.html", 2),
        (("read", ".", "--url", "https://a.example/1"), "cannot read .", 2),
        (("read", "page.html"), "give it with --url", 2),
        (("read", "page.html", "--url", "a.example"), "'a.example' is no http(s) address", 2),
        (("read", "http://["), "is no http(s) address", 2),
        (("read", "https://a.example/1", "--source", "nobody"), "unknown source 'nobody'", 2),
        (("read", "http://127.0.0.1:9/x"), "private address 127.0.0.1", 1),
        (("read", "http://localhost:9/x"), "private address 127.0.0.1", 1),
        (("read", "http://no-such-host.invalid/x"), "robots.txt could not be read", 1),
    ],
)
def test_read_says_in_a_line_what_is_wrong(service: Service, words: tuple[str, ...], said: str, status: int) -> None:
    assert said in one_line(service, *words, status=status)


def test_a_private_address_is_read_only_with_the_sources_flag(day: Day, service: Service) -> None:
    url = stored_like(day, source="hallyu-post").article.url
    day.stand.control.forget()
    assert "private address 127.0.0.1" in one_line(service, "read", url, status=1)
    assert day.stand.log == []
    day.service.run("read", url)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"mode": "status", "status": 404, "on": "articles"}, "HTTP 404 Not Found"),
        ({"mode": "status", "status": 503, "on": "articles"}, "HTTP 503"),
        ({"mode": "binary", "variant": "pdf"}, "PDF"),
        ({"mode": "lie", "variant": "consent"}, "blocked"),
        ({"mode": "robots"}, "disallowed by robots.txt"),
    ],
)
def test_read_an_address_that_gives_no_article(day: Day, fault: dict[str, Any], said: str) -> None:
    article = stored_like(day, source="hallyu-post").article
    day.stand.control.mode(**fault, site="hallyu-post")
    try:
        line = one_line(day.service, "read", article.url, status=1)
    finally:
        day.stand.control.reset()
    assert said in line
    assert article.url in line


# link


def test_link_keeps_order_and_writes_a_line_for_a_line(service: Service) -> None:
    articles = [ARTICLE | {"url": f"https://news.example/{n}"} for n in (3, 1, 2)]
    articles[1] |= {"title": "Parliament votes on the budget", "body": "Nothing else happened."}
    linked = records_of(service.run("link", input="\n" + lines_of(*articles)).stdout)
    assert [each["url"] for each in linked] == [each["url"] for each in articles]
    assert [each["relevant"] for each in linked] == [True, False, True]
    assert set(linked[0]) == {"url", "relevant", "topics", "mentions", "facts"}
    assert linked[0]["topics"][0] == "ost"
    tiers = {each["slug"]: each["tier"] for each in linked[0]["mentions"]}
    assert tiers["kim-soo-hyun"] == tiers["queen-of-tears"] == "about"
    assert set(linked[0]["mentions"][0]) == {"slug", "kind", "name", "name_ko", "tier", "surface", "evidence"}


def test_read_is_a_valid_input_of_link_and_group(day: Day) -> None:
    article = next(each for each in day.service.stored() if each.linked.relevant)
    line = json.dumps(json.loads(day.service.run("read", article.article.url).stdout))
    linked = records_of(day.service.run("link", input=line).stdout)[0]
    assert linked["url"] == article.article.url
    assert [each["slug"] for each in linked["mentions"]] == [each.slug for each in article.linked.mentions]
    assert records_of(day.service.run("group", input=line).stdout)[0]["story"]


@pytest.mark.parametrize("command", ["link", "group"])
def test_nothing_in_nothing_out(service: Service, command: str) -> None:
    assert service.run(command).stdout == ""
    assert service.run(command, input="\n  \n").stdout == ""


DIRT = [r"\u0000", r"\u000b", r"\ufffe", r"\ud800", r"\udfff", r"\u202e", r"\ud83d\ude00 \udc00", r"<b>\u0000</b>"]


@pytest.mark.parametrize("command", ["link", "group"])
@pytest.mark.parametrize("field", ["url", "title", "lead", "body", "language", "source"])
def test_characters_that_are_no_text_are_cleaned(service: Service, command: str, field: str) -> None:
    clean = ARTICLE | {"lead": "He sings.", "language": "en", "source": "mine"}
    raw = [json.dumps(clean | {field: clean[field] + "DIRT"}).replace("DIRT", dirt) for dirt in DIRT]
    done = records_of(service.run(command, input="\n".join(raw)).stdout)
    assert len(done) == len(DIRT)
    if command == "link":
        assert all("kim-soo-hyun" in {each["slug"] for each in record["mentions"]} for record in done)
    assert not any(char in json.dumps(done, ensure_ascii=False) for char in "\x00\x0b\ufffe\u202e")


@pytest.mark.parametrize("command", ["link", "group"])
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"url": "https://a.example/1", "title"', "no JSON"),
        ("[1]", "no JSON object"),
        ("NaN", "no JSON object"),
        ("[" * 100_000, "no JSON"),
        ('{"title": "t"}', "has no url"),
        ('{"url": "", "title": "t"}', "has no url"),
        ('{"url": "https://a.example/1"}', "has no title"),
        ('{"url": "https://a.example/1", "title": "\\u0000 <b></b>"}', "has no title"),
        ('{"url": "https://a.example/1", "title": 5}', "title must be a string"),
        ('{"url": "https://a.example/1", "title": ["t"]}', "title must be a string"),
        ('{"url": "https://a.example/1", "title": "t", "published": "yesterday"}', "published 'yesterday'"),
        ('{"url": "https://a.example/1", "title": "t", "published": 20240418}', "published must be a string"),
        ('{"url": "https://a.example/1", "title": "t", "published": "0001-01-01T00:00+09:00"}', "published '0001"),
    ],
)
def test_a_bad_line_is_named(service: Service, command: str, line: str, said: str) -> None:
    message = one_line(service, command, input=lines_of(ARTICLE) + "\n" + line + "\n" + lines_of(ARTICLE))
    assert message.startswith("hallyuwire: line 3")
    assert said in message


@pytest.mark.parametrize("command", ["link", "group"])
def test_bytes_that_are_no_utf_8_are_named(service: Service, command: str) -> None:
    bad = '{"url": "https://a.example/1", "title": "김수현"}'.encode("cp949")
    message = one_line(service, command, input=lines_of(ARTICLE).encode() + bad)
    assert message.startswith("hallyuwire: line 2 is no JSON")


# group


def told(service: Service, *articles: dict[str, Any]) -> list[str]:
    grouped = records_of(service.run("group", input=lines_of(*articles)).stdout)
    assert [each["url"] for each in grouped] == [each["url"] for each in articles]
    return [each["story"] for each in grouped]


def test_group_tells_same_news_from_other_news(service: Service) -> None:
    same = ARTICLE | {
        "url": "https://other.example/2",
        "title": "“Queen of Tears” star Kim Soo Hyun sings an OST himself",
    }
    other = ARTICLE | {
        "url": "https://other.example/3", "title": "IU cast in new drama", "body": "IU will star in it.",
    }  # fmt: skip
    first, second, third = told(service, ARTICLE, same, other)
    assert first == second != third


def test_group_takes_articles_when_they_were_published(service: Service) -> None:
    """Copies a minute apart are one story whatever stands between; the same words a year later are another one."""
    later = ARTICLE | {"url": "https://news.example/2", "published": "2025-06-18T09:00:00+09:00"}
    copy = ARTICLE | {"url": "https://news.example/3", "published": "2024-04-18T00:01:00Z"}
    first, second, third = told(service, ARTICLE, later, copy)
    assert first == third != second
    assert told(service, later, copy, ARTICLE)[0] not in told(service, copy, ARTICLE)


def test_an_undated_article_comes_in_after_the_one_before_it(service: Service) -> None:
    dateless = {
        "url": "https://other.example/2", "title": "“Queen of Tears” star Kim Soo Hyun sings an OST himself",
        "body": "The production team said on April 18 that Kim Soo Hyun recorded an OST for “Queen of Tears”.",
    }  # fmt: skip
    first, second = told(service, ARTICLE, dateless)
    assert first == second
    first, second = told(service, dateless, dateless | {"url": "https://news.example/3", "published": ""})
    assert first == second


# explain


def explained(day: Day, what: str) -> dict[str, Any]:
    found = json.loads(day.service.run("explain", what, "--json").stdout)
    assert day.service.run("explain", what).stdout
    return found


def test_explain_an_article_by_any_of_its_addresses_and_a_story_by_its_ids(day: Day) -> None:
    stored = next(each for each in day.service.stored() if each.article.source == "daily-globe" and each.story)
    by_url = explained(day, stored.article.url)
    assert by_url["story"] == stored.story
    assert "all" in by_url["feeds"]
    assert stored.article.url in {each["url"] for each in by_url["articles"]}
    for address in ("?utm_source=x&fbclid=1", "#comments", "/", "?outputType=amp"):
        assert explained(day, stored.article.url + address) == by_url
    for name in (stored.story, f"urn:uuid:{stored.story}"):
        assert explained(day, name)["articles"] == by_url["articles"]
    text = day.service.run("explain", stored.article.url).stdout
    assert all(mention["surface"] in text for each in by_url["articles"] for mention in each["mentions"])
    assert all(each["why"] in text for each in by_url["articles"])


def test_explain_names_the_article_that_a_telling_was_matched_with(day: Day) -> None:
    joined = next(each for each in day.service.stored() if each.decision.article)
    found = explained(day, joined.article.url)
    assert len(found["articles"]) > 1
    match = next(each for each in found["articles"] if each["url"] == joined.article.url)
    assert match["match"] in ("same", "copy")
    assert 0 < match["score"] <= 1


def test_explain_an_article_that_tells_no_story(day: Day) -> None:
    stored = next(each for each in day.service.stored() if each.story is None)
    found = explained(day, stored.article.url)
    assert (found["stored"], found["story"], found["feeds"]) == (True, None, [])
    assert "tells no story" in day.service.run("explain", stored.article.url).stdout


def test_explain_a_page_that_was_refused(day: Day) -> None:
    found = explained(day, day.stand.url("seoul-courier") + "/news/premium/behind-the-scenes")
    assert (found["stored"], found["state"], found["why"]) == (False, "refused", "disallowed by robots.txt")


@pytest.mark.parametrize("what", ["https://news.example/never-seen", "no-such-story", "http://[", "", "urn:uuid:"])
def test_explain_what_is_not_known(day: Day, what: str) -> None:
    assert "no article or story" in one_line(day.service, "explain", what)


def test_explain_by_the_address_before_and_after_a_move(tmp_path: Path) -> None:
    with running() as stand:
        service = Service(
            tmp_path / "home", [each for each in declarations(stand.base_port) if each.name == "hallyu-post"]
        )
        service.crawl()
        shown = stand.control.state()["hallyu-post"]["articles"]
        known = {each.article.url.rstrip("/"): each.story for each in service.stored()}
        id, before = next((id, url) for id, url in shown.items() if known.get(url.rstrip("/")))
        after = stand.url("hallyu-post") + stand.control.move(id)
        assert after != before
        service.crawl()
        stories = [json.loads(service.run("explain", url, "--json").stdout)["story"] for url in (before, after)]
        assert stories == [known[before.rstrip("/")]] * 2


# sources, catalogue, publish


def test_sources_as_a_table_and_as_json(day: Day) -> None:
    rows = {row["name"]: row for row in records_of(day.service.run("sources", "--json").stdout)}
    assert {*day.service.names, "soompi", "newsis"} <= set(rows)
    assert rows["star-ilbo"]["articles"] > 5
    assert rows["star-ilbo"]["last_crawl"] < rows["star-ilbo"]["due"]
    assert rows["star-ilbo"]["failures"] == 0
    assert (rows["soompi"]["articles"], rows["soompi"]["last_crawl"]) == (0, None)
    table = day.service.run("sources").stdout
    star = next(line for line in table.splitlines() if line.startswith("star-ilbo"))
    assert str(rows["star-ilbo"]["articles"]) in star.split()
    assert "never" in next(line for line in table.splitlines() if line.startswith("soompi"))


def test_sources_tell_what_failed(service: Service, unused_tcp_port: int) -> None:
    text = f'[[source]]\nname = "dead"\nurl = "http://127.0.0.1:{unused_tcp_port}/"\nallow_private_addresses = true\n'
    (service.home / "hallyuwire.toml").write_text(text)
    service.run("crawl", "dead", status=1)
    row = next(row for row in records_of(service.run("sources", "--json").stdout) if row["name"] == "dead")
    assert (row["failures"], row["why"]) == (1, ["robots.txt could not be read: connection refused"])


@pytest.mark.parametrize("name", ["Kim Soo Hyun", "kim-soo-hyun", "김수현", "KIM SOO-HYUN"])
def test_catalogue_tells_who_bears_a_name(service: Service, name: str) -> None:
    slugs = {entity["slug"] for entity in records_of(service.run("catalogue", name, "--json").stdout)}
    assert "kim-soo-hyun" in slugs
    assert "person/kim-soo-hyun: " in service.run("catalogue", name).stdout


def test_catalogue_counts_and_says_so_when_nobody_bears_a_name(service: Service) -> None:
    counts = json.loads(service.run("catalogue", "--json").stdout)
    assert counts["person"] > 100
    assert counts["drama"] > 100
    assert f"{counts['drama']} drama" in service.run("catalogue").stdout
    assert "Nobody At All" in one_line(service, "catalogue", "Nobody At All", status=1)


def test_publish_writes_what_is_dirty_and_all_when_told(day: Day) -> None:
    before = day.service.files()
    assert "0 files written" in day.service.run("publish").stdout
    done = json.loads(day.service.run("publish", "--all", "--json").stdout)
    assert done == {"written": 0, "unchanged": len(before)}
    (day.service.site / "feeds/all.rss").write_bytes(b"spoilt")
    assert json.loads(day.service.run("publish", "--all", "--json").stdout)["written"] == 1
    assert day.service.files() == before


# usage


@pytest.mark.parametrize(
    "words",
    [
        (), ("no-such-command",), ("read",), ("link", "--no-such-option"), ("explain",), ("crawl", "--json=5"),
        ("link", "no-such-file"), ("serve", "--port", "70000"), ("serve", "--port", "http"), ("probe", "a", "b"),
        ("crawl", "no-such-source"), ("--home",),
    ],
)  # fmt: skip
def test_wrong_usage_is_2(service: Service, words: tuple[str, ...]) -> None:
    done = service.run(*words, status=2)
    assert done.stderr


def test_a_mistake_in_the_settings_is_one_line_and_2(service: Service) -> None:
    (service.home / "hallyuwire.toml").write_text('[[source]]\nname = "mine"\nurl = "https://a.example/"\nfeed = 1\n')
    for words in (("crawl",), ("sources",), ("publish",), ("run",), ("probe", "https://a.example/")):
        line = one_line(service, *words)
        assert str(service.home / "hallyuwire.toml") in line
        assert "'feed'" in line


def test_an_option_for_home_beats_the_environment(service: Service, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/hallyuwire.toml").write_text('[[source]]\nname = "mine"\nurl = "https://a.example/"\n')
    assert "mine" not in service.run("sources").stdout
    assert "mine" in service.run("--home", str(tmp_path / "other"), "sources").stdout
