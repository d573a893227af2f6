"""The newsstand's gold: no article lost, each story once, the right people and dramas."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from scraper.model.entity import Kind, Tier
from scraper.newsstand.declarations import addresses, declarations
from scraper.newsstand.piece import Gold
from scraper.newsstand.stand import running
from storage.articles import Stored
from tests.end_to_end.service import Service

PEOPLE = (Kind.PERSON, Kind.GROUP)
HOMONYMS = {
    "kim-soo-hyun", "kim-soo-hyun-writer", "kim-soo-hyun-actress", "kim-so-hyun", "lee-joon-hyuk",
    "lee-joon-hyuk-1972", "ji-soo", "kim-ji-soo", "park-jin-young",
}  # fmt: skip


class Day:
    """The newsstand crawled in two waves, with what came of each article of the gold."""

    def __init__(self, home: Path) -> None:
        with running() as stand:
            self.service = Service(home, declarations(stand.base_port))
            self.reports = [self.service.crawl()]
            stand.control.publish()
            self.reports.append(self.service.crawl())
            self.service.publish()
            urls = addresses(stand.base_port)
            self.gold = {gold.id: gold for gold in stand.gold}
        stored = {each.article.url.removesuffix("/"): each for each in self.service.stored()}
        self.stored = {id: stored[url.removesuffix("/")] for id, url in urls.items() if url.removesuffix("/") in stored}

    def pairs(self) -> Iterator[tuple[Gold, Stored]]:
        for id, gold in self.gold.items():
            if id in self.stored:
                yield gold, self.stored[id]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return Day(tmp_path_factory.mktemp("gold") / "home")


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998) of a grouping of the same items."""
    by_gold, by_found = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[item], found[item]) for item in gold)
    precision = sum(both[gold[item], found[item]] / by_found[found[item]] for item in gold) / len(gold)
    recall = sum(both[gold[item], found[item]] / by_gold[gold[item]] for item in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def told(gold: Gold) -> set[str]:
    return {*gold.about, *gold.featured, *gold.mention}


def linked(stored: Stored) -> set[str]:
    return {f"{mention.kind}/{mention.slug}" for mention in stored.linked.mentions}


def test_no_article_is_lost(day: Day) -> None:
    assert len(day.gold) >= 200
    assert set(day.gold) == set(day.stored)
    assert all(report["failed"] == 0 for reports in day.reports for report in reports.values())


def test_no_relevant_story_is_missing(day: Day) -> None:
    """Every relevant story of the gold has an entry in the feed of all, or, when that is full, in a feed of its own."""
    lost = [gold.id for gold, stored in day.pairs() if gold.relevant and stored.story is None]
    assert lost == []
    irrelevant = [gold.id for gold, stored in day.pairs() if not gold.relevant and stored.linked.relevant]
    assert len(irrelevant) <= 2, irrelevant


def test_each_story_once(day: Day, record_property) -> None:
    gold = {g.id: g.story for g, stored in day.pairs() if g.story}
    found = {g.id: stored.story or g.id for g, stored in day.pairs() if g.story}
    assert len(set(gold.values())) >= 40
    precision, recall, f1 = b_cubed(gold, found)
    record_property("b_cubed", f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"\nstories: B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; {errors(gold, found)}")
    assert f1 >= 0.90


def errors(gold: Mapping[str, str], found: Mapping[str, str]) -> str:
    split, merged = defaultdict(set), defaultdict(set)
    for item, story in gold.items():
        split[story].add(found[item])
        merged[found[item]].add(story)
    apart = sorted(story for story, parts in split.items() if len(parts) > 1)
    together = sorted(sorted(stories) for stories in merged.values() if len(stories) > 1)
    return f"split {apart}; merged {together}"


@pytest.mark.parametrize("kinds", [PEOPLE, (Kind.DRAMA,)], ids=["people", "dramas"])
def test_people_and_dramas_are_linked(day: Day, kinds: tuple[Kind, ...]) -> None:
    right, missed, wrong = 0, [], []
    for gold, stored in day.pairs():
        ours = {entity for entity in linked(stored) if entity.partition("/")[0] in kinds}
        theirs = {entity for entity in told(gold) if entity.partition("/")[0] in kinds}
        right += len(ours & theirs)
        missed += [(gold.id, entity) for entity in sorted(theirs - ours)]
        wrong += [(gold.id, entity) for entity in sorted(ours - theirs)]
    precision, recall = right / (right + len(wrong)), right / (right + len(missed))
    print(f"\n{kinds[0]}: P {precision:.3f} R {recall:.3f}; wrong {wrong}; missed {missed}")
    assert precision >= 0.95
    assert recall >= 0.95


def test_no_homonym_is_mixed_up(day: Day) -> None:
    mixed = [
        (gold.id, entity)
        for gold, stored in day.pairs()
        for entity in linked(stored) - told(gold)
        if entity.partition("/")[2] in HOMONYMS
    ]
    assert mixed == []


def test_a_passing_mention_stays_out_of_the_main_feed(day: Day) -> None:
    passing = {
        (gold.id, entity)
        for gold, stored in day.pairs()
        for mention in stored.linked.mentions
        if (entity := f"{mention.kind}/{mention.slug}") in gold.mention and mention.tier is Tier.ABOUT
    }
    shown = sum(len(gold.mention) for gold, _ in day.pairs())
    print(f"\nmentions taken for about: {len(passing)} of {shown}: {sorted(passing)}")
    assert len(passing) <= 0.05 * shown


def test_feeds_carry_what_the_gold_says(day: Day) -> None:
    """A feed of each person and drama that some article is about, with that story in it."""
    guids: dict[str, set[str]] = {}
    lacking = []
    for gold, stored in day.pairs():
        if not gold.relevant:
            continue
        for entity in gold.about:
            kind, _, slug = entity.partition("/")
            names = {"drama": ["drama"], "person": ["actor", "singer"], "group": ["singer"]}[kind]
            for name in names:
                path = day.service.site / "feeds" / name / f"{slug}.json"
                if str(path) not in guids:
                    items = json.loads(path.read_bytes())["items"] if path.exists() else []
                    guids[str(path)] = {item["id"] for item in items}
            paths = [str(day.service.site / "feeds" / name / f"{slug}.json") for name in names]
            if not any(f"urn:uuid:{stored.story}" in guids[path] for path in paths):
                lacking.append((gold.id, entity))
    assert len(lacking) <= 0.05 * len(day.gold), lacking
