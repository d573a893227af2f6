"""The program as people run it: a process, a home folder, the newsstand's sites in its hallyuwire.toml."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit

from scraper.model.source import Source
from storage import articles
from storage.articles import Stored
from storage.database import Database
from tests.end_to_end.warm import enter

_DEFAULTS = {field.name: field.default for field in fields(Source)}


# Commands are forked from a process that has the program loaded and the catalogue built: a second saved in each.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.end_to_end.warm"])


class Command:
    """A running command, in a process of its own."""

    def __init__(self, home: Path, words: Sequence[str], input: str | bytes, limit: int | None = None) -> None:
        folder = Path(tempfile.mkdtemp(prefix="command-", dir=home.parent))
        self._out, self._err, entry = folder / "out", folder / "err", folder / "in"
        entry.write_bytes(input.encode() if isinstance(input, str) else input)
        environment = {"HALLYUWIRE_HOME": str(home)} | ({"FILE_LIMIT": str(limit)} if limit else {})
        self._process = _CONTEXT.Process(target=enter, args=(words, environment, entry, self._out, self._err))
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    def wait(self, seconds: float = 100) -> int:
        """Exit status; negative: the signal that ended it."""
        self._process.join(seconds)
        status = self._process.exitcode
        if status is None:
            self._process.kill()
            raise AssertionError(f"still running after {seconds} s: {self.stdout} {self.stderr}")
        return status

    @property
    def running(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def terminate(self) -> None:
        self._process.terminate()

    @property
    def stdout(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def stderr(self) -> str:
        return self._err.read_text("utf-8")


class Service:
    """A home and the commands on it. Every command is a process of its own."""

    def __init__(self, home: Path, sources: Sequence[Source] = (), **crawl: Any) -> None:
        self.home = home
        self.sources = tuple(sources)
        self.names = tuple(source.name for source in sources)
        home.mkdir(parents=True, exist_ok=True)
        self.declare(sources, **crawl)

    @property
    def site(self) -> Path:
        return self.home / "site"

    def declare(self, sources: Sequence[Source], **crawl: Any) -> None:
        document = tomlkit.document()
        document.add("crawl", crawl)
        tables = tomlkit.aot()
        for source in sources:
            table = tomlkit.table()
            for name, default in _DEFAULTS.items():
                value = getattr(source, name)
                if value != default:
                    table.add(name, list(value) if isinstance(value, tuple) else value)
            tables.append(table)
        document.add("source", tables)
        (self.home / "hallyuwire.toml").write_text(tomlkit.dumps(document), "utf-8")

    def start(self, *words: str, input: str | bytes = "", limit: int | None = None) -> Command:
        return Command(self.home, words, input, limit)

    def run(self, *words: str, input: str | bytes = "", status: int | None = 0, limit: int | None = None) -> Command:
        """Run a command to its end; its exit status must be `status`, None: any. limit: bytes, no file gets larger."""
        command = self.start(*words, input=input, limit=limit)
        ended = command.wait()
        assert status is None or ended == status, f"{words} ended with {ended}: {command.stdout} {command.stderr}"
        assert "Traceback" not in command.stderr, command.stderr
        return command

    def crawl(self, *names: str, status: int | None = 0) -> dict[str, dict[str, Any]]:
        """Reports by source."""
        return {report["source"]: report for report in self.crawled(names, status)[0]}

    def crawled(self, names: Sequence[str], status: int | None = 0) -> tuple[list[dict[str, Any]], list[str]]:
        """Reports, and the lines on standard error. Without names: the sources of the newsstand, no real site."""
        done = self.run("crawl", "--json", *(names or self.names), status=status)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.splitlines()

    def publish(self) -> dict[str, int]:
        return json.loads(self.run("publish", "--json").stdout)

    def stored(self) -> list[Stored]:
        database = Database.at(self.home)
        try:
            with database.read() as tx:
                return list(articles.in_order(tx))
        finally:
            database.close()

    def files(self) -> dict[str, bytes]:
        """What is published, by path."""
        return {
            file.relative_to(self.site).as_posix(): file.read_bytes()
            for file in sorted(self.site.rglob("*"))
            if file.is_file()
        }

    def guids(self, feed: str = "all") -> dict[str, str]:
        """Titles by GUID of a published feed."""
        items = json.loads((self.site / "feeds" / f"{feed}.json").read_bytes())["items"]
        return {item["id"]: item["title"] for item in items}
