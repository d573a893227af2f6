"""What stands at an article's address, site by site."""

from __future__ import annotations

import gzip
import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.newsstand.declarations import declarations
from scraper.newsstand.sites import SITES
from scraper.newsstand.stand import Running
from scraper.newsstand.stock import load

from .conftest import FOLDER, Reply, fetch

NAMES = [site.name for site in SITES]
PIECES = {piece.id: piece for piece in load(FOLDER).pieces}


def address(stand: Running, one: str) -> str:
    return str(stand.control.state()[PIECES[one].site]["articles"][one])


def page(stand: Running, one: str) -> str:
    reply = fetch(address(stand, one))
    assert reply.status == 200
    return reply.body.decode("cp949" if PIECES[one].site == "star-ilbo" else "utf-8")


@pytest.mark.parametrize("one", sorted(one for one, piece in PIECES.items() if piece.wave == 1))
def test_every_article_stands_whole_among_furniture(stand: Running, one: str) -> None:
    tree = LexborHTMLParser(page(stand, one))
    assert tree.body is not None
    text = tree.body.text()
    assert PIECES[one].headline in text
    assert all(paragraph in text for paragraph in PIECES[one].paragraphs)
    assert tree.css_first("nav")
    assert tree.css_first("#comments")
    assert tree.css_first("footer")


def test_gold_is_never_served(stand: Running) -> None:
    assert "qot-ost" not in page(stand, "1")
    assert "person/" not in page(stand, "1")
    assert "qot-ost" not in json.dumps(stand.control.state())


@pytest.mark.parametrize("name", NAMES)
def test_declared_selectors_find_the_text(stand: Running, name: str) -> None:
    source = {one.name: one for one in declarations(stand.base_port)}[name]
    piece = next(piece for piece in PIECES.values() if piece.site == name)
    tree = LexborHTMLParser(page(stand, piece.id))
    for selector in source.noise:
        for node in tree.css(selector):
            node.decompose()
    text = " ".join(node.text() for selector in source.body for node in tree.css(selector))
    assert not source.body or all(paragraph in text for paragraph in piece.paragraphs)
    for selector in filter(None, (source.headline, source.date, source.byline)):
        assert tree.css_first(selector) is not None, selector


def test_wordpress_page_has_a_graph(stand: Running) -> None:
    script = LexborHTMLParser(page(stand, "1")).css_first('script[type="application/ld+json"]')
    assert script is not None
    graph = json.loads(script.text())["@graph"]
    news = next(node for node in graph if node["@type"] == "NewsArticle")
    assert news["headline"] == PIECES["1"].headline
    assert news["datePublished"] == "2026-11-02T09:00:00+09:00"


def test_globe_page_tells_eastern_time_and_amp(stand: Running) -> None:
    tree = LexborHTMLParser(page(stand, "5"))
    script, amp = tree.css_first('script[type="application/ld+json"]'), tree.css_first('link[rel="amphtml"]')
    assert script is not None
    assert amp is not None
    assert json.loads(script.text())["datePublished"] == "2026-11-02T20:00:00-05:00"
    second = fetch(str(amp.attributes["href"])).text
    assert f'<link rel="canonical" href="{address(stand, "5")}">' in second
    assert "keep away from the banks" in second


def test_cp949_page_says_so_in_its_markup_only(stand: Running) -> None:
    reply = fetch(address(stand, "22"))
    assert reply.headers["Content-Type"] == "text/html"
    assert "charset=euc-kr" in reply.body.decode("cp949")
    assert "입력 : 2026.11.08 18:00" in reply.body.decode("cp949")
    mobile = fetch(address(stand, "22").replace("/news_view", "/m/news_view"))
    assert mobile.status == 200
    assert "똠얌꿍" in mobile.body.decode("cp949")


def test_list_site_gives_a_visible_date_only(stand: Running) -> None:
    markup = page(stand, "31")
    assert '<span class="date">2026.11.01 09:00</span>' in markup
    assert "ld+json" not in markup
    assert "published_time" not in markup
    assert "<time" not in markup


def test_courier_says_its_time_in_open_graph(stand: Running) -> None:
    assert 'property="article:published_time" content="2026-11-02T10:30:00+09:00"' in page(stand, "4")


def test_diary_has_stray_lines(stand: Running) -> None:
    markup = page(stand, "7")
    assert "<p>kim soo hyun</p>" in markup
    assert "SEE ALSO: " in markup
    assert "Back to top button" in markup


@pytest.mark.parametrize("one", ["1", "4", "5", "7", "21", "22", "31"])
def test_validators_gzip_and_head(stand: Running, one: str) -> None:
    url = address(stand, one)
    plain = fetch(url)
    assert fetch(url, if_none_match=plain.headers["ETag"]).status == 304
    assert fetch(url, if_modified_since=plain.headers["Last-Modified"]).status == 304
    packed = fetch(url, accept_encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    head = fetch(url, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(plain.body))
    assert fetch(url, "POST").status == 405


@pytest.mark.parametrize("name", NAMES)
def test_unknown_pages_are_404(stand: Running, name: str) -> None:
    reply: Reply = fetch(stand.url(name) + "/no/such/page?utm_source=x")
    assert reply.status == 404
    assert reply.headers["ETag"] is None


def test_counting_parameters_change_nothing_and_a_lost_slash_moves(stand: Running) -> None:
    url = address(stand, "1")
    assert fetch(f"{url}?utm_source=rss&utm_medium=feed").body == fetch(url).body
    short = fetch(url.rstrip("/"))
    assert (short.status, short.headers["Location"]) == (301, url)
    assert fetch(address(stand, "22") + "&utm_source=rss").status == 200


@pytest.mark.parametrize("site", [site for site in SITES if site.closed])
def test_forbidden_article_exists(stand: Running, site: object) -> None:
    base = stand.url(site.name)  # type: ignore[attr-defined]
    assert fetch(base + site.closed).status == 200  # type: ignore[attr-defined]


def test_crawl_delay_on_one_site(stand: Running) -> None:
    robots = {name: fetch(f"{stand.url(name)}/robots.txt").text for name in NAMES}
    assert all("Disallow: /" in text for text in robots.values())
    assert [name for name, text in robots.items() if "Crawl-delay" in text] == ["k-wave-diary"]


def test_pictures_are_jpegs(stand: Running) -> None:
    one, other = (fetch(f"{stand.url('hallyu-post')}/img/{name}.jpg") for name in ("1", "2"))
    assert one.headers["Content-Type"] == "image/jpeg"
    assert one.body[:4] == b"\xff\xd8\xff\xe0"
    assert one.body[-2:] == b"\xff\xd9"
    assert one.body != other.body
    assert fetch(f"{stand.url('hallyu-post')}/img/1.svg").status == 404
