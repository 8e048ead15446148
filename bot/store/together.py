"""Statements that are sent in one go, where the database is at the other end of a wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


@contextmanager
def together(conn: Connection) -> Iterator[None]:
    """What is written in this block is sent together; its end waits for all of it. Nothing in it may ask for a result or a row count."""
    if conn.dialect.name == "sqlite":
        yield
        return
    driver: Any = conn.connection.driver_connection
    errors = conn.dialect.loaded_dbapi.Error
    try:
        with driver.pipeline():
            yield
    except errors as problem:  # raised by the driver itself, so it is put into the words of all the others
        raise DBAPIError.instance(None, None, problem, errors, hide_parameters=True, dialect=conn.dialect) from problem
