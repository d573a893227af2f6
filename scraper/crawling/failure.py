"""From what Scrapy and Twisted raise to our errors: which are worth another try, and words a person understands."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.guard import NotGlobal
from scraper.crawling.robots import Disallowed, RobotsUnreachable
from scraper.model.errors import HallyuwireError, Refused, Retry, Unreadable

_PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_PRIVATE = "give the source allow_private_addresses = true if it is a test host of yours"


def explain(error: BaseException, source: str, url: str) -> HallyuwireError:
    """Retry: a passing fault. Refused: not to be fetched. Unreadable: the site says there is nothing."""
    if isinstance(error, HttpError):
        return _status(error.response.status, source, url)
    if isinstance(error, RobotsUnreachable):
        (cause,) = error.args
        why = explain(cause, source, url).what if isinstance(cause, Exception) else cause
        what = f"robots.txt could not be read: {why}"
        return Retry(what, source=source, url=url, remedy="the site is left alone until it answers")
    if isinstance(error, NotGlobal):
        return Refused(str(error), source=source, url=url, remedy=_PRIVATE)
    if "max redirections" in str(error):
        return Retry("redirected without end", source=source, url=url)
    if isinstance(error, Disallowed | IgnoreRequest | UnsupportedURLSchemeError):
        return Refused(str(error) or "not fetched", source=source, url=url)
    return _transport(error, source, url)


def _status(status: int, source: str, url: str) -> HallyuwireError:
    try:
        what = f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        what = f"HTTP {status}"
    if status >= 500 or status in _PASSING:
        return Retry(what, source=source, url=url)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        return Refused(what, source=source, url=url)
    return Unreadable(what, source=source, url=url)


def _transport(error: BaseException, source: str, url: str) -> HallyuwireError:
    private = _cause(error, NotGlobal)
    if private:
        return Refused(str(private), source=source, url=url, remedy=_PRIVATE)
    words = {
        CannotResolveHostError: "the host name is not known",
        DownloadConnectionRefusedError: "connection refused",
        DownloadTimeoutError: "no answer in time",
        ResponseDataLossError: "the answer broke off",
    }
    for kind, what in words.items():
        if isinstance(error, kind):
            return Retry(what, source=source, url=url)
    if isinstance(error, DownloadCancelledError):
        return Refused("the answer is too large", source=source, url=url)
    if isinstance(error, ValueError) and "request url" in str(error):  # Scrapy's word for `Location: javascript:…`
        return Unreadable("redirected to what is no web address", source=source, url=url)
    if isinstance(error, DownloadFailedError | OSError):
        return Retry(f"connection failed: {error}", source=source, url=url)
    raise error  # a bug of ours


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None
