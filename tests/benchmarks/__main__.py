"""Prints each speed beside the one it is measured against. Nothing here passes or fails."""

from __future__ import annotations

import contextlib
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from tests.benchmarks import steps

RUNS = 5
BASE_PORT = 8950
SPANS = {"seconds": "of the whole run", "crawling": "without Scrapy's setting-up"}


@contextlib.contextmanager
def newsstand(port: int) -> Iterator[None]:
    stand = subprocess.Popen([sys.executable, "-m", "scraper", "newsstand", "--port", str(port)])
    try:
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield
    finally:
        stand.terminate()
        stand.wait()


def crawl(kind: str, port: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.crawls", kind, str(port)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def crawls() -> None:
    """The two crawls in turn, so that a machine that slows down slows both."""
    pairs = []
    with newsstand(BASE_PORT):
        for _ in range(RUNS):
            pairs.append((crawl("pipeline", BASE_PORT), crawl("bare", BASE_PORT)))
    print(f"crawling the newsstand, delays off, {RUNS} runs of each in turn; modules and catalogue are loaded before")
    for name, runs in zip(("whole pipeline", "bare spider"), zip(*pairs, strict=True), strict=True):
        whole, crawling = (statistics.median(run["pages"] / run[span] for run in runs) for span in SPANS)
        cpu = statistics.median(1000 * run["cpu"] / run["pages"] for run in runs)
        peak = max(run["peak_mb"] for run in runs)
        print(
            f"  {name:15} {whole:6.1f} pages/s, {crawling:6.1f} without Scrapy's setting-up; "
            f"{cpu:5.2f} ms of CPU a page; peak {peak:.0f} MB"
        )
    for span, words in SPANS.items():
        ratios = [(ours["pages"] / ours[span]) / (theirs["pages"] / theirs[span]) for ours, theirs in pairs]
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"  ratio {words:30} {statistics.median(ratios):5.2f} ({spread})")


def compare(name: str, ours: Callable[[], int], theirs: Callable[[], int], what: str, other: str) -> None:
    """Two functions that return how many articles they worked on, run in turn."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for function, into in zip((ours, theirs), rates, strict=True):
            started = time.perf_counter()
            into.append(function() / (time.perf_counter() - started))
    ratio = statistics.median(one / two for one, two in zip(*rates, strict=True))
    print(f"{name}\n  {what:15} {statistics.median(rates[0]):7.0f} articles/s")
    print(f"  {other:15} {statistics.median(rates[1]):7.0f} articles/s\n  ratio           {ratio:7.3f}")


if __name__ == "__main__":
    crawls()
    for measure in steps.MEASURES:
        compare(*measure())
