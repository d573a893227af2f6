"""A made-up article, what the site later does to it, and the gold that says what a good reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as its site shows it.

    id: unique over the newsstand. body: paragraphs separated by a blank line. published: aware. modified: aware, None
    until edited. byline, image: "" when the site gives none. slug: words of the address, "" where addresses are
    numbers. wave: 1 is there from the start. turn: how often it moved to another address. path: overrides the address
    that its site would give it, "" normally.
    """

    id: str
    site: str
    headline: str
    summary: str
    body: str
    published: datetime
    modified: datetime | None = None
    byline: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    slug: str = ""
    wave: int = 1
    turn: int = 0
    path: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.body.split("\n\n"))

    @property
    def writer(self) -> str:
        """The byline without the word before the name."""
        return self.byline.removeprefix("By ")

    @property
    def touched(self) -> datetime:
        """When it last changed; aware."""
        return self.modified or self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a site does to an article when told to. None: stays as it is. slug: moves it to a new address."""

    article: str
    headline: str | None = None
    summary: str | None = None
    body: str | None = None
    slug: str | None = None

    def of(self, piece: Piece, now: datetime) -> Piece:
        """The piece after the edit, modified now (aware)."""
        fields = ("headline", "summary", "body", "slug")
        return replace(
            piece, modified=now, **{name: value for name in fields if (value := getattr(self, name)) is not None}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What an article is about; never served. story: same id = same story, "" where not relevant.

    about, featured, mention: `kind/slug` of the catalogue. topics: main one first. trap: what makes it hard, or "".
    """

    id: str
    site: str
    story: str = ""
    relevant: bool = False
    topics: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    featured: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """All that was written for the newsstand, in the order of the files."""

    pieces: tuple[Piece, ...]
    edits: tuple[Edit, ...]
    gold: tuple[Gold, ...]
