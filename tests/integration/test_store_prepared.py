"""Prepared statements do what SQLAlchemy does with the same statements, on each database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, union, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.base.keys import Keys, SealError
from bot.store import Store, StoreError
from bot.store.driver import together
from bot.store.prepared import Prepared
from bot.store.tables import attempt, cap_group, stop

pytestmark = pytest.mark.both_stores

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
GROUP = Prepared(insert(cap_group), sets=cap_group.c.keys())
ATTEMPT = insert(attempt).values(direction="outbound", channel="voice", purpose="reminder", number_index="i", epoch=0)
ATTEMPT_SETS = ("id", "number", "state", "verified", "seconds", "reserved_at", "live_at")
VALUES: dict[str, Any] = {
    "id": "att_1",
    "number": "+15005550009",
    "state": "ended",
    "verified": True,
    "seconds": 62,
    "reserved_at": NOW.astimezone(timezone(timedelta(hours=8))),
    "live_at": None,
}


@pytest.fixture
def store(empty_store: Store) -> Store:
    return empty_store


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(cap_group)).scalar_one()


def test_what_is_written_and_read_is_what_it_would_be_without_preparing(store: Store) -> None:
    """Sealed values, instants in any offset, truth values, numbers and nothing at all: the types convert on both ways."""
    by_state = select(attempt).where(attempt.c.state == bindparam("state"), attempt.c.direction == "outbound").order_by(attempt.c.id)

    def write(conn: Connection) -> tuple[list[Any], list[Any]]:
        assert Prepared(ATTEMPT, sets=ATTEMPT_SETS).run(conn, **VALUES) == 1
        conn.execute(ATTEMPT, VALUES | {"id": "att_2"})
        return Prepared(by_state).rows(conn, state="ended"), [tuple(row) for row in conn.execute(by_state, {"state": "ended"})]

    prepared, plain = store.write_now(write)
    assert prepared == plain
    first, second = prepared
    assert (first.number, first.verified, first.seconds, first.reserved_at, first.live_at) == ("+15005550009", True, 62, NOW, None)
    assert first._replace(id="att_2") == second


def test_a_union_is_read_by_its_columns(store: Store) -> None:
    def write(conn: Connection) -> list[str]:
        for name in ("b", "a"):
            GROUP.run(conn, id=name, created_at=NOW)
        one = select(cap_group.c.id)
        both = union(one.where(cap_group.c.id == bindparam("one")), one.where(cap_group.c.id == bindparam("other"))).order_by("id")
        return [row.id for row in Prepared(both).rows(conn, one="b", other="a")]

    assert store.write_now(write) == ["a", "b"]


def test_how_many_rows_were_written_is_known(store: Store) -> None:
    later = Prepared(update(cap_group).where(cap_group.c.id == bindparam("which")), sets=("created_at",))

    def write(conn: Connection) -> tuple[int, int]:
        GROUP.run(conn, id="a", created_at=NOW)
        return later.run(conn, which="a", created_at=NOW), later.run(conn, which="nobody", created_at=NOW)

    assert store.write_now(write) == (1, 0)


def test_a_value_too_many_or_too_few_is_refused_and_not_left_out(store: Store) -> None:
    with pytest.raises(StoreError, match="takes"):
        store.write_now(lambda conn: GROUP.run(conn, id="a"))
    with pytest.raises(StoreError, match="takes"):
        store.write_now(lambda conn: GROUP.run(conn, id="a", created_at=NOW, note="x"))
    assert store.read_now(count) == 0


def test_a_column_with_a_default_has_to_be_named(store: Store) -> None:
    """The default would be worked out for each row by SQLAlchemy, and by nobody here."""
    with pytest.raises(StoreError, match="verified"):
        store.write_now(lambda conn: Prepared(ATTEMPT, sets=("id",)).run(conn, id="att_1"))


def test_an_error_of_the_driver_comes_as_sqlalchemys_without_values_and_nothing_was_written(store: Store) -> None:
    def twice(conn: Connection) -> None:
        GROUP.run(conn, id="secret", created_at=NOW)
        GROUP.run(conn, id="secret", created_at=NOW)

    with pytest.raises(IntegrityError) as caught:
        store.write_now(twice)
    assert isinstance(caught.value, DBAPIError)
    assert "parameters" not in str(caught.value)
    assert store.read_now(count) == 0


def test_a_read_that_begins_with_one_sees_one_state(store: Store) -> None:
    """The statement begins the transaction, so that what is read after it is of the same instant."""
    groups, stops = Prepared(select(func.count().label("n")).select_from(cap_group)), select(func.count()).select_from(stop)

    def read(conn: Connection) -> tuple[int, int, int]:
        before = groups.one(conn).n
        store.write_now(lambda other: GROUP.run(other, id="meanwhile", created_at=NOW))
        return before, groups.one(conn).n, conn.execute(stops).scalar_one()

    assert store.read_now(read) == (0, 0, 0)
    assert store.read_now(count) == 1


def test_each_store_seals_and_opens_with_its_own_keys(store: Store, store_url: str) -> None:
    numbers = Prepared(select(attempt.c.number))
    store.write_now(lambda conn: Prepared(ATTEMPT, sets=ATTEMPT_SETS).run(conn, **VALUES))
    assert store.read_now(numbers.one).number == "+15005550009"
    stranger = Store(store_url, Keys(b"x" * 32, b"y" * 32))
    try:
        with pytest.raises(SealError):
            stranger.read_now(numbers.one)
    finally:
        stranger.close()


def test_several_are_sent_together(store: Store) -> None:
    def write(conn: Connection, *names: str) -> None:
        with together(conn):
            for name in names:
                GROUP.run(conn, id=name, created_at=NOW)

    store.write_now(write, "a", "b")
    with pytest.raises(IntegrityError):
        store.write_now(write, "c", "a")
    assert store.read_now(count) == 2
