"""Crawling over Scrapy: the site spider, discovery, politeness, the address guard."""

from scraper.crawling.spider import SiteSpider

__all__ = ["SiteSpider"]
