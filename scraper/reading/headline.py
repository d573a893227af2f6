"""The headline: one of several candidates, without the outlet's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.model.text import fold, plain

_SEPARATOR = re.compile(r"\s*[|｜ㅣ│•·:：«»<>/*–—\-]+\s*")
_MAX_SUFFIX = 40
_MIN_HEADLINE = 6
# What outlets put after their name in page titles: "Daily Mail Online", "Metro News", 스타뉴스닷컴.
_TRAILERS = ("", "online", "news", "com", "tv", "web", "digital", "magazine", "デジタル", "ニュース", "닷컴", "뉴스")


def choose(headings: Sequence[str], stated: Sequence[str], title: str, outlets: Sequence[str]) -> str:
    """The headline as plain text, "" when there is no candidate.

    headings: texts of the page's h1 elements. stated: what metadata says, most trusted first. title: the page's
    `<title>`. outlets: names of the outlet, which are cut off. A stated headline that a visible one repeats is
    believed first; after that the first stated one, since many sites use h1 for their own name.
    """
    names = frozenset(fold(name) for name in outlets if len(fold(name)) > 1)
    seen = [text for text in map(plain, headings) if text and not _is_outlet(text, names)]
    said = [
        text for text in (without_outlet(plain(text), names) for text in stated) if text and not _is_outlet(text, names)
    ]
    visible = {fold(text) for text in seen}
    agreed = next((text for text in said if fold(text) in visible), "")
    if agreed:
        return agreed
    if said:
        return _without_section(said[0], [*seen, *said])
    whole = without_outlet(plain(title), names)
    return next((text for text in seen if fold(whole).startswith(fold(text))), "") or next(iter(seen), "") or whole


def without_outlet(title: str, names: frozenset[str]) -> str:
    """Cut ` | Outlet` and the like off the end, or `Outlet: ` off the start. names: folded names of the outlet."""
    end = len(title)
    for found in reversed(list(_SEPARATOR.finditer(title))):
        right = title[found.end() : end]
        if len(right) > _MAX_SUFFIX or not title[: found.start()].strip():
            break
        if _is_outlet(right, names):
            end = found.start()
    title = title[:end].rstrip()
    start = _SEPARATOR.search(title)
    if start and _is_outlet(title[: start.start()], names) and len(title[start.end() :]) >= _MIN_HEADLINE:
        return title[start.end() :].strip()
    return title


def _is_outlet(text: str, names: frozenset[str]) -> bool:
    name = re.sub(r"\W", "", fold(text.strip(" []()")))
    bare = name.removeprefix("the")
    return any(name.removesuffix(end) in names or bare.removesuffix(end) in names for end in _TRAILERS) or (
        re.sub(r"^www", "", name) in {re.sub(r"\W", "", known) for known in names}
    )


def _without_section(title: str, others: Sequence[str]) -> str:
    """Where another candidate is the same up to a separator, the shorter one is the headline ("…-정치")."""
    for other in others:
        if _MIN_HEADLINE <= len(other) < len(title) and title.startswith(other) and _SEPARATOR.match(title, len(other)):
            return other
    return title
