"""On what machine a figure was measured, and the portfolio that figures are measured on."""

from __future__ import annotations

import os
import platform
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.base.keys import Keys
from bot.store import Store, upgrade


def describe() -> str:
    """The processor, its cores, the load, and the Python: what a figure means nothing without."""
    model = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?"
    )
    return f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"


def peak_mib(*, children: bool = False) -> float:
    """The most memory that this process has held, or the largest of its children that have ended, MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def fresh_store(url: str | None = None) -> Iterator[Store]:
    """An empty database on disk, with the migrations run: at `url` [SQLite]."""
    with TemporaryDirectory() as folder:
        store = Store(url or f"sqlite:///{folder}/bench.db", Keys(b"s" * 32, b"i" * 32))
        upgrade(store)
        try:
            yield store
        finally:
            store.close()
