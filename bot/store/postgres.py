"""PostgreSQL: verbs run side by side, each in a transaction and a thread of its own.

A verb that loses to another one is run again: what it would have done was rolled back, and it depends on nothing but its arguments and
the database. What must not happen between its reading and its writing is up to the verb, which locks what it decides about.
"""

from __future__ import annotations

import importlib.util
import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from bot.base.config import ip_is_loopback
from bot.base.keys import Keys
from bot.store.service_lock import ServiceLock
from bot.store.types import StoreError, Unavailable

OLDEST = 15
"""The oldest version that this is tested with."""
_WRITERS = 8
_TRIES = 8
_PAUSE_S = 0.02
_LOST_TO_ANOTHER = frozenset({"40001", "40P01", "23505", "23503"})
"""Serialization failure, deadlock, and keys that another transaction took or removed meanwhile.

A verb that breaks a key by its own fault breaks it each time, and its error comes out after the last try.
"""
_OPTIONS = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "application_name": "courtesy",
    # As long as SQLite waits for its writer. A peer that is gone gives its locks back within half a minute.
    "options": "-c lock_timeout=10s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c timezone=UTC",
}


class Postgres:
    """A database on a server. Raises `StoreError` where it can't be reached or is not fit."""

    readers = 4

    def __init__(self, url: URL, keys: Keys) -> None:
        if importlib.util.find_spec("psycopg") is None:
            raise StoreError("`store.url` names PostgreSQL, whose driver is not installed: pip install 'psycopg[binary]'")
        self._url = url
        self._engine = _engine(url, keys)
        self._reader = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        try:
            self._engine.connect().close()
        except DBAPIError as problem:
            raise StoreError(f"the database {_named(url)} can't be reached: {problem.orig}") from problem
        self._pool = ThreadPoolExecutor(_WRITERS, thread_name_prefix="store-write")
        self._lock: ServiceLock | None = None

    def submit(self, call: Callable[[Connection], Any]) -> Future[Any]:
        """Run `call` as soon as a thread is free."""
        return self._pool.submit(self._run, call)

    def reading(self) -> AbstractContextManager[Connection]:
        """A snapshot."""
        return self._reader.connect()

    def own(self) -> None:
        """Hold an advisory lock on the database for as long as this process has a connection to it."""
        lock = ServiceLock(self._engine)
        if not lock.take():
            raise StoreError(f"another courtesy service runs on {_named(self._url)}: stop it first, or use another `store.url`")
        self._lock = lock

    def concern(self) -> str | None:
        """Whether what is not sealed can be read on the way to the server."""
        with self._engine.connect() as conn:
            driver: Any = conn.connection.driver_connection
            in_the_open = not driver.pgconn.ssl_in_use and is_elsewhere(driver.info.host)
        return f"the connection to {_named(self._url)} is not encrypted: add ?sslmode=verify-full to `store.url`" if in_the_open else None

    def close(self) -> None:
        """Run what waits, then disconnect."""
        self._pool.shutdown()
        if self._lock is not None:
            self._lock.close()
        self._engine.dispose()

    def _run(self, call: Callable[[Connection], Any]) -> Any:
        tries = 0
        while True:
            committing = False
            tries += 1
            try:
                with self._begin() as conn:
                    answer = call(conn)
                    committing = True
                    conn.commit()
                    return answer
            except DBAPIError as problem:
                # Whether a commit whose answer was lost has happened, nobody knows; anything else that failed has not.
                lost = problem.connection_invalidated and not committing
                if tries == _TRIES or not (lost or getattr(problem.orig, "sqlstate", None) in _LOST_TO_ANOTHER):
                    raise
            time.sleep(random.uniform(0, _PAUSE_S) * tries)  # lets the other one pass, which may still have to wake up

    def _begin(self) -> Connection:
        if self._lock is not None and not self._lock.held:
            raise Unavailable(f"the connection to {_named(self._url)} that makes this the one service was lost: nothing is done without it")
        return self._engine.connect()


def _engine(url: URL, keys: Keys) -> Engine:
    connections = _WRITERS + Postgres.readers + 1
    engine = create_engine(
        url.set(drivername="postgresql+psycopg", query={**_OPTIONS, **url.query}),  # what the URL says goes first
        isolation_level="READ COMMITTED",
        pool_size=connections,
        hide_parameters=True,  # values have no place in errors
    )
    engine.dialect.courtesy_keys = keys  # type: ignore[attr-defined]

    @event.listens_for(engine, "connect")
    def _check(connection: Any, _record: Any) -> None:
        info = connection.info
        if info.server_version < OLDEST * 10_000:
            raise StoreError(f"{_named(url)} is PostgreSQL {info.server_version // 10_000}: version {OLDEST} or newer is needed")
        if info.parameter_status("server_encoding") != "UTF8":
            raise StoreError(f"{_named(url)} can't hold every script: make the database with ENCODING 'UTF8'")

    return engine


def is_elsewhere(host: str) -> bool:
    """Whether a server's host is another machine: neither a socket's folder nor a loopback address."""
    return bool(host) and not host.startswith(("/", "@")) and not ip_is_loopback(host)


def _named(url: URL) -> str:
    """A URL without its password, which has no place in messages."""
    return url.set(query={}).render_as_string(hide_password=True)
