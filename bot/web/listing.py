"""What the lists share: one page of rows, and filters that live in the URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from bot.web.errors import WebError

PER_PAGE = 50
_LAST_PAGE = 1_000_000
_LONGEST_VALUE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Which page, of how many, of how many rows."""

    number: int
    last: int
    total: int


def page_number(query: Mapping[str, str]) -> int:
    """`page` of the URL, from 1 on. Raises `WebError` (400) for anything else."""
    text = query.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text[:8]) <= _LAST_PAGE:
        raise WebError(400, "filter")
    return int(text)


def chosen(query: Mapping[str, str], key: str, allowed: Collection[str] | None = None) -> str:
    """A filter's value, empty where it is not set. Raises `WebError` (400) for one that is not `allowed` or absurdly long."""
    value = query.get(key, "").strip()
    if len(value) > _LONGEST_VALUE or (value and allowed is not None and value not in allowed):
        raise WebError(400, "filter")
    return value


def one_page(conn: Connection, rows: Select[Any], number: int) -> tuple[list[Any], Page]:
    """The rows of a page, in the query's own order, and where that page stands."""
    total = conn.execute(select(func.count()).select_from(rows.order_by(None).subquery())).scalar_one()
    found = list(conn.execute(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)))
    return found, Page(number, max(1, -(-total // PER_PAGE)), total)


def values_of(conn: Connection, column: ColumnElement[Any]) -> list[str]:
    """What a column holds, for a filter's choices."""
    return [value for (value,) in conn.execute(select(column).distinct().where(column.is_not(None)).order_by(column))]
