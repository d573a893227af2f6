"""Who and what news is about: entities, the catalogue that knows them, and their mentions in articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    DRAMA = "drama"
    FILM = "film"
    SONG = "song"


class Tier(StrEnum):
    """ABOUT: the news is about it. FEATURED: a substantial part of it. MENTION: background, comparison, cast notes."""

    ABOUT = "about"
    FEATURED = "featured"
    MENTION = "mention"


TOPICS = (
    "ost", "casting", "ratings", "premiere", "stills_teaser", "interview", "press_event", "awards", "review_recap",
    "personal", "legal", "industry", "music", "film", "variety", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """slug: published, unique within a kind, never changes. name: English form, or the Hangul one where none is known.

    aliases: other forms in any script. ambiguous: forms (of name, name_ko or aliases) that never link on their own.
    roles: for people, of actor, singer, idol, writer, director. year: birth year or first air year, None if unknown.
    known: how well known, for ranking homonyms (number of dramas, or of sources); 0 when unknown.
    networks: of a drama. common_word: the title is an ordinary word or phrase.
    """

    slug: str
    kind: Kind
    name: str
    name_ko: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    year: int | None = None
    networks: tuple[str, ...] = ()
    common_word: bool = False
    known: int = 0


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in a drama. role: main, support, writer, director, ost. character: "" when unknown."""

    drama: str
    person: str
    role: str
    character_ko: str = ""
    character_en: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is known: entities (unique by kind and slug) and credits (drama slug, person or group slug)."""

    entities: tuple[Entity, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity in an article. surface: the form as printed. evidence: why it was linked, in a few words."""

    slug: str
    kind: Kind
    name: str
    name_ko: str
    tier: Tier
    surface: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What an article is about. topics: main one first, of TOPICS, never empty. facts: dicts as in the interface."""

    relevant: bool
    topics: tuple[str, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[dict[str, Any], ...] = ()
