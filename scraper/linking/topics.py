"""What a news item is about, by cues: those in the headline weigh most, then the lead, then the body."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from scraper.linking.layout import Layout
from scraper.linking.lexicon import Mark
from scraper.model.entity import TOPICS, Kind, Mention, Tier

_PERCENT = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?\s?%(?!\s?(?:할인|off|증가|감소))")
_EPISODE = re.compile(r"\d+\s?(?:회|화)(?=에서|에는|[,. ]|$)")
_TRAP = re.compile(r"(?:soundtrack|사운드트랙)\s?#\s?\d")
_ZONES = (1.0, 0.42, 0.12)  # headline, lead, body
_CAP = (6.0, 5.0, 6.0)  # a zone's cues add up to this at most, so that long texts do not win by length
_SIDE = {"music": 0.45, "film": 0.45, "variety": 0.45, "personal": 0.35, "legal": 0.6}  # in drama news
_PLAIN = {"review_recap": 0.75, "stills_teaser": 0.95, "premiere": 0.85, "industry": 0.9}  # give way to what is special
_SONGS = frozenset(
    {
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
    }
)
_SECONDARY = 0.55
_NEED = 0.7


def weights(layout: Layout, marks: list[Mark]) -> dict[str, float]:
    """How much the cues speak for each topic."""
    scores = _scores(layout, marks)
    if _SONGS & {mark.word for mark in marks if mark.start < layout.lead}:
        scores["songs"] = scores.get("music", 0.0)
    return scores


def topics(weight: dict[str, float], relevant: bool) -> tuple[str, ...]:
    """Topics, main one first, never empty. relevant: drama news, where music, film and variety are side matters."""
    scores = {topic: share * (_PLAIN | (_SIDE if relevant else {})).get(topic, 1.0) for topic, share in weight.items()}
    songs = scores.pop("songs", 0.0)
    if relevant and songs:
        scores["ost"] = scores.get("ost", 0.0) + songs
    ranked = sorted((topic for topic in scores if scores[topic] >= _NEED), key=lambda topic: (-scores[topic], topic))
    if not ranked:
        return ("review_recap",) if relevant else ("other",)
    return tuple(topic for topic in ranked[:3] if scores[topic] >= _SECONDARY * scores[ranked[0]])


def _scores(layout: Layout, marks: list[Mark]) -> dict[str, float]:
    best: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    traps = [match.span() for match in _TRAP.finditer(layout.folded)] if "#" in layout.folded else []
    for mark in marks:
        if mark.tag not in TOPICS or any(start <= mark.start < end for start, end in traps):
            continue
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
    if layout.korean and _EPISODE.search(layout.folded, layout.title, layout.lead):
        best["review_recap", 1]["#"] = 1.0


def with_figures(
    topics: tuple[str, ...], facts: tuple[dict[str, Any], ...], mentions: tuple[Mention, ...]
) -> tuple[str, ...]:
    """With ratings as a further topic where an episode's measured rating of the drama the article is about is told."""
    about = {mention.slug for mention in mentions if mention.kind is Kind.DRAMA and mention.tier is Tier.ABOUT}
    told = any(f["type"] == "rating" and f["drama"] in about and f["episode"] and f["agency"] for f in facts)
    return (*topics[:2], "ratings") if told and "ratings" not in topics else topics
