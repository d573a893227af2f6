"""The address guard: nothing that resolves to a non-global address is connected to, unless a source opens its host."""

from __future__ import annotations

import ipaddress
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver, dnscache
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class NotGlobal(IgnoreRequest):
    """A host that is, or resolves to, an address of a private, local or reserved network."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(
            f"{host} is at the private address {address}" if host != address else f"private address {host}"
        )


def is_global(address: str) -> bool:
    """Whether an IP address is one that any host on the internet could have."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


class GuardedResolver(CachingThreadedResolver):
    """Every name and literal is resolved here, also after a redirect, so no later answer of DNS can slip past."""

    def __init__(self, reactor: Any, cache_size: int, timeout: float, open_hosts: frozenset[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._open = open_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        settings = crawler.settings
        hosts = frozenset(settings.getlist("OPEN_HOSTS"))
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), hosts)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        resolved = super().getHostByName(name, timeout)
        return resolved if name in self._open else resolved.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if not is_global(address):
            raise DNSLookupError(f"{name} is at {address}")  # Twisted logs a traceback of any other error
        return address


class AddressGuard:
    """Refuses literals and other schemes before a connection is thought of, with a reason that can be shown."""

    def __init__(self, open_hosts: frozenset[str]) -> None:
        self._open = open_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(frozenset(crawler.settings.getlist("OPEN_HOSTS")))

    def process_request(self, request: Request) -> None:
        url = urlparse_cached(request)
        if url.scheme not in ("http", "https"):
            raise IgnoreRequest(f"{url.scheme}: is not fetched")
        host = (url.hostname or "").strip("[]")
        if host in self._open:
            return
        try:
            public = is_global(host)
        except ValueError:
            return  # a name: the resolver checks what it leads to
        if not public:
            raise NotGlobal(host, host)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Twisted forgets why a name was refused; what it was resolved to is in the cache."""
        host = urlparse_cached(request).hostname or ""
        address = dnscache.get(host)
        if isinstance(exception, CannotResolveHostError) and address and not is_global(address):
            raise NotGlobal(host, address) from exception
