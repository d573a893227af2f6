"""The sites of the newsstand as sources, declared the way real ones are."""

from __future__ import annotations

from pathlib import Path

from scraper.model.source import Source
from scraper.newsstand.piece import Gold
from scraper.newsstand.sites import BASE_PORT, SITE, SITES, base_of
from scraper.newsstand.stock import ARTICLES, load


def declarations(base_port: int = BASE_PORT) -> tuple[Source, ...]:
    """The seven sources of a newsstand on these ports. Two of them say no more than where their articles are listed."""
    base = {site.name: base_of(site.name, base_port) for site in SITES}
    return (
        Source(
            name="hallyu-post", url=base["hallyu-post"] + "/", title="Hallyu Post", languages=("en",),
            timezone="Asia/Seoul", feeds=(base["hallyu-post"] + "/feed/",),
            wordpress=base["hallyu-post"] + "/wp-json/", article=r"^/\d{4}/\d\d/[^/]+/$",
            body=("div.entry-content > p:not(.has-text-align-center)",), noise=(".ad", ".jp-relatedposts"),
            stop=(r"Source\s*\(",), delay=0.0, allow_private_addresses=True, grade="VM",
        ),
        Source(
            name="yeonye-news", url=base["yeonye-news"] + "/", title="연예뉴스", languages=("ko",),
            timezone="Asia/Seoul", feeds=(base["yeonye-news"] + "/rss/entertainment.xml",), article=r"^/view/AKR\d{8}",
            body=("div.story-news > p:not(.reporter):not(.txt-copyright)",), noise=(".related-zone", ".ad-box"),
            delay=0.0, allow_private_addresses=True, grade="VM",
        ),
        Source(
            name="seoul-courier", url=base["seoul-courier"] + "/", title="The Seoul Courier",
            sitemaps=(base["seoul-courier"] + "/sitemap-index.xml",), delay=0.0, allow_private_addresses=True,
        ),
        Source(
            name="drama-times", url=base["drama-times"] + "/", title="드라마타임즈", languages=("ko",),
            timezone="Asia/Seoul", listings=(base["drama-times"] + "/list?page={page}",), article=r"^/view\?no=\d+",
            headline="h3.view_title", body=("div.view_cont > p:not(.copy)",), byline=".view_info .writer",
            date=".view_info .date", noise=(".ad_mid", ".img_box"), delay=0.0, allow_private_addresses=True, grade="VM",
        ),
        Source(
            name="star-ilbo", url=base["star-ilbo"] + "/", title="스타일보", languages=("ko",), timezone="Asia/Seoul",
            feeds=(base["star-ilbo"] + "/rss/allArticle.xml",), article=r"^/news_view\.php\?uid=\d{12}",
            headline="h2.headline", body=("#articleBody",), byline=".info .name", date=".info .input",
            noise=(".artimg", ".adbox"), stop=(r".{0,40}@starilbo\.example",), delay=0.0,
            allow_private_addresses=True, grade="VM",
        ),
        Source(
            name="daily-globe", url=base["daily-globe"] + "/", title="The Daily Globe",
            feeds=(base["daily-globe"] + "/rss.xml",), delay=0.0, allow_private_addresses=True,
        ),
        Source(
            name="k-wave-diary", url=base["k-wave-diary"] + "/", title="K-Wave Diary", languages=("en",),
            timezone="Asia/Seoul", feeds=(base["k-wave-diary"] + "/atom.xml",), article=r"^/[a-z0-9-]+/$",
            body=("div.post-body > p",), noise=(".yarpp", "p:has(> strong > a)"), stop=(r"Back to top",), delay=0.0,
            allow_private_addresses=True, grade="VM",
        ),
    )  # fmt: skip


def gold(articles: Path = ARTICLES) -> tuple[Gold, ...]:
    """What every article is about, of all waves; join with `addresses` by id."""
    return load(articles).gold


def addresses(base_port: int = BASE_PORT, articles: Path = ARTICLES) -> dict[str, str]:
    """Canonical address of every article by id, before any is moved."""
    pieces = load(articles).pieces
    return {piece.id: base_of(piece.site, base_port) + SITE[piece.site].path(piece) for piece in pieces}
