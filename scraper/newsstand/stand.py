"""The newsstand: seven sites and a control port in one process, one port each."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn

from scraper.model.errors import Misconfigured
from scraper.newsstand.answer import Answer
from scraper.newsstand.client import Control
from scraper.newsstand.control import control
from scraper.newsstand.delivery import deliver
from scraper.newsstand.desk import Desk
from scraper.newsstand.faults import Fault, replaced
from scraper.newsstand.kiosk import Kiosk, refused
from scraper.newsstand.ledger import Ledger, Request
from scraper.newsstand.newsroom import Newsroom
from scraper.newsstand.piece import Gold
from scraper.newsstand.sites import BASE_PORT, HOST, SITES, base_of, port_of
from scraper.newsstand.stock import ARTICLES, load

_EPOCH = datetime(2026, 11, 1, tzinfo=UTC)  # when a site without articles last changed
_TRIES = 50  # for finding consecutive free ports
_GRACE = 1  # seconds that hanging requests get at the end

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Newsstand:
    """The ASGI application behind all the ports. clock: tells when an edit or a request happens."""

    def __init__(self, articles: Path = ARTICLES, base_port: int = BASE_PORT, clock: Clock = _now) -> None:
        self.stock = load(articles)
        self.base_port = base_port
        self.ledger = Ledger()
        self._clock = clock
        self._kiosks = {
            site.name: Kiosk(Newsroom(site, self.stock, _EPOCH), base_of(site.name, base_port)) for site in SITES
        }
        self._ports = {port_of(name, base_port): kiosk for name, kiosk in self._kiosks.items()}
        self._desk = Desk(self._kiosks, clock)
        self._control = control(self._desk, self.ledger)

    def warm(self) -> None:
        """Make the pages in advance."""
        for kiosk in self._kiosks.values():
            kiosk.warm()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        port = scope["server"][1]
        if port == self.base_port:
            await self._control(scope, receive, send)
            return
        kiosk = self._ports[port]
        target = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            target += "?" + scope["query_string"].decode("latin-1")
        headers = dict(scope["headers"])
        fault = self._desk.fault(kiosk.room.site.name, kiosk.part(target))
        answer = self._answer(kiosk, fault, scope["method"], target)
        wire = answer.to(headers)
        hangs = fault is not None and fault.mode == "hang"
        self.ledger.add(self._clock(), kiosk.room.site.name, scope["method"], target, 0 if hangs else wire[0], headers)
        await deliver(wire, fault.mode if fault else "", receive, send)

    def _answer(self, kiosk: Kiosk, fault: Fault | None, method: str, target: str) -> Answer:
        if method not in ("GET", "HEAD"):
            return refused()
        put = None
        if fault is not None:
            elsewhere = next(other.base for other in self._kiosks.values() if other is not kiosk)
            put = replaced(fault, kiosk.base, elsewhere, target, self._clock())
            if fault.mode == "lie":
                put = kiosk.lie(fault.variant)
        return put or kiosk.answer(target)


class Running:
    """A newsstand at work. control: tells it what to do. base_port: of the control port."""

    def __init__(self, stand: Newsstand) -> None:
        self._stand = stand
        self.base_port = stand.base_port
        self.control = Control(f"http://{HOST}:{stand.base_port}")

    @property
    def log(self) -> list[Request]:
        """The requests so far, oldest first."""
        return self._stand.ledger.requests()

    @property
    def gold(self) -> tuple[Gold, ...]:
        return self._stand.stock.gold

    def url(self, site: str) -> str:
        """Root of the site's addresses, without a slash at the end."""
        return base_of(site, self.base_port)


@contextmanager
def running(base_port: int = 0, articles: Path = ARTICLES, clock: Clock = _now) -> Iterator[Running]:
    """A newsstand in a thread of its own until the block ends. base_port 0: free ports are found."""
    sockets = listen(base_port)
    stand = Newsstand(articles, sockets[0].getsockname()[1], clock)
    server = _server(stand)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, name="newsstand", daemon=True)
    thread.start()
    try:
        yield Running(stand)
    finally:
        server.should_exit = True
        thread.join()


def serve(base_port: int = BASE_PORT, articles: Path = ARTICLES) -> None:
    """Serve until interrupted. Misconfigured when a port is taken or the articles are wrong."""
    sockets = listen(base_port)
    stand = Newsstand(articles, sockets[0].getsockname()[1])
    stand.warm()
    try:
        _server(stand).run(sockets=sockets)
    except KeyboardInterrupt:  # uvicorn raises the signal again after it has closed everything
        return


def listen(base_port: int) -> list[socket.socket]:
    """Listening sockets on the control port and the sites' ports after it; 0: the first free run of ports."""
    for attempt in range(_TRIES):
        try:
            return _listen(base_port)
        except (OSError, OverflowError) as error:
            if base_port or attempt == _TRIES - 1:
                raise Misconfigured(
                    f"ports {base_port} to {base_port + len(SITES)} cannot be opened: {error}",
                    remedy="stop what uses them or choose another base port",
                ) from error
    raise AssertionError("unreachable")


def _listen(base_port: int) -> list[socket.socket]:
    with ExitStack() as opened:
        sockets: list[socket.socket] = []
        for number in range(len(SITES) + 1):
            one = opened.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            first = sockets[0].getsockname()[1] if sockets else base_port
            one.bind((HOST, first + number))
            one.listen(1024)  # at once: with SO_REUSEADDR only this tells that another program listens
            sockets.append(one)
        opened.pop_all()
        return sockets


def _server(stand: Newsstand) -> uvicorn.Server:
    return uvicorn.Server(uvicorn.Config(
        stand, lifespan="off", access_log=False, log_config=None, log_level="critical", server_header=False,
        timeout_keep_alive=60, timeout_graceful_shutdown=_GRACE,
    ))  # fmt: skip
