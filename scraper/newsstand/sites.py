"""The seven made-up sites: how each is written, addressed and found. Their order decides their ports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scraper.newsstand.piece import Piece

HOST = "127.0.0.1"
BASE_PORT = 8400
LISTED = 50  # entries of a feed; WordPress itself defaults to 10
PER_PAGE = 10  # entries of a listing page


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A made-up site. address: format of an article's path (when: local instant, id, slug, turn as in `Piece`).

    worded: addresses hold a slug. charset: of its bytes. declared: the charset is in the Content-Type header.
    feed: path of the feed or "". tagged: query added to links in the feed. alternate: prefix of the second address of
    each article (AMP, mobile) or "". closed: path that robots.txt forbids although the site lists it, or "".
    robots: body of robots.txt; `{base}` stands for the site's root.
    """

    name: str
    title: str
    language: str
    zone: str
    address: str
    worded: bool = True
    charset: str = "utf-8"
    declared: bool = True
    feed: str = ""
    tagged: str = ""
    alternate: str = ""
    closed: str = ""
    robots: str

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.zone))

    def path(self, piece: Piece) -> str:
        """Path and query of the piece's address."""
        if piece.path:
            return piece.path
        return self.address.format(when=self.local(piece.published), id=piece.id, slug=piece.slug, turn=piece.turn)


SITES = (
    Site(
        name="hallyu-post", title="Hallyu Post", language="en", zone="Asia/Seoul", address="/{when:%Y/%m}/{slug}/",
        feed="/feed/",
        robots="User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /*?s=\n"
        "Disallow: /search/\n",
    ),
    Site(
        name="yeonye-news", title="연예뉴스", language="ko", zone="Asia/Seoul", worded=False,
        address="/view/AKR{when:%Y%m%d}{id:0>6}{turn:03d}", feed="/rss/entertainment.xml",
        robots="User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /search/\nDisallow: /program/\n",
    ),
    Site(
        name="seoul-courier", title="The Seoul Courier", language="en", zone="Asia/Seoul", address="/news/{id}/{slug}",
        closed="/news/premium/behind-the-scenes",
        robots="User-agent: *\nDisallow: /news/premium/\nDisallow: /api/\n\nSitemap: {base}/sitemap-index.xml\n",
    ),
    Site(
        name="drama-times", title="드라마타임즈", language="ko", zone="Asia/Seoul", worded=False,
        address="/view?no={when:%Y%m%d}{id}{turn}", closed="/view?no=1&print=1",
        robots="User-agent: *\nDisallow: /*print=1\nDisallow: /member/\n",
    ),
    Site(
        name="star-ilbo", title="스타일보", language="ko", zone="Asia/Seoul", worded=False, charset="cp949",
        declared=False, address="/news_view.php?uid={when:%Y%m%d%H%M}{id}{turn}", feed="/rss/allArticle.xml",
        tagged="&utm_source=rss&utm_medium=feed", alternate="/m",
        robots="User-agent: *\nDisallow: /admin/\nDisallow: /*&mode=print\n",
    ),
    Site(
        name="daily-globe", title="The Daily Globe", language="en", zone="America/New_York",
        address="/{when:%Y/%m/%d}/{slug}-{id}.html", feed="/rss.xml",
        tagged="?utm_source=rss&utm_medium=feed&utm_campaign=latest", alternate="/amp",
        closed="/subscribers/behind-the-scenes.html",
        robots="User-agent: *\nDisallow: /subscribers/\nDisallow: /search\n",
    ),
    Site(
        name="k-wave-diary", title="K-Wave Diary", language="en", zone="Asia/Seoul", address="/{slug}/",
        feed="/atom.xml",
        robots="User-agent: *\nCrawl-delay: 0.2\nDisallow: /drafts/\nDisallow: /go/\n",
    ),
)  # fmt: skip

SITE = {site.name: site for site in SITES}


def port_of(name: str, base_port: int) -> int:
    """The site's port; the control port is `base_port` itself. KeyError for an unknown site."""
    return base_port + 1 + SITES.index(SITE[name])


def base_of(name: str, base_port: int) -> str:
    """Root of the site's addresses, without a slash at the end."""
    return f"http://{HOST}:{port_of(name, base_port)}"


def forbidden_piece(site: Site, newest: datetime) -> Piece:
    """The article that the site lists and forbids to crawlers; it must never be fetched by a polite one."""
    return Piece(
        id="closed", site=site.name, path=site.closed, published=newest - timedelta(minutes=1), slug="closed",
        headline="Subscribers only: Kim Soo Hyun sings an OST behind closed doors",
        summary="This article is for subscribers.",
        body="Only subscribers may read how the OST of the new drama was sung.\n\n"
        "A crawler that stores this paragraph did not read robots.txt.",
    )  # fmt: skip
