"""`explain`: why an article is in its story, why each entity was linked, which feeds carry it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import orjson

from feeds.edition import story_at
from scraper.cli.home import open_home
from scraper.model.errors import Misconfigured, Unreadable
from scraper.model.story import Match
from scraper.reading import canonical
from storage import articles, pages, stories
from storage.articles import Stored
from storage.database import Transaction


@click.command()
@click.argument("what", metavar="URL-or-STORY")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def explain(home: Path, what: str, as_json: bool) -> None:
    """Explain an article (by its address) or a story (by its id or GUID)."""
    with open_home(home).database().read() as tx:
        found = _explained(tx, what.removeprefix("urn:uuid:"))
    if found is None:
        raise Misconfigured(f"no article or story {what!r} is stored", remedy="`hallyuwire sources` shows what is")
    if as_json:
        click.echo(orjson.dumps(found))
    else:
        click.echo("\n".join(_text(found)))


def _explained(tx: Transaction, what: str) -> dict[str, Any] | None:
    if stored := articles.of_stories(tx, [what]).get(what):
        return _story(tx, what, stored)
    try:
        url = canonical(what)
    except Unreadable:
        return None
    article = articles.at(tx, [url])
    if article is None:
        page = pages.get(tx, url)
        return {"url": url, "stored": False, "state": page.state, "why": page.reason} if page else None
    if article.story is None:
        return {"url": url, "stored": True, "story": None, "articles": [_article(article)], "feeds": []}
    return {"url": url, "stored": True} | _story(
        tx, article.story, articles.of_stories(tx, [article.story])[article.story]
    )


def _story(tx: Transaction, id: str, stored: list[Stored]) -> dict[str, Any]:
    story = story_at(tx, id)
    assert story is not None
    return {
        "story": id,
        "guid": f"urn:uuid:{id}",
        "title": story.title,
        "published": story.published,
        "updated": story.updated,
        "topics": story.topics,
        "feeds": stories.feeds_of(tx, id),
        "articles": [_article(each) for each in stored],
    }


def _article(stored: Stored) -> dict[str, Any]:
    decision = stored.decision
    return {
        "url": stored.article.url,
        "outlet": stored.outlet,
        "title": stored.article.title,
        "published": stored.article.published,
        "precision": stored.article.precision,
        "relevant": stored.linked.relevant,
        "topics": stored.linked.topics,
        "match": decision.match,
        "match_article": decision.article,
        "score": decision.score,
        "why": decision.why,
        "mentions": [asdict(mention) for mention in stored.linked.mentions],
        "facts": stored.linked.facts,
    }


def _text(found: dict[str, Any]) -> list[str]:
    if not found.get("articles"):
        return [f"{found['url']}: {found['state']}; {found['why'] or 'not fetched yet'}"]
    if found["story"]:
        lines = [f"story {found['story']}: {found['title']}", f"topics: {', '.join(found['topics'])}"]
        lines += ["feeds:", *(f"  feeds/{path}" for path in found["feeds"])]
    else:
        lines = ["no story"]
    for article in found["articles"]:
        joined = "began the story" if article["match"] == Match.NEW else f"joined it ({article['match']})"
        how = joined if found["story"] else "tells no story"
        lines += ["", f"{article['outlet']}: {article['title']}", f"  {article['url']}", f"  {how}: {article['why']}"]
        lines += [
            f"  {mention['tier']:9}{mention['kind']}/{mention['slug']} “{mention['surface']}”: {mention['evidence']}"
            for mention in article["mentions"]
        ]
    return lines
