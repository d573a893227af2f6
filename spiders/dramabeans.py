from scraper.crawling import SiteSpider
from scraper.model.source import Source


class Dramabeans(SiteSpider):
    source = Source(
        name="dramabeans", url="https://dramabeans.com/", title="Dramabeans", languages=("en",), timezone="UTC",
        feeds=("https://dramabeans.com/feed/",), wordpress="https://dramabeans.com/wp-json/",
        listings=("https://dramabeans.com/category/drama-news/page/{page}/",),
        article=r"^/(?:19|20)\d\d/\d\d/[^/?]", body=(".post-item",), stop=("RELATED POSTS", "Tags:"),
        every=60, grade="VC",
    )  # fmt: skip
