"""Rows 7, 11 and 12 of the bad inputs: one article under many addresses; only http(s); always absolute."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model.errors import Unreadable
from scraper.reading import canonical, fetchable, same_site
from scraper.reading.address import absolute

COPIES = [
    "http://www.news.example/entertainment/1234",
    "https://m.news.example/entertainment/1234/",
    "https://amp.news.example/entertainment/1234",
    "https://NEWS.example:443/entertainment/1234#comments",
    "http://news.example:80/entertainment/1234?utm_source=rss&utm_medium=x",
    "https://news.example/entertainment/1234?query=%EB%93%9C%EB%9D%BC%EB%A7%88",
    "https://news.example/entertainment/1234?noamp=mobile&VBC",
    "https://news.example/entertainment/1234/amp",
    "https://news.example/entertainment/1234/amp/",
    "https://news.example/amp/entertainment/1234",
    "https://news.example/entertainment/1234?outputType=amp",
    "https://news.example/entertainment/1234?fbclid=abc&gclid=def",
    "https://user:secret@news.example/entertainment/1234",
]


@pytest.mark.parametrize("url", COPIES)
def test_copies_of_one_address_have_one_key(url: str) -> None:
    assert canonical(url) == "https://news.example/entertainment/1234"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x.amp.html", "https://a.example/x.html"),
        ("https://a.example/x-amp.html", "https://a.example/x.html"),
        ("https://a.example/view?b=2&a=1", "https://a.example/view?a=1&b=2"),
        ("https://a.example/%EB%93%9C", "https://a.example/드"),
    ],
)
def test_other_forms_fold(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("name", ["q", "no", "idxno", "ud", "uid", "articleNo", "id"])
def test_parameters_that_name_an_article_stay(name: str) -> None:
    assert canonical(f"https://news.example/view.php?{name}=1") != canonical(f"https://news.example/view.php?{name}=2")


def test_query_stays_on_a_search_page_and_amp_inside_a_word_stays() -> None:
    assert canonical("https://a.example/search?query=ost").endswith("?query=ost")
    assert canonical("https://a.example/champ/ample") == "https://a.example/champ/ample"


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "127.0.0.2:8001", "localhost:8001", "[::1]:8001"])
def test_local_hosts_keep_scheme_and_port(host: str) -> None:
    assert canonical(f"http://{host}/a/") == f"http://{host}/a"
    assert not same_site(f"http://{host}/", "http://127.0.0.1:9999/")


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "http://", "http://[", "ftp://a.example/",
            "//", "http://a.example:99999/", "http://exa mple/", "file:///etc/passwd", "\x00"]
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(Unreadable):
        canonical(url)
    with pytest.raises(Unreadable):
        fetchable(url)


def test_relative_and_protocol_relative_addresses_become_absolute() -> None:
    base = "https://news.example/section/page"
    assert absolute("../a/1", base) == "https://news.example/a/1"
    assert absolute("//cdn.example/i.jpg", base) == "https://cdn.example/i.jpg"
    assert canonical("/a/1", base=base) == "https://news.example/a/1"
    assert absolute(" java\nscript:alert(1)", base) is None or not absolute(" java\nscript:alert(1)", base).startswith(
        "j"
    )


def test_link_form_keeps_what_a_request_needs() -> None:
    assert fetchable("http://www.news.example/a/?b=2&utm_x=1&a=1#f") == "http://www.news.example/a/?b=2&a=1"


def test_site_is_the_registered_domain() -> None:
    assert same_site("https://m.osen.co.kr/a", "https://www.osen.co.kr/b")
    assert not same_site("https://osen.co.kr/a", "https://mydaily.co.kr/b")


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map("http://a.example/".__add__),
                 st.text(max_size=20).map(lambda t: f"http://{t}.example/amp/?{t}={t}&utm_a=b")))  # fmt: skip
def test_any_text_gives_a_stable_key_or_unreadable(text: str) -> None:
    try:
        key = canonical(text)
    except Unreadable:
        return
    assert canonical(key) == key


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 9)), min_size=1, max_size=6, unique=True), st.randoms()
)
def test_order_of_parameters_does_not_matter(pairs: list[tuple[str, int]], chance: random.Random) -> None:
    shuffled = chance.sample(pairs, len(pairs))
    one, other = ("&".join(f"{name}={value}" for name, value in given) for given in (pairs, shuffled))
    assert canonical(f"https://a.example/v?{one}") == canonical(f"https://a.example/v?{other}")
