"""One page of one source to one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from scraper.model.article import Article, Page, Precision
from scraper.model.errors import Unreadable
from scraper.model.source import Source
from scraper.model.text import block, line, plain
from scraper.reading import body as bodies
from scraper.reading import headline
from scraper.reading.address import absolute, fetchable, same_site, site
from scraper.reading.blocked import blocked_text, blocked_title, is_short
from scraper.reading.charset import decode, whole
from scraper.reading.dateline import first_date, shown_dates
from scraper.reading.dates import parse_date
from scraper.reading.language import language_of
from scraper.reading.listing import names_page
from scraper.reading.markup import MAX_EXTRACTED_DEPTH, depth_of, drop_invisible, parse, select, tidy
from scraper.reading.metadata import Head, head
from scraper.reading.structured import Node, article_node

_LONGEST_TITLE = 500  # characters; a headline is never longer, a page that is all title is
_MAX_LEAD = 1_000
_MAX_BYLINE = 200


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page opened: its text, its tree and what its metadata says."""

    page: Page
    source: Source
    html: str
    tree: LexborHTMLParser
    node: Node
    head: Head


def read(page: Page, source: Source) -> Article:
    """The article on a page, its text clean and its address the one the page itself claims, where that is on the site.

    The address is one to link to; `canonical(article.url)` is its identity. Raises Unreadable with the reason for what
    is no article: binary or empty bodies, nesting that hurts, blocked pages (`what` starts with "blocked:"), a page
    without headline or without text, text that could not be decoded.
    """
    try:
        return _read(page, source)
    except Unreadable as error:
        raise Unreadable(error.what, source=source.name, url=page.url, remedy=error.remedy) from error


def _read(page: Page, source: Source) -> Article:
    sheet = _open(page, source)
    _refuse_blocked(sheet)
    title = _title(sheet)
    published, precision, date_text = _published(sheet)
    lead, byline, image, url = _lead(sheet), _byline(sheet), _image(sheet), _address(sheet)
    text = _body(sheet, title)  # last: it takes the tree apart
    return Article(
        url=url,
        source=source.name,
        title=whole(title, "headline"),
        lead=lead if "\ufffd" not in lead else "",
        body=whole(text, "body"),
        byline=byline,
        published=published,
        precision=precision,
        date_text=date_text,
        modified=_modified(sheet),
        language=language_of(f"{title}\n{lead}\n{text}", source.languages, sheet.head.language),
        image=image,
        tags=_tags(sheet),
    )


def _open(page: Page, source: Source) -> _Sheet:
    html = tidy(decode(page.body, page.content_type, declared=source.charset))
    tree = parse(html)
    return _Sheet(page=page, source=source, html=html, tree=tree, node=article_node(tree), head=head(tree))


def _refuse_blocked(sheet: _Sheet) -> None:
    why = None if sheet.node.is_article else blocked_title(sheet.head.title)
    if why:
        raise Unreadable(f"blocked: {why}")


def _title(sheet: _Sheet) -> str:
    meta = sheet.head
    own = sheet.node.text("headline") if sheet.node.is_article else ""
    stated = [own, meta.first("headline"), meta.first("og:title"), meta.first("twitter:title")]
    headings = [node.text() for node in sheet.tree.css("h1")]
    declared = [node.text() for node in select(sheet.tree, sheet.source.headline)] if sheet.source.headline else []
    title = headline.choose([*declared, *headings], stated, meta.title, _outlets(sheet))
    if not title:
        raise Unreadable("no headline")
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"


def _outlets(sheet: _Sheet) -> list[str]:
    name = sheet.head.first("og:site_name", "application-name")
    domain = site(sheet.page.url)
    return [
        sheet.source.title,
        sheet.source.name,
        plain(name),
        domain,
        domain.partition(".")[0],
        *_publishers(sheet.node),
    ]


def _publishers(node: Node) -> tuple[str, ...]:
    return tuple(plain(name) for name in node.texts("publisher"))


def _published(sheet: _Sheet) -> tuple[datetime | None, Precision, str]:
    """Instant, precision, and the date as printed where it could not be read."""
    stated = [sheet.node.text("datePublished", "dateCreated"), *sheet.head.dates]
    moment, precision, printed = first_date(stated, sheet.source.zone, fetched=sheet.page.fetched)
    if moment and precision is not Precision.DAY:
        return moment, precision, ""
    seen, seen_precision, seen_printed = first_date(
        shown_dates(sheet.tree, sheet.source.date), sheet.source.zone, fetched=sheet.page.fetched
    )
    if moment and not (seen and timedelta(0) <= seen - moment < timedelta(days=1)):  # a stated day wants its own time
        return moment, precision, ""
    return seen, seen_precision, "" if seen else (printed or seen_printed)[:_MAX_BYLINE]


def _modified(sheet: _Sheet) -> datetime | None:
    text = sheet.node.text("dateModified") or sheet.head.modified
    return parse_date(text, sheet.source.zone, fetched=sheet.page.fetched)[0]


def _lead(sheet: _Sheet) -> str:
    meta = sheet.head
    stated = plain(sheet.node.text("description")) if sheet.node.is_article else ""
    lead = stated or plain(meta.first("og:description")) or plain(meta.first("description", "twitter:description"))
    return (lead or _selected(sheet, sheet.source.lead))[:_MAX_LEAD]


def _byline(sheet: _Sheet) -> str:
    names = [plain(name) for name in sheet.node.texts("author")]
    stated = ", ".join(dict.fromkeys(name for name in names if name and not name.startswith(("http:", "https:"))))
    return (stated or sheet.head.author or _selected(sheet, sheet.source.byline))[:_MAX_BYLINE]


def _selected(sheet: _Sheet, selector: str) -> str:
    nodes = select(sheet.tree, selector) if selector else []
    return next((text for text in (line(node.text()) for node in nodes) if text), "")


def _image(sheet: _Sheet) -> str | None:
    meta = sheet.head
    stated = [
        sheet.node.address("image"),
        meta.first("og:image", "og:image:url", "og:image:secure_url"),
        meta.first("twitter:image", "twitter:image:src"),
    ]
    nodes = select(sheet.tree, sheet.source.image) if sheet.source.image else []
    shown = [
        node.attributes.get(name) or "" for node in nodes for name in ("data-org-src", "data-src", "src", "content")
    ]
    found = (absolute(plain(address), sheet.page.url) for address in [*stated, *shown] if address)
    return next((address for address in found if address), None)


def _tags(sheet: _Sheet) -> tuple[str, ...]:
    stated = [plain(part) for text in sheet.node.texts("keywords") for part in text.split(",")]
    return tuple(dict.fromkeys(tag for tag in stated if tag)) or sheet.head.tags


def _address(sheet: _Sheet) -> str:
    for claim in (sheet.head.canonical, sheet.head.first("og:url")):
        url = absolute(claim, sheet.page.url)
        if url and same_site(url, sheet.page.url) and names_page(url, sheet.page.url, sheet.source):
            return fetchable(url)
    return fetchable(sheet.page.url)


def _body(sheet: _Sheet, title: str) -> str:
    source = sheet.source
    body = bodies.by_selectors(sheet.tree, source.body, source.noise)
    if not body and sheet.node.is_article:
        body = bodies.stated(sheet.node.text("articleBody"), sheet.tree)
    body = bodies.cut(bodies.without_title(block(body or _extracted(sheet)), title), source.stop)
    if is_short(body) and not sheet.node.is_article and not sheet.head.dates:
        _refuse_notice(sheet)
    if not body:
        raise Unreadable("no text: nothing but a headline")
    return body


def _extracted(sheet: _Sheet) -> str:
    if (depth := depth_of(sheet.tree)) > MAX_EXTRACTED_DEPTH:
        raise Unreadable(f"tags nested {depth} deep: text would be lost", remedy="declare the source's body selector")
    text = bodies.extracted(_without_noise(sheet), sheet.page.url)
    return max(text, bodies.embedded(sheet.html, sheet.source.noise), key=len) if is_short(text) else text


def _without_noise(sheet: _Sheet) -> str:
    for selector in sheet.source.noise:
        for node in select(sheet.tree, selector):
            node.decompose()
    return sheet.tree.html or "" if sheet.source.noise else sheet.html


def _refuse_notice(sheet: _Sheet) -> None:
    markup = sheet.html
    drop_invisible(sheet.tree)
    text = line(sheet.tree.body.text(separator=" ")) if sheet.tree.body else ""
    if why := blocked_text(text, markup):
        raise Unreadable(f"blocked: {why}")
