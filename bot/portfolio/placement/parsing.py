"""A placement file -> its accounts, one by one, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.portfolio.placement.columns import speaks_chinese
from bot.portfolio.placement.reading import RawRow, Source, look_at
from bot.portfolio.placement.rows import Context, RowReader
from bot.portfolio.placement.types import Finding, Refused, Row


class Parse:
    """A file being read. Iterate once; the counts, errors and warnings are whole when that has ended."""

    def __init__(self, source: Source, today: date, default_creditor: str | None, home: str | None) -> None:
        self._source = source
        self._context = Context(today, today, default_creditor, _likely(source.columns, home))
        self._lines: dict[tuple[str, str], int] = {}
        self.read = 0
        self.duplicate = 0
        self.rejected = 0
        self.errors: list[Finding] = []
        self.warnings: list[Finding] = []

    @property
    def path(self) -> Path:
        return self._source.path

    @property
    def sha256(self) -> str:
        return self._source.sha256

    @property
    def encoding(self) -> str:
        return self._source.encoding

    @property
    def columns(self) -> dict[str, str | None]:
        """Header -> field; `None` for a column that is kept as a note."""
        return self._source.columns

    @property
    def is_json(self) -> bool:
        return self._source.kind == "jsonl"

    def assume_as_of(self, day: date) -> None:
        """The date of data that carries none, where that is not today. Before the first row is read."""
        self._context = replace(self._context, default_as_of=day)

    def __iter__(self) -> Iterator[Row | Refused]:
        for raw in self._source.rows():
            self.read += 1
            found = self._row(raw)
            if isinstance(found, Refused) and found.duplicate:
                self.duplicate += 1
                self.warnings += found.findings
            elif isinstance(found, Refused):
                self.rejected += 1
                self.errors += found.findings
            yield found
        self.warnings += [
            Finding(1, header, "spare_column", "another column already has this field: kept as a note") for header in self._source.spare
        ]

    def _row(self, raw: RawRow) -> Row | Refused:
        if raw.damage:
            return Refused(raw.line, raw.values, (Finding(raw.line, "", "bad_row", raw.damage),))
        reader = RowReader(raw, self._source.columns, self._context)
        key = (reader.creditor or "", reader.account or "")
        if reader.account and (first := self._lines.get(key)):
            twice = Finding(raw.line, "account", "duplicate", f"the account is in line {first} already, and that one stands")
            return Refused(raw.line, raw.values, (twice,), duplicate=True, opt_out=reader.opt_out())
        row = reader.row()
        if row is None:
            return Refused(raw.line, raw.values, tuple(reader.findings), opt_out=reader.opt_out())
        self._lines[key] = raw.line
        self.warnings += reader.warnings
        return row


def parse(
    path: Path,
    *,
    today: date,
    default_creditor: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    home: str | None = None,
) -> Parse:
    """Look at a placement file and be ready to read it (see the contract of placement files).

    `default_creditor` is whose the accounts are where no column says; `home` the country (ISO 3166-1) that the mandate's creditor
    is in, which decides what a bare `CA` or `05/01/2026` means.
    Raises `PlacementError` if the file as a whole can't be read.
    """
    return Parse(look_at(path, mapping or {}), today, default_creditor, home)


def _likely(columns: Mapping[str, str | None], home: str | None) -> tuple[str, ...]:
    """Countries that bare codes and numbers are probably of: an American header, the mandate's, Chinese headers."""
    american = "US" if any(header.strip().casefold() == "state" or "ssn" in header.casefold() for header in columns) else None
    chinese = "CN" if speaks_chinese(columns) else None
    return tuple(dict.fromkeys(country for country in (american, home, chinese) if country))
