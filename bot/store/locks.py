"""Doing one thing at a time, whatever process does it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

_ALONE = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("what"), 0)))


def alone(conn: Connection, what: str) -> None:
    """Wait until nobody else does `what`, and keep others from it until this transaction ends. On SQLite the writer is alone anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(_ALONE, {"what": what})
