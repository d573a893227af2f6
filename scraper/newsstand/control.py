"""The control port: JSON over HTTP in front of the editors' desk."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from scraper.model.errors import Misconfigured
from scraper.newsstand.desk import Desk, Record
from scraper.newsstand.ledger import Ledger

MANUAL = """The newsstand's control port. POST takes one JSON object; answers are JSON; 422 says what was wrong.

GET  /         this text
GET  /state    per site: address, articles shown with their addresses, modes
GET  /log      requests so far (?site=name: of one site): time, site, method, path, status, headers
POST /forget   {}                                      empties the log
POST /publish  {} | {"site"} | {"id"}                  the next wave everywhere, of one site; one article
POST /edit     {} | {"site"} | {"id"}                  applies the written edits
               {"id", "headline"?, "summary"?, "body"?, "slug"?}   changes these fields; slug: a new address
POST /move     {"id", "slug"?}                         a new address; the old one answers 301
POST /add      {"id", "site", "headline", "body", "published", ...}   a new article, fields as in the files
POST /reset    {"site"?, "articles"?: true}            modes to normal; with articles: all as at the start
POST /mode     {"mode", "site"?, "on"?, "variant"?, "times"?, ...}
  site: default all. on: parts it touches, "all" or some of robots, discovery (feeds, REST, sitemaps, lists), articles,
  images. times: number of requests it lasts. Modes, where they hold unless told otherwise, variants (first: default):
  normal     modes off
  quiet      feeds, sitemaps and lists stay as they are, whatever is published
  layout     other markup, no metadata                 bare, shell (nothing without JavaScript)
  status     on all; "status": 503, "retry_after": seconds   seconds, date (how Retry-After is written)
  hang       on articles: never answers
  drip       on articles: one byte per second
  short      on articles: ends before its Content-Length
  lie        on articles: 200 with another page        soft404, consent, challenge, login
  redirect   on articles: 302                          loop, chain, host, private, metadata, file
  garbage    on discovery: no feed                     cut, binary, html, entities, external, empty,
                                                       selfindex, flood (50,000 addresses)
  bomb       on articles: gzip that grows to 256 MB
  binary     on articles: 200 text/html                pdf, image, empty, nested (100,000 tags)
  robots     on robots                                 deny (everything), huge (over 500 KiB, denies everything)
"""


def control(desk: Desk, ledger: Ledger) -> Starlette:
    """The application behind the control port."""

    async def manual(_: Request) -> Response:
        return PlainTextResponse(MANUAL)

    async def state(_: Request) -> Response:
        return JSONResponse(desk.state())

    async def log(request: Request) -> Response:
        return JSONResponse([row.record() for row in ledger.requests(request.query_params.get("site", ""))])

    def forget(_: Record) -> dict[str, Any]:
        ledger.clear()
        return {}

    commands = {"publish": desk.publish, "edit": desk.edit, "move": desk.move, "add": desk.add,
                "mode": desk.mode, "reset": desk.reset, "forget": forget}  # fmt: skip
    posts = [Route(f"/{name}", _command(act), methods=["POST"]) for name, act in commands.items()]
    return Starlette(routes=[Route("/", manual), Route("/state", state), Route("/log", log), *posts])


def _command(act: Callable[[Record], dict[str, Any]]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(act(_record(await request.body())))
        except Misconfigured as fault:
            return JSONResponse({"error": str(fault)}, status_code=422)

    return endpoint


def _record(body: bytes) -> Record:
    try:
        record = json.loads(body or b"{}")
    except ValueError as error:
        raise Misconfigured(f"no JSON: {error}") from error
    if not isinstance(record, dict):
        raise Misconfigured("not a JSON object")
    return record
