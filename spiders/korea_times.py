from scraper.crawling import SiteSpider
from scraper.model.source import Source


class KoreaTimes(SiteSpider):
    source = Source(
        name="korea-times", url="https://www.koreatimes.co.kr/", title="The Korea Times", languages=("en",),
        timezone="Asia/Seoul", feeds=("https://feed.koreatimes.co.kr/k/entertainment.xml",),
        listings=("https://www.koreatimes.co.kr/entertainment/k-pop",),
        article=r"^/entertainment/(?:[a-z-]+/)?\d{8}/[^/?]", every=60, grade="VC",
    )  # fmt: skip
