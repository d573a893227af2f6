"""Crawls over HTTP: only what is new is fetched, edits keep their story, and each trouble is one clear line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from scraper.model.source import Source
from scraper.newsstand.declarations import declarations
from scraper.newsstand.stand import Running
from tests.end_to_end.service import Service

Make = Callable[..., Service]
ARTICLE_FAULTS = {
    "status 503": ({"mode": "status", "status": 503, "on": "articles"}, "HTTP 503"),
    "status 404": ({"mode": "status", "status": 404, "on": "articles"}, "HTTP 404 Not Found"),
    "short": ({"mode": "short"}, "the answer broke off"),
    "pdf": ({"mode": "binary", "variant": "pdf"}, "PDF"),
    "image": ({"mode": "binary", "variant": "image"}, "image"),
    "empty": ({"mode": "binary", "variant": "empty"}, "empty"),
    "consent": ({"mode": "lie", "variant": "consent"}, "blocked"),
    "soft 404": ({"mode": "lie", "variant": "soft404"}, "blocked"),
    "loop": ({"mode": "redirect", "variant": "loop"}, "redirect"),
    "file": ({"mode": "redirect", "variant": "file"}, "HTTP 302"),
}


def article_requests(stand: Running) -> list[str]:
    """Addresses of article pages that were asked for."""
    shown = {url for site in stand.control.state().values() for url in site["articles"].values()}
    paths = {url.split("/", 3)[3] for url in shown}
    return [request.path for request in stand.log if request.path.lstrip("/") in paths]


def test_a_second_crawl_fetches_no_article_again(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("hallyu-post", "yeonye-news", "seoul-courier")
    first = service.crawl()
    assert all(report["new"] + report["same"] > 10 for report in first.values())
    service.publish()
    before, stored = service.files(), service.stored()
    stand.control.forget()
    second = service.crawl()
    assert all(report["new"] + report["same"] + report["updated"] == 0 for report in second.values())
    assert article_requests(stand) == []
    assert service.publish() == {"written": 0, "unchanged": 0}
    assert service.files() == before
    assert service.stored() == stored


def test_an_unchanged_feed_is_answered_304_and_not_parsed(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("hallyu-post")
    service.crawl()
    stand.control.forget()
    report = service.crawl()["hallyu-post"]
    assert (report["found"], report["known"]) == (0, 0)
    assert [(request.path, request.status) for request in stand.log if "robots" not in request.path] == [
        ("/feed/", 304)
    ]


def test_new_articles_join_and_found_stories(serve_sites: Make, stand: Running) -> None:
    service = serve_sites()
    service.crawl()
    service.publish()
    before = service.guids()
    stand.control.publish()
    reports = service.crawl().values()
    service.publish()
    assert sum(report["new"] for report in reports) >= 4
    assert sum(report["same"] for report in reports) >= 6
    told = {stored.article.url: stored.story for stored in service.stored()}
    assert len(told) > 150
    assert set(before) & set(service.guids()), "known stories keep their GUIDs"


def test_edits_and_moves_keep_the_guid(serve_sites: Make, stand: Running) -> None:
    service = serve_sites()
    service.crawl()
    service.publish()
    before = {stored.article.url: stored for stored in service.stored()}
    stories = {stored.story for stored in before.values()}
    edited = stand.control.edit()
    assert len(edited) >= 4
    reports = service.crawl().values()
    assert sum(report["updated"] for report in reports) >= 4
    assert sum(report["new"] for report in reports) == 0
    after = service.stored()
    assert {stored.story for stored in after} == stories
    assert len(after) == len(before)
    assert {stored.article.title for stored in after} != {stored.article.title for stored in before.values()}


@pytest.mark.parametrize("fault", ARTICLE_FAULTS)
def test_a_bad_page_is_one_clear_line_and_the_rest_goes_on(serve_sites: Make, stand: Running, fault: str) -> None:
    mode, words = ARTICLE_FAULTS[fault]
    service = serve_sites("hallyu-post", "star-ilbo")
    stand.control.mode(**mode, site="hallyu-post")
    reports, lines = service.crawled((), status=None)
    by_name = {report["source"]: report for report in reports}
    assert by_name["hallyu-post"]["new"] == 0
    assert by_name["star-ilbo"]["new"] > 5
    assert by_name["star-ilbo"]["failed"] == 0
    assert len(lines) <= 2, lines
    assert all(line.startswith("hallyu-post: ") and "http://127.0.0.1" in line for line in lines)
    assert words.lower() in " ".join(lines).lower()
    assert [cause["what"] for cause in by_name["hallyu-post"]["why"]]


def test_passing_faults_are_made_good_later(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("hallyu-post")
    stand.control.mode("status", status=503, site="hallyu-post", on="discovery")
    reports, lines = service.crawled((), status=1)
    assert reports[0]["found"] == 0
    assert any("HTTP 503" in line for line in lines)
    stand.control.reset()
    assert service.crawl()["hallyu-post"]["new"] > 5


@pytest.mark.parametrize("variant", ["cut", "binary", "html", "entities", "external"])
def test_a_garbage_feed_leaves_what_is_stored(serve_sites: Make, stand: Running, variant: str) -> None:
    service = serve_sites("yeonye-news", "star-ilbo")
    service.crawl()
    service.publish()
    before = service.files()
    stand.control.mode("garbage", variant=variant, site="yeonye-news")
    _, lines = service.crawled((), status=None)
    service.publish()
    assert service.files() == before
    assert all(line.startswith("yeonye-news: ") for line in lines)
    assert len(lines) <= 2
    stand.control.reset()
    assert service.crawl()["yeonye-news"]["failed"] == 0


def test_the_next_way_is_used_when_a_feed_fails(serve_sites: Make, stand: Running) -> None:
    """Hallyu Post declares a feed and WordPress REST."""
    service = serve_sites("hallyu-post")
    stand.control.mode("garbage", variant="html", site="hallyu-post", times=1, on="discovery")
    report = service.crawl(status=1)["hallyu-post"]
    assert report["new"] > 5
    assert any("/wp-json/wp/v2/posts" in request.path for request in stand.log)


def test_robots_and_address_guard(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("hallyu-post")
    stand.control.mode("robots", site="hallyu-post")
    _, lines = service.crawled((), status=None)
    assert "disallowed by robots.txt" in lines[0]
    stand.control.reset()
    stand.control.mode("status", status=500, on="robots", site="hallyu-post")
    _, lines = service.crawled((), status=1)
    assert "robots.txt could not be read" in lines[0]
    assert {request.path for request in stand.log} == {"/robots.txt"}
    stand.control.reset()
    text = (service.home / "hallyuwire.toml").read_text()
    (service.home / "hallyuwire.toml").write_text(text.replace("allow_private_addresses = true", ""))
    stand.control.forget()
    _, lines = service.crawled((), status=1)
    assert "private address 127.0.0.1" in lines[0]
    assert "allow_private_addresses = true" in lines[0]
    assert stand.log == []


def test_a_redirect_to_a_private_address_is_not_followed(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("hallyu-post")
    stand.control.mode("redirect", variant="private", site="hallyu-post")
    _, lines = service.crawled((), status=None)
    assert len(lines) == 1
    assert "private address" in lines[0]


def test_an_unreachable_source_stops_nothing(serve_sites: Make, stand: Running, unused_tcp_port: int) -> None:
    service = serve_sites("star-ilbo")
    text = (service.home / "hallyuwire.toml").read_text()
    dead = f'[[source]]\nname = "dead"\nurl = "http://127.0.0.1:{unused_tcp_port}/"\nallow_private_addresses = true\n'
    unknown = '[[source]]\nname = "unknown"\nurl = "http://no-such-host.invalid/"\n'
    (service.home / "hallyuwire.toml").write_text(text + dead + unknown)
    reports, lines = service.crawled(("star-ilbo", "dead", "unknown"), status=1)
    assert {report["source"]: report["new"] > 0 for report in reports} == {
        "star-ilbo": True, "dead": False, "unknown": False,
    }  # fmt: skip
    assert sorted(line.split(":")[0] for line in lines) == ["dead", "unknown"]
    shown = json.loads(service.run("sources", "--json").stdout.splitlines()[0])
    assert shown["name"]


def test_two_crawls_at_once(serve_sites: Make, stand: Running) -> None:
    """The second says no, or comes after the first; nothing is lost and nothing is double."""
    service = serve_sites()
    both = [service.start("crawl", *service.names) for _ in range(2)]
    assert {command.wait() for command in both} <= {0, 1}
    assert all("Traceback" not in command.stderr for command in both)
    service.crawl()
    stored = service.stored()
    assert len({each.article.url for each in stored}) == len(stored)
    shown = {url for site in stand.control.state().values() for url in site["articles"].values()}
    assert len(stored) >= len(shown) - 10


def own_site(httpserver: HTTPServer, home: Path, **fields: tuple[str, ...]) -> Service:
    """A source on a little server; articles that a test does not serve are not found."""
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    httpserver.expect_request(re.compile("^/a/")).respond_with_data("", 404)
    source = Source(
        name="mine", url=httpserver.url_for("/"), delay=0.0, article=r"^/a/", allow_private_addresses=True, **fields
    )
    return Service(home, [source])


def test_a_list_that_was_read_in_part_is_read_to_its_end(tmp_path: Path, httpserver: HTTPServer) -> None:
    """All of the first page is known by then: without the mark the next crawl would stop there, and lose the rest."""
    service = own_site(httpserver, tmp_path / "home", listings=(httpserver.url_for("/list/") + "{page}",))
    httpserver.expect_request("/list/1", headers={"If-None-Match": '"1"'}).respond_with_data("", 304)
    httpserver.expect_request("/list/1").respond_with_data('<a href="/a/1">A</a>', headers={"ETag": '"1"'})
    for _ in range(2):  # Scrapy asks once more by itself
        httpserver.expect_oneshot_request("/list/2").respond_with_data("", 503)
    httpserver.expect_request("/list/2").respond_with_data('<a href="/a/2">B</a>')
    httpserver.expect_request("/list/3").respond_with_data("", 404)
    first, second, third = (service.crawl(status=None)["mine"] for _ in range(3))
    assert (first["found"], second["found"], second["known"]) == (1, 2, 1)
    assert third["found"] == 0, "now it is whole, and its first page is unchanged"


def test_a_redirected_feed_is_asked_for_conditionally(tmp_path: Path, httpserver: HTTPServer) -> None:
    feed = "<rss version='2.0'><channel><title>T</title><item><title>A</title><link>{}</link></item></channel></rss>"
    httpserver.expect_request("/feed").respond_with_data("", 301, {"Location": "/rss"})
    httpserver.expect_request("/rss", headers={"If-None-Match": '"1"'}).respond_with_data("", 304)
    httpserver.expect_request("/rss").respond_with_data(
        feed.format(httpserver.url_for("/a/1")), headers={"ETag": '"1"'}, content_type="application/rss+xml"
    )
    service = own_site(httpserver, tmp_path / "home", feeds=(httpserver.url_for("/feed"),))
    service.crawl(status=1)
    service.crawl()
    request, answer = httpserver.log[-1]
    assert (request.path, answer.status_code) == ("/rss", 304)


def page(title: str, canonical: str = "", og: str = "") -> str:
    """An article of which nothing but its headline tells who it is about."""
    body = f"<p>{title}, said the production team of the new drama on Monday.</p>" * 3
    links = f'<link rel="canonical" href="{canonical}">' * bool(canonical)
    links += f'<meta property="og:url" content="{og}">' * bool(og)
    return (
        f"<html><head><title>{title}</title>{links}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def listing(*paths: str) -> str:
    return "".join(f'<a href="{path}">{path}</a>' for path in paths)


HEADLINES = (
    "IU sings the OST of “Hotel del Luna”",
    "Kim Ji Won joins “Doctor X”",
    "Park Bo Gum leaves “Love in the Moonlight”",
)


@pytest.mark.parametrize(
    ("paths", "claim"),
    [
        (("/a/1", "/a/2", "/a/3"), {"canonical": "/a/"}),
        (("/a/1", "/a/2", "/a/3"), {"canonical": "/"}),
        (("/a/view?no=1", "/a/view?no=2", "/a/view?no=3"), {"og": "/a/view"}),
        (("/a/1", "/a/2", "/a/3"), {"canonical": "/a/one-for-all-of-them-here"}),
    ],
    ids=["section", "home", "script", "one for all"],
)
def test_a_site_s_mistaken_canonical_loses_no_article(
    tmp_path: Path, httpserver: HTTPServer, paths: tuple[str, ...], claim: dict[str, str]
) -> None:
    httpserver.expect_request("/list").respond_with_data(listing(*paths))
    for path, title in zip(paths, HEADLINES, strict=True):
        bare, _, query = path.partition("?")
        httpserver.expect_request(bare, query_string=query or None).respond_with_data(
            page(title, **claim), content_type="text/html; charset=utf-8"
        )
    service = own_site(httpserver, tmp_path / "home", listings=(httpserver.url_for("/list"),))
    service.crawl()
    stored = service.stored()
    assert sorted(each.article.title for each in stored) == sorted(HEADLINES)
    assert len({each.story for each in stored}) == 3


def test_a_page_that_begins_to_claim_another_s_address_keeps_its_own(tmp_path: Path, httpserver: HTTPServer) -> None:
    lists = [listing("/a/1", "/a/2"), listing("/a/1", "/a/2").replace(">/a/1<", ">edited<")]
    pages = [page(HEADLINES[0]), page(HEADLINES[0], canonical="/a/2")]
    for path, answers in (("/list", lists), ("/a/1", pages)):
        httpserver.expect_oneshot_request(path).respond_with_data(answers[0], content_type="text/html; charset=utf-8")
        httpserver.expect_request(path).respond_with_data(answers[1], content_type="text/html; charset=utf-8")
    httpserver.expect_request("/a/2").respond_with_data(page(HEADLINES[1]), content_type="text/html; charset=utf-8")
    service = own_site(httpserver, tmp_path / "home", listings=(httpserver.url_for("/list"),))
    service.crawl()
    before = {each.article.url: (each.article.title, each.story) for each in service.stored()}
    service.crawl()
    assert {each.article.url: (each.article.title, each.story) for each in service.stored()} == before


def test_odd_answers_are_accounted_for(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/list").respond_with_data(listing("/a/1", "/a/2", "/a/3", "/a/4"))
    httpserver.expect_request("/a/1").respond_with_data("", 304)
    httpserver.expect_request("/a/2").respond_with_data("", 302, {"Location": "javascript:alert(1)"})
    httpserver.expect_request("/a/3").respond_with_data("", 302, {"Location": "/"})
    httpserver.expect_request("/a/4").respond_with_data(page(HEADLINES[0]), content_type="text/html; charset=utf-8")
    httpserver.expect_request("/").respond_with_data(page("Welcome home"), content_type="text/html; charset=utf-8")
    service = own_site(httpserver, tmp_path / "home", listings=(httpserver.url_for("/list"),))
    report = service.crawl(status=1)["mine"]
    assert (report["found"], report["new"], report["failed"]) == (4, 1, 3)
    whys = " ".join(cause["what"] for cause in report["why"])
    assert "304 to a page that was never read" in whys
    assert "redirected to the home page" in whys
    assert [each.article.title for each in service.stored()] == [HEADLINES[0]]


def test_a_broken_selector_is_its_own_source_s_trouble(tmp_path: Path, httpserver: HTTPServer, stand: Running) -> None:
    httpserver.expect_request("/list").respond_with_data(listing("/a/4"))
    httpserver.expect_request("/a/4").respond_with_data(page(HEADLINES[0]), content_type="text/html; charset=utf-8")
    service = own_site(httpserver, tmp_path / "home", listings=(httpserver.url_for("/list"),), body=("h1[[",))
    good = next(source for source in declarations(stand.base_port) if source.name == "star-ilbo")
    mine = next(iter(service.sources))
    service.declare([mine, good])
    reports, lines = service.crawled(("mine", "star-ilbo"), status=1)
    assert [report["new"] > 0 for report in reports] == [False, True]
    assert len(lines) == 1
    assert lines[0].startswith("mine: bad CSS selector 'h1[['")


def test_a_full_disk_is_one_line_and_loses_nothing(serve_sites: Make, stand: Running) -> None:
    service = serve_sites("star-ilbo")
    done = service.run("crawl", "star-ilbo", status=1, limit=300_000)
    assert len(done.stderr.splitlines()) == 1
    assert "hallyuwire.db" in done.stderr
    before = {each.article.url for each in service.stored()}
    service.crawl()
    assert before <= {each.article.url for each in service.stored()}
    assert len(service.stored()) > 20
