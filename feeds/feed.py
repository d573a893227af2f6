"""A feed: which stories a subscriber asked for, and what it is called. The paths are those of `feeds_of`."""

from __future__ import annotations

from dataclasses import dataclass

SITE = "Hallyuwire"
FORMATS = ("rss", "atom", "json")
GROUPS = {"drama": "Dramas", "actor": "Actors", "singer": "Singers", "topic": "Topics"}
TOPIC_LABELS = {
    "ost": "OST",
    "casting": "Casting",
    "ratings": "Ratings",
    "premiere": "Premieres",
    "stills_teaser": "Stills and teasers",
    "interview": "Interviews",
    "press_event": "Press events",
    "awards": "Awards",
    "review_recap": "Reviews and recaps",
    "personal": "Personal life",
    "legal": "Legal",
    "industry": "Industry",
    "music": "Music",
    "film": "Film",
    "variety": "Variety shows",
    "other": "Other news",
}

# What a feed is called after the name, and what it holds: by home and section, "" where there is none.
_TEXTS = {
    ("drama", ""): ("news", "News about {name}."),
    ("drama", "ost"): ("OST", "Soundtrack news about {name}."),
    ("drama", "mentions"): ("mentions", "News that mentions {name} in passing."),
    ("actor", ""): ("K-drama news", "News about {name} or featuring {name}."),
    ("actor", "ost"): ("OST", "Soundtrack news about {name} or featuring {name}."),
    ("actor", "mentions"): ("mentions", "News that mentions {name} in passing."),
    ("singer", ""): ("K-drama and OST news", "News about {name} or featuring {name}."),
    ("singer", "ost"): ("OST", "Soundtrack news about {name} or featuring {name}."),
    ("singer", "mentions"): ("mentions", "News that mentions {name} in passing."),
    ("topic", ""): ("K-drama news", "{name}: K-drama and OST news from many outlets, one entry per story."),
}
_COMMON = {
    "all": ("K-drama and OST news", "All K-drama and OST news from many outlets, one entry per story."),
    "ost": ("K-drama OST news", "Soundtracks of K-dramas: songs, singers and release dates."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as subscribers see it.

    path: below `feeds/`, without suffix ("actor/kim-soo-hyun/ost"). title, description: one line of plain text each,
    never empty. language: BCP 47, None if its stories are in several.
    """

    path: str
    title: str
    description: str
    language: str | None = None

    @property
    def group(self) -> str:
        """Heading under which lists show it: a value of GROUPS, or "" for the common feeds."""
        return GROUPS.get(self.path.partition("/")[0], "")

    def files(self) -> dict[str, str]:
        """Published path by format: {"rss": "feeds/all.rss", ...}."""
        return {form: f"feeds/{self.path}.{form}" for form in FORMATS}


def describe(path: str, entity_name: str = "", entity_name_ko: str = "") -> Feed:
    """The feed at a path, with its texts. The names are the entity's; common and topic feeds need none.

    A path of no known shape is a bug of the caller: KeyError.
    """
    if path in _COMMON:
        title, description = _COMMON[path]
        return Feed(path=path, title=f"{title} · {SITE}", description=description)
    home, slug, section = (*path.split("/", 2), "")[:3]
    name = TOPIC_LABELS[slug] if home == "topic" else _name(entity_name, entity_name_ko)
    what, description = _TEXTS[home, section]
    return Feed(path=path, title=f"{name}: {what} · {SITE}", description=description.format(name=name))


def _name(english: str, korean: str) -> str:
    return f"{english} ({korean})" if korean and korean != english else english
