"""Row 17 of the bad inputs: pages that answer 200 and are no article."""

from __future__ import annotations

import pytest

from scraper.model.errors import Unreadable
from scraper.reading import read
from tests.reading.samples import TEXT, document, json_ld, page, source


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>", "bot challenge"),
        ("news.example", "<h2>Verify you are human by completing the action below.</h2>", "bot challenge"),
        ("Attention Required! | Cloudflare", "<p>Sorry</p>", "bot challenge"),
        ("news.example", "<script src='https://geo.captcha-delivery.com/c.js'></script><p>Wait</p>", "bot challenge"),
        ("Before you continue", "<p>We use cookies.</p>", "consent page"),
        ("가람뉴스 안내", "<p>We and our 120 partners store and/or access information.</p>", "consent page"),
        ("404 Not Found", "<p>nginx</p>", "soft 404"),
        ("페이지를 찾을 수 없습니다", "<p>메인으로</p>", "soft 404"),
        ("가람뉴스", "<p>존재하지 않는 기사이거나 삭제되었습니다.</p>", "soft 404"),
        ("로그인", "<p>아이디 비밀번호</p>", "login wall"),
        ("가람뉴스", "<p>이 기사를 보려면 로그인이 필요합니다.</p>", "login wall"),
    ],
)  # fmt: skip
def test_blocked_page_is_refused_as_such(title: str, body: str, kind: str) -> None:
    markup = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><main>{body}</main></body></html>"
    for selectors in ((), ("main",)):
        with pytest.raises(Unreadable, match=f"^[a-z]+: blocked: {kind}|^blocked: {kind}") as caught:
            read(page(markup), source(body=selectors))
        assert caught.value.what.startswith(f"blocked: {kind}")


def test_article_about_such_words_is_read() -> None:
    body = f"<div id=content>{'<p>' + TEXT + ' 로그인이 필요 없는 무료 공개다.</p>'}{f'<p>{TEXT}</p>' * 9}</div>"
    assert read(page(document(body)), source()).body
    head = json_ld(headline="Access Denied, a new thriller", datePublished="2026-11-01T00:00:00Z")
    assert read(page(document(head=head, title="Access Denied, a new thriller")), source()).title.startswith("Access")


def test_short_article_with_a_date_is_read() -> None:
    head = json_ld(headline="짧은 소식", datePublished="2026-11-01T00:00:00Z")
    assert read(page(document("<div id=content>삭제된 장면이 공개됐다.</div>", head=head)), source()).body
