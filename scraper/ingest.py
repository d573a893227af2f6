"""The one write use case: a read article becomes part of a story, in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import cache

from scraper.linking import Linker
from scraper.model.article import Article
from scraper.model.entity import Catalogue, Kind, Linked, Tier
from scraper.model.story import Decision, Match, feeds_of
from scraper.model.text import fold
from scraper.reading import canonical
from scraper.recent import Recent
from scraper.stories.telling import weigh
from storage import articles, pages, seed, stories
from storage.articles import Stored
from storage.database import Database, Transaction
from storage.pages import State, Waiting
from storage.stories import Times


class Outcome(StrEnum):
    """NEW founded a story, SAME joined one, UPDATED changed a stored article, KNOWN changed nothing, IRRELEVANT tells
    no story."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"
    KNOWN = "known"
    IRRELEVANT = "irrelevant"


@cache
def known() -> tuple[Catalogue, Linker]:
    """The seed catalogue and the linker over it, made once a process: that takes about a second."""
    catalogue = seed.load()
    return catalogue, Linker(catalogue)


class Ingest:
    """Takes articles into one database. Several processes may do so at the same time: each decides on everything that
    was committed before its transaction began."""

    def __init__(self, database: Database, catalogue: Catalogue, linker: Linker) -> None:
        self._database = database
        self._linker = linker
        self._roles = {
            entity.slug: entity.roles for entity in catalogue.entities if entity.kind in (Kind.PERSON, Kind.GROUP)
        }
        self._recent = Recent()

    @classmethod
    def open(cls, database: Database) -> Ingest:
        """With all that the catalogue knows."""
        return cls(database, *known())

    def take(
        self,
        article: Article,
        *,
        outlet: str,
        page: Waiting | None,
        now: datetime,
        address: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Outcome:
        """Store an article and the story it tells. page: the frontier's row it was fetched for, None by hand.
        address: where it was read in the end, after redirects; None: where it says it is.

        Taking the same article again changes nothing; the identity of a story never changes.
        """
        linked = self._linker.link(article)
        address = address or article.url
        with self._database.write() as tx:
            known, article = _identified(tx, article, page, address)
            if known and article == known.article:
                linked = known.linked
            addresses = list(dict.fromkeys([canonical(address), *([page.url] if page else [])]))
            if known:
                id, outcome = known.id, self._retake(tx, known, article, linked, now)
            else:
                id, outcome = self._take_new(tx, article, linked, outlet, now)
            if page is not None:
                pages.settle(tx, page.url, State.READ, article=id, etag=etag, last_modified=last_modified)
                addresses.remove(page.url)
            pages.also_at(tx, article.source, addresses, id, now)
        return outcome

    def rebuild(self, now: datetime) -> dict[Outcome, int]:
        """Links all stored articles anew and makes the stories again from them. Articles that told a story keep it,
        whatever grouping would say today; ones that told none may now found or join one."""
        counts = dict.fromkeys((Outcome.NEW, Outcome.SAME, Outcome.UPDATED, Outcome.KNOWN, Outcome.IRRELEVANT), 0)
        with self._database.write() as tx:
            for stored in articles.in_order(tx):
                counts[self._rebuild_one(tx, stored, now)] += 1
        self._recent = Recent()
        return counts

    def _rebuild_one(self, tx: Transaction, stored: Stored, now: datetime) -> Outcome:
        linked = self._linker.link(stored.article)
        decision = stored.decision
        if stored.story is None and _kept(linked):
            decision = self._decide(tx, stored.article, linked, stored.fetched)
        if decision != stored.decision or linked != stored.linked:
            self._ensure_story(tx, decision, stored.article, stored.fetched)
            articles.change(tx, stored, stored.article, linked, decision)
        if decision.story is None:
            return Outcome.IRRELEVANT
        self._ensure_story(tx, decision, stored.article, stored.fetched)
        self._retell(tx, decision.story, changed=None)
        if decision != stored.decision:
            return Outcome(decision.match) if decision.match is Match.NEW else Outcome.SAME
        return Outcome.UPDATED if linked != stored.linked else Outcome.KNOWN

    def _take_new(
        self, tx: Transaction, article: Article, linked: Linked, outlet: str, now: datetime
    ) -> tuple[str, Outcome]:
        id = str(uuid.uuid4())
        if not _kept(linked):
            articles.add(tx, id, article, linked, _NO_STORY, outlet=outlet, now=now)
            return id, Outcome.IRRELEVANT
        decision = self._decide(tx, article, linked, now)
        moved = self._moved(tx, decision, article)
        if moved:
            return moved.id, self._retake(tx, moved, article, linked, now)
        assert decision.story is not None
        if decision.match is not Match.NEW:
            articles.add(tx, id, article, linked, decision, outlet=outlet, now=now)
            self._retell(tx, decision.story, changed=None)
            return id, Outcome.SAME
        published = self._found(tx, decision.story, article, now)
        articles.add(tx, id, article, linked, decision, outlet=outlet, now=now)
        stories.carry(tx, decision.story, feeds_of(linked, self._roles), published)
        return id, Outcome.NEW

    def _retake(self, tx: Transaction, known: Stored, article: Article, linked: Linked, now: datetime) -> Outcome:
        if article.published is None and known.article.published:
            # A page that lost its date has not become undated news: what was known stays.
            article = replace(article, published=known.article.published, precision=known.article.precision)
            linked = self._linker.link(article)
        if article == known.article and linked == known.linked:
            return Outcome.KNOWN
        decision = known.decision
        if known.story is None and _kept(linked):
            decision = self._decide(tx, article, linked, now)
            self._ensure_story(tx, decision, article, now)
        articles.change(tx, known, article, linked, decision)
        if decision.story is None:
            return Outcome.IRRELEVANT
        self._retell(tx, decision.story, changed=now if _edited(known.article, article) else None)
        return Outcome.UPDATED

    def _moved(self, tx: Transaction, decision: Decision, article: Article) -> Stored | None:
        """The stored article of the same source that this one is, at an address the site has given it since."""
        if decision.match is not Match.COPY or decision.article is None:
            return None
        original = articles.get(tx, decision.article)
        if original is None or original.article.source != article.source:
            return None
        same = original.article.title == article.title and original.article.published == article.published
        return original if same else None

    def _decide(self, tx: Transaction, article: Article, linked: Linked, now: datetime) -> Decision:
        decision = self._recent.decide(tx, article, linked, now)
        return decision if decision.story else replace(decision, story=str(uuid.uuid4()))

    def _ensure_story(self, tx: Transaction, decision: Decision, article: Article, now: datetime) -> None:
        if decision.story and not stories.times(tx, [decision.story]):
            self._found(tx, decision.story, article, now)

    def _found(self, tx: Transaction, story: str, article: Article, now: datetime) -> datetime:
        published = article.published or now
        stories.add(tx, story, Times(created=now, published=published, updated=published))
        return published

    def _retell(self, tx: Transaction, story: str, *, changed: datetime | None) -> None:
        """Make the story again from its articles. changed: when a reader could see a change, None if none could."""
        tellings = articles.of_stories(tx, [story])[story]
        whole = weigh([stored.linked for stored in tellings])
        times = stories.times(tx, [story])[story]
        dated = [stored.article.published for stored in tellings if stored.article.published]
        published = min(dated, default=times.created)
        moved = Times(times.created, published, max(changed or times.updated, published))
        if moved != times:
            stories.move(tx, story, moved)
        stories.carry(tx, story, feeds_of(whole, self._roles), published)


_NO_STORY = Decision(
    match=Match.NEW, story=None, article=None, score=0.0, why="tells nothing of dramas or their people"
)


def _identified(tx: Transaction, article: Article, page: Waiting | None, address: str) -> tuple[Stored | None, Article]:
    """The stored article that this one is, None for a new one; and the article as it is to be stored.

    An article is known by the addresses it was read at. What a page claims as its address (rel=canonical) counts only
    where an article of the same headline and instant is stored: careless sites claim one address for many pages.
    """
    own = articles.at(tx, [page.url]) if page else None
    here, claim = canonical(address), canonical(article.url)
    there = own if page and here == page.url else articles.at(tx, [here])
    if own and there and own.id != there.id:
        return own, own.article  # it redirects to another article now: gone, but not another text
    if known := own or there:
        return known, replace(article, url=known.article.url if there else address)  # else it has moved
    claimed = articles.at(tx, [claim]) if claim != here else None
    if claimed and _same_piece(claimed.article, article):
        return claimed, claimed.article  # its AMP form, its second page: what was read at its own address stays
    return None, replace(article, url=address)


def _same_piece(one: Article, two: Article) -> bool:
    return fold(one.title) == fold(two.title) and (one.published is None or one.published == two.published)


def _kept(linked: Linked) -> bool:
    """Whether an article tells a story of ours: relevant, or news about or featuring someone we know."""
    return linked.relevant or any(
        mention.kind is Kind.PERSON and mention.tier is not Tier.MENTION for mention in linked.mentions
    )


def _edited(before: Article, after: Article) -> bool:
    return (before.title, before.lead, before.body) != (after.title, after.lead, after.body)
