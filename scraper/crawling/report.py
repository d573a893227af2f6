"""What a crawl of one source came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scraper.model.errors import HallyuwireError


@dataclass(slots=True)
class Cause:
    """One thing that went wrong: in what words, at how many addresses, the first of them."""

    what: str
    url: str | None
    remedy: str
    count: int = 1


@dataclass(slots=True)
class Report:
    """Counts of one crawl.

    found: addresses the site listed; of these, known: read before. new, same: articles stored that began a story, or
    joined one. updated: stored articles that were edited. irrelevant: stored, tell no story. refused: addresses that
    may not be fetched. failed: pages or listings that could not be read. requests: all answers, fetched: article pages.
    """

    source: str
    found: int = 0
    known: int = 0
    new: int = 0
    same: int = 0
    updated: int = 0
    irrelevant: int = 0
    refused: int = 0
    failed: int = 0
    fetched: int = 0
    requests: int = 0
    causes: dict[str, Cause] = field(default_factory=dict)

    def blame(self, error: HallyuwireError) -> None:
        """Count an error under its cause: one line per source and cause, however many addresses have it."""
        cause = self.causes.get(error.what)
        if cause:
            cause.count += 1
        else:
            self.causes[error.what] = Cause(error.what, error.url, error.remedy)

    def lines(self) -> list[str]:
        """One line per cause, for standard error."""
        return [
            " ".join(
                f"{self.source}: {cause.what}"
                f"{f' ({cause.url})' if cause.url else ''}"
                f"{f' and {cause.count - 1} more' if cause.count > 1 else ''}"
                f"{f'; {cause.remedy}' if cause.remedy else ''}".split()
            )
            for cause in self.causes.values()
        ]

    def as_json(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in COUNTS}
        why = [{"what": c.what, "url": c.url, "count": c.count} for c in self.causes.values()]
        return {"source": self.source, **counts, "why": why}


COUNTS = (
    "found", "known", "new", "same", "updated", "irrelevant", "refused", "failed", "fetched", "requests",
)  # fmt: skip
