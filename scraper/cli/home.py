"""The home folder: everything that is not code, and the operator's settings in it."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from dataclasses import dataclass
from pathlib import Path

from scraper.cli.settings import read_settings
from scraper.model.errors import HallyuwireError, Misconfigured, Retry
from scraper.model.source import Source
from scraper.turn import turn
from storage import articles
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Home:
    """path: the folder. contact: for the user agent, None if not set. public_url: where the site will be reached.

    own: sources of hallyuwire.toml.
    """

    path: Path
    database_url: str | None
    contact: str | None
    public_url: str
    own: tuple[Source, ...]

    @property
    def site(self) -> Path:
        return self.path / "site"

    def database(self) -> Database:
        return Database.at(self.path, self.database_url)

    def sources(self) -> tuple[Source, ...]:
        """All that are known, by name; one of the same name in hallyuwire.toml replaces a declaration."""
        known = {source.name: source for source in (*declared(), *self.own)}
        return tuple(known[name] for name in sorted(known))

    def chosen(self, names: tuple[str, ...]) -> tuple[Source, ...]:
        """The named sources, all when none is named. Raises Misconfigured on a name that is not known."""
        known = {source.name: source for source in self.sources()}
        for name in names:
            if name not in known:
                raise Misconfigured(f"unknown source {name!r}", remedy="`hallyuwire sources` lists them")
        return tuple(known[name] for name in dict.fromkeys(names)) if names else tuple(known.values())


def open_home(path: Path) -> Home:
    """Read a home's settings. The folder need not exist. Raises Misconfigured with the file and the key to mend."""
    crawl, site, own = read_settings(path / "hallyuwire.toml")
    return Home(
        path=path,
        database_url=os.environ.get("HALLYUWIRE_DATABASE_URL") or None,
        contact=crawl.get("contact"),
        public_url=site.get("public_url", "http://127.0.0.1:8080/"),
        own=own,
    )


def declared() -> tuple[Source, ...]:
    """The sources declared under `spiders/`, one module each."""
    import spiders

    found = []
    for module in pkgutil.iter_modules(spiders.__path__, "spiders."):
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if member.__module__ == module.name and hasattr(member, "source"):
                found.append(member.source)
    return tuple(found)


def demo_marker(home: Path) -> Path:
    """The file that says that a home holds made-up news, and at which port its newsstand was."""
    return home / "newsstand.port"


def check_for_demo(place: Home) -> None:
    """Raises Misconfigured for a home that holds real news: made-up news must not get among it."""
    if demo_marker(place.path).exists():
        return
    database = place.database()
    with database.read() as tx:
        real = articles.counts(tx)
    database.close()
    if real:
        raise Misconfigured(
            f"{place.path} holds real news, which the demo's made-up news must not get among",
            remedy=f"give the demo a home of its own: HALLYUWIRE_HOME={place.path / 'demo'}",
        )


def put_demo_aside(place: Home) -> Path | None:
    """Move a demo's database and site into `demo-…/` of the home, so that made-up news never mixes with real news.

    Returns the folder, None when there was no demo. Raises Misconfigured when the demo is in a database server.
    """
    marker = demo_marker(place.path)
    if not marker.exists():
        return None
    if place.database_url:
        raise Misconfigured(
            "this database holds the demo's made-up news", remedy=f"use another database, then remove {marker}"
        )
    try:
        with turn(place.path, "demo"):
            return _move_aside(place.path, marker)
    except Retry as error:
        raise HallyuwireError(f"a demo is at work in {place.path}", remedy="end it, or use another --home") from error


def _move_aside(home: Path, marker: Path) -> Path:
    number = next(n for n in range(1, 10_000) if not (home / f"demo-{n}").exists())
    aside = home / f"demo-{number}"
    aside.mkdir()
    for file in (*home.glob("hallyuwire.db*"), home / "site", marker):
        if file.exists():
            file.rename(aside / file.name)
    return aside
