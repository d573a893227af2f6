"""`probe`: what it finds on each site of the newsstand, and that what it prints can be pasted and crawled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.newsstand.sites import SITES
from scraper.newsstand.stand import Running, running
from tests.end_to_end.service import Service

WAY = {
    "hallyu-post": "feed", "yeonye-news": "feed", "seoul-courier": "sitemap", "drama-times": "listing",
    "star-ilbo": "feed", "daily-globe": "feed", "k-wave-diary": "feed",
}  # fmt: skip
# What metadata and extraction do not find has to be declared; the probe's troubles say so.
NEEDS = {"drama-times": 'headline = "h3.view_title"\nbody = ["div.view_cont > p"]\n'}
ROBOTS = {"k-wave-diary": "asks for 0.2 s between requests"}


@pytest.fixture(scope="module")
def open_stand() -> Iterator[Running]:
    with running() as stand:
        yield stand


@pytest.mark.parametrize("site", [site.name for site in SITES])
def test_a_site_is_probed_and_the_printed_declaration_crawls(open_stand: Running, site: str, tmp_path: Path) -> None:
    service = Service(tmp_path / "home")
    (service.home / "hallyuwire.toml").unlink()
    url = open_stand.url(site) + "/"
    found = json.loads(service.run("probe", url, "--json", "--allow-private-addresses").stdout)
    assert found["robots"].startswith("allows the home page")
    assert ROBOTS.get(site, "") in found["robots"]
    ways = {"feed": found["feeds"], "sitemap": found["sitemaps"], "listing": [found["listing"]]}
    assert any(way["articles"] >= 5 for way in ways[WAY[site]])
    assert (found["wordpress"] is not None) == (site == "hallyu-post")
    assert len(found["samples"]) >= 2 or (site in NEEDS and len(found["troubles"]) > 2)
    assert all(sample["title"] and len(sample["body"]) > 100 for sample in found["samples"])

    text = service.run("probe", url, "--allow-private-addresses").stdout
    pasted = text.partition("# to paste into hallyuwire.toml\n")[2]
    assert pasted.strip() == found["declaration"]
    (service.home / "hallyuwire.toml").write_text(f"{pasted}delay = 0\n{NEEDS.get(site, '')}")
    names = [row["name"] for row in map(json.loads, service.run("sources", "--json").stdout.splitlines())]
    report = service.crawl(next(name for name in names if name.startswith("127-0-0-1-")), status=None)
    counts = next(iter(report.values()))
    assert counts["new"] + counts["same"] >= 5, counts


@pytest.mark.parametrize(
    ("url", "said", "status"),
    [
        ("news.example", "'news.example' is no http(s) address", 2),
        ("ftp://news.example/", "is no http(s) address", 2),
        ("http://[", "is no http(s) address", 2),
        ("http://127.0.0.1:9/", "private address 127.0.0.1", 1),
        ("http://no-such-host.invalid/", "the host name is not known", 1),
    ],
)
def test_an_address_that_cannot_be_probed(tmp_path: Path, url: str, said: str, status: int) -> None:
    lines = Service(tmp_path / "home").run("probe", url, status=status).stderr.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_an_address_that_does_not_answer(tmp_path: Path, unused_tcp_port: int) -> None:
    words = ("probe", f"http://127.0.0.1:{unused_tcp_port}/", "--allow-private-addresses")
    lines = Service(tmp_path / "home").run(*words, status=1).stderr.splitlines()
    assert len(lines) == 1
    assert "connection refused" in lines[0]


def test_a_page_that_is_not_there(open_stand: Running, tmp_path: Path) -> None:
    words = ("probe", open_stand.url("star-ilbo") + "/nowhere", "--allow-private-addresses")
    lines = Service(tmp_path / "home").run(*words, status=1).stderr.splitlines()
    assert len(lines) == 1
    assert "HTTP 404 Not Found" in lines[0]
