"""From bytes to values: pages to articles; feeds, sitemaps, REST answers and listings to found addresses.

Pure: no network, no clock, no files but the data that ships with libraries.
"""

from scraper.reading.address import canonical, fetchable, is_home, same_site
from scraper.reading.dates import parse_date
from scraper.reading.discovery import discover
from scraper.reading.hints import Hints, hints, robots_sitemaps
from scraper.reading.page import read
from scraper.reading.sitemap import sitemap_children

__all__ = [
    "Hints",
    "canonical",
    "discover",
    "fetchable",
    "hints",
    "is_home",
    "parse_date",
    "read",
    "robots_sitemaps",
    "same_site",
    "sitemap_children",
]
