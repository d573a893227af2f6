"""Pages that answer 200 and are no article: bot challenges, consent pages, login walls, soft 404s."""

from __future__ import annotations

import re

from scraper.model.text import line

_TITLES = {
    "bot challenge": (
        r"just a moment\W*", r"attention required!?.*", r"checking your browser.*", r"security check.*", "ddos-guard",
        r"are you (?:a )?(?:human|robot)\W*.*", r"(?:please )?verify (?:that )?you are (?:a )?human.*", "robot check",
        r"pardon our interruption.*", r"access (?:to this page has been )?denied.*", "403 forbidden",
        r"request (?:rejected|blocked).*",
    ),
    "soft 404": (
        r"(?:error )?404\b.*", r"(?:the )?page (?:was |is |could )?not (?:be )?found.*", "not found", r"오류 ?안내.*",
        r".*페이지를 찾을 수 없.*", r".*존재하지 않는 (?:기사|페이지|게시물).*",
        r".*삭제된 (?:기사|페이지|게시물)(?:입니다|.{0,8})?",
        r".*ページが見つかりません.*",
    ),
    "consent page": (
        r"before you continue.*", r"we value your privacy.*", r"your privacy choices.*",
        r"(?:cookie|privacy) (?:consent|settings|preferences).*",
    ),
    "login wall": (
        r"(?:please )?(?:log|sign) ?in\b.{0,40}", r"로그인.{0,12}", r"subscribe to (?:continue|read).*",
        "members only.*",
    ),
}  # fmt: skip
_WORDS = {
    "bot challenge": (
        r"verify (?:that )?you are (?:a )?human", "enable javascript and cookies to continue", "unusual traffic",
        r"checking (?:if the site connection is secure|your browser)", "complete the captcha", "자동 ?입력 ?방지",
        "비정상적인 접근", "automated access",
    ),
    "consent page": (
        r"we (?:and our (?:\d+ )?partners )?(?:store|use) (?:cookies|and/or access information)", "accept all cookies",
        r"manage (?:your )?consent", "쿠키 사용에 동의",
    ),
    "login wall": (
        r"(?:log|sign) ?in to (?:continue|read|view)", r"subscribe to (?:continue|keep) reading", "로그인이 필요",
        r"로그인 (?:후|하셔야|하시면)", r"회원만 (?:볼|열람)", "구독자 전용",
    ),
    "soft 404": (
        r"page (?:you (?:are|were) looking for|(?:could )?not (?:be )?found)", r"no longer (?:available|exists)",
        "요청하신 페이지", "페이지를 찾을 수", r"존재하지 않는 (?:기사|페이지)", r"삭제(?:된|되었거나)",
        r"잘못된 (?:접근|경로)",
    ),
}  # fmt: skip
_BY_TITLE = tuple((kind, re.compile("|".join(forms), re.IGNORECASE)) for kind, forms in _TITLES.items())
_BY_WORDS = tuple((kind, re.compile("|".join(forms), re.IGNORECASE)) for kind, forms in _WORDS.items())
_MARKS = (
    "cf-chl-",
    "challenge-platform/h",
    "_Incapsula_Resource",
    "px-captcha",
    "captcha-delivery.com",
    "geo.captcha",
    "sucuri_cloudproxy",
)
_SHORT = 400


def blocked_title(title: str) -> str | None:
    """Why a page with this title and no article metadata is no article: "bot challenge: Just a moment...", or None."""
    text = line(title)
    return next((f"{kind}: {text[:80]}" for kind, pattern in _BY_TITLE if pattern.fullmatch(text)), None)


def blocked_text(text: str, markup: str) -> str | None:
    """Why a page with so little text is no article, or None. text: all that is visible. markup: the HTML."""
    if len(text) < _SHORT * 10:
        for kind, pattern in _BY_WORDS:
            if found := pattern.search(text):
                return f"{kind}: {line(text[max(0, found.start() - 20) : found.end() + 40])}"
    mark = next((mark for mark in _MARKS if mark in markup), None)
    return f"bot challenge: {mark}" if mark else None


def is_short(body: str) -> bool:
    """Whether a body is so short that a notice may have been taken for it."""
    return len(body) < _SHORT
