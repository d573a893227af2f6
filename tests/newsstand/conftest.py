"""A newsstand with a few articles, as it is at the start before every test."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper.newsstand.stand import Running, running

FOLDER = Path(__file__).parent / "articles"
NOW = datetime(2026, 11, 20, 12, 0, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def fetch(url: str, method: str = "GET", timeout: float = 10.0, **headers: str) -> Reply:
    """One request, redirects not followed. headers: `if_none_match` for If-None-Match."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Reply(answer.status, answer.msg, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def opened() -> Iterator[Running]:
    with running(articles=FOLDER, clock=lambda: NOW) as stand:
        yield stand


@pytest.fixture
def stand(opened: Running) -> Running:
    opened.control.reset(articles=True)
    opened.control.forget()
    return opened
