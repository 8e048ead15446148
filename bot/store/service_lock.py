"""One service process on a PostgreSQL database: an advisory lock, and a thread that notices when it is lost.

The server gives the lock back the moment its connection ends, so a killed process leaves nothing behind. A process that lives on
without its connection does not own the database any more: another one may have taken it.
"""

from __future__ import annotations

import selectors
import socket
import threading
import time
from contextlib import suppress

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

log = structlog.get_logger(__name__)

_NUMBER = 0x636F757274657379  # "courtesy" in ASCII; a database of ours holds nobody else's locks
_TAKE = text("SELECT pg_try_advisory_lock(:number)").bindparams(number=_NUMBER)
_GIVE_BACK = text("SELECT pg_advisory_unlock_all()")
_AGAIN_S = 1.0
_TRIES = 10


class ServiceLock:
    """`take` it once. While `held` is false nothing may be done in the name of the service."""

    def __init__(self, engine: Engine) -> None:
        self.held = False
        self._engine = engine
        self._conn: Connection | None = None
        self._thread = threading.Thread(target=self._watch, name="store-owner", daemon=True)

    def take(self) -> bool:
        """Whether nobody else has it. From now on it is watched."""
        for _ in range(_TRIES):  # a server needs a moment to notice that a process was killed
            if self._try():
                break
            time.sleep(_AGAIN_S / _TRIES)
        else:
            return False
        self._wake, self._woken = socket.socketpair()
        self._thread.start()
        return True

    def close(self) -> None:
        """Give it back."""
        self._wake.close()
        self._thread.join()
        self._let_go()
        self._woken.close()

    def _try(self) -> bool:
        self._conn = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._conn.detach()  # no other transaction may ever get it from the pool
        self.held = bool(self._conn.execute(_TAKE).scalar_one())
        if not self.held:
            self._let_go()
        return self.held

    def _let_go(self) -> None:
        self.held = False
        if self._conn is not None:
            with suppress(SQLAlchemyError):
                self._conn.execute(_GIVE_BACK)  # at once, not only when the server notices that we have gone
            with suppress(SQLAlchemyError):
                self._conn.close()
            self._conn = None

    def _watch(self) -> None:
        """Sleep until the server says something on the connection, which it does when the connection ends."""
        while True:
            with selectors.DefaultSelector() as sockets:  # `select.select` knows no file number above 1023, which calls soon use up
                sockets.register(self._woken, selectors.EVENT_READ)
                if self._conn is not None:
                    sockets.register(self._conn.connection.fileno(), selectors.EVENT_READ)
                ready = sockets.select(None if self.held else _AGAIN_S)
            if any(key.fileobj is self._woken for key, _ in ready):
                return
            try:
                if self.held and self._conn is not None:
                    self._conn.exec_driver_sql("SELECT 1")
                elif self._try():
                    log.warning("store.service_lock_regained")
            except SQLAlchemyError:
                if self.held:
                    log.error("store.service_lock_lost")
                self._let_go()
