"""A story: one piece of news, told by one or more articles, with the identity that subscribers see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scraper.model.article import Article
from scraper.model.entity import Kind, Linked, Mention, Tier


class Match(StrEnum):
    """How an article came to its story. NEW founds one, COPY repeats another article's text, SAME tells its news."""

    NEW = "new"
    COPY = "copy"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article that has its story. key: the stored article's id. story: the story's id."""

    key: str
    story: str
    article: Article
    linked: Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which story an article joins, and why. story, article: ids of the story and of the told article it matched best,
    None when NEW. score: 0..1. why: one line for a person, with the evidence or the veto that decided."""

    match: Match
    story: str | None
    article: str | None
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One telling of a story: outlet's name, headline, address, language, publish instant (UTC-aware or None)."""

    name: str
    title: str
    url: str
    language: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as subscribers see it. id: a minted UUID in its canonical form; its GUID is `urn:uuid:<id>`.

    title, link, summary, language, image, byline: of the lead article. published, updated: UTC-aware; published is the
    earliest known publish instant, or when the story was first stored where no article tells one.
    outlets: all tellings, the lead first. mentions: the strongest per entity, about first. topics: main one first.
    """

    id: str
    title: str
    link: str
    summary: str
    language: str
    image: str | None
    byline: str
    published: datetime
    updated: datetime
    outlets: tuple[Outlet, ...]
    mentions: tuple[Mention, ...]
    topics: tuple[str, ...]


def feeds_of(linked: Linked, persons: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Paths (below `feeds/`, without suffix) of the feeds that carry a story so linked.

    persons: roles by slug for the people and groups mentioned. Drama, OST, topic and common feeds take relevant
    stories only; a person's feeds take all news about or featuring them.
    """
    feeds: set[str] = set()
    if linked.relevant:
        feeds.add("all")
        feeds |= {f"topic/{topic}" for topic in linked.topics}
        if "ost" in linked.topics:
            feeds.add("ost")
    for mention in linked.mentions:
        for home in _homes(mention, persons.get(mention.slug, ())):
            if home == "drama" and not linked.relevant:
                continue
            path = f"{home}/{mention.slug}"
            if mention.tier is Tier.MENTION:
                feeds.add(f"{path}/mentions")
                continue
            feeds.add(path)
            if "ost" in linked.topics:
                feeds.add(f"{path}/ost")
    return frozenset(feeds)


def _homes(mention: Mention, roles: tuple[str, ...]) -> tuple[str, ...]:
    if mention.kind is Kind.DRAMA:
        return ("drama",)
    if mention.kind is Kind.GROUP:
        return ("singer",)
    if mention.kind is not Kind.PERSON:
        return ()
    sings = "singer" in roles or "idol" in roles
    return ("actor",) * ("actor" in roles) + ("singer",) * sings
