"""How the articles of each site are found: feeds, sitemaps, REST, lists."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from scraper.newsstand.stand import Running

from .conftest import Reply, fetch

FEEDS = {
    "hallyu-post": "/feed/",
    "yeonye-news": "/rss/entertainment.xml",
    "star-ilbo": "/rss/allArticle.xml",
    "daily-globe": "/rss.xml",
    "k-wave-diary": "/atom.xml",
}


def feed(stand: Running, site: str) -> Reply:
    return fetch(stand.url(site) + FEEDS[site])


def parsed(stand: Running, site: str) -> Any:
    return feedparser.parse(feed(stand, site).body)


def rest(stand: Running, query: str = "") -> tuple[Reply, Any]:
    reply = fetch(f"{stand.url('hallyu-post')}/wp-json/wp/v2/posts?{query}")
    return reply, json.loads(reply.body)


@pytest.mark.parametrize("site", FEEDS)
def test_feeds_are_well_formed_and_list_newest_first(stand: Running, site: str) -> None:
    body = feed(stand, site).body
    if site == "star-ilbo":  # declares less than it uses
        body = body.decode("cp949").replace("euc-kr", "utf-8", 1).encode()
    etree.fromstring(body)
    links = [entry.link.split("utm_")[0].rstrip("?&") for entry in parsed(stand, site).entries]
    state = stand.control.state()[site]["articles"]
    assert [link for link in links if "subscribers" not in link] == list(state.values())


def test_wordpress_feed_has_the_whole_text(stand: Running) -> None:
    entry = parsed(stand, "hallyu-post").entries[0]
    assert "comes out on November 8" in entry.content[0].value
    assert "&lt;b&gt;did not&lt;/b&gt;" in entry.content[0].value
    assert entry.title == "Kim Soo Hyun Lends His Voice To “Queen Of Tears” OST"
    assert entry.published == "Mon, 02 Nov 2026 00:00:00 +0000"
    assert [tag.term for tag in entry.tags] == ["Kim Soo Hyun", "Queen of Tears"]
    assert "appeared first on Hallyu Post" in entry.summary


def test_wire_feed_dates_name_no_zone(stand: Running) -> None:
    raw = feed(stand, "yeonye-news").text
    assert "<pubDate>2026-11-01 09:00:00</pubDate>" in raw
    assert "content:encoded" not in raw


def test_cp949_feed_declares_euc_kr(stand: Running) -> None:
    reply = feed(stand, "star-ilbo")
    assert b'encoding="euc-kr"' in reply.body[:60]
    assert "charset" not in reply.headers["Content-Type"]
    assert "똠방각하도" in reply.body.decode("cp949")
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("euc-kr")
    assert "&amp;utm_source=rss" in reply.body.decode("cp949")


def test_atom_ids_stay_when_an_article_moves(stand: Running) -> None:
    before = parsed(stand, "k-wave-diary").entries[0]
    stand.control.move("7")
    after = parsed(stand, "k-wave-diary").entries[0]
    assert before.id == after.id
    assert before.link != after.link
    assert before.title == "Kim Soo Hyun’s OST song: what we know"
    assert before.published == "2026-11-02T06:00:00Z"


def test_globe_lists_what_robots_forbids(stand: Running) -> None:
    links = [entry.link for entry in parsed(stand, "daily-globe").entries]
    assert f"{stand.url('daily-globe')}/subscribers/behind-the-scenes.html" in links


def test_sitemaps_lead_from_robots_to_the_news(stand: Running) -> None:
    base = stand.url("seoul-courier")
    assert f"Sitemap: {base}/sitemap-index.xml" in fetch(f"{base}/robots.txt").text
    index = etree.fromstring(fetch(f"{base}/sitemap-index.xml").body)
    maps = index.xpath("//*[local-name()='loc']/text()")
    assert maps == [f"{base}/sitemap-pages.xml", f"{base}/news-sitemap.xml"]
    news = etree.fromstring(fetch(maps[1]).body)
    assert news.xpath("//*[local-name()='title']/text()")[0] == 'Kim Soo-hyun to sing theme for "Queen of Tears"'
    assert news.xpath("//*[local-name()='publication_date']/text()")[0] == "2026-11-02T10:30:00+09:00"
    assert news.xpath("//*[local-name()='loc']/text()")[1] == f"{base}/news/premium/behind-the-scenes"


def test_lists_have_pages_of_ten(stand: Running) -> None:
    base = stand.url("drama-times")
    links = [LexborHTMLParser(fetch(f"{base}/list?page={page}").body).css("ul.news_list dt a") for page in (1, 2)]
    assert [len(page) for page in links] == [10, 2]  # eleven articles, and one that robots.txt forbids
    assert fetch(f"{base}/list?page=3").status == fetch(f"{base}/list?page=x").status == 404
    assert fetch(f"{base}/list").body == fetch(f"{base}/list?page=1").body
    assert fetch(f"{base}/feed/").status == 404


def test_rest_fields_totals_and_entities(stand: Running) -> None:
    reply, posts = rest(stand, "_fields=id,link,title,date,date_gmt&per_page=1")
    assert reply.headers["X-WP-Total"] == reply.headers["X-WP-TotalPages"] == "2"
    assert list(posts[0]) == ["id", "date", "date_gmt", "link", "title"]
    assert posts[0]["date"] == "2026-11-02T09:00:00"
    assert posts[0]["date_gmt"] == "2026-11-02T00:00:00"
    assert "&#8220;Queen Of Tears&#8221;" in posts[0]["title"]["rendered"]
    assert [post["id"] for post in rest(stand, "per_page=1&page=2")[1]] == [2]


def test_rest_after_is_exclusive_and_modified_after_sees_edits(stand: Running) -> None:
    assert [post["id"] for post in rest(stand, "after=2026-11-01T12:00:00")[1]] == [1]
    assert [post["id"] for post in rest(stand, "after=2026-11-01T02:59:59Z")[1]] == [1, 2]
    assert [post["id"] for post in rest(stand, "before=2026-11-02T09:00:00%2B09:00")[1]] == [2]
    assert rest(stand, "modified_after=2026-11-19T00:00:00Z")[1] == []
    stand.control.edit(id="2", headline="Changed")
    assert [post["id"] for post in rest(stand, "modified_after=2026-11-19T00:00:00Z")[1]] == [2]


@pytest.mark.parametrize("query", ["per_page=101", "per_page=x", "page=0", "page=9", "after=soon"])
def test_rest_refuses_bad_parameters(stand: Running, query: str) -> None:
    reply, said = rest(stand, query)
    assert reply.status == 400
    assert said["code"].startswith("rest_")


def test_rest_root_tags_and_tag_pages(stand: Running) -> None:
    base = stand.url("hallyu-post")
    assert "wp/v2" in json.loads(fetch(f"{base}/wp-json/").body)["namespaces"]
    number = rest(stand, "per_page=1")[1][0]["tags"][0]
    tags = json.loads(fetch(f"{base}/wp-json/wp/v2/tags?include={number}").body)
    assert [tag["name"] for tag in tags] == ["Kim Soo Hyun"]
    assert "/2026/11/kim-soo-hyun-queen-of-tears-ost/" in fetch(tags[0]["link"]).text
    assert fetch(f"{base}/tag/nobody/").status == 404
    assert fetch(f"{base}/?p=2").headers["Location"] == f"{base}/2026/11/iu-is-back/"


@pytest.mark.parametrize(("site", "kind"), [("hallyu-post", "rss"), ("k-wave-diary", "atom")])
def test_front_page_names_the_feed(stand: Running, site: str, kind: str) -> None:
    page = LexborHTMLParser(fetch(stand.url(site) + "/").body)
    link = page.css_first(f'link[rel="alternate"][type="application/{kind}+xml"]')
    assert link is not None
    assert link.attributes["href"] == FEEDS[site]
