"""Which links of a page lead to articles, site by site, through the reading of lists that the crawl uses."""

from __future__ import annotations

import pytest

from scraper.reading import discover

from .declared import page, source, sources

ARTICLES = {
    "soompi": (
        "/article/1507292wpp/watch-park-hyung-sik-and-han-so-hee-preview-their-chemistry-in-ost-music-videos-for-new-drama",
        "https://soompi.com/article/1648995wpp/han-so-hee-admits-to-dating-ryu-jun-yeol-says-she-will-apologize-to-hyeri-"
        "for-now-deleted-instagram-story",
    ),
    "kbizoom": (
        "/kim-soo-hyun-sings-ost-for-the-first-time-in-10-years-repays-the-love-from-queen-of-tears-viewers/",
        "https://www.kbizoom.com/one-slug-of-words?utm_source=x",
    ),
    "koreaboo": ("/news/sbs-k-drama-joseon-exorcist-will-reportedly-cancelled/", "/news/a-slug?utm_source=x"),
    "dramabeans": ("/2016/04/marriage-contract-episode-16-final/",),
    "hellokpop": ("/news/bts-jin-jirisan-ost-yours/",),
    "newsis": (
        "/view/NISX20251211_0003437038",
        "/view/?id=NISX20230228_0002208506&cID=13001&pID=13000",
        "https://mobile.newsis.com/view.html?ar_id=NISX20220927_0002028167",
    ),
    "ilgan-sports": ("/article/view/isp202503100405",),
    "yonhap-entertainment": ("/view/AKR20251028095752073", "/view/AKR20260101001500?section=industry"),
    "yonhap-english": ("/view/AEN20210326003400315",),
    "wowkorea-ja": ("https://wowkorea.jp/topic/read/116380.html", "/news/read/428623.html"),
    "wowkorea-en": ("https://wowkorea.live/topic/read/116380.html", "/news/read/428623.html"),
    "sbs-entertainment": ("/news/endPage.do?news_id=N1007604312", "/news/endPage.do?plink=RSS&news_id=N1007604313"),
    "sports-khan": ("/article/202410041427003", "/article/202609020605003/", "/article/202601301127003?pt=nv"),
    "korea-times": ("/entertainment/k-pop/20260325/a-slug-of-words", "/entertainment/20231011/another-slug"),
}
EVERYWHERE = (
    "/", "/?page=2", "/page/2/", "/feed/", "/tag/ost/", "/tag/kim-soo-hyun-queen-of-tears/", "/category/drama-news/",
    "/category/drama-news/page/2/", "/author/somebody/", "/about/", "/search/?q=OST", "/login", "https://elsewhere.example/article/1507292wpp/slug",
)  # fmt: skip
OTHERS = {
    "soompi": ("/category/music", "/tag/stray-kids", "/article/", "/article/1507292wpp/"),
    "kbizoom": ("/k-drama/", "/k-drama/page/2/", "/tag/a-long-tag-name/", "/media/2026/11/a-b-c-d.jpg"),
    "koreaboo": ("/news/", "/news/page/2/", "/news/page/"),
    "dramabeans": ("/category/drama-news/", "/2016/", "/2016/04/"),
    "hellokpop": ("/news/", "/news/page/2/"),
    "newsis": ("/entertainment/", "/view/", "/RSS/entertain.xml", "/view/NISI20240619_0001579897"),
    "ilgan-sports": ("/rss", "/entertain", "/article/view/", "/data/isp/image/2025/03/10/isp20250310000001.jpg"),
    "yonhap-entertainment": ("/entertainment/all", "/search/index?query=OST", "/view/AEN20210326003400315"),
    "yonhap-english": ("/culture/k-pop", "/culture/index", "/view/AKR20251028095752073"),
    "wowkorea-ja": ("/rss/rss_ent.xml", "/news/", "/topic/read/", "/album/read/331537.html"),
    "wowkorea-en": ("/news/", "/topic/", "/img/topic/26/133492/273578.html"),
    "sbs-entertainment": ("/news/SectionRssFeed.do?sectionId=14", "/news/newsMain.do", "/news/endPage.do?plink=RSS"),
    "sports-khan": ("/rss/entertainment", "/news/page/2", "/entertainment", "/article/", "/article/2024"),
    "korea-times": ("/entertainment/k-pop", "/entertainment/", "/business/20260325/a-slug-of-words"),
}


def found(name: str, addresses: tuple[str, ...]) -> int:
    links = "".join(f'<li><a href="{address}">A headline</a></li>' for address in addresses)
    site = source(name)
    return len(discover(page(site, "/", f"<html><body><ul>{links}</ul></body></html>"), site, "listing"))


def test_every_pattern_is_tried_here() -> None:
    assert {site.name for site in sources() if site.article} == set(ARTICLES) == set(OTHERS)


@pytest.mark.parametrize(("name", "address"), [(name, url) for name, urls in ARTICLES.items() for url in urls])
def test_an_article_is_found(name: str, address: str) -> None:
    assert found(name, (address,)) == 1


@pytest.mark.parametrize(("name", "address"), [(name, url) for name, urls in OTHERS.items() for url in urls])
def test_a_section_is_no_article(name: str, address: str) -> None:
    assert found(name, (address,)) == 0


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_no_site_takes_what_is_nowhere_an_article(name: str) -> None:
    assert found(name, (*EVERYWHERE, *ARTICLES[name])) == len(ARTICLES[name])
