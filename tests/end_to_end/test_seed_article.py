"""The article that the project started from, served as a page of a source: what a subscriber must get from it.

Its text is a publisher's and lies beside the checkout, where it is there at all.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from scraper.model.source import Source
from tests.end_to_end.service import Service

TEXT = Path(__file__).parents[3] / "shared/seed/article.txt"
BACKGROUND = ("hyun-bin", "son-ye-jin")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    if not TEXT.exists():
        pytest.skip("the seed article is not beside the checkout")
    title, *paragraphs = [part.strip() for part in TEXT.read_text("utf-8").split("\n\n") if part.strip()]
    body = "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs)
    page = (
        f"<html><head><title>{html.escape(title)}</title></head><body><h1>{html.escape(title)}</h1>{body}</body></html>"
    )
    with HTTPServer() as server:
        feed = (
            '<rss version="2.0"><channel><title>Seed</title><link>/</link><description>x</description><item>'
            f"<title>{html.escape(title)}</title><link>{server.url_for('/seed-story')}</link>"
            "<pubDate>Thu, 18 Apr 2024 15:00:00 +0900</pubDate></item></channel></rss>"
        )
        server.expect_request("/robots.txt").respond_with_data("", status=404)
        server.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml")
        server.expect_request("/seed-story").respond_with_data(page, content_type="text/html; charset=utf-8")
        source = Source(
            name="seed",
            url=server.url_for("/"),
            feeds=(server.url_for("/feed"),),
            delay=0,
            allow_private_addresses=True,
        )
        made = Service(tmp_path_factory.mktemp("seed") / "home", [source])
        assert made.crawl()["seed"]["new"] == 1
        made.publish()
    return made


def test_tiers_and_topics(service: Service) -> None:
    (stored,) = service.stored()
    tiers = {mention.slug: mention.tier for mention in stored.linked.mentions}
    assert tiers["kim-soo-hyun"] == tiers["queen-of-tears"] == "about"
    assert tiers["kim-ji-won"] in ("featured", "mention")
    assert [tiers[slug] for slug in (*BACKGROUND, "crash-landing-on-you", "dream-high")] == ["mention"] * 4
    assert stored.linked.topics[:2] == ("ost", "ratings")
    assert stored.article.published
    assert stored.article.published.isoformat() == "2024-04-18T06:00:00+00:00"


def test_no_character_is_linked(service: Service) -> None:
    (stored,) = service.stored()
    surfaces = {mention.surface for mention in stored.linked.mentions}
    assert not any(name in surface for name in ("Hong Hae In", "Baek Hyun Woo", "Newsen") for surface in surfaces)


def test_its_feeds(service: Service) -> None:
    for feed in ("actor/kim-soo-hyun", "actor/kim-soo-hyun/ost", "drama/queen-of-tears", "drama/queen-of-tears/ost",
                 "ost", "all", "topic/ratings"):  # fmt: skip
        assert len(service.guids(feed)) == 1, feed
    for slug in BACKGROUND:
        assert not (service.site / f"feeds/actor/{slug}.json").exists()
        assert len(service.guids(f"actor/{slug}/mentions")) == 1
    assert not [path for path in service.files() if "hong-hae-in" in path or "baek-hyun-woo" in path]


def test_explain_gives_the_evidence(service: Service) -> None:
    (stored,) = service.stored()
    found = json.loads(service.run("explain", stored.article.url, "--json").stdout)
    assert "drama/queen-of-tears" in found["feeds"]
    assert all(mention["evidence"] for mention in found["articles"][0]["mentions"])
