from scraper.crawling import SiteSpider
from scraper.model.source import Source


class SportsKhan(SiteSpider):
    source = Source(
        name="sports-khan", url="https://sports.khan.co.kr/", title="스포츠경향", languages=("ko",),
        timezone="Asia/Seoul", feeds=("https://sports.khan.co.kr/rss/entertainment",),
        article=r"^/article/\d{15}(?:\D|$)", every=20, grade="VM",
    )  # fmt: skip
