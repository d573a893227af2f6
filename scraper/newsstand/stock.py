"""Reading and checking the articles written for the newsstand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper.model import text
from scraper.model.entity import TOPICS
from scraper.model.errors import Misconfigured
from scraper.newsstand.piece import Edit, Gold, Piece, Stock
from scraper.newsstand.sites import SITE

ARTICLES = Path(__file__).parent / "articles"
_ID = re.compile(r"[A-Za-z0-9]{1,20}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IMAGE = re.compile(r"[A-Za-z0-9-]+\.jpg")
_ENTITY = re.compile(r"(?:person|group|drama|film|song)/[a-z0-9]+(?:-[a-z0-9]+)*")
_REQUIRED = {"id", "site", "headline", "body", "published"}
_PUBLIC = _REQUIRED | {"summary", "byline", "tags", "image", "slug", "wave"}
_GOLD = {"story", "relevant", "topics", "about", "featured", "mention", "trap"}
_EDITABLE = ("headline", "summary", "body", "slug")


def load(folder: Path = ARTICLES) -> Stock:
    """Every `*.toml` of the folder, by file name. Raises the first of `faults`."""
    stock, found = _read(folder)
    for fault in found:
        raise fault
    return stock


def faults(folder: Path = ARTICLES) -> tuple[Misconfigured, ...]:
    """Everything that is wrong with the folder's articles, one error of one line each."""
    return tuple(_read(folder)[1])


def _read(folder: Path) -> tuple[Stock, list[Misconfigured]]:
    pieces: list[Piece] = []
    edits: list[Edit] = []
    golds: list[Gold] = []
    found: list[Misconfigured] = []
    for where, kind, record in _records(folder, found):
        try:
            if kind == "edit":
                edits.append(edit_of(record, where))
            else:
                pieces.append(piece_of(record, where))
                golds.append(gold_of(record, where))
        except Misconfigured as fault:
            found.append(fault)
    if not pieces and not found:
        found.append(Misconfigured(f"no articles in {folder.name!r}", remedy="give a folder of *.toml files"))
    stock = Stock(tuple(pieces), tuple(edits), tuple(golds))
    return stock, found + list(_clashes(stock))


def _records(folder: Path, found: list[Misconfigured]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            found.append(Misconfigured(f"{path.name} is no TOML: {error}"))
            continue
        found += [Misconfigured(f"{path.name}: unknown table {key!r}") for key in content.keys() - {"article", "edit"}]
        for kind in ("article", "edit"):
            for record in content.get(kind, ()):
                yield path.name, kind, record


def piece_of(record: Mapping[str, Any], where: str) -> Piece:
    """The public half of an article's record. where: said in errors. Misconfigured when a field is wrong."""
    blame = _blame(record, where)
    _fields(record, _REQUIRED, _PUBLIC | _GOLD, blame)
    if record["site"] not in SITE:
        raise Misconfigured(f"{blame}: unknown site {record['site']!r}", remedy=f"one of {', '.join(SITE)}")
    piece = Piece(
        id=str(record["id"]), site=record["site"], headline=text.line(record["headline"]),
        summary=text.line(record.get("summary")), body=text.block(record["body"]), published=_instant(record, blame),
        byline=text.line(record.get("byline")), tags=tuple(text.line(tag) for tag in record.get("tags", ())),
        image=record.get("image", ""), slug=record.get("slug", ""), wave=int(record.get("wave", 1)),
    )  # fmt: skip
    check(piece, blame)
    return piece


def gold_of(record: Mapping[str, Any], where: str) -> Gold:
    """The gold half of an article's record; fields that are missing are empty."""
    blame = _blame(record, where)
    entities = {tier: tuple(record.get(tier, ())) for tier in ("about", "featured", "mention")}
    for entity in (one for tier in entities.values() for one in tier):
        if not _ENTITY.fullmatch(entity):
            raise Misconfigured(f"{blame}: {entity!r} is no kind/slug", remedy="as in the catalogue")
    for topic in set(record.get("topics", ())) - set(TOPICS):
        raise Misconfigured(f"{blame}: unknown topic {topic!r}")
    story, relevant = record.get("story", ""), bool(record.get("relevant", False))
    if bool(story) is not relevant:
        raise Misconfigured(f"{blame}: a story goes with relevant = true, none with false")
    return Gold(
        id=str(record["id"]), site=record["site"], story=story, relevant=relevant,
        topics=tuple(record.get("topics", ())), trap=record.get("trap", ""), **entities,
    )  # fmt: skip


def edit_of(record: Mapping[str, Any], where: str) -> Edit:
    """An `[[edit]]`. Misconfigured when it names no article or changes nothing."""
    blame = f"{where}: edit of {record.get('article')!r}"
    _fields(record, {"article"}, {"article", *_EDITABLE}, blame)
    if len(record) == 1:
        raise Misconfigured(f"{blame} changes nothing")
    clean = {name: text.block(record[name]) if name == "body" else text.line(record[name])
             for name in _EDITABLE if name in record}  # fmt: skip
    return Edit(article=str(record["article"]), **clean)


def check(piece: Piece, blame: str) -> None:
    """Misconfigured when the site could not show the piece."""
    site = SITE[piece.site]
    if not _ID.fullmatch(piece.id):
        raise Misconfigured(f"{blame}: the id must be letters and digits")
    if not piece.headline or not piece.body:
        raise Misconfigured(f"{blame}: headline and body must not be empty")
    if piece.wave < 1:
        raise Misconfigured(f"{blame}: wave {piece.wave} is not 1 or more")
    if site.worded and not _SLUG.fullmatch(piece.slug):
        raise Misconfigured(f"{blame}: slug {piece.slug!r} is not words of a-z, 0-9 and -")
    if not site.worded and piece.slug:
        raise Misconfigured(f"{blame}: {site.name} has no slugs in its addresses", remedy="leave slug out")
    if piece.image and not _IMAGE.fullmatch(piece.image):
        raise Misconfigured(f"{blame}: image {piece.image!r} is not a name such as {piece.id}.jpg")
    _check_charset(piece, site.charset, blame)


def _check_charset(piece: Piece, charset: str, blame: str) -> None:
    try:
        "\n".join((piece.headline, piece.summary, piece.body, piece.byline, *piece.tags)).encode(charset)
    except UnicodeEncodeError as error:
        bad = error.object[error.start]
        raise Misconfigured(f"{blame}: {bad!r} (U+{ord(bad):04X}) is not in {charset}") from error


def _clashes(stock: Stock) -> Iterator[Misconfigured]:
    """What only shows when all the articles are together."""
    yield from (Misconfigured(f"two articles have the id {one!r}") for one in _twice(p.id for p in stock.pieces))
    addresses = _twice(f"{piece.site}: {SITE[piece.site].path(piece)}" for piece in stock.pieces)
    yield from (Misconfigured(f"two articles have the address {one}") for one in addresses)
    pieces = {piece.id: piece for piece in stock.pieces}
    for edit in stock.edits:
        try:
            _try(edit, pieces.get(edit.article))
        except Misconfigured as fault:
            yield fault


def _try(edit: Edit, piece: Piece | None) -> None:
    if piece is None:
        raise Misconfigured(f"edit of {edit.article!r}: no such article")
    check(edit.of(piece, piece.published), f"edit of {edit.article!r}")


def _twice(values: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [value for value in values if value in seen or seen.add(value)]  # type: ignore[func-returns-value]


def _blame(record: Mapping[str, Any], where: str) -> str:
    return f"{where}: article {record.get('id')!r}"


def _fields(record: Mapping[str, Any], required: set[str], known: set[str], blame: str) -> None:
    for name in sorted(required - record.keys()):
        raise Misconfigured(f"{blame}: {name} is missing")
    for name in sorted(record.keys() - known):
        raise Misconfigured(f"{blame}: unknown field {name!r}")
    for name in sorted(record.keys() - {"published", "tags", "wave", "relevant", "topics", "about", "featured",
                                        "mention", "id"}):  # fmt: skip
        if not isinstance(record[name], str):
            raise Misconfigured(f"{blame}: {name} must be text")


def _instant(record: Mapping[str, Any], blame: str) -> datetime:
    """TOML gives a datetime, JSON a string in ISO 8601."""
    value = record["published"]
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise Misconfigured(f"{blame}: published {value!r} is no date") from error
    if not isinstance(instant, datetime) or instant.tzinfo is None:
        raise Misconfigured(f"{blame}: published {value} has no zone", remedy="write 2026-11-02T09:00:00+09:00")
    return instant
