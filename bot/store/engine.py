"""Opening the database, and running verbs in it.

A verb is a plain function whose first argument is a connection. `write` runs it as one transaction, `read` on a snapshot.
SQLite has one writer thread: verbs that wait are committed together, each in a savepoint of its own, so that one that fails takes
nothing else with it. Readers are a small pool of threads.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.base.keys import Keys
from bot.store.types import StoreError

P = ParamSpec("P")
T = TypeVar("T")
Verb = Callable[Concatenate[Connection, P], T]

_GROUP = 64
"""At most so many verbs share a commit: a bound on how long the first waits for the last."""
_READERS = 3


class _Job:
    __slots__ = ("call", "done")

    def __init__(self, call: Callable[[Connection], Any]) -> None:
        self.call = call
        self.done: Future[Any] = Future()


class Store:
    """The database of one deployment. `url` is `sqlite:///path`."""

    def __init__(self, url: str, keys: Keys) -> None:
        self.url = make_url(url)
        if self.url.get_backend_name() != "sqlite":
            raise StoreError(f"`store.url`: {self.url.get_backend_name()} is not supported yet, use sqlite:///path")
        if not self.url.database or self.url.database == ":memory:":
            raise StoreError("`store.url` needs a file: sqlite:///path")
        self.path = Path(self.url.database)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = _sqlite(url, keys, write=True)
        self._reader = _sqlite(url, keys, write=False)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="store-read")
        self._thread = threading.Thread(target=self._write_loop, name="store-write", daemon=True)
        self._lock_file: int | None = None
        self._closed = False
        self._thread.start()

    async def write(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb` as one transaction; when this returns, it is on disk. What the verb raises comes out, and nothing was changed."""
        return await asyncio.wrap_future(self._submit(lambda conn: verb(conn, *args, **kwargs)))

    async def read(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb` on one consistent snapshot."""

        def work() -> T:
            with self._reader.connect() as conn:
                return verb(conn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def write_now(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for code that has no event loop: commands and tests."""
        result: T = self._submit(lambda conn: verb(conn, *args, **kwargs)).result()
        return result

    def read_now(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for code that has no event loop."""
        with self._reader.connect() as conn:
            return verb(conn, *args, **kwargs)

    def own(self) -> None:
        """Be the one service process on this database until `close`, or until this process dies.

        Raises `StoreError` if another one is. The lock is the operating system's, so a killed process never leaves it behind.
        """
        handle = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            os.close(handle)
            raise StoreError(f"another courtesy service runs on {self.path}: stop it first, or use another `store.url`") from problem
        self._lock_file = handle

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self._pool.shutdown()
        self._writer.dispose()
        self._reader.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    def _submit(self, call: Callable[[Connection], Any]) -> Future[Any]:
        if self._closed:
            raise StoreError("the store is closed")
        job = _Job(call)
        self._jobs.put(job)
        return job.done

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


def _sqlite(url: str, keys: Keys, *, write: bool) -> Engine:
    engine = create_engine(url, pool_size=1 if write else _READERS, max_overflow=0, hide_parameters=True)  # values have no place in errors
    engine.dialect.courtesy_keys = keys  # type: ignore[attr-defined]

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")
        if not write:
            connection.execute("PRAGMA query_only=ON")

    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    # An engine with a `begin` event looks for more events before and after every statement: a third of what a statement costs.
    engine.dialect.do_begin = lambda connection: connection.execute(begin)  # type: ignore[method-assign, assignment]
    with suppress(OSError):
        path = Path(str(make_url(url).database))
        if not path.exists():
            path.touch(mode=0o600)
    return engine
