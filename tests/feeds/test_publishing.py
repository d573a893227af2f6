from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import publishing
from feeds.publishing import Published, publish, safe, sweep
from scraper.model.errors import Refused, StorageFailure


def leftovers(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.name.startswith(".")]


def test_new_and_changed_files_are_written(tmp_path: Path) -> None:
    site = tmp_path / "var" / "site"
    assert publish(site, {"index.html": b"1", "feeds/actor/a.rss": b"2"}) == Published(
        ("index.html", "feeds/actor/a.rss"), ()
    )
    assert publish(site, {"index.html": b"3", "feeds/actor/a.rss": b"2"}) == Published(
        ("index.html",), ("feeds/actor/a.rss",)
    )
    assert (site / "index.html").read_bytes() == b"3"
    assert (site / "feeds/actor/a.rss").read_bytes() == b"2"
    assert leftovers(site) == []
    assert (site / "index.html").stat().st_mode & 0o777 == 0o644, "another web server may read it"


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, {"a.rss": b"same"})
    os.utime(tmp_path / "a.rss", ns=(1, 1))
    before = (tmp_path / "a.rss").stat()
    publish(tmp_path, {"a.rss": b"same"})
    after = (tmp_path / "a.rss").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_same_length_other_bytes_are_written(tmp_path: Path) -> None:
    publish(tmp_path, {"a.rss": b"one"})
    assert publish(tmp_path, {"a.rss": b"two"}).written == ("a.rss",)


BAD_PATHS = [
    "",
    "/etc/x",
    "../x",
    "feeds/../../x",
    "feeds//x",
    "feeds/",
    "a\x00b",
    "..\\x",
    "a\\b",
    "feeds/./x",
    ".hidden",
    "feeds/.x.part",
    "a\nb",
    "x" * 300,
    "장" * 100,
    "ab/" * 2000 + "x",
    "a\ud800",
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_may_lead_out_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    with pytest.raises(Refused, match="no path inside"):
        publish(site, {"good.rss": b"x", path: b"y"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_links_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site = tmp_path / "site"
    site.mkdir()
    (site / "feeds").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused):
        publish(site, {"feeds/a.rss": b"x"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


@given(st.text(max_size=30))
def test_a_safe_path_stays_below_its_folder(path: str) -> None:
    if safe(path):
        assert os.path.normpath(f"/site/{path}") == f"/site/{path}"
        assert os.fsencode(path)


def test_readable_slugs_in_any_script_are_safe() -> None:
    assert safe("feeds/actor/kim-soo-hyun/ost.rss")
    assert safe("feeds/singer/백호.json")


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_error_names_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    publish(tmp_path, {"a.rss": b"old"})

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(StorageFailure, match=r"cannot write a\.rss: No space left on device"):
            publish(tmp_path, {"a.rss": b"new"})
    assert (tmp_path / "a.rss").read_bytes() == b"old"
    assert leftovers(tmp_path) == []
    assert publish(tmp_path, {"a.rss": b"new"}).written == ("a.rss",), "it recovers when the fault goes"


def test_a_file_in_the_way_of_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"")
    with pytest.raises(StorageFailure) as failure:
        publish(tmp_path, {"feeds/a.rss": b"x"})
    assert "feeds/a.rss" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_files_and_folders_are_synced_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, str]] = []
    fsync, rename = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        name = os.readlink(f"/proc/self/fd/{descriptor}")
        calls.append(("fsync", "folder" if os.path.isdir(name) else "file"))
        fsync(descriptor)

    def replaced(source: str, target: Path) -> None:
        calls.append(("replace", ""))
        rename(source, target)

    if not os.path.exists("/proc/self/fd"):
        pytest.skip("needs /proc to tell a folder's descriptor from a file's")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    publish(tmp_path, {"feeds/actor/a.rss": b"x"})
    assert calls == [("fsync", "file"), ("replace", ""), *[("fsync", "folder")] * 3]


def test_what_was_replaced_before_a_failure_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    synced: list[list[Path]] = []
    monkeypatch.setattr(publishing, "_sync_folders", lambda site, targets: synced.append(list(targets)))
    with pytest.raises(StorageFailure):
        publish(tmp_path, {"a.rss": b"x", "blocked/b.rss": b"y"})
    assert synced == [[tmp_path / "a.rss"]]


DIE = """
import os, pathlib, signal, sys
from feeds.publishing import publish
site, call = pathlib.Path(sys.argv[1]), sys.argv[2]
real = getattr(os, call)
def die(*arguments):
    if sys.argv[3] == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, call, die)
publish(site, {"feeds/a.rss": b"new" * 1000})
"""


@pytest.mark.parametrize(
    ("call", "when", "expected"),
    [
        ("fsync", "before", b"old"),
        ("fsync", "after", b"old"),
        ("replace", "before", b"old"),
        ("replace", "after", b"new" * 1000),
    ],
)
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path, call: str, when: str, expected: bytes) -> None:
    publish(tmp_path, {"feeds/a.rss": b"old"})
    died = subprocess.run([sys.executable, "-c", DIE, str(tmp_path), call, when], check=False)
    assert died.returncode == -signal.SIGKILL
    assert (tmp_path / "feeds/a.rss").read_bytes() == expected
    assert sweep(tmp_path) == (expected == b"old"), "the temporary file of the dead"
    assert leftovers(tmp_path) == []


LOOP = """
import pathlib, sys
from feeds.publishing import publish
site = pathlib.Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in b"ab":
        publish(site, {f"feeds/{n}.rss": bytes([letter]) * 100_000 for n in range(5)})
"""


def test_kills_at_any_moment_leave_only_whole_files(tmp_path: Path) -> None:
    for attempt in range(8):
        with subprocess.Popen([sys.executable, "-c", LOOP, str(tmp_path)], stdout=subprocess.PIPE) as publisher:
            assert publisher.stdout
            publisher.stdout.readline()
            time.sleep(0.013 * (attempt + 1))
            publisher.kill()
        sweep(tmp_path)
        assert leftovers(tmp_path) == []
        for path in (tmp_path / "feeds").glob("*.rss"):
            assert path.read_bytes() in (b"a" * 100_000, b"b" * 100_000)


def test_sweeping_spares_a_publisher_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    rename = os.replace

    def replaced(source: str, target: Path) -> None:
        swept.append(sweep(tmp_path))
        rename(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    publish(tmp_path, {"a.rss": b"x"})
    assert swept == [0]
    assert (tmp_path / "a.rss").read_bytes() == b"x"


def test_sweeping_touches_nothing_else(tmp_path: Path) -> None:
    publish(tmp_path, {"a.part": b"x", "feeds/b.rss": b"y"})
    (tmp_path / ".keep").write_bytes(b"")
    assert sweep(tmp_path) == 0
    assert sweep(tmp_path / "missing") == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a.part", "feeds", ".keep"}
