"""The connection: SQLite by default, PostgreSQL by URL; transactions; driver errors translated."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from scraper.model.errors import Misconfigured, StorageFailure

_BUSY_SECONDS = 30
_JSON: dict[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}
_WRITERS_LOCK = 7_204_988_113  # any constant: PostgreSQL's name for "the one writer at a time"

Transaction = Connection


class Database:
    """One database. `write()` transactions are serialised: grouping decides on what all earlier writers stored."""

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
            if self._url.get_backend_name() not in ("sqlite", "postgresql"):
                raise ArgumentError(f"no support for {self._url.drivername}")
            self._engine = _engine(url)
        except (ArgumentError, NoSuchModuleError) as error:
            raise Misconfigured(
                f"unusable database URL: {error}", remedy="use sqlite:///FILE or postgresql://USER@HOST/NAME"
            ) from error

    @classmethod
    def at(cls, home: Path, url: str | None = None) -> Database:
        """The database of a home folder (`hallyuwire.db` in it, or the given URL), brought to today's schema."""
        if url is None:
            try:
                home.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageFailure(f"cannot make the home folder {home}: {error.strerror}") from error
        database = cls(url or f"sqlite:///{home.resolve() / 'hallyuwire.db'}")
        try:
            database.migrate()
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may write: all of it is kept, or nothing. Waits for other writers."""
        connect = self._engine.connect
        with self._translated(), connect().execution_options(writes=True) as connection, connection.begin():
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            yield connection

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent view; sees what was committed before it began."""
        with self._translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    def endure(self) -> None:
        """Make all that was committed outlast a power cut; to be called before anybody outside is told of it."""
        if self._engine.dialect.name == "sqlite":
            with self._translated(), closing(self._engine.raw_connection()) as connection:
                try:
                    connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")  # syncs the log, waits for nobody
                except sqlite3.Error as error:  # this way round SQLAlchemy it comes as it is
                    raise self._failure(error) from error

    def migrate(self) -> None:
        """Bring the schema to today's, in one transaction. Raises StorageFailure on a schema newer than the program."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        scripts = ScriptDirectory.from_config(config)
        with self.read() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        if found == scripts.get_current_head():
            return
        if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
            raise StorageFailure(
                f"the database has schema {found}, newer than this program", remedy="upgrade hallyuwire"
            )
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise self._failure(error) from error
        except DatabaseError as error:
            # sqlite3 raises the bare DatabaseError for "not a database" and "malformed"; its subclasses are our bugs.
            if type(error) is DatabaseError:
                raise self._failure(error) from error
            raise

    def _failure(self, error: Exception) -> StorageFailure:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        where = self._url.render_as_string(hide_password=True)
        return StorageFailure(f"database {where}: {cause}", remedy="mend the cause and run the command again")


def upsert(table: Table, dialect: str, key: str, changes: Iterable[str] | Mapping[str, Any]) -> Insert:
    """An INSERT that changes the row that is there already instead. key: the primary key's column. changes: the columns
    that take the new row's values, or expressions by column. dialect: a transaction's `dialect.name`."""
    statement: Any = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    if not isinstance(changes, Mapping):
        changes = {name: statement.excluded[name] for name in changes}
    changed: Insert = statement.on_conflict_do_update(index_elements=[key], set_=changes)
    return changed


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, **_JSON)
    wait = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(parsed, connect_args=wait, **_JSON)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions: _begin_sqlite does
    cursor = connection.cursor()
    _write_ahead(cursor)
    # A killed process loses nothing; a power cut may take the last transactions, unless `endure` was called.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    # The one statement that does not wait by itself for another connection that is doing the same to a new file.
    for patience in range(100):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or patience == 99:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails with "locked" as soon as there are two writers.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
