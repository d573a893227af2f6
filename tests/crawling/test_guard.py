"""Which addresses may be connected to."""

from __future__ import annotations

import pytest
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request
from scrapy.resolver import dnscache

from scraper.crawling.guard import AddressGuard, NotGlobal, is_global

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_global(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert is_global(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_literal_is_refused_before_a_connection(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(NotGlobal, match="private address"):
        AddressGuard(frozenset()).process_request(Request(f"http://{host}/x"))


def test_open_hosts_and_names_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = AddressGuard(frozenset({"127.0.0.1"}))
    guard.process_request(Request("http://127.0.0.1:8400/x"))
    guard.process_request(Request("https://news.example/x"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://news.example/x", "data:,x"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(IgnoreRequest, match="is not fetched"):
        AddressGuard(frozenset()).process_request(Request(url))


def test_a_name_that_led_to_a_private_address_is_told_apart_from_an_unknown_one() -> None:
    guard, error = AddressGuard(frozenset()), CannotResolveHostError("no results")
    dnscache["rebound.example"] = "169.254.169.254"
    try:
        with pytest.raises(NotGlobal, match=r"rebound\.example is at the private address 169\.254\.169\.254"):
            guard.process_exception(Request("http://rebound.example/"), error)
        guard.process_exception(Request("http://unknown.example/"), error)
        guard.process_exception(Request("http://rebound.example/"), ValueError())
    finally:
        dnscache.clear()
