"""The editors' desk: what the control port tells the newsrooms to do, as plain functions over JSON records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from scraper.model.errors import Misconfigured
from scraper.newsstand.faults import Fault, fault_of
from scraper.newsstand.kiosk import Kiosk
from scraper.newsstand.newsroom import Newsroom
from scraper.newsstand.stock import edit_of, piece_of

Record = Mapping[str, Any]


class Desk:
    """Commands to the sites. kiosks: by name of the site. Unknown sites, ids and modes are Misconfigured."""

    def __init__(self, kiosks: Mapping[str, Kiosk], clock: Callable[[], datetime]) -> None:
        self._kiosks = kiosks
        self._clock = clock
        self.faults: dict[str, dict[str, Fault]] = {name: {} for name in kiosks}

    def publish(self, record: Record) -> dict[str, Any]:
        """The next wave everywhere, of one `site`, or the one article `id`; ids that are new."""
        if "id" in record:
            room = self._room_of(str(record["id"]))
            return {"published": room.publish_one(str(record["id"]), self._clock())}
        rooms = [kiosk.room for kiosk in self._sites(record)]
        wave = min((room.next_wave for room in rooms if room.next_wave is not None), default=None)
        if wave is None:
            return {"published": []}
        return {"published": [one for room in rooms for one in room.publish(wave, self._clock())]}

    def edit(self, record: Record) -> dict[str, Any]:
        """Given fields of the article `id`; without fields its written edits; without `id` all those (of a `site`)."""
        one = str(record.get("id", ""))
        if set(record) - {"id", "site"}:
            fields = {name: value for name, value in record.items() if name not in ("id", "site")}
            edit = edit_of({"article": one, **fields}, "control")
            return {"edited": {one: self._room_of(one).apply(edit, self._clock())}}
        rooms = [self._room_of(one)] if one else [kiosk.room for kiosk in self._sites(record)]
        done = {e.article: room.apply(e, self._clock()) for room in rooms for e in room.edits_of(one)}
        if one and not done:
            raise Misconfigured(f"article {one!r} has no edit left", remedy="give the fields to change")
        return {"edited": done}

    def move(self, record: Record) -> dict[str, Any]:
        """The article `id` to a new address, of the words `slug` where given."""
        one = str(record.get("id", ""))
        return {"moved": {one: self._room_of(one).move(one, record.get("slug"), self._clock())}}

    def add(self, record: Record) -> dict[str, Any]:
        """A new article with the fields of the articles' files; gold fields are ignored."""
        piece = piece_of(record, "control")
        kiosk = self._kiosks[piece.site]
        kiosk.room.add(piece, self._clock())
        return {"url": kiosk.base + kiosk.room.site.path(piece)}

    def mode(self, record: Record) -> dict[str, Any]:
        """A fault, `quiet`, a `layout` or `normal` for one `site` or all."""
        mode = record.get("mode")
        kiosks = self._sites(record)
        for kiosk in kiosks:
            if mode == "normal":
                self._normal(kiosk)
            elif mode == "quiet":
                kiosk.room.freeze(quiet=True)
            elif mode == "layout":
                kiosk.lay_out(_layout(record.get("variant", "bare")))
            else:
                self.faults[kiosk.room.site.name][str(mode)] = fault_of(record)
        return {"mode": mode, "sites": [kiosk.room.site.name for kiosk in kiosks]}

    def reset(self, record: Record) -> dict[str, Any]:
        """Modes to normal; with `articles` true the articles, too, are as at the start."""
        for kiosk in self._sites(record):
            self._normal(kiosk)
            if record.get("articles"):
                kiosk.room.reset()
        return {"reset": [kiosk.room.site.name for kiosk in self._sites(record)]}

    def state(self) -> dict[str, Any]:
        """Per site: its address, what it shows at which addresses, its modes."""
        return {
            name: {
                "url": kiosk.base,
                "articles": {p.id: kiosk.base + kiosk.room.site.path(p) for p in kiosk.room.shown},
                "layout": kiosk.layout,
                "modes": sorted(self.faults[name]),
            }
            for name, kiosk in self._kiosks.items()
        }

    def fault(self, site: str, part: str) -> Fault | None:
        """The fault that meets the next request to a part of the site; counts down those that last some requests."""
        for mode, fault in self.faults[site].items():
            if part in fault.on:
                self._count(site, mode, fault)
                return fault
        return None

    def _count(self, site: str, mode: str, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times <= 1:
            del self.faults[site][mode]
        else:
            self.faults[site][mode] = fault.again()

    def _normal(self, kiosk: Kiosk) -> None:
        self.faults[kiosk.room.site.name].clear()
        kiosk.lay_out("")
        kiosk.room.freeze(quiet=False)

    def _sites(self, record: Record) -> list[Kiosk]:
        name = record.get("site")
        if name is None:
            return list(self._kiosks.values())
        if name not in self._kiosks:
            raise Misconfigured(f"unknown site {name!r}", remedy=f"one of {', '.join(self._kiosks)}")
        return [self._kiosks[name]]

    def _room_of(self, one: str) -> Newsroom:
        for kiosk in self._kiosks.values():
            if kiosk.room.knows(one):
                return kiosk.room
        raise Misconfigured(f"unknown article {one!r}")


def _layout(variant: Any) -> str:
    if variant not in ("bare", "shell"):
        raise Misconfigured(f"unknown layout {variant!r}", remedy="bare or shell")
    return str(variant)
