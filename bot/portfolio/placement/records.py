"""Delimited text -> records. One broken quote costs its own line and never swallows the lines after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

Lines = tuple[int, str | None]
"""A line's number and its text without its end; `None` for one that is too long to be a row."""
_LONGEST = 100_000
_MOST_LINES = 20
"""A quoted cell may hold line breaks, but hardly more."""


class Record(NamedTuple):
    """The cells of a record and the line where it begins; `damage` says what is wrong with it, `raw` is a line that has no cells."""

    line: int
    cells: list[str] | None
    raw: str = ""
    damage: str | None = None


def physical_lines(file: TextIO) -> Iterator[Lines]:
    """The lines of an open file, numbered from 1."""
    number = 0
    while text := file.readline(_LONGEST):
        number += 1
        if text.endswith(("\n", "\r")) or len(text) < _LONGEST:
            yield number, text.rstrip("\r\n")
            continue
        while (more := file.readline(_LONGEST)) and not more.endswith(("\n", "\r")):
            pass
        yield number, None


def split_line(text: str, delimiter: str) -> list[str] | None:
    """The cells of one line; `None` if its quotes do not close or stand where they must not."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def records(lines: Iterable[Lines], delimiter: str, width: int) -> Iterator[Record]:
    """Every record of `lines`; one has at most `width` cells that hold anything."""
    source = iter(lines)
    ahead: deque[Lines] = deque()
    while (here := ahead.popleft() if ahead else next(source, None)) is not None:
        line, text = here
        if text is None:
            yield Record(line, None, "", "the line is too long")
            continue
        cells = split_line(text, delimiter)
        if cells is None:
            cells = _over_lines(text, source, ahead, delimiter, width)
        if cells is None:
            yield Record(line, None, text, "the quotes in this line do not fit together")
        elif any(cell.strip() for cell in cells[width:]):
            yield Record(line, cells, damage="the line has more cells than the header: a cell with the delimiter in it needs quotes")
        elif any("\ufffd" in cell for cell in cells):
            yield Record(line, cells, damage="the line is not in the file's encoding")
        else:
            yield Record(line, cells)


def _over_lines(text: str, source: Iterator[Lines], ahead: deque[Lines], delimiter: str, width: int) -> list[str] | None:
    """The cells of a record whose quoted cell goes on in the next lines; else `None`, and the lines are still to be read."""
    taken: list[Lines] = []
    for _ in range(_MOST_LINES):
        more = ahead.popleft() if ahead else next(source, None)
        if more is None:
            break
        taken.append(more)
        if more[1] is None:
            break
        text += "\n" + more[1]
        cells = _split_text(text, delimiter)
        if cells is not None and len(cells) == width:
            return cells
    ahead.extendleft(reversed(taken))
    return None


def _split_text(text: str, delimiter: str) -> list[str] | None:
    try:
        found = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None
