"""When a source is due."""

from __future__ import annotations

from datetime import datetime, timedelta

_LONGEST = timedelta(hours=24)


def due_at(every: int, started: datetime | None, failures: int, now: datetime) -> datetime:
    """When a source is to be crawled next.

    every: minutes between crawls as declared. started: when the last crawl began (UTC-aware), None if there was none.
    failures: crawls in a row that gave nothing; each doubles the wait, up to a day. A `started` in the future (the
    clock was set back) counts as now, so that no source sleeps until the old time comes round again.
    """
    if started is None:
        return now
    declared = timedelta(minutes=every)
    wait: timedelta = min(declared * 2 ** min(failures, 10), max(_LONGEST, declared))
    return min(started, now) + wait
