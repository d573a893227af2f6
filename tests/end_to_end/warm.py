"""The program loaded once, for commands to be forked from; and the way into one."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import scraper.cli.audit
import scraper.cli.catalogue
import scraper.cli.crawling
import scraper.cli.demo
import scraper.cli.explaining
import scraper.cli.probing
import scraper.cli.publishing
import scraper.cli.running
import scraper.cli.sources  # noqa: F401
from scraper.cli import main
from scraper.ingest import known

if sys.argv[0] == "-c":  # in the fork server, not where the tests import this
    known()


def enter(words: Sequence[str], environment: dict[str, str], entry: Path, out: Path, err: Path) -> None:
    """Become the command: its words, its environment, its three streams. Ends as the command ends."""
    os.environ.pop("HALLYUWIRE_DATABASE_URL", None)
    os.environ.update(environment)
    for path, flags, descriptor in ((entry, os.O_RDONLY, 0), (out, os.O_WRONLY, 1), (err, os.O_WRONLY, 2)):
        os.dup2(os.open(path, flags | os.O_CREAT, 0o644), descriptor)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w", 1), open(2, "w", 1)  # noqa: SIM115
    if limit := environment.get("FILE_LIMIT"):  # a disk that is full from this size of a file on
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    sys.argv = ["hallyuwire", *words]
    main()
