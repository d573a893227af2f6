"""The list of feeds that a reader program imports at once: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from feeds.feed import GROUPS, SITE, Feed

MEDIA_TYPE = "text/x-opml"
_MENTIONS = "Mentions"


def subscriptions(feeds: Sequence[Feed], public_url: str, changed: datetime | None = None) -> bytes:
    """The list: the common feeds, then one group each for dramas, actors, singers and topics, sorted by path. Feeds of
    mere mentions come last, in a group of their own that is easily left out.

    changed: instant of the newest story, aware; None leaves the date out. An empty group is left out.
    """
    base = public_url.rstrip("/")
    root = ElementTree.Element("opml", version="2.0")
    _head(ElementTree.SubElement(root, "head"), base, changed)
    body = ElementTree.SubElement(root, "body")
    for group in ("", *GROUPS.values(), _MENTIONS):
        members = sorted((feed for feed in feeds if _group(feed) == group), key=lambda feed: feed.path)
        if members:
            parent = ElementTree.SubElement(body, "outline", text=group, title=group) if group else body
            for feed in members:
                ElementTree.SubElement(parent, "outline", _outline(feed, base))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _group(feed: Feed) -> str:
    return _MENTIONS if feed.path.endswith("/mentions") else feed.group


def _head(head: ElementTree.Element, base: str, changed: datetime | None) -> None:
    ElementTree.SubElement(head, "title").text = f"{SITE} feeds"
    if changed:
        ElementTree.SubElement(head, "dateModified").text = format_datetime(changed.astimezone(UTC))
    ElementTree.SubElement(head, "ownerName").text = SITE
    ElementTree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    ElementTree.SubElement(head, "ownerId").text = f"{base}/"


def _outline(feed: Feed, base: str) -> dict[str, str]:
    """type is "rss" for every syndication format, says the specification; readers look at what they fetch."""
    outline = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "description": feed.description,
        "xmlUrl": f"{base}/{feed.files()['atom']}",
        "htmlUrl": f"{base}/",
    }
    return outline | ({"language": feed.language} if feed.language else {})
