"""One crawl of a source, one demo of a home at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.model.errors import Retry, StorageFailure


@contextmanager
def turn(home: Path, source: str) -> Iterator[None]:
    """Hold the source's turn. Raises Retry at once when another crawl has it."""
    folder = home / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{source}.lock").open("w")
    except OSError as error:
        raise StorageFailure(f"cannot write in {folder}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Retry("another crawl of this source is running", source=source) from error
        yield
