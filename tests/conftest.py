"""What every room's tests share: databases, times, and the rule that nothing may be skipped in CI."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.database import Database

SERVER = os.environ.get("HALLYUWIRE_TEST_DATABASE_URL")
ALL = bool(os.environ.get("HALLYUWIRE_TEST_ALL"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    ours = "beside the checkout" not in str(report.longrepr)  # else it wants publishers' text, which we may not ship
    if ALL and report.skipped and ours:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 10, 3, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind; PostgreSQL where HALLYUWIRE_TEST_DATABASE_URL names a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hallyuwire.db'}"
        return
    if not SERVER:
        pytest.skip("HALLYUWIRE_TEST_DATABASE_URL is not set")
    engine = create_engine(SERVER)
    name = f"test_{uuid.uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        yield f"{SERVER}?options=-csearch_path%3D{name}"
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database.at(tmp_path, database_url)
    yield opened
    opened.close()


@pytest.fixture
def unused_tcp_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
