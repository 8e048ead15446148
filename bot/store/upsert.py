"""Two ways of writing a row that may be there already, the same on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.types import StoreError


def _insert(conn: Connection, table: Table) -> Any:
    if conn.dialect.name == "sqlite":
        return sqlite.insert(table)
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    raise StoreError(f"{conn.dialect.name} is not supported")


def insert_new(conn: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless one with the same key stands there. Returns whether it was inserted."""
    statement = _insert(conn, table).values(**values).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return bool(conn.execute(statement).rowcount == 1)


def put(conn: Connection, table: Table, **values: Any) -> None:
    """Insert a row, or replace the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    conn.execute(_insert(conn, table).values(**values).on_conflict_do_update(index_elements=keys, set_=rest))
