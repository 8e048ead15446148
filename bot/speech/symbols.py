"""The words of a model's graph: from words.txt, or, in Vosk's public models that take grammars, from inside Gr.fst.

OpenFst's binary format: a header (magic, kind, arc type, version, flags, properties, start, states, arcs), then, where the flags say so,
the table of input symbols: magic, name, next free key, how many, and each symbol with its key."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

_FST, _TABLE = 2125659606, 2125658996
_HAS_SYMBOLS = 3
"""Flags: 1 if there is a table of input symbols, 2 of output symbols."""
_LONGEST_SYMBOL, _MOST_SYMBOLS = 4096, 10_000_000


def read_words(graph: Path) -> list[str]:
    """Every symbol, the graph's own (`<eps>`, `#0`) among them. Raises `FileNotFoundError`, and `ValueError` for what is no graph."""
    if (graph / "words.txt").exists() or not (graph / "Gr.fst").exists():
        return [line.split(" ", 1)[0] for line in (graph / "words.txt").read_text("utf-8").splitlines()]
    with (graph / "Gr.fst").open("rb") as file:
        return _symbols(file)


def _symbols(file: BinaryIO) -> list[str]:
    if _number(file, "<i") != _FST:
        raise ValueError("not OpenFst's format")
    _text(file), _text(file)
    _version, flags, *_ = struct.unpack("<iiQqqq", file.read(40))
    if not flags & _HAS_SYMBOLS:
        raise ValueError("it holds no words")
    if _number(file, "<i") != _TABLE:
        raise ValueError("it holds no table of symbols")
    _text(file), _number(file, "<q")
    count = _number(file, "<q")
    if not 0 <= count <= _MOST_SYMBOLS:
        raise ValueError("its table of symbols is damaged")
    return [_entry(file) for _ in range(count)]


def _entry(file: BinaryIO) -> str:
    symbol = _text(file)
    _number(file, "<q")
    return symbol


def _number(file: BinaryIO, kind: str) -> int:
    (value,) = struct.unpack(kind, file.read(struct.calcsize(kind)))
    return int(value)


def _text(file: BinaryIO) -> str:
    length = _number(file, "<i")
    if not 0 <= length <= _LONGEST_SYMBOL:
        raise ValueError("a symbol is too long")
    return file.read(length).decode("utf-8")
