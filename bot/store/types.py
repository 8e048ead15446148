"""Column types: instants that are always UTC, and personal values that are always sealed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from bot.base.errors import CourtesyError
from bot.base.keys import Keys


class StoreError(CourtesyError):
    """The database can't do what was asked of it."""


class Unavailable(StoreError):
    """The database can't be used at present, whatever is asked of it."""


def keys_of(dialect: Dialect) -> Keys:
    """The keys that the store was opened with; each engine carries its own, so nothing is global."""
    keys = getattr(dialect, "courtesy_keys", None)
    if not isinstance(keys, Keys):
        raise StoreError("this connection was not opened by `Store`: personal columns can't be read or written")
    return keys


def blind(conn: Connection, value: str) -> str:
    """The blind index of a phone number (E.164) or an identity, for look-ups in sealed columns."""
    return keys_of(conn.dialect).blind(value)


class UtcTime(TypeDecorator[datetime]):
    """An instant. Refuses one without an offset; gives back UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError("an instant without an offset can't be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SealedBytes(TypeDecorator[bytes]):
    """Bytes, sealed with AES-GCM for the column named `purpose`."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keys_of(dialect).seal(value, self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keys_of(dialect).open(value, self.purpose)


class Sealed(TypeDecorator[Any]):
    """Any JSON value, sealed with AES-GCM for the column named `purpose`."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return keys_of(dialect).seal(json.dumps(value, ensure_ascii=False).encode(), self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return json.loads(keys_of(dialect).open(value, self.purpose))
