from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Hellokpop(SiteSpider):
    source = Source(
        name="hellokpop", url="https://www.hellokpop.com/", title="Hellokpop", languages=("en",), timezone="UTC",
        feeds=("https://www.hellokpop.com/feed/",), wordpress="https://www.hellokpop.com/wp-json/",
        article=r"^/news/(?!page/)[^/?]+/?(?:\?|$)", body=(".td-post-content",),
        image="span.image-wrapper img, figure.wp-block-image img", every=120, grade="VM",
    )  # fmt: skip
