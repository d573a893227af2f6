from scraper.crawling import SiteSpider
from scraper.model.source import Source


class WowkoreaEn(SiteSpider):
    source = Source(  # no feed is known: the home page is probed
        name="wowkorea-en", url="https://www.wowkorea.live/", title="WoW!Korea", languages=("en",),
        timezone="Asia/Seoul", article=r"^/(?:news|topic)/read/\d+\.html", every=60, grade="VP",
    )  # fmt: skip
