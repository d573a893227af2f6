from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Soompi(SiteSpider):
    source = Source(
        name="soompi", url="https://www.soompi.com/", title="Soompi", languages=("en",), timezone="UTC",
        # The section feeds are left out: the main feed has their articles, and the slug of the TV one is not known.
        feeds=("https://www.soompi.com/feed",), wordpress="https://www.soompi.com/wp-json/",
        listings=("https://www.soompi.com/page/{page}/",), article=r"^/article/\d+wpp/[^/]",
        body=("div.article-wrapper > div",), byline='a[href*="/author/"]',
        image="span.image-wrapper img, figure.wp-block-image img", noise=("p.has-text-align-center",),
        stop=(r"Source \(", "In the meantime, watch", "How does this article make you feel"),
        delay=1.5, every=15, grade="VM",
    )  # fmt: skip
