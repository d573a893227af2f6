from scraper.crawling import SiteSpider
from scraper.model.source import Source


class YonhapEntertainment(SiteSpider):
    source = Source(
        name="yonhap-entertainment", url="https://www.yna.co.kr/", title="연합뉴스", languages=("ko",),
        timezone="Asia/Seoul", feeds=("https://www.yna.co.kr/rss/entertainment.xml",),
        # Korean articles only: robots.txt of this host forbids the English ones (`/view/AEN…`), which have their own.
        article=r"^/view/AKR\d+", every=20, grade="VM",
    )  # fmt: skip
