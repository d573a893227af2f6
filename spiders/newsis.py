from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Newsis(SiteSpider):
    source = Source(
        name="newsis", url="https://www.newsis.com/", title="뉴시스", languages=("ko",), timezone="Asia/Seoul",
        feeds=("https://www.newsis.com/RSS/entertain.xml",),
        # Three forms are in use: the mobile site's and the old one of the main site carry the number in the query.
        article=r"^/view(?:/|/?\?id=|\.html\?ar_id=)NISX\d{8}_\d+", body=(".viewer article",),
        noise=(".thumCont",), stop=("◎공감언론 뉴시스",), every=15, grade="VM",
    )  # fmt: skip
