"""Why an article joined a story or founded one: one line for a person."""

from __future__ import annotations

from scraper.stories.evidence import Evidence
from scraper.stories.index import Telling
from scraper.stories.traits import Traits

_TITLE = 60  # characters of a headline that are quoted


def copy(share: float, telling: Telling) -> str:
    return f"same text as {_cited(telling)}: {share:.0%} of the shorter one"


def address(telling: Telling) -> str:
    return f"same address as {_cited(telling)}"


def headline(telling: Telling) -> str:
    return f"same headline as {_cited(telling)}, and the text agrees"


def same(mine: Traits, telling: Telling, evidence: Evidence) -> str:
    return f"same news as {_cited(telling)}: {_told(mine, telling.traits, evidence)}"


def new(mine: Traits, nearest: tuple[Telling, Evidence] | None, vetoed: tuple[Telling, str] | None) -> str:
    """nearest: the best story that was not forbidden; vetoed: the best one that was, and what forbade it."""
    if vetoed:
        return f"new: not the news of {_cited(vetoed[0])}: {vetoed[1]}"
    if nearest:
        telling, evidence = nearest
        return f"new: too little in common with {_cited(telling)}: {_told(mine, telling.traits, evidence)}"
    return "new: nothing alike in the window"


def _cited(telling: Telling) -> str:
    title = telling.told.article.title
    shown = title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
    return f"'{shown}' ({telling.told.article.source})"


def _told(mine: Traits, theirs: Traits, evidence: Evidence) -> str:
    parts = _wording(evidence) + _shared(mine, theirs)
    apart = "" if evidence.hours is None else f"; {evidence.hours:.0f} h apart"
    return (", ".join(parts) or "names only") + apart


def _wording(evidence: Evidence) -> list[str]:
    if evidence.words is None:
        return ["other language"]
    return [f"headline {evidence.words.headline:.2f}", f"text {evidence.words.text:.2f}"]


def _shared(mine: Traits, theirs: Traits) -> list[str]:
    parts = []
    for label, slugs in (("people", mine.people & theirs.people), ("drama", mine.dramas & theirs.dramas)):
        if slugs:
            parts.append(f"{label} {' '.join(sorted(slug.partition('/')[2] for slug in slugs)[:3])}")
    if mine.topics[0] != "other" and mine.topics[0] in theirs.topics:
        parts.append(f"topic {mine.topics[0]}")
    if mine.figures & theirs.told:
        parts.append(f"figure {min(mine.figures & theirs.told)}")
    return parts
