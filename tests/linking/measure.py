"""Quality of `link` against labelled data: `python tests/linking/measure.py FOLDER [--show]`.

FOLDER holds `*-entities.jsonl` (labels by name) or newsstand `*.toml` (gold by slug). `--show` prints every miss.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from scraper.linking import Linker
from scraper.linking.folding import squeezed
from scraper.model.article import Article
from scraper.model.entity import Catalogue, Kind, Linked
from storage.seed import load

Gold = dict[frozenset[str], str]  # slugs that would be right → tier


@dataclass
class Case:
    """people, works: what is in the catalogue, by acceptable slugs. characters: names that must not link."""

    article: Article
    relevant: bool
    topics: list[str]
    people: Gold
    works: Gold
    characters: list[str] = field(default_factory=list)


class Score:
    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"right {self.right}, wrong {self.wrong}, missed {self.missed}"
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({counts})"


def names(catalogue: Catalogue) -> dict[tuple[bool, str], set[str]]:
    """Slugs by (is a drama, squeezed form)."""
    found: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for entity in catalogue.entities:
        for form in (entity.name, entity.name_ko, *entity.aliases):
            found[entity.kind is Kind.DRAMA, squeezed(form)].add(entity.slug)
    return found


def labelled(path: Path, catalogue: Catalogue) -> list[Case]:
    known = names(catalogue)
    return [_labelled(json.loads(row), known) for row in path.read_text("utf-8").splitlines() if row.strip()]


def _labelled(row: dict[str, Any], known: dict[tuple[bool, str], set[str]]) -> Case:
    people: Gold = {}
    for person in row["persons"]:
        forms = [person.get("name_ko") or person.get("name_en", "")]
        slugs = frozenset(slug for form in forms for slug in known.get((False, squeezed(form)), ()))
        if slugs:
            people[slugs] = person["tier"]
    works: Gold = {}
    for work in row["works"]:
        forms = [work.get(k, "") for k in ("title", "title_ko", "title_en")]
        slugs = frozenset(slug for form in forms if form for slug in known.get((True, squeezed(form)), ()))
        if slugs and work["type"] == "drama":
            works[slugs] = work["tier"]
    article = Article(url=row["id"], source="x", title=row["title"], lead=row.get("lead", ""), language=row["lang"])
    return Case(article, row["relevant"], row["topics"], people, works, row["characters"])


def made_up(path: Path, _: Catalogue) -> list[Case]:
    return [_made_up(row) for row in tomllib.loads(path.read_text("utf-8")).get("article", [])]


def _made_up(row: dict[str, Any]) -> Case:
    gold = {kind: {frozenset({ref.split("/")[1]}): tier for tier in ("about", "featured", "mention")
                   for ref in row.get(tier, []) if (ref.startswith("drama/")) == (kind == "works")}
            for kind in ("people", "works")}  # fmt: skip
    published = row["published"] if isinstance(row.get("published"), datetime) else None
    article = Article(url=row["id"], source=row["site"], title=row["headline"], lead=row["summary"],
                      body=row["body"].strip(), published=published)  # fmt: skip
    return Case(article, row["relevant"], row["topics"], gold["people"], gold["works"])


def compare(gold: Gold, found: dict[str, str], only: str | None) -> tuple[int, int, int, list[str]]:
    wanted = {slugs for slugs, tier in gold.items() if only in (None, tier)}
    got = {slug for slug, tier in found.items() if only in (None, tier)}
    missed = [slugs for slugs in wanted if not slugs & got]
    wrong = [slug for slug in got if not any(slug in slugs for slugs in wanted)]
    notes = [f"-{'|'.join(sorted(slugs))}" for slugs in missed] + [f"+{slug}" for slug in wrong]
    return len(wanted) - len(missed), len(wrong), len(missed), notes


def measure(cases: list[Case], linker: Linker, show: bool) -> None:
    scores: dict[str, Score] = defaultdict(Score)
    main, characters, false_links = Counter[bool](), 0, 0
    for case in cases:
        linked = linker.link(case.article)
        notes = _entities(case, linked, scores)
        scores["relevance"].add(
            linked.relevant and case.relevant, linked.relevant > case.relevant, linked.relevant < case.relevant
        )
        main[linked.topics[0] == case.topics[0]] += 1
        played = [m.surface for m in linked.mentions if m.surface in case.characters]
        characters += len(played)
        false_links += 0 if case.relevant or case.people or case.works else len(linked.mentions)
        if linked.relevant != case.relevant:
            notes.append("RELEVANT" if linked.relevant else "IRRELEVANT")
        if linked.topics[0] != case.topics[0]:
            notes.append(f"topic {','.join(linked.topics)} for {','.join(case.topics)}")
        if show and (notes or played):
            print(case.article.url[-14:], case.article.title, "|", *notes, *(f"CHARACTER {name}" for name in played))
    for name, score in scores.items():
        print(f"{name:14} {score}")
    print(f"main topic     {main[True] / max(1, main.total()):.3f} of {main.total()}; characters linked {characters}; "
          f"false links where nothing is to be linked {false_links}")  # fmt: skip


def _entities(case: Case, linked: Linked, scores: dict[str, Score]) -> list[str]:
    notes: list[str] = []
    for sort, gold in (("people", case.people), ("works", case.works)):
        found = {m.slug: m.tier.value for m in linked.mentions if (m.kind is Kind.DRAMA) == (sort == "works")}
        for only in (None, "about"):
            right, wrong, missed, seen = compare(gold, found, only)
            scores[f"{sort} {only or 'any'}"].add(right, wrong, missed)
            notes += [f"{only or ''}{note}" for note in seen]
    return notes


def main(folder: str, show: bool) -> None:
    catalogue = load()
    linker = Linker(catalogue)
    for path in sorted([*Path(folder).glob("*-entities.jsonl"), *Path(folder).glob("*.toml")]):
        cases = (labelled if path.suffix == ".jsonl" else made_up)(path, catalogue)
        print(f"== {path.name}: {len(cases)} articles")
        measure(cases, linker, show)


if __name__ == "__main__":
    main(sys.argv[1], "--show" in sys.argv)
