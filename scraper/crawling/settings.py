"""Scrapy's settings, for every crawl; `scrapy list` and `scrapy crawl NAME` find them through scrapy.cfg."""

import os
import socket
from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("hallyuwire")
except PackageNotFoundError:  # a checkout that was never installed
    VERSION = "0"

BOT_NAME = "hallyuwire"
SPIDER_MODULES = ["spiders"]

# A site's owner must be able to find who crawls. `[crawl] contact` in hallyuwire.toml gives a better address.
CONTACT = f"mailto:postmaster@{socket.gethostname()}"
USER_AGENT = f"Hallyuwire/{VERSION} (+{CONTACT})"
ROBOTSTXT_USER_AGENT = "Hallyuwire"
ROBOTSTXT_OBEY = True

# Scrapy listens on two ports, takes any certificate and reads a gigabyte unless it is told not to.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False

RETRY_TIMES = 1  # what still fails is postponed in the frontier, minutes apart, and not hammered within one crawl
CONCURRENT_REQUESTS = 32
CONCURRENT_ITEMS = 2  # tasks made for every answer, most of which hold one article
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of every spider at each start
DNS_TIMEOUT = 15
TWISTED_DNS_RESOLVER = "scraper.crawling.guard.GuardedResolver"
OPEN_HOSTS: list[str] = []

DOWNLOADER_MIDDLEWARES = {
    "scraper.crawling.guard.AddressGuard": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.crawling.robots.Robots": 100,
}
ITEM_PIPELINES = {"scraper.crawling.pipeline.IngestPipeline": 100}
EXTENSIONS_BASE: dict[str, int] = {}  # ours needs none, and two of them listen on ports
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # discovery counts its own pages
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}

ASYNCIO_EVENT_LOOP = "uvloop.Loop" if os.name == "posix" else None
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "WARNING"

# Each of these says in a traceback what the report says in a line.
HUSHED_LOGGERS = (
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scraper",
    "scrapy.downloadermiddlewares.retry",
    "scrapy.downloadermiddlewares.robotstxt",
    "trafilatura",
)
