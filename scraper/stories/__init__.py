"""Which story an article tells, and why. Pure: no I/O, no clock."""

from scraper.stories.window import Window

__all__ = ["Window"]
