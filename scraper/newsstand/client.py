"""The other end of the control port, for tests, the demo and the benchmarks."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from scraper.model.errors import Misconfigured

_TIMEOUT = 30.0  # seconds


class Control:
    """Tells a running newsstand what to do. Every method answers with the newsstand's JSON.

    Misconfigured when the newsstand says no. Fields are those of the manual at the control port's `/`.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = build_opener(ProxyHandler({}))  # loopback must not go through a proxy of the environment

    def publish(self, **fields: Any) -> Any:
        return self._post("publish", fields)["published"]

    def edit(self, **fields: Any) -> Any:
        return self._post("edit", fields)["edited"]

    def move(self, id: str, **fields: Any) -> Any:
        return self._post("move", {"id": id, **fields})["moved"][id]

    def add(self, **fields: Any) -> Any:
        return self._post("add", fields)["url"]

    def mode(self, mode: str, **fields: Any) -> Any:
        return self._post("mode", {"mode": mode, **fields})

    def reset(self, **fields: Any) -> Any:
        return self._post("reset", fields)

    def forget(self) -> None:
        self._post("forget", {})

    def state(self) -> Any:
        return self._ask("state")

    def log(self, site: str = "") -> Any:
        return self._ask(f"log?site={site}")

    def _post(self, command: str, record: dict[str, Any]) -> Any:
        return self._ask(command, json.dumps(record).encode())

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        kind = {"Content-Type": "application/json"}
        request = Request(f"{self.url}/{path}", body, kind)  # noqa: S310 - `url` is the newsstand's own, always http
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                reason = error.read().decode("utf-8", "replace")
            raise Misconfigured(f"the newsstand says no: {reason}") from error
