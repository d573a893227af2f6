"""Starting and stopping: ports, declarations, leftovers."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from scraper.model.errors import Misconfigured
from scraper.newsstand.declarations import declarations
from scraper.newsstand.sites import SITES, port_of
from scraper.newsstand.stand import listen, running, serve

from .conftest import FOLDER, fetch


def test_free_consecutive_ports_are_found_and_given_back() -> None:
    with running(articles=FOLDER) as stand:
        base = stand.base_port
        assert stand.control.url == f"http://127.0.0.1:{base}"
        assert [stand.url(site.name) for site in SITES] == [f"http://127.0.0.1:{base + n}" for n in range(1, 8)]
        assert all(fetch(stand.url(site.name) + "/robots.txt").status == 200 for site in SITES)
    with pytest.raises(ConnectionRefusedError):
        fetch(f"http://127.0.0.1:{base}/")
    assert "newsstand" not in {thread.name for thread in threading.enumerate()}


def test_two_stands_live_side_by_side() -> None:
    with running(articles=FOLDER) as one, running(articles=FOLDER) as other:
        one.control.publish()
        assert "42" in one.control.state()["drama-times"]["articles"]
        assert "42" not in other.control.state()["drama-times"]["articles"]


@pytest.mark.parametrize("offset", [0, 3])
def test_a_taken_port_is_said_in_one_line(offset: int) -> None:
    sockets = listen(0)
    base = sockets[0].getsockname()[1]
    try:
        for number, one in enumerate(sockets):
            if number != offset:
                one.close()
        with pytest.raises(Misconfigured, match=f"ports {base} to {base + 7} cannot be opened") as caught:
            serve(base, FOLDER)
        assert "\n" not in str(caught.value)
    finally:
        sockets[offset].close()
    with socket.socket() as free:  # nothing of the failed attempt is left open
        free.bind(("127.0.0.1", base + 1))


def test_ports_that_do_not_exist() -> None:
    with pytest.raises(Misconfigured, match="cannot be opened"):
        listen(65_533)


def test_stops_although_a_request_hangs() -> None:
    with running(articles=FOLDER) as stand:
        url = next(iter(stand.control.state()["daily-globe"]["articles"].values()))
        stand.control.mode("hang")
        with socket.create_connection(("127.0.0.1", port_of("daily-globe", stand.base_port))) as waiting:
            waiting.sendall(f"GET {url.split('/', 3)[3]} HTTP/1.1\r\nHost: x\r\n\r\n".replace("GET ", "GET /").encode())
            while not stand.log:
                time.sleep(0.01)


def test_bundled_articles_all_answer_through_all_waves_and_edits() -> None:
    with running() as stand:
        while stand.control.publish():
            pass
        stand.control.edit()
        shown = {one: url for site in stand.control.state().values() for one, url in site["articles"].items()}
        assert shown.keys() == {one.id for one in stand.gold}
        assert {fetch(url).status for url in shown.values()} == {200}
        assert fetch(stand.url("star-ilbo") + "/rss/allArticle.xml").body.decode("cp949").endswith("</rss>\n")


def test_seven_declarations_two_of_them_bare() -> None:
    sources = declarations(9000)
    assert [source.name for source in sources] == [site.name for site in SITES]
    assert all(source.allow_private_addresses and source.delay == 0.0 for source in sources)
    assert [source.name for source in sources if not source.body] == ["seoul-courier", "daily-globe"]
    assert sources[5].feeds == ("http://127.0.0.1:9006/rss.xml",)
    assert all(source.feeds or source.sitemaps or source.listings for source in sources)
