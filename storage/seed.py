"""The seed catalogue: dramas, people and casts from the tab-separated files beside this module."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scraper.model.entity import Catalogue, Credit, Entity, Kind
from scraper.model.errors import Misconfigured
from scraper.model.text import line

_FOLDER = Path(__file__).parent / "catalogue"
_HAND_CHECKED = 10  # a person somebody wrote down and checked is better known than the number of dramas says
_GROUP_NOTES = ("group", "band", "duo", "trio", "unit")

Row = dict[str, str]


@cache
def load() -> Catalogue:
    """The whole seed catalogue, read once. Raises Misconfigured when a file is missing or lacks a column."""
    people, dramas, cast = _rows("people.tsv"), _rows("dramas.tsv"), _rows("cast.tsv")
    sizes = Counter(row["drama_id"] for row in cast)
    try:
        entities = [_person(row) for row in people] + [_drama(row, sizes[row["drama_id"]]) for row in dramas]
        return Catalogue(tuple(entities), tuple(_credits(people, dramas, cast)))
    except KeyError as error:
        raise Misconfigured(f"the seed catalogue lacks {error}", remedy="restore storage/catalogue") from error


def _rows(name: str) -> list[Row]:
    try:
        with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise Misconfigured(f"cannot read the seed catalogue's {name}", remedy="restore storage/catalogue") from error


def _person(row: Row) -> Entity:
    return Entity(
        slug=row["slug"],
        kind=Kind.GROUP if _is_group(row) else Kind.PERSON,
        name=line(row["name_en"] or row["name_ko"]),
        name_ko=line(row["name_ko"]),
        aliases=_list(row["aliases"]),
        ambiguous=_list(row["ambiguous_aliases"]),
        roles=_list(row["roles"]),
        year=int(row["birth_year"]) if row["birth_year"] else None,
        common_word="common word" in row["note"],
        known=int(row["drama_count"] or 0)
        + _HAND_CHECKED * (row["confidence"] == "high" and "curated" in row["sources"]),
    )


def _is_group(row: Row) -> bool:
    """A row of musicians without a birth year whose note begins with what kind of group it is ("group", "duo: …")."""
    words = row["note"].replace(":", " ").replace("/", " ").replace(";", " ").split()
    plays = {"actor", "writer", "director"} & set(row["roles"].split("|"))
    return not row["birth_year"] and not plays and bool(words) and words[0] in _GROUP_NOTES


def _drama(row: Row, cast: int) -> Entity:
    return Entity(
        slug=row["slug"],
        kind=Kind.DRAMA,
        name=line(row["title_en"] or row["title_ko"]),
        name_ko=line(row["title_ko"]),
        aliases=_list(row["aliases"]),
        ambiguous=_list(row["ambiguous_titles"]),
        year=int(row["first_air_date"][:4]) if row["first_air_date"] else None,
        networks=_list(row["networks"]),
        common_word="common-word" in row["ambiguity"],
        known=len(_list(row["sources"])) + cast,
    )


def _credits(people: list[Row], dramas: list[Row], cast: list[Row]) -> Iterable[Credit]:
    person = {row["person_id"]: row["slug"] for row in people}
    drama = {row["drama_id"]: row["slug"] for row in dramas}
    for row in cast:
        if row["person_id"] in person and row["drama_id"] in drama:
            yield Credit(
                drama[row["drama_id"]], person[row["person_id"]], row["role"],
                line(row["character_ko"]), line(row["character_en"]),
            )  # fmt: skip


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (line(part) for part in cell.split("|"))))
