"""What one made-up site shows at the moment, and what changes it: publishing, editing, moving."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from scraper.model.errors import Misconfigured
from scraper.newsstand.piece import Edit, Piece, Stock
from scraper.newsstand.sites import Site, forbidden_piece
from scraper.newsstand.stock import check


class Newsroom:
    """The state of one site. `edition` grows with every change; `changed`: aware instant of the last one.

    Starts with the articles of wave 1. Not safe for threads: one event loop owns it.
    """

    def __init__(self, site: Site, stock: Stock, epoch: datetime) -> None:
        self.site = site
        self._stock = stock
        self.epoch = epoch
        self.edition = 0
        self.reset()

    def reset(self) -> None:
        """Back to the start: wave 1, nothing edited, nothing moved."""
        self._pieces = {piece.id: piece for piece in self._stock.pieces if piece.site == self.site.name}
        self._edits = [edit for edit in self._stock.edits if edit.article in self._pieces]
        self._shown = {piece.id for piece in self._pieces.values() if piece.wave == 1}
        self._at = {self.site.path(piece): piece.id for piece in self._pieces.values()}
        self._wave = 1
        self._frozen: tuple[tuple[Piece, ...], datetime] | None = None
        first = [piece.published for piece in self._pieces.values() if piece.wave == 1]
        self.changed = max(first, default=self.epoch)
        self._closed = forbidden_piece(self.site, self.changed) if self.site.closed else None
        # Boxes of popular and related articles keep to these, so that a page changes only with its own article.
        self.regulars = tuple(piece for piece in self._pieces.values() if piece.wave == 1)
        self.edition += 1

    @property
    def shown(self) -> tuple[Piece, ...]:
        """Published articles, newest first."""
        pieces = (self._pieces[one] for one in self._shown)
        return tuple(sorted(pieces, key=lambda piece: (piece.published, piece.id), reverse=True))

    @property
    def listed(self) -> tuple[Piece, ...]:
        """What feeds, sitemaps and listings show, newest first; with the article that robots.txt forbids, if any."""
        pieces = self.shown if self._frozen is None else self._frozen[0]
        if self._closed is None:
            return pieces
        return tuple(sorted((*pieces, self._closed), key=lambda piece: piece.published, reverse=True))

    @property
    def listed_since(self) -> datetime:
        """When feeds, sitemaps and listings last changed; aware."""
        return self.changed if self._frozen is None else self._frozen[1]

    @property
    def next_wave(self) -> int | None:
        """The next wave with an article that is not there yet; None when all are out."""
        return min((p.wave for p in self._pieces.values() if p.id not in self._shown and p.wave > self._wave),
                   default=None)  # fmt: skip

    def at(self, path: str) -> Piece | None:
        """The article at (or once at) the path; compare `site.path` to see whether it moved."""
        if self._closed is not None and path == self.site.closed:
            return self._closed
        one = self._at.get(path)
        return self._pieces[one] if one in self._shown else None

    def knows(self, one: str) -> bool:
        return one in self._pieces

    def publish(self, wave: int, now: datetime) -> list[str]:
        """Show every article up to the wave; ids of the new ones."""
        self._wave = max(self._wave, wave)
        return self._show([p.id for p in self._pieces.values() if p.wave <= wave and p.id not in self._shown], now)

    def publish_one(self, one: str, now: datetime) -> list[str]:
        return self._show([one] if one not in self._shown else [], now)

    def add(self, piece: Piece, now: datetime) -> None:
        """Publish an article that was not in the stock."""
        path = self.site.path(piece)
        if path in self._at or piece.id in self._pieces:
            raise Misconfigured(f"article {piece.id!r}: its id or address {path} is taken")
        self._pieces[piece.id], self._at[path] = piece, piece.id
        self._show([piece.id], now)

    def edits_of(self, one: str) -> list[Edit]:
        """Edits of the article (of all shown articles: "") still to be applied, in order."""
        return [edit for edit in self._edits if edit.article == one or (not one and edit.article in self._shown)]

    def apply(self, edit: Edit, now: datetime) -> str:
        """Change the article as the edit says; its path afterwards."""
        old = self._pieces[edit.article]
        new = edit.of(old, now)
        self._settle(old, new, now)
        self._edits = [other for other in self._edits if other is not edit]
        return self.site.path(new)

    def move(self, one: str, slug: str | None, now: datetime) -> str:
        """Give the article a new address (slug: its words, None: made from the old ones); the new path."""
        old = self._pieces[one]
        turn = old.turn + 1
        words = (slug or f"{old.slug}-{turn + 1}") if self.site.worded else ""
        new = replace(old, turn=turn, slug=words)
        self._settle(old, new, now)
        return self.site.path(new)

    def freeze(self, quiet: bool) -> None:
        """quiet: feeds, sitemaps and listings stay as they are now, whatever is published."""
        self._frozen = (self.shown, self.changed) if quiet else None
        self.edition += 1

    def _show(self, ids: list[str], now: datetime) -> list[str]:
        self._shown.update(ids)
        if ids:
            self._touch(now)
        return ids

    def _settle(self, old: Piece, new: Piece, now: datetime) -> None:
        check(new, f"article {new.id!r}")
        path = self.site.path(new)
        if self._at.get(path, new.id) != new.id:
            raise Misconfigured(f"article {new.id!r}: the address {path} is taken")
        self._pieces[new.id], self._at[path] = new, new.id
        self._touch(now)

    def _touch(self, now: datetime) -> None:
        self.changed = now
        self.edition += 1
