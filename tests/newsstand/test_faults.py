"""The ways a site misbehaves when told to, as a client sees them."""

from __future__ import annotations

import http.client
import time
import zlib

import pytest

from scraper.newsstand.sites import SITES
from scraper.newsstand.stand import Running

from .conftest import fetch

SITE = "hallyu-post"


def article(stand: Running) -> str:
    return str(stand.control.state()[SITE]["articles"]["1"])


def feed(stand: Running) -> str:
    return stand.url(SITE) + "/feed/"


@pytest.mark.parametrize(("variant", "header"), [("seconds", "120"), ("date", "Fri, 20 Nov 2026 12:02:30 GMT")])
def test_status_everywhere_on_one_site(stand: Running, variant: str, header: str) -> None:
    stand.control.mode("status", site=SITE, status=429, retry_after=120, variant=variant)
    for url in (article(stand), feed(stand), stand.url(SITE) + "/robots.txt"):
        reply = fetch(url)
        assert (reply.status, reply.headers["Retry-After"]) == (429, header)
    assert fetch(stand.url("k-wave-diary") + "/robots.txt").status == 200
    stand.control.reset()
    assert fetch(article(stand)).status == 200


def test_status_on_robots_only_and_without_retry_after(stand: Running) -> None:
    stand.control.mode("status", site=SITE, status=500, on="robots")
    reply = fetch(stand.url(SITE) + "/robots.txt")
    assert reply.status == 500
    assert reply.headers["Retry-After"] is None
    assert fetch(article(stand)).status == fetch(feed(stand)).status == 200


def test_a_fault_can_last_some_requests(stand: Running) -> None:
    stand.control.mode("status", site=SITE, times=2, on=["articles"])
    assert [fetch(article(stand)).status for _ in range(3)] == [503, 503, 200]
    assert stand.control.state()[SITE]["modes"] == []


def test_hang_never_answers(stand: Running) -> None:
    stand.control.mode("hang", site=SITE)
    with pytest.raises(TimeoutError):
        fetch(article(stand), timeout=0.3)
    assert fetch(feed(stand)).status == 200
    assert stand.log[0].status == 0


def test_drip_sends_a_byte_a_second(stand: Running) -> None:
    stand.control.mode("drip", site=SITE)
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        fetch(article(stand), timeout=0.5)
    assert time.monotonic() - begun < 5


def test_drip_sends_the_right_bytes(stand: Running) -> None:
    stand.control.mode("drip", site=SITE, on="robots", times=1)
    connection = http.client.HTTPConnection("127.0.0.1", int(stand.url(SITE).rsplit(":", 1)[1]), timeout=5)
    try:
        connection.request("GET", "/robots.txt")
        reply = connection.getresponse()
        begun = time.monotonic()
        assert reply.read(2) == b"Us"
        assert time.monotonic() - begun > 0.8
    finally:
        connection.close()


def test_short_ends_before_its_length(stand: Running) -> None:
    whole = fetch(article(stand)).body
    stand.control.mode("short", site=SITE)
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(article(stand))
    assert caught.value.partial == whole[: len(whole) // 2]
    assert fetch(article(stand), "HEAD").headers["Content-Length"] == str(len(whole))


@pytest.mark.parametrize(
    ("variant", "said"),
    [("soft404", "cannot be found"), ("consent", "Accept all"), ("challenge", "Just a moment"), ("login", "Sign in")],
)
def test_lies_come_with_200(stand: Running, variant: str, said: str) -> None:
    stand.control.mode("lie", variant=variant)
    for site in SITES:
        url = next(iter(stand.control.state()[site.name]["articles"].values()))
        reply = fetch(url)
        assert reply.status == 200
        assert said in reply.text


@pytest.mark.parametrize(
    ("variant", "target"),
    [("private", "http://10.0.0.1/admin"), ("metadata", "http://169.254.169.254/latest/meta-data/"),
     ("file", "file:///etc/hostname")],
)  # fmt: skip
def test_redirects_to_where_nobody_should_go(stand: Running, variant: str, target: str) -> None:
    stand.control.mode("redirect", site=SITE, variant=variant)
    reply = fetch(article(stand))
    assert (reply.status, reply.headers["Location"]) == (302, target)


def test_redirect_loop_chain_and_other_host(stand: Running) -> None:
    url = article(stand)
    stand.control.mode("redirect", site=SITE)
    assert fetch(url).headers["Location"] == url
    stand.control.mode("redirect", site=SITE, variant="host")
    assert fetch(url).headers["Location"] == stand.url("yeonye-news").replace("127.0.0.1", "localhost") + "/"
    stand.control.mode("redirect", site=SITE, variant="chain")
    hops = 0
    while (reply := fetch(url)).status == 302:
        url, hops = reply.headers["Location"], hops + 1
    assert hops == 40
    assert reply.status == 200


def test_chain_keeps_a_query(stand: Running) -> None:
    stand.control.mode("redirect", site="star-ilbo", variant="chain")
    url = stand.control.state()["star-ilbo"]["articles"]["22"]
    second = fetch(url).headers["Location"]
    assert second == f"{url}&utm_hop=1"
    assert fetch(second).headers["Location"] == f"{url}&utm_hop=2"


@pytest.mark.parametrize(
    ("variant", "start"),
    [("cut", b"<?xml"), ("binary", b"\x00\x01"), ("html", b"<!DOCTYPE html"), ("entities", b"<?xml"),
     ("external", b"<?xml"), ("empty", b"")],
)  # fmt: skip
def test_garbage_in_place_of_the_feed(stand: Running, variant: str, start: bytes) -> None:
    right = fetch(feed(stand)).body
    stand.control.mode("garbage", site=SITE, variant=variant)
    reply = fetch(feed(stand))
    assert reply.status == 200
    assert reply.body.startswith(start)
    assert reply.body != right
    assert fetch(article(stand)).status == 200


def test_sitemaps_without_end(stand: Running) -> None:
    url = stand.url("seoul-courier") + "/sitemap-index.xml"
    stand.control.mode("garbage", site="seoul-courier", variant="selfindex")
    assert f"<loc>{url}</loc>" in fetch(url).text
    stand.control.mode("garbage", site="seoul-courier", variant="flood")
    assert fetch(url).body.count(b"<loc>") == 50_000


def test_bomb_grows(stand: Running) -> None:
    stand.control.mode("bomb", site=SITE)
    reply = fetch(article(stand))
    assert reply.headers["Content-Encoding"] == "gzip"
    assert len(reply.body) < 2**20
    first = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert len(first.decompress(reply.body)) == 2**20
    assert len(reply.body) // (len(reply.body) - len(first.unused_data)) == 256


@pytest.mark.parametrize(("variant", "start"), [("pdf", b"%PDF"), ("image", b"\xff\xd8"), ("empty", b"")])
def test_binary_as_html(stand: Running, variant: str, start: bytes) -> None:
    stand.control.mode("binary", site=SITE, variant=variant)
    reply = fetch(article(stand))
    assert reply.headers["Content-Type"].startswith("text/html")
    assert reply.body[:4].startswith(start)
    assert len(reply.body) < 1_000


def test_nested_tags(stand: Running) -> None:
    stand.control.mode("binary", site=SITE, variant="nested")
    assert fetch(article(stand)).body.count(b"<div>") == 100_000


def test_robots_deny_and_huge(stand: Running) -> None:
    stand.control.mode("robots", variant="deny")
    assert fetch(stand.url("daily-globe") + "/robots.txt").text == "User-agent: *\nDisallow: /\n"
    stand.control.mode("robots", variant="huge")
    assert len(fetch(stand.url("daily-globe") + "/robots.txt").body) > 500 * 1024


@pytest.mark.parametrize("variant", ["bare", "shell"])
def test_layout_takes_selectors_and_metadata_away(stand: Running, variant: str) -> None:
    stand.control.mode("layout", variant=variant)
    for site in SITES:
        reply = fetch(next(iter(stand.control.state()[site.name]["articles"].values())))
        text = reply.body.decode(site.charset)
        assert reply.status == 200
        assert "og:" not in text
        assert "<h1" not in text
        assert "ld+json" not in text
        assert ('class="x5"' in text) is (variant == "bare")
    listing = fetch(stand.url("drama-times") + "/list").text
    assert "/view?no=" not in listing
    stand.control.reset()
    assert "/view?no=" in fetch(stand.url("drama-times") + "/list").text
