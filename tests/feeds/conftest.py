"""Stories to publish, and a site served on loopback."""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from feeds.web import application
from scraper.model.entity import Kind, Mention, Tier
from scraper.model.story import Outlet, Story

NOON = datetime(2024, 4, 18, 3, 0, 5, 123456, tzinfo=UTC)  # twelve o'clock in Seoul


@pytest.fixture(scope="session")
def tell() -> Callable[..., Story]:
    """Makes a story; `number` gives it its id, any field can be replaced."""

    def make(number: int = 1, **fields: object) -> Story:
        link = f"https://dramapost.example/news/{number}?a=1&b=2"
        values: dict[str, object] = {
            "id": str(uuid.UUID(int=number, version=4)),
            "title": "Baek & Seo <달빛 정원> “team up”",
            "link": link,
            "summary": "The song 1 < 2 opens the fifth part & comes out on Thursday.",
            "language": "en",
            "image": "https://dramapost.example/pictures/1.jpg",
            "byline": "Han Na",
            "published": NOON,
            "updated": NOON,
            "outlets": (
                Outlet(name="Drama Post", title="Baek & Seo", url=link, language="en", published=NOON),
                Outlet(
                    name="별 & 소식",
                    title="백",
                    url="https://byeol.example/기사?n=1&m=2",
                    language="ko",
                    published=None,
                ),
            ),
            "mentions": (
                Mention(
                    slug="baek-do-yun",
                    kind=Kind.PERSON,
                    name="Baek Do-yun",
                    name_ko="백도윤",
                    tier=Tier.ABOUT,
                    surface="Baek",
                    evidence="headline",
                ),
            ),
            "topics": ("ost", "casting"),
        }
        return Story(**(values | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def serve() -> Callable[[Path | Starlette], contextlib.AbstractContextManager[str]]:
    """Serves a folder, or an application, with the real web server; gives its address without a slash at the end."""

    @contextlib.contextmanager
    def serving(site: Path | Starlette) -> Iterator[str]:
        app = application(site) if isinstance(site, Path) else site
        config = uvicorn.Config(app, port=0, lifespan="off", ws="none", log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            deadline = time.monotonic() + 20
            while not server.started and time.monotonic() < deadline:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)

    return serving
