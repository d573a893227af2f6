"""The program as people run it: a process, a home folder, the newsstand's sites in its hallyuwire.toml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit

from scraper.model.source import Source
from storage import articles
from storage.articles import Stored
from storage.database import Database

_DEFAULTS = {field.name: field.default for field in fields(Source)}


class Service:
    """A home and the commands on it. Every command is a process of its own."""

    def __init__(self, home: Path, sources: Sequence[Source] = (), **crawl: Any) -> None:
        self.home = home
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

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        environment = os.environ | {"HALLYUWIRE_HOME": str(self.home), "PYTHONWARNINGS": "default"}
        environment.pop("HALLYUWIRE_DATABASE_URL", None)
        return subprocess.Popen(
            [sys.executable, "-m", "scraper", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **options,
        )

    def run(self, *words: str, input: str | None = None, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; its exit status must be `status`, None: any."""
        pipe = {"stdin": subprocess.PIPE} if input is not None else {}
        with self.start(*words, **pipe) as process:
            out, err = process.communicate(input, timeout=100)
        assert status is None or process.returncode == status, f"{words} ended with {process.returncode}: {out} {err}"
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(words, process.returncode, out, err)

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
