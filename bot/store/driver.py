"""The driver's own connection, for what SQLAlchemy has no words for, and its errors in SQLAlchemy's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def driver_of(conn: Connection) -> Any:
    """The driver's connection, within the transaction that `conn` is in or now begins."""
    if not conn.in_transaction():
        conn.begin()
    return conn.connection.driver_connection


def raised(conn: Connection, problem: Any) -> Exception:
    """What to raise for an error of the driver, as SQLAlchemy would have; a connection that is gone is not used again."""
    driver_error = conn.dialect.loaded_dbapi.Error
    is_gone = conn.dialect.is_disconnect(problem, conn.connection.driver_connection, None)
    if is_gone:
        conn.invalidate(problem)
    found: Exception = DBAPIError.instance(
        None, None, problem, driver_error, hide_parameters=True, connection_invalidated=is_gone, dialect=conn.dialect
    )
    return found


@contextmanager
def together(conn: Connection) -> Iterator[None]:
    """What is written in this block is sent in one go, where the database is at the other end of a wire; its end waits for all of it.

    Nothing in it may ask for a result or a row count.
    """
    if conn.dialect.name == "sqlite":
        yield
        return
    try:
        with driver_of(conn).pipeline():
            yield
    except conn.dialect.loaded_dbapi.Error as problem:
        raise raised(conn, problem) from problem
