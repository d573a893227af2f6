from scraper.crawling import SiteSpider
from scraper.model.source import Source


class IlganSports(SiteSpider):
    source = Source(
        name="ilgan-sports", url="https://isplus.com/", title="일간스포츠", languages=("ko",), timezone="Asia/Seoul",
        feeds=("https://isplus.com/rss",), article=r"^/article/view/isp\d{12}", every=15, grade="VM",
    )  # fmt: skip
