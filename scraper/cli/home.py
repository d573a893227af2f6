"""The home folder: everything that is not code, and the operator's settings in it."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from scraper.model.errors import Misconfigured
from scraper.model.source import Source
from storage.database import Database

_LISTS = {field.name for field in fields(Source) if str(field.type).startswith("tuple")}
_FIELDS = {field.name: field for field in fields(Source)}
_TYPES: dict[str, tuple[type, ...]] = {
    "pages": (int,), "every": (int,), "delay": (int, float), "allow_private_addresses": (bool,),
}  # fmt: skip


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
    """Read a home's settings. The folder need not exist. Raises Misconfigured with the line to mend."""
    file = path / "hallyuwire.toml"
    settings: dict[str, Any] = {}
    try:
        settings = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(f"{file}: {error}", remedy="mend the file") from error
    crawl, site = _table(settings, "crawl", file), _table(settings, "site", file)
    entries = settings.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Misconfigured(f"{file}: sources are written as [[source]] tables", remedy="mend the file")
    opened = bool(crawl.get("allow_private_addresses", False))
    own = tuple(_source(entry, opened, file) for entry in entries)
    names = [source.name for source in own]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Misconfigured(f"{file}: two sources are named {twice!r}", remedy="rename one")
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


def _table(settings: dict[str, Any], name: str, file: Path) -> dict[str, Any]:
    table = settings.get(name, {})
    if not isinstance(table, dict):
        raise Misconfigured(f"{file}: [{name}] must be a table", remedy="mend the file")
    return table


def _source(entry: dict[str, Any], opened: bool, file: Path) -> Source:
    values: dict[str, Any] = {"allow_private_addresses": opened}
    for key, value in entry.items():
        if key not in _FIELDS:
            raise Misconfigured(f"{file}: unknown key {key!r} in [[source]]", source=entry.get("name"))
        values[key] = _value(key, value, entry.get("name"), file)
    if lacking := next((key for key in ("name", "url") if key not in values), None):
        raise Misconfigured(f"{file}: a [[source]] has no {lacking}", source=entry.get("name"), remedy="add it")
    return Source(**values)


def _value(key: str, value: Any, name: object, file: Path) -> Any:
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        wanted = "a list of strings"
    else:
        types = _TYPES.get(key, (str,))
        if isinstance(value, types) and (bool in types or not isinstance(value, bool)):
            return value
        wanted = " or ".join(kind.__name__ for kind in types)
    raise Misconfigured(f"{file}: {key} must be {wanted}", source=str(name) if name else None, remedy="mend the file")


def demo_marker(home: Path) -> Path:
    """The file that says that a home holds made-up news, and at which port its newsstand was."""
    return home / "newsstand.port"


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
    number = next(n for n in range(1, 10_000) if not (place.path / f"demo-{n}").exists())
    aside = place.path / f"demo-{number}"
    aside.mkdir()
    for file in (*place.path.glob("hallyuwire.db*"), place.site, marker):
        if file.exists():
            file.rename(aside / file.name)
    return aside
