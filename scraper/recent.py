"""The stories around an article's day, as all processes have stored them: what a decision is made on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from scraper.model.article import Article
from scraper.model.entity import Linked
from scraper.model.story import Decision, Told
from scraper.stories import Window
from storage import articles
from storage.articles import Stored
from storage.database import Transaction

_REACH = range(-3, 4)  # days; a story's tellings are looked for this far on either side of an article's time
_MOST_DAYS = 60  # loaded at once; a back-fill that wanders further starts anew


class Recent:
    """A window kept up to date from the database: with what is committed, or written by the same transaction."""

    def __init__(self) -> None:
        self._forget()

    def decide(self, tx: Transaction, article: Article, linked: Linked, now: datetime) -> Decision:
        """Which story the article joins. now: stands for its publish instant where it has none."""
        self._catch_up(tx)
        self._cover(tx, article.published or now)
        return self._window.decide(article, linked, now=now)

    def _forget(self) -> None:
        self._window = Window()
        self._revision: int | None = None
        self._days: set[date] = set()

    def _catch_up(self, tx: Transaction) -> None:
        """Add what was stored since the last look, by this process or another, on the days that are loaded."""
        newest = articles.revision(tx)
        if self._revision is not None and self._revision < newest:
            changed = articles.changed_since(tx, self._revision)
            self._add(stored for stored in changed if _day(stored.article.published or stored.fetched) in self._days)
        self._revision = newest

    def _cover(self, tx: Transaction, instant: datetime) -> None:
        """Load the tellings of the days around an instant, those that are not loaded yet."""
        days = {_day(instant) + timedelta(days=offset) for offset in _REACH}
        if len(self._days | days) > _MOST_DAYS:
            self._forget()
            self._catch_up(tx)
        for day in sorted(days - self._days):
            start = datetime.combine(day, time(), tzinfo=UTC)
            self._add(articles.between(tx, start, start + timedelta(days=1)))
        self._days |= days

    def _add(self, tellings: Iterable[Stored]) -> None:
        for stored in tellings:
            if stored.story is not None:
                self._window.add(Told(key=stored.id, story=stored.story, article=stored.article, linked=stored.linked))


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()
