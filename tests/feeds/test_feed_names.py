from __future__ import annotations

import pytest

from feeds.feed import TOPIC_LABELS, describe
from scraper.model.entity import TOPICS, Kind, Linked, Mention, Tier
from scraper.model.story import feeds_of


@pytest.mark.parametrize(
    ("path", "names", "title"),
    [
        ("all", (), "K-drama and OST news · Hallyuwire"),
        ("ost", (), "K-drama OST news · Hallyuwire"),
        ("topic/casting", (), "Casting: K-drama news · Hallyuwire"),
        (
            "actor/kim-soo-hyun",
            ("Kim Soo-hyun", "김수현"),
            "Kim Soo-hyun (김수현): K-drama news · Hallyuwire",
        ),
        (
            "drama/queen-of-tears/ost",
            ("Queen of Tears", "눈물의 여왕"),
            "Queen of Tears (눈물의 여왕): OST · Hallyuwire",
        ),
        ("singer/iu/mentions", ("IU", "아이유"), "IU (아이유): mentions · Hallyuwire"),
        ("singer/백호", ("백호", "백호"), "백호: K-drama and OST news · Hallyuwire"),
        ("actor/x", ("{name}", ""), "{name}: K-drama news · Hallyuwire"),
    ],
)
def test_a_feed_is_called_after_what_it_holds(path: str, names: tuple[str, ...], title: str) -> None:
    feed = describe(path, *names)
    assert (feed.path, feed.title) == (path, title)
    assert feed.description
    assert feed.files()["atom"] == f"feeds/{path}.atom"


def test_every_feed_that_a_story_can_be_in_has_a_description() -> None:
    mentions = tuple(
        Mention(slug="x", kind=kind, name="X", name_ko="", tier=tier, surface="X", evidence="")
        for kind in Kind
        for tier in Tier
    )
    paths = feeds_of(Linked(relevant=True, topics=TOPICS, mentions=mentions), {"x": ("actor", "singer")})
    assert {describe(path, "X").path for path in paths} == paths
    assert len({(describe(path, "X").group, describe(path, "X").title) for path in paths}) == len(paths)


def test_every_topic_has_a_label() -> None:
    assert set(TOPIC_LABELS) == set(TOPICS)


@pytest.mark.parametrize(
    ("path", "group"),
    [("all", ""), ("drama/a", "Dramas"), ("actor/a/ost", "Actors"), ("singer/a", "Singers"), ("topic/ost", "Topics")],
)
def test_feeds_are_listed_by_group(path: str, group: str) -> None:
    assert describe(path, "A").group == group
