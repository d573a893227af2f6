"""Bad pages and feeds through the whole program: what is published is well-formed, plain, and says nothing twice."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import feedparser
import pytest
from lxml import etree
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from scraper.model.article import Article
from scraper.model.source import Source
from tests.end_to_end.service import Service

BODY = (
    "<p>Actor Kim Soo Hyun sings for the drama “Queen of Tears”, in which he stars with Kim Ji Won. {what}</p>"
    "<p>The OST comes out on Monday, the production team said on the day of the announcement.</p>"
)


class Site:
    """A little site: pages by path, all listed in one feed, answered with an ETag and 304."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.items: list[str] = []
        self.answers: list[tuple[str, int]] = []
        self.pages: dict[str, bytes] = {}
        server.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def page(self, path: str, title: str, body: str = "", head: str = "") -> None:
        meta = f'<meta charset="utf-8"><title>{title}</title>{head}'
        text = f"<html><head>{meta}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        self.pages[path] = text.encode()

    def list(self, link: str, title: str = "Kim Soo Hyun sings") -> None:
        date = "Mon, 09 Nov 2026 10:00:00 +0900"
        self.items.append(f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>")

    def put(self, path: str, title: str, **given: Any) -> None:
        self.page(path, title, **({"body": BODY.format(what=html.escape(path))} | given))
        self.list(path, title)

    @property
    def feed(self) -> bytes:
        channel = f"<title>Bad</title><link>{self.server.url_for('/')}</link><description>x</description>"
        items = "".join(self.items)
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'.encode()

    def answer(self, request: Request) -> Response:
        body = self.feed if request.path == "/feed" else self.pages.get(request.full_path.rstrip("?"))
        body = body if body is not None else self.pages.get(request.path)
        if body is None:
            response = Response("nothing", 404)
        else:
            kind = "application/rss+xml" if request.path == "/feed" else "text/html"
            response = Response(body, content_type=kind)
            response.add_etag()
            response.make_conditional(request)
        self.answers.append((request.path, response.status_code))
        return response


@dataclass(frozen=True)
class Crawled:
    """first: what the first crawl asked for, and how it was answered."""

    site: Site
    service: Service
    first: tuple[tuple[str, int], ...]

    def url(self, path: str) -> str:
        return self.site.server.url_for(path)

    def items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = json.loads((self.service.site / "feeds/all.json").read_bytes())["items"]
        return items

    def article(self, path: str) -> Article:
        """As stored."""
        return next(each.article for each in self.service.stored() if each.article.url == self.url(path))

    def explain(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.service.run("explain", self.url(path), "--json").stdout)
        return found


NASTY = (
    "Kim &amp;amp;quot;Soo Hyun&amp;amp;quot; &lt;b&gt;OST&lt;/b&gt; ]]&gt; 눈물의 여왕 \U0001f3b5 "
    "&lt;script&gt;alert(1)&lt;/script&gt;"
)
EVIL = (
    '<meta property="og:image" content="javascript:alert(1)">'
    '<meta property="og:description" content="&lt;img src=x onerror=alert(1)&gt; Kim &lt;script&gt;x()&lt;/script&gt;">'
    '<meta name="author" content="&lt;svg onload=alert(1)&gt;Kim">'
)
PARTS = ("Part one is about his voice.", "A wholly other text, about “Queen of Tears” and its end.")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with HTTPServer(host="127.0.0.1") as server:
        site = Site(server)
        fill(site)
        source = Source(
            name="bad", url=server.url_for("/"), feeds=(server.url_for("/feed"),), timezone="Asia/Seoul", delay=0,
            allow_private_addresses=True,
        )  # fmt: skip
        service = Service(tmp_path_factory.mktemp("bad") / "home", [source])
        service.crawl(status=None)
        service.publish()
        yield Crawled(site, service, tuple(site.answers))


def fill(site: Site) -> None:
    site.put(
        "/control", "IU\x0b cast\ufffe in\x00 new drama", body="<p>IU was cast\x00 in a drama\ufffe of tvN.\x0b</p>"
    )
    site.put("/markup", NASTY, head=EVIL)
    site.put(
        "/scripts",
        "Park Bo Gum drama teaser",
        body="<p>Actor Park Bo Gum is seen in a first teaser of his drama.</p>"
        "<script>steal()</script><iframe src=//x></iframe>",
    )
    site.put(
        "/future",
        "Song Joong Ki cast in drama",
        body="<p>Actor Song Joong Ki will star in a drama in 2099.</p>",
        head='<meta property="article:published_time" content="2099-01-01">',
    )
    site.put("/no-title", "", body=BODY.format(what=""))
    site.put("/no-text", "Kim Soo Hyun OST photo", body='<img src="/p.jpg">')
    for number, part in enumerate(PARTS, start=1):
        site.put(f"/same-title-{number}", "Kim Soo Hyun OST review", body=f"<p>Actor Kim Soo Hyun sings. {part}</p>")
    site.page("/variant", "Kim Soo Hyun to sing “Queen of Tears” OST part 9", BODY.format(what="variant"),
              '<link rel="canonical" href="/variant"><meta property="og:image" content="/images/v.jpg">')  # fmt: skip
    site.pages["/variant/amp"] = site.pages["/variant?outputType=amp"] = site.pages["/variant"]
    site.pages["/variant/"] = site.pages["/variant"]
    for link in (
        "/variant",
        "/variant?utm_source=rss&amp;fbclid=2",
        "/variant/amp",
        "/variant?outputType=amp",
        "/variant/#top",
    ):
        site.list(link)
    site.list("javascript:alert(1)")
    site.list("data:text/html,x")
    site.list("")


def test_every_form_is_well_formed_and_says_the_same(crawled: Crawled) -> None:
    items = crawled.items()
    assert len(items) >= 4
    for suffix in ("rss", "atom"):
        body = (crawled.service.site / f"feeds/all.{suffix}").read_bytes()
        etree.fromstring(body)
        parsed = feedparser.parse(body)
        assert not parsed.bozo
        assert [entry.id for entry in parsed.entries] == [item["id"] for item in items]
        assert [entry.title for entry in parsed.entries] == [item["title"] for item in items]


def test_characters_that_xml_forbids_are_gone(crawled: Crawled) -> None:
    assert crawled.article("/control").title == "IU cast in new drama"
    for path, body in crawled.service.files().items():
        text = body.decode("utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufffd]", text), path


def test_titles_are_plain_text_escaped_once(crawled: Crawled) -> None:
    title = crawled.article("/markup").title
    assert title in {item["title"] for item in crawled.items()}
    assert title.startswith('Kim "Soo Hyun" OST')
    assert "]]>" in title
    assert "🎵" in title
    assert not re.search(r"&\w+;|</?\w", title)
    raw = (crawled.service.site / "feeds/all.rss").read_text("utf-8")
    assert not re.search(r"<title>[^<]*&amp;(amp|quot|lt|gt);", raw)


def test_nothing_published_runs(crawled: Crawled) -> None:
    for path, body in crawled.service.files().items():
        if path.startswith("feeds/"):
            text = html.unescape(html.unescape(body.decode("utf-8"))).lower()
            assert not re.search(r"<script|<iframe|<svg|\son\w+=|javascript:|data:text", text), path
    for each in crawled.service.stored():
        assert "steal()" not in each.article.body
        assert each.article.image is None or each.article.image.startswith("http")
        assert "<" not in each.article.byline


def test_addresses_are_absolute(crawled: Crawled) -> None:
    stored = {each.article.url: each.article for each in crawled.service.stored()}
    assert all(url.startswith("http://127.0.0.1:") for url in stored)
    assert stored[crawled.url("/variant")].image == crawled.url("/images/v.jpg")
    assert all(item["url"].startswith("http://127.0.0.1:") for item in crawled.items())


def test_one_article_for_all_forms_of_its_address(crawled: Crawled) -> None:
    assert [each.article.url for each in crawled.service.stored() if "/variant" in each.article.url] == [
        crawled.url("/variant")
    ]
    assert sum(path.startswith("/variant") for path, _ in crawled.first) == 1
    for form in ("/variant/amp", "/variant?utm_campaign=z", "/variant/"):
        assert crawled.explain(form) == crawled.explain("/variant") | {"url": crawled.explain(form)["url"]}


def test_two_articles_with_one_title_are_both_kept(crawled: Crawled) -> None:
    same = [each for each in crawled.service.stored() if each.article.title == "Kim Soo Hyun OST review"]
    assert {each.article.url for each in same} == {crawled.url("/same-title-1"), crawled.url("/same-title-2")}


def test_an_implausible_date_orders_no_feed(crawled: Crawled) -> None:
    """The feed's own date counts instead, and what the page printed is kept."""
    article = next(each.article for each in crawled.service.stored() if each.article.url.endswith("/future"))
    assert article.date_text == "2099-01-01"
    assert article.published is None or article.published.year == 2026
    assert not any("2099-01-01T" in item["date_published"] for item in crawled.items())


@pytest.mark.parametrize(("path", "why"), [("/no-title", "no headline"), ("/no-text", "no text")])
def test_half_empty_pages_are_kept_out_with_a_reason(crawled: Crawled, path: str, why: str) -> None:
    found = crawled.explain(path)
    assert (found["stored"], found["state"]) == (False, "unreadable")
    assert why in found["why"]
    assert why in crawled.service.run("explain", crawled.url(path)).stdout


def test_nothing_is_written_when_nothing_changed(crawled: Crawled) -> None:
    before, stored = crawled.service.files(), crawled.service.stored()
    times = {file: file.stat().st_mtime_ns for file in crawled.service.site.rglob("*")}
    crawled.site.answers.clear()
    report = crawled.service.crawl()["bad"]
    assert crawled.site.answers == [("/robots.txt", 404), ("/feed", 304)]
    assert (report["found"], report["failed"]) == (0, 0)
    assert crawled.service.publish() == {"written": 0, "unchanged": 0}
    assert (crawled.service.files(), crawled.service.stored()) == (before, stored)
    assert {file: file.stat().st_mtime_ns for file in crawled.service.site.rglob("*")} == times
