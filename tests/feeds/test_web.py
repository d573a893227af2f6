"""The server over real HTTP on loopback, and its header arithmetic by itself."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from feeds.publishing import publish
from feeds.shelf import Shelf, media_type, read
from feeds.web import answer, application, takes_gzip, unchanged

BIG = b"<feed>" + b"story " * 1000 + b"</feed>"
FILES = {
    "index.html": b"<p>front</p>",
    "style.css": b"p{}",
    "feeds/all.atom": BIG,
    "feeds/all.rss": b"<rss/>",
    "feeds/all.json": b"{}",
    "subscriptions.opml": b"<opml/>",
    "actor/백호/index.html": b"<p>actor</p>",
    "actor/who?/index.html": b"<p>odd</p>",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return self.headers[name]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all the tests here; a test that changes files changes its own. Beside the published files lie a secret, a
    temporary file and a pipe."""
    folder = tmp_path_factory.mktemp("web")
    site = folder / "site"
    publish(site, FILES)
    (folder / "secret.txt").write_bytes(b"secret")
    (site / ".part.part").write_bytes(b"secret")
    os.mkfifo(site / "pipe")
    return site


@pytest.fixture(scope="module")
def ask(site: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[Callable[..., Answer]]:
    with serve(site) as address:
        host = urlsplit(address).netloc

        def asking(path: str, method: str = "GET", **headers: str) -> Answer:
            with closing(http.client.HTTPConnection(host, timeout=20)) as connection:
                connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
                for name, value in headers.items():
                    connection.putheader(name.replace("_", "-"), value)
                connection.endheaders()
                response = connection.getresponse()
                return Answer(response.status, response.headers, response.read())

        yield asking


Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/style.css", "style.css", "text/css; charset=utf-8"),
        ("/feeds/all.atom", "feeds/all.atom", "application/atom+xml"),
        ("/feeds/all.rss", "feeds/all.rss", "application/rss+xml"),
        ("/feeds/all.json?utm_source=x", "feeds/all.json", "application/feed+json"),
        ("/subscriptions.opml", "subscriptions.opml", "text/x-opml"),
        ("/actor/%EB%B0%B1%ED%98%B8/", "actor/백호/index.html", "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_with_their_types(ask: Ask, path: str, name: str, kind: str) -> None:
    answer = ask(path)
    assert (answer.status, answer.body) == (200, FILES[name])
    assert answer["content-type"] == kind
    assert answer["cache-control"] == "public, max-age=300"
    assert answer["content-length"] == str(len(answer.body))
    assert_strict(answer)


def assert_strict(answer: Answer) -> None:
    assert answer["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in (answer["content-security-policy"] or "")
    assert "unsafe" not in (answer["content-security-policy"] or "")
    assert answer["referrer-policy"] == "no-referrer"


def test_head_is_get_without_the_body(ask: Ask) -> None:
    get, head = ask("/feeds/all.atom"), ask("/feeds/all.atom", "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "etag", "last-modified", "content-type"):
        assert head[name] == get[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/feeds/all.rss", "/nothing"])
def test_nothing_but_get_and_head(ask: Ask, method: str, path: str) -> None:
    answer = ask(path, method)
    assert (answer.status, answer["allow"]) == (405, "GET, HEAD")
    assert_strict(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/feeds",
        "/feeds/",
        "/../secret.txt",
        "/feeds/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/feeds/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/index.html%00",
        "/index.html%00.rss",
        "/index.html/",
        "/.part.part",
        "/feeds/./all.rss",
        "/%ff%fe",
        "/%0d%0aset-cookie:x",
        "/" + "a" * 300,
        "/" + "a/" * 2500,
        "/pipe",
    ],
)
def test_what_is_no_published_file_is_not_found(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status in (400, 404)
    assert b"secret" not in answer.body
    assert answer["set-cookie"] is None
    if answer.status == 404:
        assert_strict(answer)


@pytest.mark.parametrize("path", ["/actor/%EB%B0%B1%ED%98%B8", "/actor/who%3F"])
def test_a_folder_without_its_slash_leads_to_its_page(ask: Ask, path: str) -> None:
    answer = ask(path, host="evil.example")
    assert (answer.status, answer["location"]) == (308, f"{path}/"), "whatever the Host says"
    assert ask(f"{path}/").status == 200


def test_a_reader_that_has_it_gets_304(ask: Ask) -> None:
    first = ask("/feeds/all.atom")
    etag, modified = first["etag"] or "", first["last-modified"] or ""
    for headers in (
        {"if_none_match": etag},
        {"if_none_match": f"W/{etag}"},
        {"if_none_match": f'"x", W/"y", {etag}'},
        {"if_none_match": "*"},
        {"if_modified_since": modified},
        {"if_none_match": etag, "if_modified_since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        for method in ("GET", "HEAD"):
            answer = ask("/feeds/all.atom", method, **headers)
            assert (answer.status, answer.body) == (304, b""), headers
            assert (answer["etag"], answer["cache-control"]) == (etag, "public, max-age=300")
            assert_strict(answer)


def test_a_reader_that_has_something_else_gets_the_file(ask: Ask) -> None:
    modified = ask("/feeds/all.atom")["last-modified"] or ""
    for headers in (
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": modified},
        {"if_modified_since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
    ):
        assert ask("/feeds/all.atom", **headers).status == 200, headers


def test_a_changed_file_is_seen_at_once(ask: Ask, site: Path) -> None:
    publish(site, {"feeds/changing.rss": b"<rss/>"})
    first = ask("/feeds/changing.rss")
    publish(site, {"feeds/changing.rss": b"<RSS/>"})
    second = ask("/feeds/changing.rss", if_none_match=first["etag"] or "")
    assert (second.status, second.body) == (200, b"<RSS/>")
    (site / "feeds/changing.rss").unlink()
    assert ask("/feeds/changing.rss").status == 404


def test_gzip_is_for_those_who_take_it(ask: Ask) -> None:
    plain, packed = ask("/feeds/all.atom"), ask("/feeds/all.atom", accept_encoding="br, gzip")
    assert plain["content-encoding"] is None
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == BIG
    assert packed["content-length"] == str(len(packed.body))
    assert plain["vary"] == packed["vary"] == "accept-encoding"
    assert plain["etag"] != packed["etag"], "a strong ETag is of one representation"
    again = ask("/feeds/all.atom", accept_encoding="gzip", if_none_match=packed["etag"] or "")
    assert again.status == 304
    assert ask("/feeds/all.rss", accept_encoding="gzip")["content-encoding"] is None, "too small to pay"


def test_the_etag_matches_the_body_while_files_are_replaced(ask: Ask, site: Path) -> None:
    publish(site, {"feeds/busy.atom": b"0 " * 20_000})
    stop = threading.Event()

    def republish() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            publish(site, {"feeds/busy.atom": b"%d " % (turn % 7) * 20_000})

    publisher = threading.Thread(target=republish)
    publisher.start()
    try:
        answers = [ask("/feeds/busy.atom") for _ in range(100)]
        deadline = time.monotonic() + 30
        while len({got["etag"] for got in answers}) < 3 and time.monotonic() < deadline:
            answers.append(ask("/feeds/busy.atom"))
    finally:
        stop.set()
        publisher.join()
    for got in answers:
        assert got["etag"] == f'"{hashlib.blake2b(got.body, digest_size=16).hexdigest()}"'
        assert len(set(got.body.split())) == 1
    assert len({got["etag"] for got in answers}) >= 3, "the files did change meanwhile"


def test_the_stamp_is_of_the_bytes_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file replaced between the look and the reading is read whole, and read again when it changes once more."""
    publish(tmp_path, {"a.rss": b"one"})
    shelf = Shelf(tmp_path, 1000)
    look = os.stat

    def late(name: str) -> os.stat_result:
        found = look(name)
        monkeypatch.setattr(os, "stat", look)
        publish(tmp_path, {"a.rss": b"two"})
        return found

    monkeypatch.setattr(os, "stat", late)
    for _ in range(2):
        copy = shelf.copy("a.rss")
        assert copy
        assert copy.plain.data == b"two"
        assert copy.plain.etag == read(str(tmp_path / "a.rss")).plain.etag


def test_a_file_replaced_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, {"a.rss": b"one" * 1000})
    shelf = Shelf(tmp_path, 100_000)
    compress = gzip.compress

    def slow(data: bytes, *rest: int, **named: int) -> bytes:
        monkeypatch.setattr(gzip, "compress", compress)
        publish(tmp_path, {"a.rss": b"two" * 1000})
        return compress(data, *rest, **named)

    monkeypatch.setattr(gzip, "compress", slow)
    first, second = shelf.copy("a.rss"), shelf.copy("a.rss")
    assert first
    assert second
    assert (first.plain.data[:3], second.plain.data[:3]) == (b"one", b"two")


def test_small_files_are_not_compressed(tmp_path: Path) -> None:
    publish(tmp_path, {"a.rss": b"a" * 999, "b.rss": b"a" * 1000, "c.png": b"a" * 9000})
    packed = {name: read(str(tmp_path / name)).gzipped for name in ("a.rss", "b.rss", "c.png")}
    assert {name for name, body in packed.items() if body} == {"b.rss"}


def test_a_head_answer_has_no_body_whatever_the_server_does() -> None:
    copy = read(__file__)
    assert answer(copy, "HEAD", Headers()).body == b""
    assert answer(copy, "GET", Headers()).body == copy.plain.data


def test_memory_is_bounded_and_files_are_served_all_the_same(tmp_path: Path) -> None:
    publish(tmp_path, {f"{n}.png": bytes([n]) * 400 for n in range(9)} | {"huge.png": b"h" * 5000})
    shelf = Shelf(tmp_path, 1000)
    for turn, name in enumerate([*(f"{n}.png" for n in range(9)), "huge.png", "8.png", "8.png", "0.png"]):
        publish(tmp_path, {"8.png": bytes([turn]) * 300})
        copy = shelf.copy(name)
        assert copy
        assert copy.plain.data == (tmp_path / name).read_bytes()
        assert sum(kept.size for kept in shelf._copies.values()) == shelf._size <= 1000


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    publish(tmp_path, {"a.rss": b"x"})
    shelf = Shelf(tmp_path, 1000)
    assert shelf.copy("a.rss") is shelf.copy("a.rss")


def test_a_json_outside_the_feeds_is_no_feed() -> None:
    assert media_type("/var/site/status.json") == "application/json"
    assert media_type("unknown.bin") == "application/octet-stream"


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("gzip;q=much", False),
        ("x-gzip-like", False),
    ],
)
def test_accept_encoding_is_read_by_the_standard(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


@given(st.text(max_size=60))
def test_odd_conditions_never_break_an_answer(value: str) -> None:
    path = Path(__file__)
    copy = read(str(path))
    raw = [(b"if-none-match", b""), (b"if-modified-since", value.encode("utf-8", "replace"))]
    assert unchanged(copy.plain, copy.modified, Headers(raw=raw)) in (True, False)
    takes_gzip(value)


@pytest.fixture
def in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Seoul")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    "date", ["Thu, 18 Apr 99999 03:00:05 GMT", "Thu, 18 Apr 2024 03:00:05 -0000", "1", "a b c d e f"]
)
@pytest.mark.usefixtures("in_seoul")
def test_odd_dates_are_read_or_ignored(date: str) -> None:
    copy = read(__file__)
    known = unchanged(copy.plain, 1_713_409_205, Headers({"if-modified-since": date}))
    assert known is date.startswith("Thu, 18 Apr 2024")


async def health(request: Request) -> PlainTextResponse:
    return PlainTextResponse("fine", headers={"Referrer-Policy": "origin"})


def test_further_routes_come_first_under_the_same_headers(
    tmp_path: Path, serve: Callable[..., AbstractContextManager[str]]
) -> None:
    app = application(tmp_path / "missing", routes=[Route("/health", health)])
    assert isinstance(app, Starlette)
    with serve(app) as address, build_opener(ProxyHandler({})).open(f"{address}/health") as got:
        assert got.read() == b"fine"
        assert got.headers.get_all("referrer-policy") == ["origin"], "its own, once"
        assert got.headers["x-content-type-options"] == "nosniff"
