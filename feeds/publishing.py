"""Files of the site, replaced whole: a reader, or a crash, sees the old bytes or the new ones and nothing between.

The order is that of https://lwn.net/Articles/457667/: write a temporary file in the same folder, fsync it, rename it
over the old one, fsync the folder.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.model.errors import Refused, StorageFailure

_PREFIX, _SUFFIX = ".", ".part"  # the leading dot keeps it from being served
_LONGEST_NAME = 255  # bytes of one path segment, NAME_MAX of the common file systems
_LONGEST_PATH = 1024


@dataclass(frozen=True, slots=True)
class Published:
    """Paths below the site, in the order given. unchanged: had these bytes already and were not touched."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]


def publish(site: Path, files: Mapping[str, bytes]) -> Published:
    """Writes the files that differ from what is there. files: bytes by path below `site`, "/" between the parts.

    Raises Refused, before anything is written, for a path that could lead out of the site or to a hidden file;
    StorageFailure, naming the file, when the system cannot write it. Files written before that stay, each whole.
    """
    targets = {path: _inside(site, path) for path in files}
    written: dict[str, Path] = {}
    try:
        for path, target in targets.items():
            if _replaced(path, target, files[path]):
                written[path] = target
    finally:  # what was replaced before a failure lasts too: the next attempt finds it unchanged and would not sync it
        _sync_folders(site, written.values())
    return Published(tuple(written), tuple(path for path in files if path not in written))


def sweep(site: Path) -> int:
    """Removes the temporary files that a crash has left; those of a publisher at work stay. Returns how many."""
    return sum(_removed(leftover) for leftover in sorted(site.rglob(f"{_PREFIX}*{_SUFFIX}")))


def safe(path: str) -> bool:
    """Whether a path is plain: parts joined by "/", none of them empty, hidden, "..", overlong or with odd characters.

    The server asks the same of what it is asked for.
    """
    if not path or len(path) > _LONGEST_PATH or not path.isprintable() or "\\" in path:
        return False
    return all(part and part[0] != "." and len(part.encode()) <= _LONGEST_NAME for part in path.split("/"))


def _inside(site: Path, path: str) -> Path:
    target = site / path
    if not safe(path) or not target.resolve().is_relative_to(site.resolve()):
        raise Refused(f"{path[:80]!r} is no path inside the site")
    return target


def _replaced(path: str, target: Path, body: bytes) -> bool:
    """False if the file has these bytes."""
    try:
        if _has(target, body):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, body)
    except OSError as error:
        raise _failure(path, error) from error
    return True


def _has(target: Path, body: bytes) -> bool:
    try:
        return target.stat().st_size == len(body) and target.read_bytes() == body
    except FileNotFoundError:
        return False


def _write(target: Path, body: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f"{_PREFIX}{target.name[:64]}.", suffix=_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # goes with the process, so `sweep` knows whose owner is dead
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), 0o644)  # mkstemp's 0600 would hide it from another web server
            os.fsync(file.fileno())
            os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _removed(leftover: Path) -> bool:
    try:
        with leftover.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            leftover.unlink()
    except (FileNotFoundError, BlockingIOError):
        return False
    except OSError as error:
        raise _failure(leftover.name, error) from error
    return True


def _sync_folders(site: Path, targets: Iterable[Path]) -> None:
    """Every folder from the files up to the site, for a new folder is an entry of its parent."""
    folders = {folder for target in targets for folder in target.parents if folder.is_relative_to(site)}
    for folder in sorted(folders):
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise _failure(str(folder.relative_to(site)), error) from error


def _failure(name: str, error: OSError) -> StorageFailure:
    return StorageFailure(
        f"cannot write {name}: {error.strerror or error}",
        remedy="check the free space and the rights of the site folder",
    )
