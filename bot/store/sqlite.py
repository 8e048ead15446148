"""SQLite, the embedded database: one writer thread, in which verbs that wait are committed together, and a few readers.

Each verb has a savepoint of its own, so that one that fails takes nothing else with it.
"""

from __future__ import annotations

import fcntl
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from bot.base.keys import Keys
from bot.store.types import StoreError

_GROUP = 64
"""At most so many verbs share a commit: a bound on how long the first waits for the last."""


class _Job:
    __slots__ = ("call", "done")

    def __init__(self, call: Callable[[Connection], Any]) -> None:
        self.call = call
        self.done: Future[Any] = Future()


class Sqlite:
    """A database in a file of this machine."""

    readers = 3

    def __init__(self, url: URL, keys: Keys) -> None:
        if not url.database or url.database == ":memory:":
            raise StoreError("`store.url` needs a file: sqlite:///path")
        self._path = Path(url.database)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            self._path.touch(mode=0o600, exist_ok=False)
        self._writer = _engine(url, keys, connections=1, begin="BEGIN IMMEDIATE", pragmas=())
        self._reader = _engine(url, keys, connections=self.readers, begin="BEGIN", pragmas=("query_only=ON",))
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock_file: int | None = None
        self._thread = threading.Thread(target=self._write_loop, name="store-write", daemon=True)
        self._thread.start()

    def submit(self, call: Callable[[Connection], Any]) -> Future[Any]:
        """Queue `call` for the writer."""
        job = _Job(call)
        self._jobs.put(job)
        return job.done

    def reading(self) -> AbstractContextManager[Connection]:
        """A snapshot."""
        return self._reader.connect()

    def own(self) -> None:
        """Lock a file beside the database. The lock is the operating system's, so a killed process never leaves it behind."""
        handle = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            os.close(handle)
            raise StoreError(f"another courtesy service runs on {self._path}: stop it first, or use another `store.url`") from problem
        self._lock_file = handle

    def concern(self) -> str | None:
        """A file of this machine is what its owner made of it."""
        return None

    def close(self) -> None:
        """Write what waits, then close the file."""
        self._jobs.put(None)
        self._thread.join()
        self._writer.dispose()
        self._reader.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    def _write_loop(self) -> None:
        while True:
            job = self._jobs.get()
            if job is None:
                return
            group = [job]
            last = False
            while len(group) < _GROUP:
                try:
                    more = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    last = True
                    break
                group.append(more)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        """Run a group in one transaction. Nobody hears of a success before it is on disk.

        Who gave up waiting before this is not run; from here on a verb can't be called off, whoever stops waiting for it.
        """
        group = [job for job in group if job.done.set_running_or_notify_cancel()]
        answers: list[tuple[_Job, Any, BaseException | None]] = []
        try:
            with self._writer.begin() as conn:
                answers.extend((job, *_savepoint(conn, job.call)) for job in group)
        except SQLAlchemyError as problem:
            answers = [(job, None, problem) for job in group]
        for job, value, failure in answers:
            if failure is None:
                job.done.set_result(value)
            else:
                job.done.set_exception(failure)


def _savepoint(conn: Connection, call: Callable[[Connection], Any]) -> tuple[Any, BaseException | None]:
    try:
        with conn.begin_nested():
            return call(conn), None
    except BaseException as problem:  # noqa: BLE001 - handed whole to whoever asked for the verb
        return None, problem


def _engine(url: URL, keys: Keys, *, connections: int, begin: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(url, pool_size=connections, max_overflow=0, hide_parameters=True)  # values have no place in errors
    engine.dialect.courtesy_keys = keys  # type: ignore[attr-defined]
    # An engine with a `begin` event looks for more events before and after every statement: a third of what a statement costs.
    engine.dialect.do_begin = lambda connection: connection.execute(begin)  # type: ignore[method-assign, assignment]

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun by the dialect, not guessed by the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return engine
