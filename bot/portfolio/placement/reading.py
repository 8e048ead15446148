"""A placement file of any kind -> its rows as text, one at a time, so that a big file needs little memory."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from python_calamine import CalamineError, CalamineWorkbook

from bot.portfolio.placement.columns import match_columns
from bot.portfolio.placement.records import Lines, Record, physical_lines, records, split_line
from bot.portfolio.placement.types import PlacementError

Kind = Literal["csv", "xlsx", "jsonl"]
_DELIMITERS = ",\t;|，"
_HEADER_WITHIN = 10
"""The header is looked for in so many lines: lenders put a title above it."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it came: its line, its cells by header. `damage` says why a line can't be told apart into cells."""

    line: int
    values: Mapping[str, str]
    damage: str | None = None


@dataclass(slots=True)
class Source:
    """A file that has been looked at: what it is, and its rows. In JSON Lines, `columns` grows while the rows are read."""

    path: Path
    kind: Kind
    sha256: str
    encoding: str
    mapping: Mapping[str, str | None]
    columns: dict[str, str | None] = field(default_factory=dict)
    spare: list[str] = field(default_factory=list)
    open_rows: Callable[[], Iterator[RawRow]] = field(init=False)

    def rows(self) -> Iterator[RawRow]:
        """Every row that holds anything, in the file's order."""
        return self.open_rows()

    def learn(self, headers: list[str]) -> None:
        self.columns, self.spare = match_columns(headers, self.mapping)


def look_at(path: Path, mapping: Mapping[str, str | None]) -> Source:
    """Find out what a file is. Raises `PlacementError` if it is nothing that we read, or has no header that we know."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            digest = hashlib.sha256(start)
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as problem:
        raise PlacementError(f"{path} can't be read: {problem.strerror}") from problem
    if not start.strip(b"\0 \r\n\t"):
        raise PlacementError(f"{path} is empty")
    if start.startswith(b"PK\x03\x04"):
        source = Source(path, "xlsx", digest.hexdigest(), "xlsx", mapping)
        _prepare_sheet(source)
        return source
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise PlacementError(f"{path} is an old .xls or a protected workbook: save it as .xlsx without a password, or as CSV")
    encoding = _encoding(path, start)
    is_json = start.decode(encoding, "replace").lstrip("\ufeff \r\n\t").startswith("{")
    source = Source(path, "jsonl" if is_json else "csv", digest.hexdigest(), encoding, mapping)
    if is_json:
        source.open_rows = lambda: _json_rows(source)
    else:
        _prepare_csv(source)
    return source


def _encoding(path: Path, start: bytes) -> str:
    """UTF-8 unless the file says otherwise or most lines beyond ASCII can only be GB18030."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.count(0) > len(start) // 50:  # a stray NUL is damage; UTF-16 has one in every digit and delimiter
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    utf8 = gb18030 = 0
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(1 << 20), b""):
            if not line.isascii():
                if _decodes(line, "utf-8"):
                    utf8 += 1
                else:
                    gb18030 += _decodes(line, "gb18030")
    return "gb18030" if gb18030 > utf8 else "utf-8"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _text(source: Source) -> Iterator[Lines]:
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        yield from physical_lines(file)


def _no_header(source: Source) -> PlacementError:
    return PlacementError(
        f"{source.path}: no header is recognised in the first {_HEADER_WITHIN} lines: there must be one for the account"
        " (合同编号, account_id, ...); name the columns in a file given with --mapping"
    )


def _learn_header(source: Source, candidates: list[tuple[Any, list[str]]]) -> Any:
    """Take the header whose columns we know best, and give back what came with it."""
    best, most = None, 0
    for key, cells in candidates:
        columns, _ = match_columns(_unique(cells), source.mapping)
        fields = set(columns.values()) - {None}
        if "account" in fields and len(fields) > most:
            best, most = (key, cells), len(fields)
    if best is None:
        raise _no_header(source)
    source.learn(_unique(best[1]))
    strangers = [header for header in source.mapping if header not in source.columns]
    if strangers:
        raise PlacementError(f"{source.path}: the mapping names headers that the file does not have: {', '.join(strangers)}")
    return best[0]


def _unique(cells: list[str]) -> list[str]:
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {position}"
        names.append(f"{name} ({position})" if name in names else name)
    return names


def _prepare_csv(source: Source) -> None:
    candidates = []
    for line, text in islice(_text(source), _HEADER_WITHIN):
        for delimiter in _DELIMITERS if text is not None else "":
            cells = split_line(text or "", delimiter)
            if cells:
                candidates.append(((line, delimiter), cells))
    header_line, delimiter = _learn_header(source, candidates)
    headers = list(source.columns)

    def rows() -> Iterator[RawRow]:
        body = (numbered for numbered in _text(source) if numbered[0] > header_line)
        for record in records(body, delimiter, len(headers)):
            if record.cells is None or any(cell.strip() for cell in record.cells):
                yield _csv_row(record, headers)

    source.open_rows = rows


def _csv_row(record: Record, headers: list[str]) -> RawRow:
    if record.cells is None:
        return RawRow(record.line, {headers[0]: record.raw}, record.damage)
    return RawRow(record.line, dict(zip(headers, record.cells, strict=False)), record.damage)


def _prepare_sheet(source: Source) -> None:
    try:
        book = CalamineWorkbook.from_path(str(source.path))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except CalamineError as problem:
        raise PlacementError(f"{source.path} is no workbook that can be read: save it again as .xlsx, without a password") from problem
    candidates = [
        ((index, line), [_cell(value) for value in cells])
        for index, sheet in enumerate(sheets)
        for line, cells in enumerate(islice(sheet.iter_rows(), _HEADER_WITHIN), 1)
    ]
    index, header_line = _learn_header(source, candidates)
    headers = list(source.columns)

    def rows() -> Iterator[RawRow]:
        for line, cells in enumerate(sheets[index].iter_rows(), 1):
            if line > header_line and any(cell != "" for cell in cells):
                yield RawRow(line, dict(zip(headers, map(_cell, cells), strict=False)))

    source.open_rows = rows


def _cell(value: Any) -> str:
    """A spreadsheet's cell as text. 15 digits are what it stores: a longer number has lost its tail and shows it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _json_rows(source: Source) -> Iterator[RawRow]:
    for line, text in _text(source):
        if text is not None and not text.strip("\ufeff \t"):
            continue
        row = _json_row(line, text)
        new = [key for key in row.values if key not in source.columns]
        if new and row.damage is None:
            source.learn([*source.columns, *new])
        yield row


def _json_row(line: int, text: str | None) -> RawRow:
    if text is None or "\ufffd" in text:
        return RawRow(line, {"": text or ""}, "the line is too long or not in the file's encoding")
    try:
        entry = json.loads(text.lstrip("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return RawRow(line, {"": text}, "the line is not JSON")
    if not isinstance(entry, dict):
        return RawRow(line, {"": text}, "the line is not a JSON object")
    return RawRow(line, {_whole(key): _whole(_json_value(value)) for key, value in entry.items()})


def _whole(text: str) -> str:
    """JSON can escape half a character, which no file could hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _json_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ";".join(value)
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < 30 else str(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)
