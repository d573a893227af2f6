"""What a page says of itself in its head: Open Graph, meta tags, links, title."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from scraper.model.text import plain

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created",
    "dable:published_time", "article.published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "og:pubdate",
    "article_date_original",
)  # fmt: skip
_MODIFIED_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod")
_AUTHOR_NAMES = (
    "article:author_name",
    "author",
    "dable:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "article:author",
    "og:article:author",
)
_TAG_NAMES = ("article:tag", "news_keywords", "keywords", "parsely-tags")


@dataclass(frozen=True, slots=True)
class Head:
    """meta: all values by lower-cased name, property or itemprop. canonical, language, title: "" when absent."""

    meta: dict[str, list[str]]
    canonical: str
    language: str
    title: str

    def first(self, *names: str) -> str:
        """The first value, as written, of the first named tag that has one; "" when none has."""
        return next((value for name in names for value in self.meta.get(name, ()) if value.strip()), "")

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(value for name in _DATE_NAMES for value in self.meta.get(name, ()) if value.strip())

    @property
    def modified(self) -> str:
        return self.first(*_MODIFIED_NAMES)

    @property
    def author(self) -> str:
        names = (plain(self.first(name)) for name in _AUTHOR_NAMES)
        return next((name for name in names if name and not name.startswith(("http:", "https:", "@"))), "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Values of the first kind of tag present; keyword lists are split at commas."""
        values = next((self.meta[name] for name in _TAG_NAMES if any(self.meta.get(name, ()))), [])
        parts = [part for value in values for part in value.replace("，", ",").split(",")]
        return tuple(dict.fromkeys(tag for tag in map(plain, parts) if tag))


def head(tree: LexborHTMLParser) -> Head:
    """Read all meta tags once; they are looked for in the whole page since broken pages have them in the body."""
    meta: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        found = node.attributes
        name = found.get("property") or found.get("name") or found.get("itemprop")
        if name:
            meta.setdefault(name.strip().lower(), []).append(found.get("content") or "")
    link = tree.css_first('link[rel~="canonical" i][href]')
    title = tree.css_first("head > title") or tree.css_first("title")
    root = tree.root.attributes if tree.root else {}
    return Head(
        meta=meta,
        canonical=(link.attributes.get("href") or "") if link else "",
        language=(root.get("lang") or "").strip(),
        title=title.text() if title else "",
    )
