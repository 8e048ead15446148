"""What only one of the databases can do, or get wrong."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.base.config import Config, StoreConfig
from bot.base.keys import Keys
from bot.portfolio import groups
from bot.store import Store, StoreError, Unavailable, upgrade
from bot.store.opening import open_keys, open_store
from bot.store.postgres import Postgres, is_elsewhere
from bot.store.prepared import Prepared
from bot.store.tables import cap_group
from tests.postgres_server import Server

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def add(conn: Connection, name: str) -> None:
    conn.execute(insert(cap_group).values(id=name, created_at=NOW))


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    postgres.tell("CREATE DATABASE alone TEMPLATE pattern")
    yield postgres.url("alone")
    postgres.tell("DROP DATABASE alone WITH (FORCE)")


@pytest.fixture
def store(database: str, keys: Keys) -> Iterator[Store]:
    made = Store(database, keys)
    yield made
    made.close()


async def test_in_sqlite_what_nobody_waits_for_any_more_is_not_begun(empty_store: Store) -> None:
    """One writer: what stands behind a slow verb can still be called off."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(conn: Connection) -> None:
        begun.set()
        go_on.wait(5)

    first = asyncio.create_task(empty_store.write(slow))
    await asyncio.to_thread(begun.wait, 5)
    never = asyncio.create_task(empty_store.write(add, "never"))
    await asyncio.sleep(0)
    never.cancel()
    await asyncio.gather(never, return_exceptions=True)
    go_on.set()
    await first
    assert await empty_store.read(lambda conn: conn.execute(select(cap_group.c.id)).scalars().all()) == []


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "nonsense"])
def test_what_is_no_usable_address_is_named(url: str, keys: Keys) -> None:
    with pytest.raises(StoreError, match=r"store\.url"):
        Store(url, keys)


def test_a_server_that_is_not_there_is_named_without_the_password(keys: Keys) -> None:
    with pytest.raises(StoreError, match=r"can't be reached") as caught:
        Store("postgresql://courtesy:secret-word@127.0.0.1:1/x", keys)
    assert "127.0.0.1" in str(caught.value)
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "elsewhere"),
    [("", False), ("/run/postgresql", False), ("localhost", False), ("127.0.0.1", False), ("::1", False), ("10.0.0.5", True), ("db", True)],
)
def test_a_server_elsewhere_is_known_as_such(host: str, elsewhere: bool) -> None:
    """`courtesy doctor` warns where what is not sealed could be read on the way there."""
    assert is_elsewhere(host) is elsewhere


def test_a_server_of_this_machine_is_no_concern(store: Store) -> None:
    assert store.concern() is None


def test_an_old_server_is_refused(database: str, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.postgres.OLDEST", 99)
    with pytest.raises(StoreError, match="version 99 or newer is needed"):
        Store(database, keys)


def test_a_database_that_cannot_hold_chinese_is_refused(postgres: Server, keys: Keys) -> None:
    postgres.tell("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(StoreError, match="UTF8"):
        Store(postgres.url("latin"), keys)
    postgres.tell("DROP DATABASE latin WITH (FORCE)")


def test_an_empty_database_is_filled_on_the_first_start(postgres: Server, tmp_path: Path) -> None:
    postgres.tell("CREATE DATABASE fresh")
    config = Config(store=StoreConfig(url=postgres.url("fresh"), key_file=tmp_path / "keys"))
    for start in ("first", "second"):
        store = open_store(config, open_keys(config))
        store.write_now(add, start)
        store.close()
    postgres.tell("DROP DATABASE fresh WITH (FORCE)")


def test_a_deadlock_is_run_again(store: Store) -> None:
    """Two who wait for each other: the server ends one of them, which begins anew and gets its turn."""
    both = threading.Barrier(2, timeout=5)
    tries: list[str] = []

    def lock(conn: Connection, first: str, then: str) -> None:
        tries.append(first)
        groups.hold(conn, groups=[first])
        if len(tries) <= 2:
            both.wait()
        groups.hold(conn, groups=[then])

    for name in "ab":
        store.write_now(add, name)
    threads = [threading.Thread(target=store.write_now, args=(lock, *names)) for names in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    assert len(tries) > 2


def test_a_server_that_was_restarted_is_found_again(store: Store, postgres: Server) -> None:
    """A connection that was cut before the commit was sent did nothing; the verb is run again on another one."""
    store.write_now(add, "before")
    cut_off(postgres)
    store.write_now(add, "after")
    assert store.read_now(lambda conn: sorted(conn.execute(select(cap_group.c.id)).scalars())) == ["after", "before"]


def test_without_its_lock_the_service_writes_nothing(store: Store, postgres: Server, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may be the service by then; once nobody else is, it goes on."""
    monkeypatch.setattr("bot.store.service_lock._AGAIN_S", 0.05)
    store.own()
    other = Store(f"{postgres.url('alone')}&application_name=other", keys)
    try:
        taken = threading.Event()

        def snatch() -> None:
            while not taken.is_set():
                try:
                    other.own()
                    taken.set()
                except StoreError:
                    pass

        thread = threading.Thread(target=snatch)
        thread.start()
        backend = store._backend
        assert isinstance(backend, Postgres)
        lock = backend._lock
        assert lock is not None
        while not taken.is_set():
            cut_off(postgres)
            taken.wait(0.2)
        thread.join()
        until(lambda: not lock.held)
        with pytest.raises(Unavailable, match="was lost"):
            store.write_now(add, "not ours")
    finally:
        other.close()
    until(lambda: lock.held)
    store.write_now(add, "ours again")


def until(condition: Callable[[], bool]) -> None:
    for _ in range(400):
        if condition():
            return
        threading.Event().wait(0.05)
    pytest.fail("waited 20 s for nothing")


def cut_off(postgres: Server) -> None:
    """End every connection of ours to the database, as a restart of the server would."""
    postgres.tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'alone' AND application_name = 'courtesy'")


def test_a_verb_whose_connection_is_cut_is_run_again_on_another(store: Store, postgres: Server) -> None:
    """Also where the first it notices is a prepared statement, which goes past SQLAlchemy."""
    runs: list[int] = []
    newest = Prepared(select(func.max(cap_group.c.id).label("id")))

    def verb(conn: Connection) -> str:
        runs.append(1)
        add(conn, f"try {len(runs)}")
        if len(runs) == 1:
            cut_off(postgres)
        return str(newest.one(conn).id)

    assert store.write_now(verb) == "try 2"
    assert store.read_now(lambda conn: conn.execute(select(cap_group.c.id)).scalars().all()) == ["try 2"]


@pytest.mark.parametrize("damage", ["nothing of a database", "pages"])
def test_a_damaged_file_is_named_and_is_no_bug(tmp_path: Path, keys: Keys, damage: str) -> None:
    path = tmp_path / "courtesy.db"
    made = Store(f"sqlite:///{path}", keys)
    upgrade(made)
    made.close()
    path.write_bytes(b"junk" * 5000 if damage == "nothing of a database" else path.read_bytes()[:4096] + b"\xff" * 40_000)
    broken = Store(f"sqlite:///{path}", keys)
    try:
        with pytest.raises(Unavailable, match="the database can't be used"):
            broken.read_now(lambda conn: conn.execute(select(cap_group.c.id)).all())
    finally:
        broken.close()
