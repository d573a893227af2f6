"""An entry: one story as a feed shows it, before it is written in any format."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import nh3
from w3lib.url import safe_url_string

from feeds.feed import TOPIC_LABELS
from scraper.model.story import Outlet, Story

SUMMARY_LENGTH = 300  # characters; a teaser, so that readers go to the outlet for the text
_MOST_OTHERS = 20
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Category:
    """kind: of `Kind`, or "topic". term: slug of the entity or name of the topic. label: as shown to people."""

    kind: str
    term: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story in a feed. Text is plain and unescaped, but for `html`: own small markup of p and a.

    id: `urn:uuid:…`, for ever. link: http(s) address of the lead article. summary: at most SUMMARY_LENGTH characters,
    "" when there is none. author: byline and outlet. outlet, home: name and front page of the lead article's outlet.
    others: the other tellings, http(s) only. image: http(s) or None. published, updated: UTC, whole seconds, so that
    all the formats carry the same instant; published is None where no telling says when it
    appeared. language: BCP 47 or "".
    """

    id: str
    link: str
    title: str
    summary: str
    html: str
    image: str | None
    author: str
    outlet: str
    home: str
    others: tuple[Outlet, ...]
    categories: tuple[Category, ...]
    published: datetime | None
    updated: datetime
    language: str


def entry(story: Story, base: str) -> Entry:
    """The entry of a story. base: the public address without a slash at its end.

    Where the lead article has no http(s) address, the front page stands in for it.
    """
    link = web_address(story.link) or f"{base}/"
    summary = shortened(" ".join(story.summary.split()))
    outlet = story.outlets[0].name if story.outlets else urlsplit(link).netloc
    others = _others(story, link)
    return Entry(
        id=f"urn:uuid:{story.id}",
        link=link,
        title=story.title,
        summary=summary,
        html=_markup(summary, link, outlet, others),
        image=web_address(story.image),
        author=f"{story.byline}, {outlet}" if story.byline and outlet not in story.byline else story.byline or outlet,
        outlet=outlet,
        home="{0.scheme}://{0.netloc}/".format(urlsplit(link)),
        others=others,
        categories=_categories(story),
        published=_seconds(story.published) if any(outlet.published for outlet in story.outlets) else None,
        updated=_seconds(story.updated),
        language=story.language,
    )


def web_address(url: str | None) -> str | None:
    """The address, percent-encoded where it must be, if it is an absolute http(s) one; else None."""
    try:
        parts = urlsplit(url or "")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return safe_url_string(url or "")
    except ValueError:  # "http://[", a port that is no number, a label that IDNA cannot hold
        return None


def shortened(text: str, limit: int = SUMMARY_LENGTH) -> str:
    """The text, or its start with "…", at most `limit` characters, cut between words where the script has spaces."""
    if len(text) <= limit:
        return text
    end = limit - 1
    space = text.rfind(" ", 0, limit)
    end = space if space > limit // 2 else _cluster_start(text, end)
    return text[:end].rstrip(" ,;:·-\u2013\u2014") + "…"


def gate(markup: str) -> str:
    """Markup with nothing but p and a elements, and http(s) addresses; the rest is dropped. The last defence."""
    return nh3.clean(
        markup, tags={"p", "a"}, attributes={"a": {"href", "hreflang"}}, url_schemes={"http", "https"}, link_rel=None
    )


def _cluster_start(text: str, end: int) -> int:
    """Moves a cut back so that no accent, variation or joined emoji is torn off its base."""
    while end and (text[end] in _JOINERS or text[end - 1] == "\u200d" or unicodedata.combining(text[end])):
        end -= 1
    return end


def _others(story: Story, link: str) -> tuple[Outlet, ...]:
    """The tellings at other addresses than `link`, each address once."""
    found: dict[str, Outlet] = {}
    for telling in story.outlets[1:]:
        url = web_address(telling.url)
        if url and url != link:
            found.setdefault(url, replace(telling, url=url))
    return tuple(found.values())


def _markup(summary: str, link: str, outlet: str, others: tuple[Outlet, ...]) -> str:
    parts = [f"<p>{html.escape(summary)}</p>"] if summary else []
    parts.append(f"<p>Source: {_anchor(outlet, link, '')}</p>")
    if others:
        names = [_anchor(other.name, other.url, other.language) for other in others[:_MOST_OTHERS]]
        if len(others) > _MOST_OTHERS:
            names.append(f"{len(others) - _MOST_OTHERS} more")
        parts.append(f"<p>Also in: {', '.join(names)}</p>")
    return gate("".join(parts))


def _anchor(text: str, url: str, language: str) -> str:
    hreflang = f' hreflang="{html.escape(language)}"' if language else ""
    return f'<a href="{html.escape(url)}"{hreflang}>{html.escape(text)}</a>'


def _categories(story: Story) -> tuple[Category, ...]:
    entities = (Category(mention.kind.value, mention.slug, mention.name) for mention in story.mentions)
    topics = (Category("topic", topic, TOPIC_LABELS[topic]) for topic in story.topics)
    return tuple(dict.fromkeys((*entities, *topics)))


def _seconds(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
