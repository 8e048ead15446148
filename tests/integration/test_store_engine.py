"""What every store keeps to, on either database. The real ones, on disk."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.base.keys import Keys, SealError
from bot.store import Store, StoreError, Unavailable, upgrade
from bot.store.driver import together
from bot.store.migrate import check
from bot.store.tables import account, batch, cap_group, inbox, ledger, mandate, media_token, metadata, pace, suppression, user
from bot.store.upsert import insert_new, put

pytestmark = pytest.mark.both_stores

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def store(empty_store: Store) -> Store:
    return empty_store


@pytest.fixture
def second(store: Store, store_url: str, keys: Keys) -> Iterator[Store]:
    """Another process's view of the same database."""
    made = Store(store_url, keys)
    yield made
    made.close()


def add(conn: Connection, name: str) -> None:
    conn.execute(insert(cap_group).values(id=name, created_at=NOW))


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(cap_group)).scalar_one()


# ---------------------------------------------------------------- migrations


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    def differences(conn: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(conn), metadata))

    assert store.read_now(differences) == []
    store.read_now(check)
    upgrade(store)


def test_a_database_that_is_not_current_is_refused(store: Store) -> None:
    store.write_now(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '0001'")))
    with pytest.raises(StoreError, match="courtesy db upgrade"):
        store.read_now(check)


# ---------------------------------------------------------------- transactions


async def test_a_verb_that_fails_takes_no_other_with_it(store: Store) -> None:
    """Verbs that wait may share a commit; each still stands or falls alone."""
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
    await store.write(add, "half")


async def test_a_savepoint_of_a_verb_can_be_undone_alone(store: Store) -> None:
    def tries(conn: Connection) -> None:
        add(conn, "stays")
        inner = conn.begin_nested()
        add(conn, "goes")
        with pytest.raises(IntegrityError):
            add(conn, "stays")
        inner.rollback()
        add(conn, "after")

    await store.write(tries)
    assert await store.read(lambda conn: sorted(conn.execute(select(cap_group.c.id)).scalars())) == ["after", "stays"]


async def test_what_is_written_together_stands_or_falls_together(store: Store) -> None:
    def three(conn: Connection, *names: str) -> None:
        with together(conn):
            for name in names:
                add(conn, name)
        assert count(conn) == len(names)

    with pytest.raises(IntegrityError) as caught:
        await store.write(three, "a", "b", "a")
    assert caught.value.orig is not None
    assert await store.read(count) == 0
    await store.write(three, "a", "b", "c")
    assert await store.read(count) == 3


async def test_even_what_no_verb_should_raise_leaves_nothing_behind(store: Store) -> None:
    def crash(conn: Connection) -> None:
        add(conn, "half")
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        store.write_now(crash)
    assert await store.read(count) == 0
    await store.write(add, "next")


async def test_what_was_written_is_seen_by_whoever_asks_next(store: Store, second: Store) -> None:
    for number in range(1, 21):
        await store.write(add, f"g{number}")
        assert await store.read(count) == number
        assert await second.read(count) == number
        assert await second.write(count) == number


async def test_a_read_sees_one_state_however_long_it_takes(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def twice(conn: Connection) -> tuple[int, int]:
        before = count(conn)
        begun.set()
        go_on.wait(5)
        return before, count(conn)

    reading = asyncio.create_task(store.read(twice))
    await asyncio.to_thread(begun.wait, 5)
    await store.write(add, "meanwhile")
    go_on.set()
    assert await reading == (0, 0)


async def test_counts_of_many_writers_add_up(store: Store, second: Store) -> None:
    """Nothing is lost where many raise the same number, in two processes."""
    await store.write(add, "counter")

    def raise_it(conn: Connection) -> None:
        row = conn.execute(select(cap_group.c.created_at).where(cap_group.c.id == "counter").with_for_update()).one()
        conn.execute(update(cap_group).values(created_at=row.created_at + timedelta(seconds=1)))

    await asyncio.gather(*(each.write(raise_it) for each in (store, second) for _ in range(40)))
    assert await store.read(lambda conn: conn.execute(select(cap_group.c.created_at)).scalar_one()) == NOW + timedelta(seconds=80)


async def test_who_stops_waiting_for_a_write_stops_nobody_else(store: Store) -> None:
    """A request that is cancelled while its verb runs must not take the writer with it: the verb is done, and the next one too."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(conn: Connection) -> None:
        begun.set()
        go_on.wait(5)
        add(conn, "slow")

    first = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(begun.wait, 5)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    go_on.set()
    await asyncio.wait_for(store.write(add, "next"), 5)
    store.close()


async def test_what_waits_is_done_before_the_store_closes(store: Store, second: Store) -> None:
    waiting = [asyncio.create_task(store.write(add, f"g{i}")) for i in range(30)]
    await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert second.read_now(count) == 30
    with pytest.raises(StoreError, match="closed"):
        store.write_now(add, "late")
    await asyncio.gather(*waiting)


def test_what_was_answered_survives_a_kill(store: Store, store_url: str) -> None:
    """A write that returned is on disk, even if the process dies without a chance to close anything; one that did not is not there."""
    code = (
        "import os, sys\nfrom bot.base.keys import Keys\nfrom bot.store import Store\nfrom tests.integration.test_store_engine import add\n"
        "store = Store(sys.argv[1], Keys(b's' * 32, b'i' * 32))\nstore.own()\nstore.write_now(add, 'kept')\n"
        "def half(conn):\n    add(conn, 'half')\n    os.kill(os.getpid(), 9)\nstore.write_now(half)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, store_url], check=False).returncode == -9
    assert store.read_now(lambda conn: conn.execute(select(cap_group.c.id)).scalars().all()) == ["kept"]
    store.own()


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Unavailable, match=r"readonly|read-only"):
        await store.read(add, "g")


# ---------------------------------------------------------------- ownership


def test_a_second_service_on_the_same_database_is_refused(store: Store, second: Store) -> None:
    store.own()
    with pytest.raises(StoreError, match="another courtesy service"):
        second.own()
    second.write_now(add, "a command may still write")
    store.close()
    second.own()


# ---------------------------------------------------------------- values


def test_an_error_of_the_database_holds_no_values(store: Store) -> None:
    store.write_now(add, "somebody")
    with pytest.raises(IntegrityError) as caught:
        store.write_now(add, "somebody")
    assert "somebody" not in str(caught.value).split("DETAIL")[0]


def test_numbers_do_not_stand_in_the_database(store: Store) -> None:
    """Sealed columns: neither the value nor any part of it is in what is stored."""
    number = "+13055550101"
    store.write_now(lambda conn: conn.execute(insert(inbox).values(key="k", kind="x", payload={"to": number}, at=NOW)))
    assert store.read_now(lambda conn: conn.execute(select(inbox.c.payload)).scalar_one()) == {"to": number}
    raw = store.read_now(lambda conn: conn.execute(text("SELECT payload FROM inbox")).scalar_one())
    assert b"5550101" not in bytes(raw)


def test_a_sealed_value_opens_in_its_own_column_alone(store: Store) -> None:
    def swap(conn: Connection) -> None:
        conn.execute(insert(inbox).values(key="k", kind="x", payload={"a": 1}, at=NOW))
        sealed = conn.execute(text("SELECT payload FROM inbox")).scalar_one()
        conn.execute(
            text("INSERT INTO ledger (at, kind, subject, payload, payload_hash) VALUES (:at, 'k', 's', :sealed, 'h')"),
            {"at": NOW, "sealed": sealed},
        )

    store.write_now(swap)
    with pytest.raises(SealError):
        store.read_now(lambda conn: conn.execute(select(ledger.c.payload)).scalar_one())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES, at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=ZONES))  # noqa: DTZ001 - bounds are naive
def test_what_comes_back_is_what_went_in(store: Store, value: Any, at: datetime) -> None:
    """JSON, plain and sealed, of any kind and script; instants of any zone, which come back in UTC to the microsecond."""

    def there_and_back(conn: Connection) -> tuple[Any, Any, datetime]:
        put(conn, inbox, key="k", kind="x", payload=[value], at=at)
        plain = [value] if "\\u0000" not in repr(value) and "\x00" not in repr(value) else [None]
        put(conn, mandate, **mandate_row(document={"value": plain}))
        row = conn.execute(select(inbox.c.payload, inbox.c.at)).one()
        return row.payload[0], conn.execute(select(mandate.c.document)).scalar_one()["value"] == plain, row.at

    sealed, plain_is_same, when = store.write_now(there_and_back)
    assert sealed == value
    assert plain_is_same
    assert when == at
    assert when.utcoffset() == timedelta(0)


def mandate_row(**changes: Any) -> dict[str, Any]:
    days = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31), "created_at": NOW, "ended_at": None}
    return {"id": "m", "document": {}, "creditor": "c", "caller_id": "a", "sample": True} | days | changes


def test_money_days_and_booleans_come_back_exactly(store: Store) -> None:
    def there_and_back(conn: Connection) -> Any:
        put(conn, mandate, **mandate_row(sample=False))
        put(conn, batch, id="b", mandate_id="m", file="f", sha256="x", encoding="utf-8", report={}, created_at=NOW)
        add(conn, "g")
        common = {"place": "CN", "zones": [], "language": "zh-CN", "product": "other", "currency": "CNY", "as_of": date(2026, 11, 1)}
        money = {"principal": None, "interest": Decimal("0.01"), "fees": Decimal("-3.10"), "total": Decimal("98765432.10")}
        put(
            conn, account, id="a", mandate_id="m", batch_id="b", group_id="g", creditor="示例银行", ref="R", name="张示例", consequences=[],
            consent_voice=True, consent_sms=None, digest="d", status="open", created_at=NOW, updated_at=NOW, **common, **money,
        )  # fmt: skip
        columns = ("principal", "interest", "fees", "total", "as_of", "consent_voice", "consent_sms", "creditor", "name", "zones")
        return conn.execute(select(*(account.c[name] for name in columns), mandate.c.sample).join(mandate)).one()

    found = store.write_now(there_and_back)
    assert tuple(found[:4]) == (None, Decimal("0.01"), Decimal("-3.10"), Decimal("98765432.10"))
    assert tuple(found[4:]) == (date(2026, 11, 1), True, None, "示例银行", "张示例", [], False)


def test_an_instant_without_an_offset_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without an offset"):
        store.write_now(lambda conn: conn.execute(insert(cap_group).values(id="x", created_at=datetime(2026, 1, 1))))  # noqa: DTZ001


def test_instants_are_compared_as_instants(store: Store) -> None:
    """Whatever offset they were written with."""
    in_china = datetime(2026, 11, 24, 17, tzinfo=timezone(timedelta(hours=8)))  # 09:00 UTC
    store.write_now(lambda conn: put(conn, pace, queue="voice", next_at=in_china))
    for at, found in ((NOW, False), (NOW + timedelta(hours=1), True), (in_china, True)):
        query = select(pace.c.queue).where(pace.c.next_at <= at)
        assert (store.read_now(lambda conn, query=query: conn.execute(query).first()) is not None) is found


# ---------------------------------------------------------------- rows that may be there already


def test_a_row_is_inserted_once_and_replaced_whole(store: Store) -> None:
    assert store.write_now(insert_new, inbox, key="k", kind="first", payload={}, at=NOW) is True
    assert store.write_now(insert_new, inbox, key="k", kind="second", payload={}, at=NOW) is False
    assert store.read_now(lambda conn: conn.execute(select(inbox.c.kind)).scalar_one()) == "first"
    store.write_now(put, inbox, key="k", kind="third", payload={}, at=NOW)
    assert store.read_now(lambda conn: conn.execute(select(inbox.c.kind)).scalar_one()) == "third"


async def test_of_many_who_insert_the_same_row_one_does(store: Store, second: Store) -> None:
    """A webhook that comes twice at once is taken once."""
    tries = [each.write(insert_new, inbox, key="k", kind="x", payload={}, at=NOW) for each in (store, second) for _ in range(20)]
    assert sum(await asyncio.gather(*tries)) == 1


async def test_who_finds_no_row_and_inserts_it_finds_it_when_another_was_quicker(store: Store, second: Store) -> None:
    """A verb that looks and then inserts is run again rather than failed: the second time it finds the row."""

    def look_then_add(conn: Connection) -> bool:
        if conn.execute(select(cap_group.c.id).where(cap_group.c.id == "one")).first() is not None:
            return False
        add(conn, "one")
        return True

    made = await asyncio.gather(*(each.write(look_then_add) for each in (store, second) for _ in range(10)))
    assert sum(made) == 1


def test_reserved_words_and_keys_that_the_database_makes(store: Store) -> None:
    """A table called `user`, columns called `case` and `by`; numbers of ledger rows rise."""

    def work(conn: Connection) -> list[int]:
        conn.execute(insert(user).values(id="u", name="n", role="admin", password_hash="h", created_at=NOW))
        conn.execute(insert(suppression).values(id="s", number_index="n", channel="all", reason="r", by="test", at=NOW))
        for subject in "ab":
            conn.execute(insert(ledger).values(at=NOW, kind="k", subject=subject, payload=b"{}", salt=b"s", payload_hash="h"))
        return list(conn.execute(select(ledger.c.id).order_by(ledger.c.id)).scalars())

    first, following = store.write_now(work)
    assert following > first
    assert store.read_now(lambda conn: conn.execute(select(suppression.c.group_id)).scalar_one()) is None


def test_what_belongs_to_nothing_is_refused(store: Store) -> None:
    """Foreign keys are held."""
    with pytest.raises(IntegrityError):
        store.write_now(
            lambda conn: conn.execute(insert(media_token).values(token_hash="t", attempt_id="none", epoch=1, expires_at=NOW, used_at=None))
        )
