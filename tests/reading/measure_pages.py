"""How well pages of undeclared sites are read: `python -m tests.reading.measure_pages FOLDER [-v]`.

FOLDER holds one folder per country with `<Outlet>.json` (expected title, publishing_date and body per version),
`<Outlet>_<date>.html.gz` and `meta.info` (address and crawl date per page), the layout of flairNLP/fundus' test
resources. An outlet's pages and versions belong together in order of their dates. Prints the share of exact titles and
publish instants, and the body's F1 (words; character pairs where words are not parted) beside trafilatura's alone.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.model import text as texts
from scraper.model.article import Article, Page
from scraper.model.errors import Unreadable
from scraper.model.source import Source
from scraper.reading import read
from scraper.reading.body import extracted
from scraper.reading.charset import decode

_ZONES = {
    "au": "Australia/Sydney", "id": "Asia/Jakarta", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "tw": "Asia/Taipei",
    "uk": "Europe/London", "us": "America/New_York", "vn": "Asia/Ho_Chi_Minh",
}  # fmt: skip
_NO_SPACES = re.compile("[぀-ヿ㐀-鿿]")


@dataclass(frozen=True)
class Case:
    """A recorded page and what it should give. body: paragraphs joined by blank lines, without headings."""

    name: str
    page: Page
    source: Source
    title: str
    body: str
    published: datetime | None


def cases(folder: Path) -> Iterator[Case]:
    for expected in sorted(folder.glob("*/*.json")):
        meta = json.loads((expected.parent / "meta.info").read_text())
        versions = [value for _, value in sorted(json.loads(expected.read_text()).items())]
        pages = sorted(expected.parent.glob(f"{expected.stem}_[0-9]*.html.gz"))
        for path, version in zip(pages, versions, strict=True):
            yield _case(path, version, meta[path.name])


def _case(path: Path, version: dict[str, Any], meta: dict[str, str]) -> Case:
    fetched = datetime.fromisoformat(meta["crawl_date"]).replace(tzinfo=UTC)
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.split("_")[0].lower())
    date = version.get("publishing_date")
    return Case(
        name=path.name.removesuffix(".html.gz"),
        page=Page(meta["url"], gzip.decompress(path.read_bytes()), "text/html", fetched),
        source=Source(name=f"{name}x", url=meta["url"]),
        title=texts.line(version.get("title")),
        body="\n\n".join(
            part for section in version["body"]["sections"] for part in [*section["headline"], *section["paragraphs"]]
        ),
        published=datetime.fromisoformat(date).astimezone(UTC) if date else None,
    )


def f1(found: str, expected: str) -> float:
    """Overlap of two texts as bags of words, or of character pairs."""
    one, other = _bag(found), _bag(expected)
    common = sum((one & other).values())
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _bag(text: str) -> Counter[str]:
    if len(_NO_SPACES.findall(text)) * 5 > len(text):
        packed = re.sub(r"\W", "", text)
        return Counter(packed[i : i + 2] for i in range(len(packed) - 1))
    return Counter(re.findall(r"\w+", text.lower()))


def _try(case: Case) -> tuple[Article | None, str, float]:
    start = time.process_time()
    try:
        return read(case.page, case.source), "", time.process_time() - start
    except Unreadable as error:
        return None, error.what, time.process_time() - start


def main(folder: Path, verbose: bool) -> None:
    rows = []
    for case in cases(folder):
        article, why, seconds = _try(case)
        start = time.process_time()
        alone = f1(extracted(decode(case.page.body, "text/html"), case.page.url), case.body)
        alone_seconds = time.process_time() - start
        score = f1(article.body, case.body) if article else 0.0
        title = article is not None and article.title == case.title
        when = article is not None and article.published == case.published
        rows.append((title, when, score, alone, seconds, alone_seconds))
        if verbose and not (title and when and score > 0.9 and score >= alone - 0.02):
            print(f"{case.name}: {why} body {score:.3f} (trafilatura {alone:.3f})")
            if article and not title:
                print(f"   title    {article.title!r}\n   expected {case.title!r}")
            if article and not when:
                print(f"   date     {article.published} {article.date_text!r}\n   expected {case.published}")
    titles, dates, bodies, alones, costs, alone_costs = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    print(f"{len(rows)} pages: title exact {titles:.3f}, publish instant exact {dates:.3f}")
    print(
        f"body F1 {bodies:.3f}, trafilatura alone {alones:.3f}; "
        f"CPU per page {costs * 1000:.1f} ms, {alone_costs * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), "-v" in sys.argv)
