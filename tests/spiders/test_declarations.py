"""Every module under spiders/ is one sound, polite declaration, and every way to list them gives the same."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from urllib.parse import urlsplit

import pytest

from scraper.cli.home import declared
from scraper.crawling.discovery import ways
from scraper.model.source import Source
from scraper.reading import same_site
from scraper.reading.markup import parse, select

from .declared import MODULES, ROOT, classes, source, sources

# Hosts whose robots.txt closes the whole site (docs/sources.md).
CLOSED = {"news.naver.com", "news.google.com", "star.mt.co.kr", "pann.nate.com"}
every_site = pytest.mark.parametrize("site", sources(), ids=lambda site: site.name)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_declares_exactly_one_source_and_is_named_after_it(module: str) -> None:
    assert [spider.source.name for spider in classes(module)] == [module.replace("_", "-")]


@pytest.mark.parametrize("module", MODULES)
def test_a_declaration_fits_fifteen_lines(module: str) -> None:
    assert len((ROOT / "spiders" / f"{module}.py").read_text("utf-8").splitlines()) <= 15


def test_names_and_home_pages_are_unique() -> None:
    named = Counter(site.name for site in sources())
    homes = Counter(site.url for site in sources())
    assert len(named) >= 14
    assert {key: count for key, count in (named | homes).items() if count > 1} == {}


def test_scrapy_and_the_command_line_list_the_same_sources() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    names = sorted(site.name for site in sources())
    assert listed.stdout.split() == names
    assert sorted(site.name for site in declared()) == names


@every_site
def test_readers_are_told_the_outlet_and_its_language(site: Source) -> None:
    assert site.title
    assert site.title != site.name
    assert site.languages
    assert site.grade in {"VM", "VP", "VC", "B"}


@every_site
def test_a_site_is_crawled_politely(site: Source) -> None:
    assert site.delay >= 1.0
    assert site.every >= 15
    assert not site.allow_private_addresses


def test_soompi_limits_rates() -> None:
    assert source("soompi").delay == 1.5


@every_site
def test_all_addresses_are_encrypted_on_the_site_and_not_closed_to_crawlers(site: Source) -> None:
    for url in (url for way in ways(site) for url in way.urls):
        assert same_site(url, site.url)
        assert urlsplit(url).scheme == "https"
        assert urlsplit(url).hostname not in CLOSED
        assert "/search/" not in url


@every_site
def test_a_paged_list_has_a_place_for_the_number(site: Source) -> None:
    for url in site.listings:
        assert ("{page}" in url) == ("/page/" in url)


@every_site
def test_all_selectors_are_css(site: Source) -> None:
    tree = parse("<p>one</p>")
    for selector in (*site.body, *site.noise, site.headline, site.lead, site.byline, site.date, site.image):
        assert not selector or select(tree, selector) == []


def test_feeds_come_first_and_the_rest_stands_in_for_them() -> None:
    kinds = {site.name: [way.kind for way in ways(site)] for site in sources()}
    assert kinds["soompi"] == ["feed", "wordpress", "listing"]
    assert kinds["yonhap-english"] == ["feed", "listing"]
    assert {name for name, found in kinds.items() if found[0] != "feed"} == {"wowkorea-en"}
