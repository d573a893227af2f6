"""`hallyuwire.toml`: the operator's settings and sources of their own. Nothing in it is passed over in silence."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.source import Source
from scraper.reading import canonical

Settings = tuple[dict[str, Any], dict[str, Any], tuple[Source, ...]]

_SECTIONS: dict[str, dict[str, type]] = {
    "crawl": {"allow_private_addresses": bool, "contact": str}, "site": {"public_url": str},
}  # fmt: skip
_FIELDS = {field.name: field for field in fields(Source)}
_LISTS = {name for name, field in _FIELDS.items() if str(field.type).startswith("tuple")}
_TYPES: dict[str, tuple[type, ...]] = {
    "pages": (int,), "every": (int,), "delay": (int, float), "allow_private_addresses": (bool,),
}  # fmt: skip
_WORDS = {str: "a string", bool: "true or false", int: "a whole number", float: "a number"}
_BOUNDS: dict[str, tuple[int, int]] = {"pages": (1, 1000), "every": (1, 43_200), "delay": (0, 3600)}
_ADDRESSES = ("url", "wordpress", "feeds", "sitemaps", "listings")


def read_settings(file: Path) -> Settings:
    """The tables [crawl] and [site] and the sources; all empty where there is no file.

    Raises Misconfigured that names the file and the key.
    """
    try:
        settings = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}, {}, ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(file, str(error)) from error
    if unknown := next((key for key in settings if key not in (*_SECTIONS, "source")), None):
        raise _wrong(file, f"unknown key {unknown!r}")
    crawl, site = (_table(settings, name, file) for name in _SECTIONS)
    if "public_url" in site:
        _check_addresses("public_url", [site["public_url"]], file, None)
        if "?" in site["public_url"] or "#" in site["public_url"]:
            raise _wrong(file, "public_url must have no ? and no #")
    return crawl, site, _sources(settings, bool(crawl.get("allow_private_addresses", False)), file)


def checked_address(url: str) -> str:
    """The address as given. Raises Misconfigured for what is no http(s) address."""
    try:
        canonical(url)
    except Unreadable as error:
        raise Misconfigured(f"{url!r} is no http(s) address", remedy="write it as https://site/") from error
    return url


def _table(settings: dict[str, Any], name: str, file: Path) -> dict[str, Any]:
    table = settings.get(name, {})
    if not isinstance(table, dict):
        raise _wrong(file, f"[{name}] must be a table")
    for key, value in table.items():
        wanted = _SECTIONS[name].get(key)
        if wanted is None:
            raise _wrong(file, f"unknown key {key!r} in [{name}]")
        if not isinstance(value, wanted):
            raise _wrong(file, f"{key} must be {_WORDS[wanted]}")
        if isinstance(value, str) and not value.isprintable():
            raise _wrong(file, f"{key} must be one line of text")
    return table


def _sources(settings: dict[str, Any], opened: bool, file: Path) -> tuple[Source, ...]:
    """opened: whether they may be at private addresses where they do not say themselves."""
    entries = settings.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _wrong(file, "sources are written as [[source]] tables")
    sources = tuple(_source({"allow_private_addresses": opened, **entry}, file) for entry in entries)
    names = [source.name for source in sources]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise _wrong(file, f"name: two sources are named {twice!r}")
    return sources


def _source(entry: dict[str, Any], file: Path) -> Source:
    values = {key: _value(key, value, file, entry.get("name")) for key, value in entry.items()}
    if lacking := next((key for key in ("name", "url") if key not in values), None):
        raise _wrong(file, f"a [[source]] has no {lacking}", entry.get("name"))
    for key in _ADDRESSES:
        value = values.get(key) or ()
        _check_addresses(key, (value,) if isinstance(value, str) else value, file, values["name"])
    try:
        return Source(**values)
    except Misconfigured as error:
        raise Misconfigured(f"{file}: {error.what}", source=error.source, remedy=error.remedy) from error


def _value(key: str, value: Any, file: Path, name: object) -> Any:
    if key not in _FIELDS:
        raise _wrong(file, f"unknown key {key!r} in [[source]]", name)
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise _wrong(file, f"{key} must be a list of strings", name)
    types = _TYPES.get(key, (str,))
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise _wrong(file, f"{key} must be {_WORDS[types[-1]]}", name)
    least, most = _BOUNDS.get(key, (0, 0))
    if key in _BOUNDS and isinstance(value, int | float) and not least <= value <= most:  # a NaN is refused, too
        raise _wrong(file, f"{key} must be from {least} to {most}", name)
    return value


def _check_addresses(key: str, urls: tuple[str, ...] | list[str], file: Path, name: object) -> None:
    for url in urls:
        try:
            checked_address(url)
        except Misconfigured as error:
            raise Misconfigured(f"{file}: {key}: {error.what}", source=_named(name), remedy=error.remedy) from error


def _wrong(file: Path, what: str, name: object = None) -> Misconfigured:
    return Misconfigured(f"{file}: {what}", source=_named(name), remedy="mend the file")


def _named(name: object) -> str | None:
    return str(name) if name else None
