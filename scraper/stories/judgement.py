"""From evidence to the chance that an article tells a story: three logistic rules with learned weights."""

from __future__ import annotations

from math import exp, log1p

from scraper.stories.evidence import Evidence, Wording
from scraper.stories.weights import WEIGHTS

_LONG = 96.0  # hours after which more time changes nothing
BURST = 4.0  # an hour: headlines within a quarter of it may be one wave of reports
_FAR = 50.0  # keeps exp() in range
_SOON = 6.0  # hours within which time hardly matters

# The order in which `features` gives them.
SHARED = (
    "bias", "known", "names", "people", "all_names", "drama", "topic", "sharp", "facts", "subject", "figures", "told",
    "hours", "size", "crowd",
)  # fmt: skip
WORDS = (
    "headline", "average_headline", "nearest", "text", "average_text", "covered", "back", "covered_both_ways",
    "headline_and_text",
)  # fmt: skip
TITLES = (
    "bias",
    "headline",
    "average_headline",
    "nearest",
    "covered",
    "back",
    "size",
    "headline_size",
    "covered_size",
    "burst",
)


def rule(evidence: Evidence) -> str:
    """Which rule applies: "crossed" where the story has no telling in the article's script, "bare" where a headline
    is all there is, else "worded"."""
    if evidence.words is None:
        return "crossed"
    return "bare" if evidence.bare else "worded"


def features(evidence: Evidence) -> tuple[float, ...]:
    """What the rule that applies weighs, in the order of SHARED (+ WORDS) or TITLES."""
    if evidence.words is None:
        return _shared(evidence)
    if evidence.bare:
        return _titles(evidence, evidence.words)
    return _shared(evidence) + _words(evidence.words)


def _shared(e: Evidence) -> tuple[float, ...]:
    return (
        1.0, float(e.known), e.names, e.people, e.all_names, e.drama, e.topic, e.sharp, e.facts, e.subject, e.figures,
        e.told, log1p(min(e.hours or 0.0, _LONG) / _SOON), min(log1p(e.tellings), 2.0), log1p(e.crowd),
    )  # fmt: skip


def _words(w: Wording) -> tuple[float, ...]:
    return (
        w.headline, w.average_headline, w.nearest, w.text, w.average_text, w.covered, w.back, min(w.covered, w.back),
        w.headline * w.text,
    )  # fmt: skip


def _titles(e: Evidence, w: Wording) -> tuple[float, ...]:
    size = log1p(e.tellings)
    burst = exp(-BURST * e.hours) if e.timed and e.hours is not None else 0.0
    return (
        1.0, w.headline, w.average_headline, w.nearest, w.covered, w.back, size, w.headline * size, w.covered * size,
        burst,
    )  # fmt: skip


NAMES = {"crossed": SHARED, "worded": SHARED + WORDS, "bare": TITLES}


def chance(evidence: Evidence) -> float:
    """That the article tells the story, 0..1."""
    z = sum(weight * value for weight, value in zip(WEIGHTS[rule(evidence)], features(evidence), strict=True))
    return 1 / (1 + exp(-max(-_FAR, min(_FAR, z))))
