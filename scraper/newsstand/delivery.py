"""How an answer goes over the line: as it should, or hanging, dripping, cut short."""

from __future__ import annotations

import asyncio
from typing import Any

from scraper.newsstand.answer import Wire

_DRIP = 1.0  # seconds between two bytes


async def deliver(wire: Wire, mode: str, receive: Any, send: Any) -> None:
    """Send an answer through ASGI's `receive` and `send`. mode: hang, drip, short; any other sends it whole."""
    status, headers, body = wire
    if mode == "hang":
        await _gone(receive, None)
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if mode == "short" and body:  # ends without the rest: the server closes the connection
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    elif mode == "drip":
        await _drip(body, receive, send)
    else:
        await send({"type": "http.response.body", "body": body})


async def _drip(body: bytes, receive: Any, send: Any) -> None:
    for place in range(len(body)):
        await send({"type": "http.response.body", "body": body[place : place + 1], "more_body": place < len(body) - 1})
        if await _gone(receive, _DRIP):
            return


async def _gone(receive: Any, seconds: float | None) -> bool:
    """Wait for the client to go away, at most so long; whether it did."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True
