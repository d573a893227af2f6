"""The error family. One root; each class is named by what the caller should do about it."""

from __future__ import annotations


class HallyuwireError(Exception):
    """Root of every error that is expected to happen; anything else is a bug and propagates.

    what: what was wrong, in a few words. remedy: what a person can do, or empty.
    source: name of the source concerned, or None. url: the address concerned, or None.
    `str()` is one line that carries all four.
    """

    def __init__(self, what: str, *, source: str | None = None, url: str | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.source = source
        self.url = url
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.source}: {self.what}" if self.source else self.what
        if self.url:
            line += f" ({self.url})"
        if self.remedy:
            line += f"; {self.remedy}"
        return " ".join(line.split())


class Unreadable(HallyuwireError):
    """The bytes are not an article (or feed, sitemap, listing) that could be stored: skip them, keep the reason."""


class Retry(HallyuwireError):
    """A passing fault (time-out, short body, 5xx, 429): try the same address again later."""


class Refused(HallyuwireError):
    """Not allowed (robots.txt, private address, redirect off the site, over a limit): do not try again by itself."""


class Misconfigured(HallyuwireError):
    """The operator's input is wrong (hallyuwire.toml, an option, an address): nothing was done; exit status 2."""


class StorageFailure(HallyuwireError):
    """The database said no (locked, full, read-only, corrupt, newer schema): stop; nothing was half-written."""
