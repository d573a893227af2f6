"""Two crawls of the same pages, each in a process of its own: the whole pipeline, and a bare Scrapy spider."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydispatch import dispatcher
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from scraper.crawling.run import crawl
from scraper.ingest import known
from scraper.model.article import Page
from scraper.newsstand.declarations import addresses, declarations
from scraper.reading import read
from storage.database import Database


class Bare(Spider):
    """Fetches every page and takes title, date and text with selectors: what anybody's first spider does."""

    name = "bare"

    def __init__(self, urls: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls, self.pages = urls, 0

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> dict[str, Any]:
        self.pages += 1
        return {
            "url": response.url,
            "title": response.css("title::text").get(),
            "published": response.css("meta[property='article:published_time']::attr(content)").get(),
            "body": "\n".join(response.css("p::text").getall()),
        }


def bare(port: int) -> int:
    """Scrapy as it comes, without robots.txt; what is read is thrown away."""
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
    )
    crawler = process.create_crawler(Bare)
    process.crawl(crawler, urls=list(addresses(port).values()))
    process.start()
    assert isinstance(crawler.spider, Bare)
    return crawler.spider.pages


def pipeline(port: int) -> int:
    """Discovery, robots.txt, reading, linking, grouping, one durable transaction per article."""
    with tempfile.TemporaryDirectory() as home:
        database = Database.at(Path(home))
        reports = crawl(declarations(port), database, Path(home))
        database.close()
    assert not any(report.failed for report in reports), [report.lines() for report in reports]
    return sum(report.fetched for report in reports)


def warm_up(port: int) -> None:
    """Load what a long-running crawl has loaded: the catalogue, the language model, the extractor."""
    _, linker = known()
    paragraphs = "".join(f"<p>{'A paragraph of some length about the weather. ' * 5}</p>" for _ in range(5))
    page = f"<html><title>Rain in Seoul</title><body><h1>Rain in Seoul</h1>{paragraphs}</body></html>"
    for source in declarations(port):
        linker.link(read(Page(f"{source.url}a/1234", page.encode(), "text/html", datetime.now(UTC)), source))


class Clock:
    """Three readings of wall time and CPU time: at the start, when the first spider opens, when the last one closes."""

    def __init__(self) -> None:
        self.readings = [self.read()]
        dispatcher.connect(self.tick, signals.spider_opened)
        dispatcher.connect(self.tick, signals.spider_closed)

    def read(self) -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def tick(self) -> None:
        self.readings.append(self.read())

    def figures(self) -> dict[str, float]:
        """Seconds of the whole run, the same without Scrapy's setting-up, and CPU seconds of the whole run."""
        (start, cpu), (opened, _), (end, last_cpu) = self.readings[0], self.readings[1], self.readings[-1]
        return {"seconds": end - start, "crawling": end - opened, "cpu": last_cpu - cpu}


if __name__ == "__main__":
    kind, base_port = sys.argv[1], int(sys.argv[2])
    warm_up(base_port)
    clock = Clock()
    pages = {"bare": bare, "pipeline": pipeline}[kind](base_port)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "peak_mb": peak, **clock.figures()}))
