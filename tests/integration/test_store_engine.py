"""The real database, on disk."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.base.keys import Keys
from bot.store import Store, StoreError, upgrade
from bot.store.migrate import check
from bot.store.tables import cap_group, metadata, suppression

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
KEYS = Keys(b"s" * 32, b"i" * 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/courtesy.db", KEYS)
    upgrade(made)
    yield made
    made.close()


def add(conn: Connection, name: str) -> None:
    conn.execute(insert(cap_group).values(id=name, created_at=NOW))


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(cap_group)).scalar_one()


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    def differences(conn: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(conn), metadata))

    assert store.read_now(differences) == []
    store.read_now(check)


def test_a_database_that_is_not_current_is_refused(tmp_path: Path) -> None:
    empty = Store(f"sqlite:///{tmp_path}/new.db", KEYS)
    try:
        with pytest.raises(StoreError, match="courtesy db upgrade"):
            empty.read_now(check)
    finally:
        empty.close()


async def test_a_verb_that_fails_takes_no_other_with_it(store: Store) -> None:
    """Verbs that wait share a commit; each still stands or falls alone."""
    results = await asyncio.gather(*(store.write(add, f"g{i % 40}") for i in range(50)), return_exceptions=True)
    assert sum(isinstance(result, IntegrityError) for result in results) == 10
    assert await store.read(count) == 40


async def test_a_failed_verb_leaves_nothing_behind(store: Store) -> None:
    def half(conn: Connection) -> None:
        add(conn, "half")
        raise ValueError("stop here")

    with pytest.raises(ValueError, match="stop here"):
        await store.write(half)
    assert await store.read(count) == 0


async def test_who_stops_waiting_for_a_write_stops_nobody_else(store: Store) -> None:
    """A request that is cancelled while its verb runs must not take the writer with it: the verb is done, and the next one too."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(conn: Connection) -> None:
        begun.set()
        go_on.wait(5)
        add(conn, "slow")

    first = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(begun.wait, 5)
    never = asyncio.create_task(store.write(add, "never"))
    await asyncio.sleep(0)
    first.cancel()
    never.cancel()
    await asyncio.gather(first, never, return_exceptions=True)
    go_on.set()
    await asyncio.wait_for(store.write(add, "next"), 5)
    assert await store.read(lambda conn: sorted(conn.execute(select(cap_group.c.id)).scalars())) == ["next", "slow"]


def test_an_error_of_the_database_holds_no_values(store: Store) -> None:
    store.write_now(add, "somebody")
    with pytest.raises(IntegrityError) as caught:
        store.write_now(add, "somebody")
    assert "somebody" not in str(caught.value)


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match="readonly"):
        await store.read(add, "g")


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    """A write that returned is on disk, even if the process dies without a chance to close anything."""
    code = (
        "import os\nfrom datetime import UTC, datetime\nfrom sqlalchemy import insert\nfrom bot.base.keys import Keys\n"
        "from bot.store import Store, upgrade\nfrom bot.store.tables import cap_group\n"
        f"store = Store('sqlite:///{tmp_path}/killed.db', Keys(b's' * 32, b'i' * 32))\nupgrade(store)\n"
        "store.write_now(lambda conn: conn.execute(insert(cap_group).values(id='kept', created_at=datetime(2026, 1, 1, tzinfo=UTC))))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with sqlite3.connect(tmp_path / "killed.db") as conn:
        assert conn.execute("select id from cap_group").fetchall() == [("kept",)]
    conn.close()


def test_a_second_service_on_the_same_database_is_refused(store: Store, tmp_path: Path) -> None:
    store.own()
    other = Store(f"sqlite:///{tmp_path}/courtesy.db", KEYS)
    try:
        with pytest.raises(StoreError, match="another courtesy service"):
            other.own()
    finally:
        other.close()


def test_numbers_do_not_stand_in_the_file(store: Store, tmp_path: Path) -> None:
    """Sealed columns: neither the value nor any part of it can be read from the file."""
    from bot.store.tables import inbox

    number = "+13055550101"
    store.write_now(lambda conn: conn.execute(insert(inbox).values(key="k", kind="x", payload={"to": number}, at=NOW)))
    stored = store.read_now(lambda conn: conn.execute(select(inbox.c.payload)).scalar_one())
    assert stored == {"to": number}
    store.close()
    for file in tmp_path.iterdir():
        assert b"5550101" not in file.read_bytes()


def test_an_instant_without_an_offset_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without an offset"):
        store.write_now(lambda conn: conn.execute(insert(cap_group).values(id="x", created_at=datetime(2026, 1, 1))))  # noqa: DTZ001


def test_an_unsupported_database_is_named() -> None:
    with pytest.raises(StoreError, match="postgresql"):
        Store("postgresql://localhost/x", KEYS)


def test_suppressions_can_be_of_a_number_without_a_person(store: Store) -> None:
    store.write_now(
        lambda conn: conn.execute(insert(suppression).values(
            id="s", number_index="n", channel="all", reason="wrong_person", by="test", at=NOW
        ))
    )
    assert store.read_now(lambda conn: conn.execute(select(suppression.c.group_id)).scalar_one()) is None
