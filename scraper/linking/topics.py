"""What a news item is about, by cues: those in the headline weigh most, then the lead, then the body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from enum import StrEnum
from typing import Any

from scraper.linking.layout import Layout
from scraper.linking.lexicon import Mark
from scraper.model.entity import TOPICS, Kind, Mention, Tier

_PERCENT = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?\s?%(?!\s?(?:할인|off|증가|감소))")
_EPISODE = re.compile(r"\d+\s?(?:회|화)(?=에서|에는|[,. ]|$)")
_DAY = re.compile(
    r"\d{1,2}월 \d{1,2}일|\(\d{1,2}일\)|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
)
_TOPICS = frozenset(TOPICS)
_TRAP = re.compile(r"(?:soundtrack|사운드트랙)\s?#\s?\d")
_ZONES = (1.0, 0.42, 0.12)  # headline, lead, body
_CAP = (6.0, 5.0, 6.0)  # a zone's cues add up to this at most, so that long texts do not win by length
_PLAIN = {"review_recap": 0.75, "stills_teaser": 0.95, "premiere": 0.85, "industry": 0.9}  # give way to what is special


class Realm(StrEnum):
    """Where an item belongs, which settles what its cues mean: a teaser of a song is music, of a drama it is not."""

    DRAMA = "drama"
    STAGE = "stage"  # other entertainment
    ELSEWHERE = "elsewhere"


_SHARES = {
    Realm.DRAMA: {"music": 0.45, "film": 0.45, "variety": 0.45, "personal": 0.35, "legal": 0.6},
    Realm.STAGE: {"stills_teaser": 0.5, "premiere": 0.5, "review_recap": 0.6, "interview": 0.7, "industry": 0.8},
    Realm.ELSEWHERE: dict.fromkeys(
        (
            "ost",
            "casting",
            "ratings",
            "premiere",
            "stills_teaser",
            "interview",
            "press_event",
            "review_recap",
            "industry",
        ),
        0.0,
    ),
}
_NEED = {Realm.DRAMA: 0.7, Realm.STAGE: 0.7, Realm.ELSEWHERE: 2.9}
_SECONDARY = 0.55
_SONGS = frozenset(
    (
        "song",
        "songs",
        "theme",
        "theme song",
        "음원",
        "노래",
        "메인 테마",
        "테마곡",
        "soundtrack",
        "ballad for",
        "가창",
        "ost",
    )
)
_THANKS = re.compile(
    r"[\"'][^\"']*(?:감사|고마|행복|기뻐|기쁨|떨려|영광|뿌듯|아쉬|잊지 못|다음 목표|최선|"
    r"grateful|thankful|happy|proud)[^\"']*[\"']"
)


def weights(layout: Layout, marks: list[Mark], names: list[tuple[int, int]]) -> dict[str, float]:
    """How much the cues speak for each topic, and as "songs" how much the music is a drama's.

    names: spans of names and titles, whose words say nothing ("결혼의 완성" is no wedding, Song Kang no song).
    """
    starts = [start for start, _ in names]  # in order, and apart from each other
    free = [mark for mark in marks if (at := bisect_right(starts, mark.start)) == 0 or mark.start >= names[at - 1][1]]
    scores = _scores(layout, free)
    if _SONGS & {mark.word for mark in free if mark.start < layout.lead}:
        scores["songs"] = scores.get("music", 0.0)
    return scores


def topics(weight: dict[str, float], realm: Realm) -> tuple[str, ...]:
    """Topics, main one first, never empty."""
    shares = _PLAIN | _SHARES[realm]
    scores = {topic: points * shares.get(topic, 1.0) for topic, points in weight.items()}
    songs = scores.pop("songs", 0.0)
    if realm is Realm.DRAMA and songs:
        scores["ost"] = scores.get("ost", 0.0) + songs
    ranked = sorted((t for t in scores if scores[t] >= _NEED[realm]), key=lambda topic: (-scores[topic], topic))
    if not ranked:
        return ("other",)
    return tuple(topic for topic in ranked[:3] if scores[topic] >= _SECONDARY * scores[ranked[0]])


def _scores(layout: Layout, marks: list[Mark]) -> dict[str, float]:
    best: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    traps = [match.span() for match in _TRAP.finditer(layout.folded)] if "#" in layout.folded else []
    for mark in marks:
        if mark.tag in _TOPICS and not any(start <= mark.start < end for start, end in traps):
            zone = 0 if mark.start < layout.title else 1 if mark.start < layout.lead else 2
            best[mark.tag, zone][mark.word] = mark.weight
    _figures(layout, best)
    scores: dict[str, float] = defaultdict(float)
    for (topic, zone), words in best.items():
        scores[topic] += _ZONES[zone] * min(_CAP[zone], sum(words.values()))
    return scores


def _figures(layout: Layout, best: dict[tuple[str, int], dict[str, float]]) -> None:
    """Percentages speak for ratings, episode numbers for recaps."""
    if "%" in layout.folded[: layout.lead]:
        if _PERCENT.search(layout.folded, 0, layout.title):
            best["ratings", 0]["%"] = 2.5
        if _PERCENT.search(layout.folded, layout.title, layout.lead):
            best["ratings", 1]["%"] = 1.5
    if "premiere" in {topic for topic, zone in best if zone == 0} and _DAY.search(layout.folded, 0, layout.title):
        best["premiere", 0]["date"] = 2.0
    if _THANKS.search(layout.folded, 0, layout.title):
        best["interview", 0]["thanks"] = 3.0
    if layout.korean and _EPISODE.search(layout.folded, layout.title, layout.lead):
        best["review_recap", 1]["#"] = 1.0


def with_figures(
    topics: tuple[str, ...], facts: tuple[dict[str, Any], ...], mentions: tuple[Mention, ...]
) -> tuple[str, ...]:
    """With ratings as a further topic where an episode's measured rating of the drama the article is about is told."""
    about = {mention.slug for mention in mentions if mention.kind is Kind.DRAMA and mention.tier is Tier.ABOUT}
    told = any(f["type"] == "rating" and f["drama"] in about and f["episode"] and f["agency"] for f in facts)
    return (*topics[:2], "ratings") if told and "ratings" not in topics else topics
