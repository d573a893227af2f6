"""How much an article is about an entity: about, featured, or only a mention."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from scraper.linking.layout import Layout, lists_past_works
from scraper.linking.resolving import Sighting
from scraper.model.entity import Tier

_SECOND = re.compile(r"(?:와|과|랑|에|에게|표|의|팬|딸|아들|동생|아내|남편|여친|남친|옆|대신|이어|닮은|떠올|응원|감탄|극찬|with|alongside|opposite|against|than|of|by|like|for|to)$")
_SECOND_AFTER = re.compile(r"^(?:와|과|랑|이랑|에게?|에게서|한테|표|의|\s?딸|\s?아들|\s?동생|\s?아내|\s?남편|\s?팬|\s?노하우|와의|과의|도\s)")
_BEFORE_SECOND = re.compile(r"(?:with|alongside|opposite|against|than|like|by|and his|and her|fans of|beside)\s(?:actor |actress |singer )?$")


@dataclass(frozen=True, slots=True)
class Weight:
    """What the tier is decided on. titled: sightings in the headline. first: offset of the first sighting.
    lead: whether in the lead. share: share of paragraphs with it. count: sightings that are neither notes nor
    background. second: whether the headline gives it a second part ("with X", "X와")."""

    titled: int
    first: int
    lead: bool
    share: float
    count: int
    quiet: int
    second: bool


def weigh(layout: Layout, sightings: list[Sighting]) -> dict[int, Weight]:
    """Weights by entity."""
    grouped: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        grouped[sighting.entity].append(sighting)
    return {entity: _weight(layout, seen) for entity, seen in grouped.items()}


def _weight(layout: Layout, seen: list[Sighting]) -> Weight:
    titled = [s for s in seen if s.start < layout.title and not s.note]
    loud = [s for s in seen if not s.note and not is_quiet(layout, s)]
    paragraphs = {layout.paragraph(s.start) for s in loud}
    lead = any(layout.title <= s.start < layout.lead for s in loud)
    share = len(paragraphs - {0}) / max(1, len(layout.starts) - 1)
    second = bool(titled) and all(_is_second(layout, s) for s in titled)
    return Weight(len(titled), min(s.start for s in seen), lead, share, len(loud), len(seen) - len(loud), second)


def is_quiet(layout: Layout, sighting: Sighting) -> bool:
    """Whether a sighting lies in boilerplate or in a list of past works."""
    if layout.in_background(sighting.start):
        return True
    return sighting.start >= layout.title and lists_past_works(layout, sighting.start, sighting.end)


def _is_second(layout: Layout, sighting: Sighting) -> bool:
    low = layout.folded
    after = low[sighting.end : sighting.end + 8]
    return bool(_SECOND_AFTER.search(after)) or bool(_BEFORE_SECOND.search(low[max(0, sighting.start - 24) : sighting.start]))


def tier(weight: Weight, top: int, titled_any: bool, is_work: bool) -> Tier:
    """top: the count of the entity seen most. titled_any: whether the headline names any entity of the same sort."""
    if weight.count == 0:
        return Tier.MENTION
    if weight.titled:
        return Tier.FEATURED if weight.second and not is_work else Tier.ABOUT
    if weight.lead and not titled_any and weight.count >= max(2, top / 2):
        return Tier.ABOUT
    if weight.lead and (weight.count >= 2 or is_work):
        return Tier.ABOUT if is_work and weight.count >= 3 and not titled_any else Tier.FEATURED
    return Tier.FEATURED if weight.count >= 3 and weight.share >= 0.34 else Tier.MENTION
