"""Who asked for what: the request log of the newsstand."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

_KEPT = 200_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered. time: aware. path: with the query. status: 0 when it was left hanging.

    headers: of the request, names in lower case.
    """

    time: datetime
    site: str
    method: str
    path: str
    status: int
    headers: dict[str, str]

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"time": self.time.isoformat()}


class Ledger:
    """The newest 200,000 requests, oldest first. One thread writes, others may read."""

    def __init__(self) -> None:
        self._rows: deque[tuple[datetime, str, str, str, int, dict[bytes, bytes]]] = deque(maxlen=_KEPT)

    def add(self, time: datetime, site: str, method: str, path: str, status: int, raw: dict[bytes, bytes]) -> None:
        self._rows.append((time, site, method, path, status, raw))

    def clear(self) -> None:
        self._rows.clear()

    def requests(self, site: str = "") -> list[Request]:
        """All, or those to one site."""
        rows = [row for row in self._rows.copy() if site in ("", row[1])]
        return [Request(*row[:5], _text(row[5])) for row in rows]


def _text(raw: dict[bytes, bytes]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in raw.items()}
