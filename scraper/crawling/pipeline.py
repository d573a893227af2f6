"""The way from a spider to storage: one stage."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from scraper.crawling.spider import Piece, SiteSpider


class IngestPipeline:
    """Hands each piece to its source's desk."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Piece) -> Piece:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        spider.desk.take(item.article, item.page, item.address, item.validators)
        return item
