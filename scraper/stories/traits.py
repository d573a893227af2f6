"""What is compared of an article: terms, names, facts, numbers, and when. Computed once per article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.model.article import Article
from scraper.model.entity import Kind, Linked, Tier
from scraper.stories.copies import anchors
from scraper.stories.terms import folded, hangul, headline_text, terms

_LEAD = 400  # characters compared: what the labelled leads hold, and where news stands before its background
_PAIRS = 2  # of a word in running text
_GALLERY = re.compile(
    r"[\[(<【][^\])>】]{0,8}(?:포토|화보|사진|photos?\b|gallery)[^\])>】]{0,8}[\])>】]|^\s*(?:photos?|gallery)\s*:",
    re.IGNORECASE,
)
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}
# A circled number counts the parts of a series ("[인터뷰②]").
_NUMBERED = {
    "part": re.compile(r"(?:\bpart|\bpt|파트)\s?\.?\s?(\d{1,2})(?!\d)|([①-⑳])", re.IGNORECASE),
    "episode": re.compile(
        r"\bep(?:isode|\.)?\s?(\d{1,3})(?!\d)|(?<![\d.])(\d{1,3})\s?[회화](?![가-힣]?(?:달성|원|째))", re.I
    ),
}
_TURNS_ON = {"part": "ost", "episode": "ratings"}
_FIRST_WORDS = 300  # characters
_DAY = re.compile(r"(?:\d{1,2}\s?월\s?)?(\d{1,2})\s?일(?![가-힣]*\s?만에)")
_SUBJECT = re.compile(r"(?:^|\s)([가-힣]{2,5})$")
_QUOTED = re.compile(r"['‘][^'’]{1,30}['’]|[\"“][^\"”]*[\"”]|\([^)]*\)|<[^>]*>")
_OPENING_WORDS = 4
# Words for what somebody is, which stand where a name could.
_ROLES = frozenset({
    "배우", "가수", "감독", "작가", "그룹", "주인공", "여주인공", "남주인공", "유튜버", "크리에이터", "방송인",
    "개그맨", "아이돌", "멤버", "소속사", "제작진", "시청률", "피의자", "가해자", "피해자", "남편", "아내",
    "부부", "엄마", "아빠", "드라마", "영화",
})  # fmt: skip
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|퍼센트|percent\b|per cent\b)")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What is compared. Empty sets and "" mean unknown.

    headline, lead, all: terms of the headline, of the first lines, of both. korean: headline in Hangul. title: folded
    headline. plain: headline and first lines as printed. text: what copies are looked for in (body, else lead). marks:
    sample of its passages. main, named: `kind/slug` about or featured; all. leading, people: people and groups of tier
    about; about or featured. dramas: dramas and films about or featured. topics: main first. facts: as linked.
    subject: the person a Korean headline opens with. numbers: parts and episodes told. days: days of the month in the
    first lines. figures: numbers of the headline; told: of headline and first lines; percents: those in per cent.
    gallery: a photo caption. when: UTC-aware, None when unknown. timed: whether the page told it.
    """

    url: str
    source: str
    headline: tuple[str, ...]
    lead: tuple[str, ...]
    all: tuple[str, ...]
    korean: bool
    title: str
    plain: str
    text: str
    marks: frozenset[int]
    main: frozenset[str]
    named: frozenset[str]
    leading: frozenset[str]
    people: frozenset[str]
    dramas: frozenset[str]
    topics: tuple[str, ...]
    facts: tuple[dict[str, Any], ...]
    subject: str
    numbers: dict[str, frozenset[int]]
    days: frozenset[int]
    figures: frozenset[str]
    told: frozenset[str]
    percents: frozenset[str]
    gallery: bool
    when: datetime | None
    timed: bool


def traits(article: Article, linked: Linked, when: datetime | None) -> Traits:
    """when: the publish instant, or what stands in for it; None when nothing is known."""
    shown = headline_text(article.title, article.source)
    opening = f"{article.lead} {article.body[:_LEAD]}"[:_LEAD].strip()
    headline, lead = terms(shown), terms(opening, pairs=_PAIRS)
    slugs = _slugs(linked)
    return Traits(
        url=article.url,
        source=article.source,
        headline=headline,
        lead=lead,
        all=tuple(dict.fromkeys(headline + lead)),
        korean=hangul(shown),
        title=folded(shown),
        plain=f"{article.title} {opening}",
        text=article.body or article.lead,
        marks=anchors(article.body or article.lead),
        main=slugs[1],
        named=slugs[2],
        leading=_people(slugs[0]),
        people=_people(slugs[1]),
        dramas=frozenset(slug for slug in slugs[1] if slug.startswith(("drama/", "film/"))),
        topics=linked.topics,
        facts=linked.facts,
        subject=_subject(shown),
        numbers=_numbers(article.title, opening, linked.topics),
        days=frozenset(int(day) for day in _DAY.findall(opening[:200])),
        figures=_figures(shown),
        told=_figures(f"{shown} {opening}"),
        percents=frozenset(_PERCENT.findall(f"{shown} {opening}")),
        gallery=bool(_GALLERY.search(article.title)),
        when=when,
        timed=article.published is not None,
    )


def _slugs(linked: Linked) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """`kind/slug` of tier about; of about and featured; of all. Songs are left to the facts."""
    tiers: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for mention in linked.mentions:
        slug = f"{mention.kind}/{mention.slug}"
        tiers[2].add(slug)
        if mention.tier is not Tier.MENTION and mention.kind is not Kind.SONG:
            tiers[1].add(slug)
        if mention.tier is Tier.ABOUT and mention.kind is not Kind.SONG:
            tiers[0].add(slug)
    return frozenset(tiers[0]), frozenset(tiers[1]), frozenset(tiers[2])


def _people(slugs: frozenset[str]) -> frozenset[str]:
    return frozenset(slug for slug in slugs if slug.startswith(("person/", "group/")))


def _subject(shown: str) -> str:
    """Korean headlines open with who does it, in front of a comma: "'눈물의 여왕' 김수현, …"."""
    opening, comma, _ = _QUOTED.sub(" ", shown).partition(",")
    found = _SUBJECT.search(opening.strip()) if comma and len(opening.split()) <= _OPENING_WORDS else None
    return found[1] if found and found[1] not in _ROLES else ""


def _figures(text: str) -> frozenset[str]:
    """Numbers that could tell two stories apart: decimals and all from 10 on, but no years."""
    found = _FIGURE.findall(text.replace(",", ""))
    return frozenset(figure for figure in found if len(figure) > 1 and not _YEAR.match(figure))


def _numbers(title: str, opening: str, topics: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Of the headline; where it has none and the topic turns on it, the first that the text tells."""
    told = {}
    for name, pattern in _NUMBERED.items():
        found = [_number(match) for match in pattern.finditer(title)]
        if not found and topics[0] == _TURNS_ON[name]:
            found = [_number(match) for match in pattern.finditer(opening[:_FIRST_WORDS])][:1]
        told[name] = frozenset(found)
    return told


def _number(match: re.Match[str]) -> int:
    text = next(group for group in match.groups() if group)
    return _CIRCLED.get(text) or int(text)
