"""The file of checkpoints outside the database: one line of JSON each, only ever appended to."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from compliance.checkpoint import Checkpoint, from_line, to_line
from compliance.errors import ComplianceError

_TAIL = 4096
"""Bytes at the end of the file in which its last whole line stands; a line has some 300."""


@contextmanager
def opened(path: Path) -> Iterator[BufferedRandom]:
    """The file, to be appended to by us alone; made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def last(file: BufferedRandom) -> int:
    """The number of the entry that the last checkpoint in the file is of; 0 if there is none."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    for line in reversed(file.read().splitlines()):
        if (found := _read(line)) is not None:
            return found.seq
    return 0


def append(file: BufferedRandom, checkpoints: Iterable[Checkpoint]) -> None:
    """Write checkpoints at the end; when this returns they are on disk."""
    text = "".join(f"{to_line(each)}\n" for each in checkpoints).encode()
    size = file.seek(0, os.SEEK_END)
    if size and os.pread(file.fileno(), 1, size - 1) != b"\n":
        text = b"\n" + text  # the machine died within a line: that one can't be read any more, the next one can
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


def read(path: Path, size: int, after: int = 0, upto: int | None = None) -> Iterator[Checkpoint]:
    """The checkpoints in the first `size` bytes of a file, in their order: those of entries after `after`, up to `upto`.

    A line that a crash tore apart is passed over.
    """
    with path.open("rb") as file:
        while file.tell() < size and (line := file.readline()):
            number = _NUMBER.match(line)  # most lines of a long file are of another stretch, and need not be read whole
            if number and not _lies(int(number[1]), after, upto):
                continue
            if (found := _read(line)) is not None and _lies(found.seq, after, upto):
                yield found


_NUMBER = re.compile(rb'\{"seq": (\d{1,18}),')


def _lies(seq: int, after: int, upto: int | None) -> bool:
    return seq > after and (upto is None or seq <= upto)


def _read(line: bytes) -> Checkpoint | None:
    try:
        return from_line(line.decode())
    except (ComplianceError, UnicodeDecodeError):
        return None
