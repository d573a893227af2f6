"""What a failure means: try again, leave alone, or nothing there."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.failure import explain
from scraper.crawling.guard import NotGlobal
from scraper.crawling.robots import Disallowed, RobotsUnreachable
from scraper.model.errors import Refused, Retry, Unreadable

URL = "https://news.example/1"


@pytest.mark.parametrize(
    ("status", "kind", "what"),
    [
        (404, Unreadable, "HTTP 404 Not Found"), (410, Unreadable, "HTTP 410 "), (403, Refused, "HTTP 403 Forbidden"),
        (401, Refused, "HTTP 401 Unauthorized"), (451, Refused, "HTTP 451 "), (408, Retry, "HTTP 408 "),
        (429, Retry, "HTTP 429 Too Many Requests"), (500, Retry, "HTTP 500 "), (503, Retry, "HTTP 503 "),
        (599, Retry, "HTTP 599"), (999, Retry, "HTTP 999"),
    ],
)  # fmt: skip
def test_statuses(status: int, kind: type[Exception], what: str) -> None:
    error = explain(HttpError(Response(URL, status=status)), "mine", URL)
    assert type(error) is kind
    assert str(error).startswith(f"mine: {what}")
    assert URL in str(error)


@pytest.mark.parametrize(
    ("raised", "kind", "what"),
    [
        (CannotResolveHostError("x"), Retry, "the host name is not known"),
        (DownloadConnectionRefusedError("x"), Retry, "connection refused"),
        (DownloadTimeoutError("x"), Retry, "no answer in time"),
        (ResponseDataLossError("x"), Retry, "the answer broke off"),
        (DownloadCancelledError("x"), Refused, "the answer is too large"),
        (UnsupportedURLSchemeError("x"), Refused, "x"),
        (IgnoreRequest("no"), Refused, "no"),
        (Disallowed("disallowed by robots.txt"), Refused, "disallowed by robots.txt"),
        (ValueError("Missing scheme in request url: x:y"), Unreadable, "redirected to what is no web address"),
        (RobotsUnreachable("HTTP 503"), Retry, "robots.txt could not be read: HTTP 503"),
        (NotGlobal("10.0.0.1", "10.0.0.1"), Refused, "private address 10.0.0.1"),
        (NotGlobal("a.example", "10.0.0.1"), Refused, "a.example is at the private address 10.0.0.1"),
        (OSError("broken"), Retry, "connection failed: broken"),
    ],
)
def test_what_is_raised(raised: Exception, kind: type[Exception], what: str) -> None:
    error = explain(raised, "mine", URL)
    assert (type(error), error.what, error.source, error.url) == (kind, what, "mine", URL)


def test_a_private_address_is_found_below_what_was_raised() -> None:
    outer = OSError("outer")
    outer.__cause__ = NotGlobal("a.example", "10.0.0.1")
    assert isinstance(explain(outer, "mine", URL), Refused)


def test_a_bug_stays_a_bug() -> None:
    with pytest.raises(KeyError):
        explain(KeyError("bug"), "mine", URL)
