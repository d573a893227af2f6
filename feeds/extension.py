"""What feedgen 1.0 leaves out of entries: full Atom links, xml:lang, and in RSS the author, language and update time.

feedgen's `atom_entry` reads rel, type and length from the new element instead of from the link given, so they are lost;
its RSS author needs an e-mail address; RSS items have no element for the last change.
"""

from __future__ import annotations

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from feeds.entry import Entry

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedExtension(BaseExtension):  # type: ignore[misc]
    """Declares the name spaces that the entries use."""

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DC}


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """Writes what feedgen cannot. `carry` gives it the entry; without one it writes nothing."""

    def __init__(self) -> None:
        self._entry: Entry | None = None

    def carry(self, entry: Entry) -> None:
        self._entry = entry

    def extend_atom(self, element: Any) -> Any:
        """element: feedgen's lxml `entry`. It and its children have no name space until they are serialised."""
        if self._entry is None:
            return element
        if self._entry.language:
            element.set(_LANG, self._entry.language)
        for bare in element.findall("link"):
            element.remove(bare)
        for link in _links(self._entry):
            xml_elem("link", element, **link)
        return element

    def extend_rss(self, element: Any) -> Any:
        """element: feedgen's lxml `item`."""
        entry = self._entry
        if entry is None:
            return element
        _text(element, f"{{{DC}}}creator", entry.author)
        if entry.language:
            _text(element, f"{{{DC}}}language", entry.language)
        _text(element, f"{{{ATOM}}}updated", entry.updated.isoformat())
        xml_elem("source", element, url=entry.home).text = entry.outlet
        return element


def _links(entry: Entry) -> list[dict[str, str]]:
    """The lead article, then the other tellings as related."""
    links = [{"rel": "alternate", "type": "text/html", "href": entry.link, "hreflang": entry.language}]
    for other in entry.others:
        links.append(
            {"rel": "related", "type": "text/html", "href": other.url, "hreflang": other.language, "title": other.title}
        )
    return [{name: value for name, value in link.items() if value} for link in links]


def _text(parent: Any, name: str, text: str) -> None:
    xml_elem(name, parent).text = text
