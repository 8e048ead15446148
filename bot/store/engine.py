"""The database of one deployment: verbs run in it, on whichever backend `store.url` names.

A verb is a plain function whose first argument is a connection. `write` runs it as one transaction, `read` on a snapshot. What a verb
does depends on its arguments and the database alone, so it may be run again where the database asks for that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError

from bot.base.keys import Keys
from bot.store.postgres import Postgres
from bot.store.sqlite import Sqlite
from bot.store.types import StoreError, Unavailable

P = ParamSpec("P")
T = TypeVar("T")
Verb = Callable[Concatenate[Connection, P], T]
Call = Callable[[Connection], Any]


class Backend(Protocol):
    """What a database system has to be able to do here."""

    readers: int
    """How many verbs may read at once."""

    def submit(self, call: Call) -> Future[Any]:
        """Run `call` as one transaction. Its answer comes once it is on disk; what it raises comes out, and nothing was changed."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent snapshot, and can't write."""

    def own(self) -> None:
        """Be the one service process, until `close` or until this process dies. Raises `StoreError` if another one is."""

    def concern(self) -> str | None:
        """What is not as it should be with the connection, though it works; `None` if nothing is."""

    def close(self) -> None:
        """Finish what was begun and let go of the database."""


class Store:
    """The database of one deployment. `url` is `sqlite:///path` or `postgresql://user:password@host/name`."""

    def __init__(self, url: str, keys: Keys) -> None:
        self._backend = _open(url, keys)
        self._pool = ThreadPoolExecutor(self._backend.readers, thread_name_prefix="store-read")
        self._closed = False

    async def write(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb` as one transaction; when this returns, it is on disk. What the verb raises comes out, and nothing was changed.

        Raises `Unavailable` where the database fails.
        """
        with _failures():
            return await asyncio.wrap_future(self._submit(lambda conn: verb(conn, *args, **kwargs)))

    async def read(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb` on one consistent snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: self.read_now(verb, *args, **kwargs))

    def write_now(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for code that has no event loop: commands and tests."""
        with _failures():
            result: T = self._submit(lambda conn: verb(conn, *args, **kwargs)).result()
            return result

    def read_now(self, verb: Verb[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for code that has no event loop."""
        with _failures(), self._backend.reading() as conn:
            return verb(conn, *args, **kwargs)

    def own(self) -> None:
        """Be the one service process on this database until `close`, or until this process dies.

        Raises `StoreError` if another one is. A killed process never leaves its ownership behind.
        """
        self._backend.own()

    def concern(self) -> str | None:
        """What somebody should look at, though the database works; `None` if nothing is."""
        return self._backend.concern()

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        if self._closed:
            return
        self._closed = True
        self._pool.shutdown()
        self._backend.close()

    def _submit(self, call: Call) -> Future[Any]:
        if self._closed:
            raise StoreError("the store is closed")
        return self._backend.submit(call)


@contextmanager
def _failures() -> Iterator[None]:
    """Trouble of the database itself (full, locked, damaged, gone) in our own words; what a verb did wrong stays what it is."""
    try:
        yield
    except DBAPIError as problem:
        if isinstance(problem, OperationalError | InternalError | InterfaceError) or type(problem) is DatabaseError:
            raise Unavailable(f"the database can't be used: {problem.orig}") from problem
        raise


def _open(url: str, keys: Keys) -> Backend:
    try:
        where = make_url(url)
    except ArgumentError as problem:
        raise StoreError("`store.url` must be sqlite:///path or postgresql://user:password@host/name") from problem
    match where.get_backend_name():
        case "sqlite":
            return Sqlite(where, keys)
        case "postgresql":
            return Postgres(where, keys)
        case other:
            raise StoreError(f"`store.url`: {other} is not supported, use sqlite:///path or postgresql://user:password@host/name")
