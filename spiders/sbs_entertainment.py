from scraper.crawling import SiteSpider
from scraper.model.source import Source


class SbsEntertainment(SiteSpider):
    source = Source(
        name="sbs-entertainment", url="https://news.sbs.co.kr/", title="SBS 뉴스", languages=("ko",),
        timezone="Asia/Seoul", feeds=("https://news.sbs.co.kr/news/SectionRssFeed.do?sectionId=14&plink=RSSREADER",),
        article=r"^/news/endPage\.do\?(?:.*&)?news_id=N\d+", every=30, grade="VM",
    )  # fmt: skip
