"""Answers: validators, gzip, redirects."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from scraper.newsstand.answer import Answer, moved

CHANGED = datetime(2026, 11, 2, 9, 0, 30, 500_000, tzinfo=UTC)
PAGE = Answer("긴 글 ".encode() * 100, "text/html; charset=utf-8", changed=CHANGED)


def test_same_content_same_validator_other_content_another() -> None:
    again = Answer(PAGE.body, PAGE.kind, changed=CHANGED)
    assert PAGE.etag == again.etag != Answer(PAGE.body + b".", PAGE.kind).etag


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({b"if-none-match": PAGE.etag.encode()}, 304),
        ({b"if-none-match": b"W/" + PAGE.etag.encode()}, 304),
        ({b"if-none-match": b'"old", ' + PAGE.etag.encode()}, 304),
        ({b"if-none-match": b"*"}, 304),
        ({b"if-none-match": b'"old"'}, 200),
        ({b"if-none-match": b'"old"', b"if-modified-since": b"Mon, 02 Nov 2026 09:00:30 GMT"}, 200),
        ({b"if-modified-since": b"Mon, 02 Nov 2026 09:00:30 GMT"}, 304),
        ({b"if-modified-since": b"Mon, 02 Nov 2026 09:00:29 GMT"}, 200),
        ({b"if-modified-since": b"soon"}, 200),
    ],
)
def test_conditional_requests(headers: dict[bytes, bytes], status: int) -> None:
    answered, sent, body = PAGE.to(headers)
    assert answered == status
    assert (body == b"") is (status == 304)
    assert dict(sent)[b"last-modified"] == b"Mon, 02 Nov 2026 09:00:30 GMT"
    assert (b"content-length" in dict(sent)) is (status == 200)


def test_gzip_only_when_asked_for_and_worth_it() -> None:
    _, headers, body = PAGE.to({b"accept-encoding": b"gzip, deflate"})
    assert dict(headers)[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == PAGE.body
    assert dict(headers)[b"content-length"] == str(len(body)).encode()
    assert PAGE.to({})[2] == PAGE.body
    small = Answer(b"small", "text/plain")
    assert small.to({b"accept-encoding": b"gzip"})[2] == b"small"


def test_no_validators_without_a_date_and_no_304_for_errors() -> None:
    assert b"etag" not in dict(Answer(b"x", "text/plain").plain[1])
    gone = Answer(b"x", "text/plain", 404, CHANGED)
    assert gone.to({b"if-none-match": b"*"})[0] == 404


def test_moved_says_where_to() -> None:
    status, headers, _ = moved("http://a.example/b").plain
    assert status == 301
    assert dict(headers)[b"location"] == b"http://a.example/b"
