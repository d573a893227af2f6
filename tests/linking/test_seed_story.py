"""The story the project started from: what a subscriber must get, told in other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.linking import Linker
from scraper.model.article import Article
from scraper.model.entity import Linked, Tier
from tests.linking.conftest import slugs

_TITLE = "After ten years, Kim Soo Hyun is on an OST again: a gift to “Queen of Tears” viewers"
_BODY = """The producers of tvN's Saturday-Sunday drama “Queen of Tears” told Newsen on April 18 that Kim Soo Hyun recently recorded
a song for the OST of “Queen of Tears”, and asked viewers to find out in which scene it is heard.

kim soo hyun

He last sang for a drama a decade ago. The OST “If I..” of SBS's drama “My Love from the Star” is dated February 29th, 2014,
followed by “Promise” released on March 13th of the same year.

Before that came OSTs like “Dreaming” for KBS 2TV's drama “Dream High” and “Only You, My Love” for MBC's drama
“Moon Embracing the Sun”.

Meanwhile, “Queen of Tears” tells how Hong Hae In (Kim Ji Won), heiress of Queens Group, and Baek Hyun Woo (Kim Soo Hyun),
a farmers' son from Yongdu-ri, fall in love again.

Episode 12 of “Queen of Tears”, which aired on April 14th, recorded a nationwide rating of 20.7% according to Nielsen Korea.

So far tvN's record belongs to “Crash Landing on You” starring Son Ye Jin and Hyun Bin. The final episode of
“Crash Landing on You” recorded a rating of 21.7%.

Back to top button"""  # noqa: E501


@pytest.fixture(scope="module")
def seed(linker: Linker) -> Linked:
    body = "\n\n".join(" ".join(part.split("\n")) for part in _BODY.split("\n\n"))
    published = datetime(2024, 4, 18, 6, tzinfo=UTC)
    return linker.link(
        Article(url="https://news.example/1", source="example", title=_TITLE, body=body, published=published)
    )


def test_topics(seed: Linked) -> None:
    assert seed.relevant
    assert seed.topics[:2] == ("ost", "ratings")


def test_tiers(seed: Linked) -> None:
    assert slugs(seed, Tier.ABOUT) == {"kim-soo-hyun", "queen-of-tears"}
    assert "kim-ji-won" in slugs(seed)
    assert slugs(seed, Tier.MENTION) >= {
        "son-ye-jin", "hyun-bin", "crash-landing-on-you", "my-love-from-the-star", "dream-high", "the-moon-embracing-the-sun",  # noqa: E501
    }  # fmt: skip


def test_nobody_else(seed: Linked) -> None:
    assert len(seed.mentions) == 9


def test_facts(seed: Linked) -> None:
    songs = {f["song"]: (f["drama"], f["date"]) for f in seed.facts if f["type"] == "ost"}
    assert songs == {
        None: ("queen-of-tears", "2024-04-18"),
        "If I..": ("my-love-from-the-star", None),
        "Promise": ("my-love-from-the-star", "2014-03-13"),
        "Dreaming": ("dream-high", None),
        "Only You, My Love": ("the-moon-embracing-the-sun", None),
    }
    ratings = {(f["drama"], f["episode"], f["value"]) for f in seed.facts if f["type"] == "rating"}
    assert ratings == {("queen-of-tears", 12, 20.7), ("crash-landing-on-you", "finale", 21.7)}
