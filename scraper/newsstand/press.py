"""The printing press: templates, and how dates and titles are written in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_CURLY = {"“": "&#8220;", "”": "&#8221;", "‘": "&#8216;", "’": "&#8217;", "–": "&#8211;", "…": "&#8230;"}


def texturize(text: str) -> Markup:
    """Markup with punctuation as numeric references, the way WordPress (`wptexturize`) sends titles."""
    return Markup("".join(_CURLY.get(char, char) for char in str(escape(text))))  # noqa: S704 - escaped


def slug(text: str) -> str:
    """Words of an address; "writer" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "writer"


def iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def utc(instant: datetime) -> str:
    return iso(instant.astimezone(UTC)).replace("+00:00", "Z")


def render(template: str, view: dict[str, Any]) -> str:
    """The template with the view as `v`; a name that the view lacks is a bug and raises."""
    return _environment().get_template(template).render(v=view)


def _cdata(text: str) -> Markup:
    safe = str(text).replace("]]>", "]]]]><![CDATA[>")
    return Markup(f"<![CDATA[{safe}]]>")  # noqa: S704 - the text cannot end its section


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    press = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    press.filters |= {
        "texturize": texturize, "slug": slug, "iso": iso, "utc": utc, "cdata": _cdata, "rfc822": format_datetime,
        "utc_time": lambda instant: instant.astimezone(UTC),
        "date": lambda instant, pattern: instant.strftime(pattern),
        "long": lambda instant: f"{instant:%B} {instant.day}, {instant.year}",
        "twice": lambda text: escape(str(escape(text))),
    }  # fmt: skip
    return press
