"""The commands that stay, in processes of their own: `serve`, `run`, `demo`; and Scrapy's own commands."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import feedparser
import pytest

from scraper.newsstand.stand import Running
from tests.end_to_end.service import Service

CHECKOUT = Path(__file__).parents[2]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("HALLYUWIRE_DATABASE_URL", "COLUMNS")}
    return kept | {"HALLYUWIRE_HOME": str(home), "PYTHONPATH": str(CHECKOUT)}


@contextmanager
def staying(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a process group of its own; nothing of it is left afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper", *words], env=environment(home), text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def alive(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def told_to_end(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[str, str]:
    """What it printed after it ended within ten seconds, with status 0, leaving no child."""
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 0, (out, err)
    assert "Traceback" not in err, err
    assert not alive(process.pid), "a child is left"
    return out, err


def once(url: str, seconds: float = 60, wanted: Callable[[bytes], bool] = bool) -> bytes:
    """The body at an address, as soon as it is the wanted one."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url, timeout=5) as answer:
                body: bytes = answer.read()
            if wanted(body):
                return body
        except HTTPError as error:
            error.close()
        except URLError:
            pass
        assert time.monotonic() < end, f"{url} did not answer as wanted within {seconds} s"
        time.sleep(0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_until_it_is_told_to_end(tmp_path: Path, unused_tcp_port: int, number: int) -> None:
    (tmp_path / "site/feeds").mkdir(parents=True)
    (tmp_path / "site/feeds/all.json").write_text("{}")
    url = f"http://127.0.0.1:{unused_tcp_port}/feeds/all.json"
    with staying(tmp_path, "serve", "--port", str(unused_tcp_port)) as process:
        assert once(url) == b"{}"
        with urlopen(url) as answer:
            etag = answer.headers["ETag"]
        with pytest.raises(HTTPError) as unchanged:
            urlopen(Request(url, headers={"If-None-Match": etag}))
        assert unchanged.value.code == 304
        unchanged.value.close()
        told_to_end(process, number)


@pytest.mark.parametrize("command", ["serve", "run", "demo"])
def test_a_port_that_is_taken_is_one_line_and_2(tmp_path: Path, command: str) -> None:
    service = Service(tmp_path / "home")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = service.run(command, "--port", str(taken.getsockname()[1]), status=2)
    assert len(done.stderr.splitlines()) == 1
    assert "cannot listen on 127.0.0.1:" in done.stderr
    assert not (service.home / "hallyuwire.db").exists()


@pytest.mark.parametrize("names", [("hallyu-post", "star-ilbo")])
def test_run_crawls_publishes_and_serves_until_it_is_told_to_end(
    serve_sites: Callable[..., Service], stand: Running, unused_tcp_port: int, names: tuple[str, ...]
) -> None:
    """The real sources cannot be reached here, and stop nothing."""
    service = serve_sites(*names)
    url = f"http://127.0.0.1:{unused_tcp_port}/feeds/all.atom"
    with staying(service.home, "run", "--port", str(unused_tcp_port)) as process:
        body = once(url, wanted=lambda body: len(feedparser.parse(body).entries) > 10)
        assert not feedparser.parse(body).bozo
        told_to_end(process)
    assert {each.article.source for each in service.stored()} <= set(names)


def test_run_told_to_end_in_the_middle_of_a_crawl_leaves_no_child(
    serve_sites: Callable[..., Service], stand: Running, unused_tcp_port: int
) -> None:
    service = serve_sites("hallyu-post")
    stand.control.mode("hang", site="hallyu-post")
    with staying(service.home, "run", "--port", str(unused_tcp_port)) as process:
        end = time.monotonic() + 60
        while not any(request.path.startswith("/20") for request in stand.log):
            assert time.monotonic() < end, "no article was asked for"
            time.sleep(0.1)
        told_to_end(process)


@pytest.mark.timeout(200)
def test_a_demo_twice_in_one_home_stores_and_changes_nothing(tmp_path: Path) -> None:
    service = Service(tmp_path / "home")

    def demo() -> str:
        words = [sys.executable, "-m", "scraper", "demo", "--once"]
        done = subprocess.run(
            words, env=environment(service.home), capture_output=True, text=True, timeout=90, cwd=CHECKOUT
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    with contextlib.ExitStack() as taken:
        with contextlib.suppress(OSError):  # the first ports are not free now, and free the second time
            taken.enter_context(socket.create_server(("127.0.0.1", 8700)))
        assert "files written, 0 unchanged" in demo()
    feeds = [*(service.site / "feeds/actor").glob("*.atom"), *(service.site / "feeds/drama").glob("*.atom")]
    assert len(feeds) >= 40
    before, stored = service.files(), service.stored()
    assert len(stored) > 150
    assert "0 files written, 0 unchanged" in demo()
    assert service.files() == before
    assert service.stored() == stored


def scrapy(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words], env=environment(home), cwd=CHECKOUT, capture_output=True, text=True,
        timeout=100,
    )  # fmt: skip


def test_scrapy_lists_the_sources(tmp_path: Path) -> None:
    done = scrapy(tmp_path, "list")
    assert done.returncode == 0, done.stderr
    assert {"soompi", "kbizoom", "koreaboo", "dramabeans", "newsis", "ilgan-sports"} <= set(done.stdout.split())


def test_scrapy_crawls_a_source_and_ends_without_the_network(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment(home)
    done = scrapy(home, "crawl", "soompi", "-s", "DOWNLOAD_TIMEOUT=3", "-s", "DNS_TIMEOUT=3")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    rows = Service(home).run("sources", "--json").stdout.splitlines()
    soompi = next(row for row in map(json.loads, rows) if row["name"] == "soompi")
    assert soompi["last_crawl"]
    assert soompi["articles"] > 0 or soompi["why"]
