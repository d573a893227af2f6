"""The forms under which the catalogue's entities appear in print, and how far each form can be trusted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from scraper.linking import romanisation
from scraper.linking.folding import has_hangul, is_hangul, key, squeezed
from scraper.model.entity import Catalogue, Entity, Kind

_SUBTITLE = re.compile(r"\s*(?::|\s[-–—~]\s)\s*")
_SEASON = re.compile(r"^(?P<base>.*?)\s*(?:시즌|season|part|파트)?\s*(?P<number>\d)$")
_LATIN_WORD = re.compile(r"[a-z0-9#]+")


class Trust(IntEnum):
    """How much a form says by itself. BARE: one syllable or one or two letters; WEAK: an ordinary word, or a given name
    that others have; SHARED: a full name of several people, known here or not; SHORT: a two-syllable Hangul name or a
    single Latin word; FULL: links on its own."""

    BARE = 0
    WEAK = 1
    SHARED = 2
    SHORT = 3
    FULL = 4


@dataclass(frozen=True, slots=True)
class Bearer:
    """entity: its number in the catalogue. trust: of the form for it. official: printed so in the catalogue."""

    entity: int
    trust: Trust
    official: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """bearers: by folded form. titles: drama numbers by squeezed title, for what stands in quotation marks.
    lower: forms that begin with a small letter in print (aespa)."""

    bearers: dict[str, tuple[Bearer, ...]]
    titles: dict[str, tuple[int, ...]]
    lower: frozenset[str]


def collect(catalogue: Catalogue) -> Forms:
    official: dict[str, dict[int, Bearer]] = defaultdict(dict)
    given = {name for entity in catalogue.entities if entity.kind is Kind.PERSON for name in given_names(entity)}
    for number, entity in enumerate(catalogue.entities):
        for form, trust in _printed(entity, given):
            held = official[form].get(number)
            if held is None or trust < held.trust:
                official[form][number] = Bearer(number, trust, True)
    guessed = _guessed(catalogue, official)
    merged = {form: tuple(held.values()) for form, held in official.items()} | guessed
    lower = {key(form) for e in catalogue.entities for form in (e.name, *e.aliases) if form[:1].islower()}
    return Forms(merged, _titles(catalogue), frozenset(lower))


def _printed(entity: Entity, given: set[str]) -> Iterator[tuple[str, Trust]]:
    """Forms with their trust. given: given names, by which somebody else may be called ("Hyun Woo", 지수)."""
    forms = _drama_forms(entity) if entity.kind is Kind.DRAMA else _name_forms(entity)
    doubted = {squeezed(form) for form in entity.ambiguous}
    for form in dict.fromkeys(forms):
        if form:
            called = entity.kind is Kind.PERSON and form in given and " " in form
            trust = _trust(entity, form, called or squeezed(form) in doubted)
            if _is_birth_name(entity, form) and trust > Trust.WEAK:
                trust = Trust.WEAK
            yield form, Trust.WEAK if called and trust is Trust.SHARED else trust


def _name_forms(entity: Entity) -> Iterator[str]:
    for form in (entity.name_ko, entity.name, *entity.aliases):
        if has_hangul(form):
            yield key(form)
        else:
            yield from romanisation.printed(form)


def _drama_forms(entity: Entity) -> Iterator[str]:
    for form in (entity.name_ko, entity.name, *entity.aliases):
        plain = key(form).strip(" .!?")
        yield plain
        if has_hangul(form):
            yield plain.replace(" ", "")  # headlines drop the spaces of a title
        elif plain.startswith("the ") and plain.count(" ") >= 2:
            yield plain[4:]
        season = _SEASON.match(plain)
        if season and season["base"] and not season["base"][-1].isdigit():
            yield from _seasons(season["base"], season["number"])


def _seasons(base: str, number: str) -> Iterator[str]:
    words = ("{b}{n}", "{b} {n}", "{b} 시즌{n}", "{b} 시즌 {n}", "{b}시즌{n}") if has_hangul(base) else (
        "{b} {n}", "{b} season {n}")  # fmt: skip
    yield from (word.format(b=base, n=number) for word in words)
    if has_hangul(base):
        yield from (word.format(b=base.replace(" ", ""), n=number) for word in words)


def _trust(entity: Entity, form: str, doubted: bool) -> Trust:
    letters = form.replace(" ", "")
    hangul = has_hangul(form)
    if len(letters) <= (1 if hangul else 2):
        return Trust.BARE
    if doubted and entity.kind is Kind.PERSON and not entity.common_word and _is_full_name(form, hangul):
        return Trust.SHARED
    if doubted or (entity.kind is Kind.DRAMA and entity.common_word and _is_plain(form, hangul)):
        return Trust.WEAK
    if entity.kind is Kind.DRAMA:
        return _title_trust(form, letters, hangul)
    if hangul:
        return Trust.FULL if len(letters) >= 3 else Trust.SHORT
    return Trust.FULL if " " in form or len(letters) >= 9 or entity.kind is Kind.GROUP else Trust.SHORT


def _is_birth_name(entity: Entity, form: str) -> bool:
    """Whether a person with a stage name of one word or two syllables has this full name only beside it."""
    if entity.kind is not Kind.PERSON or form in (key(entity.name), key(entity.name_ko)):
        return False
    if has_hangul(form):
        return len(form) == 3 and " " not in entity.name and "-" not in entity.name and len(entity.name_ko) != 3
    return form.count(" ") > 1 and " " not in entity.name and "-" not in entity.name


def _is_full_name(form: str, hangul: bool) -> bool:
    return len(form) >= 3 if hangul else " " in form


def _is_plain(form: str, hangul: bool) -> bool:
    """Whether a common-word title's form is as short as the word itself; longer aliases of it may stand alone."""
    return len(form.replace(" ", "")) <= 5 if hangul else form.count(" ") < 4


def _title_trust(form: str, letters: str, hangul: bool) -> Trust:
    if hangul:
        return Trust.FULL if len(letters) >= (5 if " " in form else 7) else Trust.SHORT
    return Trust.FULL if form.count(" ") >= 2 else Trust.SHORT


def _guessed(catalogue: Catalogue, official: dict[str, dict[int, Bearer]]) -> dict[str, tuple[Bearer, ...]]:
    """Spellings nobody is printed with yet. One that two differently named people could have stays out."""
    people = [(n, e) for n, e in enumerate(catalogue.entities) if e.kind is Kind.PERSON]
    pairs = ((e.name_ko, form) for _, e in people for form in (e.name, *e.aliases) if not has_hangul(form))
    surnames, given = romanisation.learned(pairs)
    found: dict[str, list[int]] = defaultdict(list)
    for number, entity in people:
        for form in romanisation.variants(entity.name_ko, surnames, given):
            if form not in official:
                found[form].append(number)
    names = catalogue.entities
    return {
        form: tuple(Bearer(number, Trust.FULL, False) for number in numbers)
        for form, numbers in found.items()
        if len({names[number].name_ko for number in numbers}) == 1
    }


def _titles(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    titles: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(catalogue.entities):
        if entity.kind is not Kind.DRAMA:
            continue
        whole = (entity.name_ko, entity.name, *entity.aliases)
        parts = (part for form in whole for part in _SUBTITLE.split(form))
        seasons = (form for form in _drama_forms(entity))
        for squeezed_form in {squeezed(form) for form in (*whole, *parts, *seasons)}:
            if len(squeezed_form) > 1 or squeezed_form in {squeezed(form) for form in whole}:
                titles[squeezed_form].append(number)
    return {title: tuple(numbers) for title, numbers in titles.items() if title}


def given_names(entity: Entity) -> tuple[str, ...]:
    """Folded given names by which a person is called after the first full mention ("soo hyun", "soohyun", "수현")."""
    found: list[str] = []
    if len(entity.name_ko) == 3 and all(map(is_hangul, entity.name_ko)):
        found.append(entity.name_ko[1:])
    parts = _LATIN_WORD.findall(key(entity.name))
    if len(parts) == 3:
        found += [f"{parts[1]} {parts[2]}", parts[1] + parts[2]]
    return tuple(found)
