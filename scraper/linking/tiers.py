"""How much an article is about an entity: about, featured, or only a mention."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from scraper.linking.layout import Layout, lists_past_works
from scraper.linking.resolving import Sighting
from scraper.model.entity import Tier

# A name so followed or preceded plays a second part in its headline.
_PERSON_AFTER = re.compile(
    r"(?:와|과|랑|이랑|에게?|에게서|한테|표|와의|과의|\s?딸|\s?아들|\s?동생|\s?아내|\s?남편|\s?팬|\s?노하우|도\s|"
    r"\s?로맨스|\s?전처|\s?옆)"
    r"(?![가-힣])|(?:표|딸|아들)(?=[\s'\"])"
)
_PERSON_BEFORE = re.compile(
    r"(?:with|alongside|opposite|against|than|like|joins?|and his|and her|fans of|beside|meets?|to join|(?:ost|"
    r"lineup|soundtrack) for|from)\s(?:actor |actress |singer )?$"
)
_WORK_AFTER = re.compile(
    r"['\">]?\s?(?:이후|도\s?넘|마저|보다|와 격차|과 격차|잇는|에 이어|제치|꺾|이어|출신|때|시절|주역|속편|"
    r"'? star\b|'? actor\b|'? writer\b|'? team\b|'? alum)"
)
_WORK_BEFORE = re.compile(
    r"(?:after|since|over|beats?|following|past|like|than|stars? of|writer of|director of|actor of)\s['\"<]?$"
)
_PHOTO = re.compile(r"\[(?:포토|사진|화보|현장)|포토엔|\[photo|photo:")
_AND = re.compile(r"(?:\s?(?:·|&|-|x|×|♥|/)\s?|,? and )")
_MEMBER_OF = re.compile(r"(?:'s|의)?\s")


@dataclass(frozen=True, slots=True)
class Weight:
    """What the tier is decided on. titled: sightings in the headline. first: offset of the first sighting.

    lead: whether in the lead. share: share of the paragraphs with it. count: sightings that are neither cast notes nor
    background; quiet: those that are. second: whether the headline gives it a second part ("with X", "X와").
    """

    titled: int
    first: int
    lead: bool
    share: float
    count: int
    quiet: int
    second: bool


def weigh(layout: Layout, sightings: list[Sighting], works: set[int]) -> dict[int, Weight]:
    """Weights by entity. works: which of the entities are dramas."""
    grouped: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        grouped[sighting.entity].append(sighting)
    seconds = _seconds(layout, sightings, works)
    return {entity: _weight(layout, seen, seconds, entity in works) for entity, seen in grouped.items()}


def _weight(layout: Layout, seen: list[Sighting], seconds: set[int], work: bool) -> Weight:
    titled = [s for s in seen if s.start < layout.title and not s.note]
    loud = [s for s in seen if not s.note and not _is_quiet(layout, s, work)]
    paragraphs = {layout.paragraph(s.start) for s in loud}
    lead = any(layout.title <= s.start < layout.lead for s in loud)
    share = len(paragraphs - {0}) / max(1, len(layout.starts) - 1)
    second = bool(titled) and all(s.start in seconds for s in titled)
    return Weight(len(titled), min(s.start for s in seen), lead, share, len(loud), len(seen) - len(loud), second)


def _is_quiet(layout: Layout, sighting: Sighting, work: bool) -> bool:
    """Whether a sighting lies in boilerplate or in a list of past works."""
    if sighting.start < layout.title:
        return False
    if layout.in_background(sighting.start) or lists_past_works(layout, sighting.start, sighting.end):
        return True
    return work and _is_after_work(layout, sighting)


def _is_after_work(layout: Layout, sighting: Sighting) -> bool:
    low = layout.folded
    before = low[max(0, sighting.start - 14) : sighting.start]
    return bool(_WORK_AFTER.match(low, sighting.end)) or bool(_WORK_BEFORE.search(before))


def _seconds(layout: Layout, sightings: list[Sighting], works: set[int]) -> set[int]:
    """Starts of sightings in the headline that play a second part there; names joined by "and" share it."""
    seconds: set[int] = set()
    titled = [s for s in sightings if s.start < layout.title]
    photo = bool(_PHOTO.search(layout.folded, 0, layout.title)) and any(s.entity not in works for s in titled)
    seconds |= {s.start for s in titled if s.entity in works and (photo or _is_after_work(layout, s))}
    for names in _joined(layout, [s for s in titled if s.entity not in works]):
        if _is_second(layout, names[0], names[-1]):
            seconds |= {name.start for name in names}
    return seconds | _of_members(layout, titled)


def _joined(layout: Layout, people: list[Sighting]) -> list[list[Sighting]]:
    runs: list[list[Sighting]] = []
    for sighting in people:
        if runs and _AND.fullmatch(layout.folded, runs[-1][-1].end, sighting.start):
            runs[-1].append(sighting)
        else:
            runs.append([sighting])
    return runs


def _is_second(layout: Layout, first: Sighting, last: Sighting) -> bool:
    low = layout.folded
    before = low[max(0, first.start - 24) : first.start]
    return bool(_PERSON_AFTER.match(low, last.end)) or bool(_PERSON_BEFORE.search(before))


def _of_members(layout: Layout, titled: list[Sighting]) -> set[int]:
    """Groups named only to say whose member somebody is ("EXID's Hani", "블랙핑크 지수")."""
    return {
        one.start
        for one, other in pairwise(titled)
        if any("beside" in reason for reason in other.reasons)
        and _MEMBER_OF.fullmatch(layout.folded, one.end, other.start)
    }


def tier(weight: Weight, top: int, named: bool, is_work: bool) -> Tier:
    """top: the count of the entity of its sort seen most. named: whether the headline names others that matter more:
    for a work other works, for a person anybody and anything."""
    if weight.count == 0:
        return Tier.MENTION
    if weight.titled and (not weight.second or (is_work and weight.lead and weight.count >= 5)):
        return Tier.ABOUT
    if weight.titled:
        return Tier.FEATURED if weight.count > 1 or not is_work else Tier.MENTION
    if weight.lead and not named and weight.count >= (max(2, top) if is_work else max(2, top / 2)):
        return Tier.ABOUT
    if weight.lead and (weight.count >= 2 or is_work):
        return Tier.FEATURED
    return Tier.FEATURED if weight.count >= 3 and weight.share >= 0.34 else Tier.MENTION
