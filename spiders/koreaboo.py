from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Koreaboo(SiteSpider):
    source = Source(
        name="koreaboo", url="https://www.koreaboo.com/", title="Koreaboo", languages=("en",), timezone="UTC",
        feeds=("https://www.koreaboo.com/feed/",), wordpress="https://www.koreaboo.com/wp-json/",
        listings=("https://www.koreaboo.com/news/page/{page}/",), article=r"^/news/(?!page/)[^/?]+/?(?:\?|$)",
        body=(".entry-content",), stop=("Source: ",), every=30, grade="VM",
        # Other stories follow inside the text's element, so what comes after these marks goes, too.
        noise=("h2.series-header-title ~ *", "h2.series-header-title", "#sitemap_footer ~ *", "#sitemap_footer"),
    )  # fmt: skip
