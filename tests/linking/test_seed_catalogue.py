"""The seed catalogue as it is loaded."""

from __future__ import annotations

from collections import Counter

from scraper.model.entity import Kind
from storage.seed import load


def test_slugs_are_unique_within_a_kind() -> None:
    counts = Counter((entity.kind, entity.slug) for entity in load().entities)
    assert [slug for slug, count in counts.items() if count > 1] == []


def test_every_credit_joins_known_entities() -> None:
    catalogue = load()
    dramas = {entity.slug for entity in catalogue.entities if entity.kind is Kind.DRAMA}
    people = {entity.slug for entity in catalogue.entities if entity.kind is not Kind.DRAMA}
    assert len(catalogue.credits) > 17000
    assert all(credit.drama in dramas and credit.person in people for credit in catalogue.credits)


def test_groups_are_told_from_soloists() -> None:
    kinds = {entity.slug: entity.kind for entity in load().entities if entity.kind is not Kind.DRAMA}
    assert {kinds[slug] for slug in ("bts", "davichi", "melomance", "blackpink", "twice")} == {Kind.GROUP}
    assert {kinds[slug] for slug in ("iu", "heize", "paul-kim", "gummy", "sondia")} == {Kind.PERSON}


def test_names_titles_and_characters_are_there() -> None:
    catalogue = load()
    queen = next(entity for entity in catalogue.entities if entity.slug == "queen-of-tears")
    assert (queen.name, queen.name_ko, queen.year, queen.networks) == ("Queen of Tears", "눈물의 여왕", 2024, ("tvN",))
    part = next(
        c for c in catalogue.credits if (c.drama, c.person, c.role) == ("queen-of-tears", "kim-soo-hyun", "main")
    )
    assert (part.character_ko, part.character_en) == ("백현우", "Baek Hyun-woo")
