"""The site over HTTP: read-only, from memory, with conditional requests (RFC 9110) and strict headers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from feeds.publishing import safe
from feeds.shelf import Body, Copy, Shelf

_METHODS = ("GET", "HEAD")
_STRICT = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": (
        b"default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'"
    ),
    b"referrer-policy": b"no-referrer",
}


def application(site: Path, *, routes: Sequence[BaseRoute] = (), memory: int = 64 * 2**20) -> Starlette:
    """The web application that serves the files below `site`. It may not exist yet; changed files are seen at once.

    routes: further routes, tried before the files. memory: how many bytes of files to keep, at most.
    """
    files = Route("/{path:path}", Files(Shelf(site, memory)), methods=None, include_in_schema=False)
    return Starlette(routes=[*routes, files], middleware=[Middleware(StrictHeaders)])


class Files:
    """ASGI endpoint for files: `dir/` is `dir/index.html`, hidden files and odd paths are not found."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path_params"]["path"]
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        if scope["method"] not in _METHODS:
            response: Response = PlainTextResponse("Method not allowed\n", 405, {"allow": ", ".join(_METHODS)})
        elif safe(name) and (copy := self._shelf.copy(name)):
            response = answer(copy, scope["method"], Headers(scope=scope))
        elif safe(name) and self._shelf.copy(f"{name}/index.html"):
            response = RedirectResponse(f"{scope.get('root_path', '')}/{quote(path)}/", 308)
        else:
            response = PlainTextResponse("Not found\n", 404)
        await response(scope, receive, send)


class StrictHeaders:
    """Middleware that adds the strict headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = dict(message["headers"])
                message["headers"] = [*message["headers"], *(pair for pair in _STRICT.items() if pair[0] not in own)]
            await send(message)

        await self._app(scope, receive, strict)


def answer(copy: Copy, method: str, request: Headers) -> Response:
    """200 or 304 for a copy, in the content coding that the request takes. method: GET or HEAD."""
    body = copy.gzipped if copy.gzipped and takes_gzip(request.get("accept-encoding", "")) else copy.plain
    if unchanged(body, copy.modified, request):
        response = Response(status_code=304)
        response.raw_headers = list(body.bare)
        return response
    response = Response(body.data if method == "GET" else b"")
    response.raw_headers = list(body.headers)
    return response


def unchanged(body: Body, modified: int, request: Headers) -> bool:
    """Whether the reader has this. If-None-Match decides alone where given, by weak comparison (RFC 9110, 13.1.2)."""
    tags = ",".join(request.getlist("if-none-match"))
    if tags:
        return tags.strip() == "*" or body.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    since = _instant(request.get("if-modified-since", ""))
    return since is not None and modified <= since


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding value allows gzip (RFC 9110, 12.5.3): `gzip;q=0` does not, `*` does."""
    weights = {}
    for part in accepted.lower().split(","):
        coding, _, parameter = part.partition(";")
        weights[coding.strip()] = _weight(parameter)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _instant(date: str) -> float | None:
    """Seconds since 1970 of an HTTP date; None for anything else, which the standard says to ignore."""
    try:
        instant = parsedate_to_datetime(date)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
