from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Kbizoom(SiteSpider):
    source = Source(
        name="kbizoom", url="https://kbizoom.com/", title="KBIZoom", languages=("en",), timezone="UTC",
        feeds=("https://kbizoom.com/feed/",), wordpress="https://kbizoom.com/wp-json/",
        # Articles lie at the root like sections do; only the length of the slug tells them apart.
        article=r"^/[a-z0-9]+(?:-[a-z0-9]+){3,}/?(?:\?|$)", stop=("Back to top button",), every=30, grade="VC",
    )  # fmt: skip
