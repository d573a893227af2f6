from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scraper.newsstand.declarations import declarations
from scraper.newsstand.stand import Running, running
from tests.end_to_end.service import Service


@pytest.fixture(scope="module")
def shared_stand() -> Iterator[Running]:
    with running() as stand:
        yield stand


@pytest.fixture
def stand(shared_stand: Running) -> Running:
    """The newsstand as on its first day."""
    shared_stand.control.reset(articles=True)
    shared_stand.control.forget()
    return shared_stand


@pytest.fixture
def serve_sites(stand: Running, tmp_path: Path) -> Callable[..., Service]:
    """A service that knows the named sites of the newsstand, all when none is named."""

    def make(*names: str) -> Service:
        sources = [source for source in declarations(stand.base_port) if not names or source.name in names]
        return Service(tmp_path / "home", sources)

    return make
