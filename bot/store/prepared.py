"""Statements of the hottest verbs, turned into SQL once and then handed to the driver as they are.

SQLAlchemy works out anew, for each execution, which values a statement needs, in which order and by which conversions: most of what a small
statement costs. Here that is worked out once for each engine. The columns' types convert as they do everywhere else.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.types import TypeEngine

from bot.store.driver import driver_of, raised
from bot.store.types import StoreError

_Convert = Callable[[Any], Any] | None


class Prepared:
    """A statement that takes the values of its `bindparam`s and, where it writes, of the columns that it `sets`."""

    def __init__(self, statement: Any, sets: Iterable[str] = ()) -> None:
        self._statement = statement
        self._sets = list(sets) or None

    def rows(self, conn: Connection, **values: Any) -> list[Any]:
        """The rows found, as named tuples."""
        return self._form(conn).rows(conn, values)

    def one(self, conn: Connection, **values: Any) -> Any:
        """The row that there has to be."""
        (row,) = self._form(conn).rows(conn, values)
        return row

    def run(self, conn: Connection, **values: Any) -> int:
        """Write. Returns how many rows were written, which nobody knows yet inside `together`."""
        return self._form(conn).run(conn, values)

    def _form(self, conn: Connection) -> _Form:
        """Made once for each engine, and kept with it: its keys are in what seals and opens."""
        forms: dict[Prepared, _Form] = conn.dialect.__dict__.setdefault("courtesy_prepared", {})
        if self not in forms:
            forms[self] = _Form(self._statement, self._sets, conn.dialect)
        return forms[self]


class _Form:
    """What a statement is to one engine."""

    def __init__(self, statement: Any, sets: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=sets)
        self._sql: str = compiled.string
        self._order: Sequence[str] | None = compiled.positiontup
        self._takes: dict[str, _Convert] = {}
        self._fixed: dict[str, Any] = {}
        for bind, name in compiled.bind_names.items():
            convert = _type(bind, dialect).bind_processor(dialect)
            if bind.required:
                self._takes[name] = convert
            elif bind.value is None:
                raise StoreError(f"a column's default is not known to a prepared statement: name `{name}` among what it sets")
            else:
                self._fixed[name] = convert(bind.value) if convert else bind.value
        columns = list(getattr(statement, "selected_columns", ()))
        self._named = namedtuple("Row", [each.key or "" for each in columns], rename=True)  # type: ignore[misc]
        self._columns = [_type(each, dialect) for each in columns]
        self._converts: list[_Convert] | None = None  # known once the driver has said as what it gives each column

    def rows(self, conn: Connection, values: Mapping[str, Any]) -> list[Any]:
        try:
            cursor = self._send(conn, values)
            found = cursor.fetchall()
        except conn.dialect.loaded_dbapi.Error as problem:
            raise raised(conn, problem) from problem
        if self._converts is None:
            given = [column[1] for column in cursor.description]
            self._converts = [each.result_processor(conn.dialect, code) for each, code in zip(self._columns, given, strict=True)]
        converts, named = self._converts, self._named
        return [named(*[value if to is None else to(value) for to, value in zip(converts, row, strict=True)]) for row in found]

    def run(self, conn: Connection, values: Mapping[str, Any]) -> int:
        try:
            return int(self._send(conn, values).rowcount)
        except conn.dialect.loaded_dbapi.Error as problem:
            raise raised(conn, problem) from problem

    def _send(self, conn: Connection, values: Mapping[str, Any]) -> Any:
        if values.keys() != self._takes.keys():
            raise StoreError(f"a prepared statement takes {sorted(self._takes)}, not {sorted(values)}")
        bound = {name: value if (to := self._takes[name]) is None else to(value) for name, value in values.items()} | self._fixed
        return driver_of(conn).execute(self._sql, bound if self._order is None else [bound[name] for name in self._order])


def _type(typed: Any, dialect: Dialect) -> TypeEngine[Any]:
    found: TypeEngine[Any] = typed.type.dialect_impl(dialect)
    return found
