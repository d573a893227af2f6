"""Grouping quality on labelled data: `python tests/stories/measure.py FOLDER`. Not a test; prints one line a set."""

from __future__ import annotations

import csv
import json
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.linking import Linker
from scraper.model.article import Article
from scraper.model.entity import Kind, Linked, Mention, Tier
from scraper.model.story import Match, Told
from scraper.stories import Window
from storage import seed

NOTHING = Linked(relevant=True, topics=("other",), mentions=())
NEWSSTAND = Path(__file__).parents[2] / "scraper" / "newsstand" / "articles"
START = datetime(2026, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    article: Article
    story: str
    event: str
    sure: bool
    item: dict[str, Any] | None = None


def korean(folder: Path) -> list[Row]:
    lines = (folder / "ko-articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Row(
            Article(url=d["url"], source=d["outlet"], title=d["title"], lead=d["lead"]),
            d["story"],
            d["event"],
            d["sure"],
        )
        for d in map(json.loads, lines)
    ]


def english(folder: Path) -> list[Row]:
    with (folder / "uci" / "news.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Row(
                Article(
                    url=d["URL"],
                    source=d["PUBLISHER"] or d["HOSTNAME"],
                    title=d["TITLE"],
                    published=datetime.fromtimestamp(int(d["TIMESTAMP"]) / 1000, UTC),
                    language="en",
                ),
                d["STORY"],
                d["STORY"],
                True,
            )
            for d in csv.DictReader(file)
            if d["TIMESTAMP"]  # the last line of the file is cut off
        ]
    return sorted(rows, key=lambda row: (row.article.published, row.article.url))


def made_up(folder: Path) -> list[Row]:
    """The newsstand's articles, in order of publishing; articles that are no story stand for themselves."""
    items = [item for path in sorted(folder.glob("*.toml")) for item in tomllib.loads(path.read_text())["article"]]
    items.sort(key=lambda item: (item["published"], item["id"]))
    return [_made_up(item) for item in items]


def _made_up(item: dict[str, Any]) -> Row:
    article = Article(
        url=f"https://{item['site']}.example/{item['id']}", source=item["site"], title=item["headline"],
        lead=item["summary"], body=item["body"].strip(), published=item["published"].astimezone(UTC),
        tags=tuple(item["tags"]),
    )  # fmt: skip
    story = item["story"] or f"none-{item['id']}"
    return Row(article, story, "+".join(sorted(item["about"])) or story, True, item)


def as_labelled(item: dict[str, Any]) -> Linked:
    """What a linker without fault would say of a made-up article, but for the facts."""
    mentions = tuple(
        Mention(slug=slug, kind=Kind(kind), name=slug, name_ko="", tier=Tier(tier), surface="", evidence="")
        for tier in Tier
        for kind, _, slug in (name.partition("/") for name in item[tier])
    )
    return Linked(relevant=item["relevant"], topics=tuple(item["topics"]) or ("other",), mentions=mentions)


def linker() -> Callable[[Article], Linked]:
    """Links by the seed catalogue; remembers, since each set is read several times."""
    links = Linker(seed.load())
    kept: dict[tuple[str, str], Linked] = {}

    def link(article: Article) -> Linked:
        key = (article.url, article.title)
        if key not in kept:
            kept[key] = links.link(article)
        return kept[key]

    return link


def group(rows: Iterable[Row], link: Callable[[Article], Linked], *, say: bool = False) -> list[str]:
    """Story ids as given by a fresh window, in order of the rows."""
    window, given, titles = Window(), [], {}
    for number, row in enumerate(rows):
        linked = link(row.article)
        decision = window.decide(row.article, linked, now=START)
        story = str(number) if decision.match is Match.NEW else str(decision.story)
        window.add(Told(key=str(number), story=story, article=row.article, linked=linked))
        given.append(story)
        titles.setdefault(story, row)
        if say and (decision.match is not Match.NEW) and titles[story].story != row.story:
            print(f"WRONG {decision.score:.2f} {row.article.title} <> {titles[story].article.title} : {decision.why}")
        known = say and any(r.story == row.story for r in titles.values() if r is not row)
        if say and decision.match is Match.NEW and known:
            print(f"SPLIT {decision.score:.2f} {row.story} {row.article.title}: {decision.why}")
    return given


def b_cubed(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float, float]:
    both, golds, givens = Counter(zip(gold, given, strict=True)), Counter(gold), Counter(given)
    precision = sum(n * n / givens[c] for (_, c), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def pairwise(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float, float]:
    hits = _pairs(Counter(zip(gold, given, strict=True)).values())
    precision = hits / max(1, _pairs(Counter(given).values()))
    recall = hits / max(1, _pairs(Counter(gold).values()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def merged_wrongly(rows: Sequence[Row], given: Sequence[str]) -> tuple[int, int]:
    """Pairs of one event but different news: how many were put together, of how many."""
    events: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row, story in zip(rows, given, strict=True):
        events[row.event].append((row.story, story))
    pairs = [(a, b) for told in events.values() for i, a in enumerate(told) for b in told[:i] if a[0] != b[0]]
    return sum(a[1] == b[1] for a, b in pairs), len(pairs)


def report(name: str, rows: Sequence[Row], given: Sequence[str], seconds: float) -> None:
    gold = [row.story for row in rows]
    wrong, of = merged_wrongly(rows, given)
    speed = f"  {len(rows) / seconds:.0f}/s" if seconds else ""
    print(
        f"{name:16} n={len(rows):5} B3 P/R/F1 {'/'.join(f'{v:.3f}' for v in b_cubed(gold, given))}"
        f"  pairs {'/'.join(f'{v:.3f}' for v in pairwise(gold, given))}  same-event wrong {wrong}/{of}"
        f"  stories {len(set(given))} of {len(set(gold))}{speed}"
    )


def measure(name: str, rows: Sequence[Row], link: Callable[[Article], Linked], *, say: bool = False) -> list[str]:
    start = time.perf_counter()
    given = group(rows, link, say=say)
    report(name, rows, given, time.perf_counter() - start)
    return given


def main(folder: Path, say: bool) -> None:
    link = linker()
    rows = korean(folder)
    given = measure("korean", rows, link, say=say)
    sure = [i for i, row in enumerate(rows) if row.sure]
    report("korean, sure", [rows[i] for i in sure], [given[i] for i in sure], 0)
    measure("korean unlinked", rows, lambda _: NOTHING)
    stand = made_up(NEWSSTAND)
    gold = {row.article.url: as_labelled(row.item) for row in stand if row.item}
    measure("made up", stand, link, say=say)
    measure("made up, gold", stand, lambda article: gold[article.url])
    measure("made up, bare", stand, lambda _: NOTHING)
    rows = english(folder)
    half = len(rows) // 2
    measure("uci first half", rows[:half], lambda _: NOTHING)
    measure("uci second half", rows[half:], link)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--say" in sys.argv)
