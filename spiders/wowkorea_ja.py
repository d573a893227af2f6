from scraper.crawling import SiteSpider
from scraper.model.source import Source


class WowkoreaJa(SiteSpider):
    source = Source(
        name="wowkorea-ja", url="https://www.wowkorea.jp/", title="WoW!Korea", languages=("ja",),
        timezone="Asia/Seoul",  # a Japanese site that prints KST
        feeds=("https://www.wowkorea.jp/rss/rss_ent.xml",), article=r"^/(?:news|topic)/read/\d+\.html",
        every=30, grade="VC",
    )  # fmt: skip
