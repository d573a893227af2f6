"""Addresses: absolute, fetchable, and the key under which two addresses of one article are the same."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from scraper.model.errors import Unreadable
from scraper.model.text import line

_DEFAULT_PORTS = {"http": 80, "https": 443}
_FOLDED_LABELS = frozenset({"www", "m", "mobile", "amp"})
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "mc_cid",
        "mc_eid",
        "igsh",
        "igshid",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "oly_enc_id",
        "oly_anon_id",
        "vero_id",
        "wickedid",
        "s_cid",
        "cmpid",
        "ncid",
        "ocid",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "spm",
        "xtor",
        "noamp",
        "vbc",
        "plink",
        "cooper",
        "kakao_from",
        "amp",
        "amp_js_v",
        "usqp",
    ]
)
_AMP_FILE = re.compile(r"[._-]amp(?=\.[a-z]{3,5}$)", re.IGNORECASE)
_AMP_SEGMENT = re.compile(r"/amp(?=/|$)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_SEARCH_PATH = re.compile(r"/(search|find|query)\b", re.IGNORECASE)
# The snapshot of the public suffix list that ships with tldextract; never fetched, never cached on disk.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None)


def absolute(url: str | None, base: str) -> str | None:
    """The http(s) address that `url` means on page `base`, or None (other scheme, no host, not an address)."""
    text = line(url)
    if not text or " " in text.strip():
        text = text.replace(" ", "%20")
    try:
        joined = urljoin(base, text) if text else ""
        parts = urlsplit(joined)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return joined if parts.scheme in _DEFAULT_PORTS and host else None


def fetchable(url: str, *, base: str | None = None) -> str:
    """`url` made absolute, without fragment, credentials, default port and tracking parameters. It can be requested.

    Scheme, host, path and the order of the other parameters stay as they are. Raises Unreadable for what is no
    http(s) address.
    """
    return urlunsplit(_cleaned(url, base))


def canonical(url: str, *, base: str | None = None) -> str:
    """The identity key of an address: equal for http/https, www./m./amp. hosts, AMP forms and tracked copies of it.

    Idempotent. Not always an address that answers: use `fetchable` for links. On IP addresses and local host names
    scheme, port and host stay apart. Raises Unreadable for what is no http(s) address.
    """
    parts = _cleaned(url, base)
    try:
        parts = urlsplit(canonicalize_url(urlunsplit(parts), encoding="utf-8"))
        folded = _folded(parts)
        key = canonicalize_url(urlunsplit(folded), encoding="utf-8")
        if not _HOST.fullmatch(urlsplit(key).hostname or ""):
            raise Unreadable("address without a valid host", url=line(url)[:300])
        return key
    except ValueError as error:
        raise Unreadable(f"not an address: {error}", url=line(url)[:300]) from error


def site(url: str) -> str:
    """The registered domain of an address ("soompi.com", "osen.co.kr"), or its host where there is none; "" if bad."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _registered(host) or host


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie under one registered domain. On local hosts the port counts, too."""
    if site(one) != site(other) or not site(one):
        return False
    return not is_local(site(one)) or urlsplit(one).netloc == urlsplit(other).netloc


def is_home(url: str) -> bool:
    """Whether the address is a site's front page (no path beyond a language or index page, no query)."""
    parts = urlsplit(url)
    return not parts.query and re.fullmatch(r"/?([a-z]{2}/?|index\.\w+|main\.\w+|home/?)?", parts.path) is not None


def is_local(host: str) -> bool:
    """Whether a host is an IP address or a name that no public DNS has, where ports tell sites apart."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return "." not in host or host.endswith(".localhost")
    return True


def _cleaned(url: str, base: str | None) -> SplitResult:
    found = absolute(url, base or "")
    if found is None:
        raise Unreadable("not an http(s) address", url=line(url)[:300] or None)
    parts = urlsplit(found)
    host = (parts.hostname or "").rstrip(".")
    if not host or re.search(r"[\s<>\"\\^`{|}%]", host):
        raise Unreadable("address without a valid host", url=found[:300])
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{parts.port}"
    return parts._replace(netloc=host, query=_query(parts), fragment="")


def _query(parts: SplitResult) -> str:
    kept = (pair for pair in parts.query.split("&") if pair and not _is_tracking(pair, parts.path))
    return "&".join(kept)


def _is_tracking(pair: str, path: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name == "query":  # left behind by portals' searches; on a search page itself it is the address
        return not _SEARCH_PATH.search(path)
    return name.startswith("utm_") or name in _TRACKING or (name == "outputtype" and value.lower() == "amp")


def _folded(parts: SplitResult) -> SplitResult:
    path = _folded_path(parts.path)
    host = parts.hostname or ""
    if is_local(host):
        return parts._replace(path=path)
    port = "" if parts.port is None or parts.port == 443 else f":{parts.port}"
    return parts._replace(scheme="https", netloc=_folded_host(host) + port, path=path)


def _folded_path(path: str) -> str:
    while True:
        shorter = _AMP_FILE.sub("", _AMP_SEGMENT.sub("", path)).rstrip("/") or "/"
        if shorter == path:
            return path
        path = shorter


def _folded_host(host: str) -> str:
    registered = _registered(host)
    while registered and host != registered:
        label, _, rest = host.partition(".")
        if label not in _FOLDED_LABELS:
            break
        host = rest
    return host


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    if is_local(host):
        return ""
    return _SUFFIXES(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])
