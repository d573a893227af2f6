"""Opening, migrating and failing: each trouble of a database is one clear line."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text

from scraper.model.errors import Misconfigured, StorageFailure
from storage.database import Database
from storage.schema import feed_state, metadata


def test_migrations_give_the_schema(database: Database) -> None:
    with database.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx, opts={"compare_type": True}), metadata) == []


def test_opening_again_changes_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    with database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=1, written=0))
    again = Database.at(tmp_path, database_url)
    with again.read() as tx:
        assert tx.execute(select(feed_state.c.feed)).scalars().all() == ["all"]
    again.close()


def test_two_programs_may_open_a_new_database_at_once(database_url: str, tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Database.at(tmp_path, database_url).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_failed_transaction_keeps_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=1, written=0))
        raise RuntimeError
    with database.read() as tx:
        assert tx.execute(select(feed_state)).all() == []


def test_a_newer_schema_is_refused(database: Database, database_url: str, tmp_path: Path) -> None:
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFailure, match="newer than this program; upgrade hallyuwire"):
        Database.at(tmp_path, database_url)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "hallyuwire.db").write_bytes(b"this is a text file, not a database at all" * 100)
    with pytest.raises(StorageFailure, match=r"hallyuwire\.db: file is not a database"):
        Database.at(tmp_path)
    assert (tmp_path / "hallyuwire.db").read_bytes().startswith(b"this is a text file")


def test_a_locked_database_is_waited_for_then_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database._BUSY_SECONDS", 0.2)
    database = Database.at(tmp_path)
    holder = sqlite3.connect(tmp_path / "hallyuwire.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageFailure, match="database is locked"), database.write():
        pass
    holder.rollback()
    with database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=1, written=0))
    holder.close()
    database.close()


def test_endure_moves_what_was_committed_out_of_the_log(tmp_path: Path) -> None:
    database = Database.at(tmp_path)
    with database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=1, written=0))
    database.endure()
    alone = tmp_path / "alone.db"  # without its log
    alone.write_bytes((tmp_path / "hallyuwire.db").read_bytes())
    with closing(sqlite3.connect(alone)) as copy:
        assert copy.execute("SELECT feed FROM feed_state").fetchall() == [("all",)]
    database.close()


def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    with database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=1, written=0))
        with database.read() as other:
            assert other.execute(select(feed_state)).all() == []


def test_writers_take_turns_and_lose_nothing(database: Database) -> None:
    """Each reads before it writes: with deferred transactions half of them would fail with "locked"."""
    with database.write() as tx:
        tx.execute(insert(feed_state).values(feed="all", marked=0, written=0))
    failures: list[BaseException] = []

    def count() -> None:
        try:
            for _ in range(25):
                with database.write() as tx:
                    marked = tx.execute(select(feed_state.c.marked)).scalar_one()
                    tx.execute(feed_state.update().values(marked=marked + 1))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as tx:
        assert tx.execute(select(feed_state.c.marked)).scalar_one() == 100


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "oracle+nothing://x"])
def test_an_unusable_url_is_wrong_usage(url: str) -> None:
    with pytest.raises(Misconfigured, match="use sqlite:///FILE or postgresql"):
        Database(url)


def test_the_password_is_not_shown(tmp_path: Path) -> None:
    database = Database("postgresql://someone:secret@127.0.0.1:1/none")
    with pytest.raises(StorageFailure) as caught, database.read():
        pass
    assert "secret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
