"""`probe`: how a site could be crawled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import click
import orjson
from protego import Protego

from scraper.cli.findings import Probe, as_record, as_text
from scraper.cli.home import open_home
from scraper.cli.settings import checked_address
from scraper.crawling.discovery import posts
from scraper.crawling.visit import Fetch, visit
from scraper.model.article import Found
from scraper.model.errors import HallyuwireError, Retry
from scraper.model.source import Source
from scraper.reading import discover, hints, read, robots_sitemaps, sitemap_children
from scraper.reading.address import is_local

_USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
_USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap.xml")
_SAMPLES = 3
_TRIES = 12  # of addresses for them: the first links of a home page may lead to sections


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True)
@click.option("--allow-private-addresses", is_flag=True, help="For test hosts of your own.")
@click.pass_obj
def probe(home: Path, url: str, as_json: bool, allow_private_addresses: bool) -> None:
    """Look how the site at URL could be crawled; prints a declaration to paste into hallyuwire.toml."""
    place = open_home(home)
    checked_address(url)
    private = allow_private_addresses or any(
        source.allow_private_addresses and urlsplit(source.url).netloc == urlsplit(url).netloc for source in place.own
    )
    found = Probe(Source(name=_name(url), url=url, allow_private_addresses=private))

    async def job(fetch: Fetch) -> None:
        await _look(found, fetch)

    visit(job, lambda: datetime.now(UTC), open_urls=(url,) if private else (), contact=place.contact)
    click.echo(orjson.dumps(as_record(found)) if as_json else "\n".join(as_text(found)))


async def _look(found: Probe, fetch: Fetch) -> None:
    robots = await _robots(found, fetch)
    home = await fetch(found.source.url)
    offered = hints(home)
    found.source = replace(found.source, title=offered.title, languages=(offered.language,) if offered.language else ())
    addresses: list[Found] = []
    feeds = offered.feeds or tuple(urljoin(home.url, path) for path in _USUAL_FEEDS)
    addresses += await _try_all(found, fetch, found.feeds, "feed", feeds, quiet=not offered.feeds)
    sitemaps = (*robots, *offered.sitemaps) or tuple(urljoin(home.url, path) for path in _USUAL_SITEMAPS)
    addresses += await _try_all(found, fetch, found.sitemaps, "sitemap", sitemaps, quiet=not robots)
    found.wordpress = offered.wordpress
    if offered.wordpress:
        given = await _try(found, fetch, "wordpress", posts(offered.wordpress, 1))
        found.wordpress_posts = len(given)
        addresses += given
    links = discover(home, found.source, "listing")
    found.listing = len(links)
    await _sample(found, fetch, addresses or list(links))


async def _robots(found: Probe, fetch: Fetch) -> tuple[str, ...]:
    try:
        page = await fetch(urljoin(found.source.url, "/robots.txt"), obey=False)
    except Retry:
        raise  # the site is not to be touched now (RFC 9309), and why is what the operator wants to know
    except HallyuwireError as error:
        found.robots = f"there is none ({error.what}): everything is allowed"
        return ()
    text = page.body.decode("utf-8", "replace")
    rules = Protego.parse(text)
    allowed = rules.can_fetch(found.source.url, "Hallyuwire")
    delay = rules.crawl_delay("Hallyuwire")
    found.robots = ("allows the home page" if allowed else "forbids the home page") + (
        f", asks for {delay:g} s between requests" if delay else ""
    )
    return robots_sitemaps(text)


async def _try_all(
    found: Probe, fetch: Fetch, into: dict[str, int], kind: str, urls: Sequence[str], *, quiet: bool
) -> list[Found]:
    given: list[Found] = []
    queue = list(urls)
    while queue and len(into) < 8:
        url = queue.pop(0)
        if url in into:
            continue
        got = await _try(found, fetch, kind, url, quiet=quiet, children=queue)
        if got or not quiet:
            into[url] = len(got)
        given += got
    return given


async def _try(
    found: Probe, fetch: Fetch, kind: str, url: str, *, quiet: bool = False, children: list[str] | None = None
) -> list[Found]:
    try:
        page = await fetch(url)
        if children is not None and kind == "sitemap":
            children += sitemap_children(page)
        return list(discover(page, found.source, kind))
    except HallyuwireError as error:
        if not quiet:
            found.troubles.append(f"{kind} {url}: {error.what}")
        return []


async def _sample(found: Probe, fetch: Fetch, addresses: Sequence[Found]) -> None:
    for address in addresses[:_TRIES]:
        if len(found.samples) == _SAMPLES:
            return
        try:
            found.samples.append(read(await fetch(address.url), found.source))
        except HallyuwireError as error:
            found.troubles.append(f"article {address.url}: {error.what}")


def _name(url: str) -> str:
    """A source name from a host: "news-example" for https://www.news.example.com/; with the port for a local one."""
    host = urlsplit(url).hostname or ""
    label = urlsplit(url).netloc if is_local(host) else host.removeprefix("www.").rpartition(".")[0]
    name = re.sub("[^a-z0-9]+", "-", label.lower()).strip("-")[:40]
    return name if len(name) > 1 else f"{name}-site".lstrip("-")
