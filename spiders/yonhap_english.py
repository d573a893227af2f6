from scraper.crawling import SiteSpider
from scraper.model.source import Source


class YonhapEnglish(SiteSpider):
    source = Source(
        name="yonhap-english", url="https://en.yna.co.kr/", title="Yonhap News Agency", languages=("en",),
        timezone="Asia/Seoul", feeds=("https://en.yna.co.kr/RSS/culture.xml",),
        listings=("https://en.yna.co.kr/culture/k-pop",), article=r"^/view/AEN\d+", every=60, grade="VC",
    )  # fmt: skip
