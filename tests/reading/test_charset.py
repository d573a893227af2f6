"""Row 4 of the bad inputs: Korean character sets, right, or flagged."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model.errors import Unreadable
from scraper.reading import read
from scraper.reading.charset import decode
from tests.reading.samples import document, page, source

TITLE = "똠방각하 리메이크 확정"  # 똠 is in CP949, not in EUC-KR
HTML = document(title=TITLE)


@pytest.mark.parametrize("name", ["euc-kr", "ks_c_5601-1987", "EUC-KR", "cp949", "ms949"])
def test_cp949_page_with_only_a_meta_charset(name: str) -> None:
    body = HTML.replace("charset='utf-8'", f"charset='{name}'").encode("cp949")
    assert read(page(body, content_type="text/html"), source()).title == TITLE


def test_cp949_bytes_under_a_utf8_header_and_meta() -> None:
    assert read(page(HTML.encode("cp949")), source()).title == TITLE


def test_utf8_under_a_euc_kr_header() -> None:
    assert read(page(HTML, content_type="text/html; charset=euc-kr"), source()).title == TITLE


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_byte_order_mark_wins(codec: str) -> None:
    assert read(page(HTML.encode(codec), content_type="text/html; charset=euc-kr"), source()).title == TITLE


def test_source_charset_wins_over_header() -> None:
    assert decode("표준".encode("cp949"), "text/html; charset=iso-8859-1", declared="euc-kr") == "표준"


def test_japanese_and_western_pages() -> None:
    assert decode("涙の女王".encode("shift_jis"), "text/html; charset=Shift_JIS") == "涙の女王"
    assert decode("涙の女王".encode("iso2022_jp"), "text/html; charset=iso-2022-jp") == "涙の女王"
    assert decode(b"<p>It\x92s caf\xe9", "text/html; charset=windows-1252") == "<p>It’s café"
    assert decode(b"<p>\x93Quoted\x94 and it\x92s late \x96 very", None) == "<p>“Quoted” and it’s late – very"


def test_text_that_stays_broken_is_flagged_not_stored() -> None:
    broken = HTML.encode().replace("리메이크".encode(), b"\xeb\xa6\xff\xfe")
    with pytest.raises(Unreadable, match="undecodable"):
        read(page(broken), source())


def test_broken_byte_elsewhere_on_the_page_does_no_harm() -> None:
    assert read(page(HTML.encode() + b"<footer>\xff\xfe</footer>"), source()).title == TITLE


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_unreadable(body: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(decode(body, None), str)
