"""The declared sites, found without the product's own enumeration, and pages as they would come from them."""

from __future__ import annotations

import inspect
import pkgutil
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from urllib.parse import urljoin

import spiders
from scraper.crawling import SiteSpider
from scraper.model.article import Page
from scraper.model.source import Source

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).parent / "pages"
FETCHED = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
MODULES = sorted(info.name for info in pkgutil.iter_modules(spiders.__path__))


def classes(module: str) -> list[type[SiteSpider]]:
    """The spiders that a module declares itself."""
    found = inspect.getmembers(import_module(f"spiders.{module}"), inspect.isclass)
    return [one for _, one in found if issubclass(one, SiteSpider) and one is not SiteSpider]


def sources() -> list[Source]:
    return [spider.source for module in MODULES for spider in classes(module)]


def source(name: str) -> Source:
    return next(one for one in sources() if one.name == name)


def page(site: Source, address: str, text: str, content_type: str = "text/html; charset=utf-8") -> Page:
    """A page of the site. address: absolute, or a path on the site's host."""
    return Page(url=urljoin(site.url, address), body=text.encode(), content_type=content_type, fetched=FETCHED)
