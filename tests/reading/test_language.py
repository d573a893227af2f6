"""The language of headlines, by script and by letters."""

from __future__ import annotations

import pytest

from scraper.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "expected", "stated", "language"),
    [
        ("한가람, OST 'Way Home' 발매", ("ko",), "en", "ko"),
        ("キム・スヒョン主演『涙の女王』OST発売", ("ja",), "", "ja"),
        ("涙の女王", (), "", "ja"),
        ("金秀賢主演新劇定檔", ("zh",), "", "zh"),
        ("金秀賢主演新劇定檔", ("ja",), "", "ja"),
        ("Kim Soo Hyun to star in new drama about a chef, agency confirms", ("en",), "en-US", "en"),
        ("Kim Soo Hyun sẽ đóng chính trong bộ phim truyền hình mới của đài tvN", ("vi", "en"), "", "vi"),
        ("Kim Soo Hyun akan membintangi drama baru tentang seorang koki terkenal", ("en", "id"), "en", "id"),
        ("Kim Soo Hyun sẽ đóng chính trong bộ phim truyền hình mới của đài tvN", ("en",), "", "vi"),
        ("123 !?", (), "", ""),
        ("OST", ("en",), "", "en"),
    ],
)
def test_language(text: str, expected: tuple[str, ...], stated: str, language: str) -> None:
    assert language_of(text, expected, stated) == language
