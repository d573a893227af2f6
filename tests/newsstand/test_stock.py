"""The articles' files: what is written there comes out, what is wrong is said in one line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.model.errors import Misconfigured
from scraper.newsstand.declarations import addresses, gold
from scraper.newsstand.stock import faults, load, piece_of

from .conftest import FOLDER

GOOD = {
    "id": '"1"', "site": '"hallyu-post"', "headline": '"News"', "body": '"Text."', "slug": '"news"',
    "published": "2026-11-02T09:00:00+09:00",
}  # fmt: skip


def write(folder: Path, *records: dict[str, str], tail: str = "") -> Path:
    articles = ["[[article]]\n" + "\n".join(f"{key} = {value}" for key, value in one.items()) for one in records]
    (folder / "some.toml").write_text("\n\n".join([*articles, tail]), encoding="utf-8")
    return folder


def test_bundled_articles_are_sound() -> None:
    assert [str(fault) for fault in faults()] == []


def test_loads_public_half_and_gold() -> None:
    stock = load(FOLDER)
    first = next(piece for piece in stock.pieces if piece.id == "1")
    assert first.published == datetime(2026, 11, 2, tzinfo=UTC)
    assert first.paragraphs[1].startswith("The label said")
    assert not hasattr(first, "story")
    truth = {one.id: one for one in gold(FOLDER)}
    assert truth["1"].story == truth["21"].story == "qot-ost"
    assert truth["5"].relevant is False
    assert [edit.article for edit in stock.edits] == ["1", "7"]


def test_addresses_follow_the_sites() -> None:
    found = addresses(8400, FOLDER)
    assert found["1"] == "http://127.0.0.1:8401/2026/11/kim-soo-hyun-queen-of-tears-ost/"
    assert found["21"] == "http://127.0.0.1:8402/view/AKR20261101000021000"
    assert found["4"] == "http://127.0.0.1:8403/news/4/kim-soo-hyun-to-sing-theme"
    assert found["31"] == "http://127.0.0.1:8404/view?no=20261101310"
    assert found["22"] == "http://127.0.0.1:8405/news_view.php?uid=202611081800220"
    assert found["5"] == "http://127.0.0.1:8406/2026/11/02/rain-expected-5.html"
    assert found["7"] == "http://127.0.0.1:8407/kim-soo-hyun-ost-what-we-know/"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("site", '"nowhere"', "unknown site 'nowhere'"),
        ("published", "2026-11-02T09:00:00", "has no zone"),
        ("published", "2026-11-02", "has no zone"),
        ("slug", '"Not A Slug"', "slug 'Not A Slug'"),
        ("slug", '""', "slug ''"),
        ("id", '"a b"', "letters and digits"),
        ("headline", '" "', "must not be empty"),
        ("body", "5", "body must be text"),
        ("wave", "0", "wave 0"),
        ("image", '"../x.jpg"', "image"),
        ("about", '["kim-soo-hyun"]', "no kind/slug"),
        ("topics", '["gossip"]', "unknown topic 'gossip'"),
        ("story", '"s"', "relevant"),
        ("colour", '"red"', "unknown field 'colour'"),
    ],
)
def test_a_wrong_field_is_said_in_one_line(tmp_path: Path, field: str, value: str, said: str) -> None:
    folder = write(tmp_path, GOOD | {field: value})
    (fault,) = faults(folder)
    assert said in str(fault)
    assert "some.toml" in str(fault)
    assert "\n" not in str(fault)
    with pytest.raises(Misconfigured):
        load(folder)


def test_cp949_site_takes_only_its_characters(tmp_path: Path) -> None:
    korean = {key: value for key, value in GOOD.items() if key != "slug"} | {"site": '"star-ilbo"'}
    assert faults(write(tmp_path, korean | {"headline": '"똠방각하 햏자"'})) == ()
    (fault,) = faults(write(tmp_path, korean | {"headline": '"카페 é"'}))
    assert "'é' (U+00E9) is not in cp949" in str(fault)


def test_written_edits_are_tried(tmp_path: Path) -> None:
    korean = {key: value for key, value in GOOD.items() if key != "slug"} | {"site": '"star-ilbo"'}
    edit = '[[edit]]\narticle = "1"\nheadline = "é"\n[[edit]]\narticle = "1"\nslug = "words"'
    said = [str(fault) for fault in faults(write(tmp_path, korean, tail=edit))]
    assert "edit of '1': 'é' (U+00E9) is not in cp949" in said[0]
    assert "has no slugs" in said[1]


def test_clashes_between_articles(tmp_path: Path) -> None:
    said = [str(fault) for fault in faults(write(tmp_path, GOOD, GOOD, tail='[[edit]]\narticle = "9"\nslug = "x"'))]
    assert len(said) == 3
    assert "id '1'" in said[0]
    assert "/2026/11/news/" in said[1]
    assert "'9': no such article" in said[2]


def test_missing_field_bad_toml_and_empty_folder(tmp_path: Path) -> None:
    assert "no articles" in str(faults(tmp_path)[0])
    (fault,) = faults(write(tmp_path, {key: value for key, value in GOOD.items() if key != "body"}))
    assert "body is missing" in str(fault)
    (tmp_path / "some.toml").write_text("[[article", encoding="utf-8")
    assert "is no TOML" in str(faults(tmp_path)[0])


def test_a_posted_record_needs_a_readable_date() -> None:
    record = {"id": "1", "site": "daily-globe", "headline": "A", "body": "B", "slug": "a", "published": "yesterday"}
    with pytest.raises(Misconfigured, match="no date"):
        piece_of(record, "control")
