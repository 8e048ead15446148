"""What is proved later: every decision and every change of a contact, written into the ledger in the same transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from bot.store.prepared import Prepared
from bot.store.tables import ledger
from compliance.ledger import payload_hash

_ENTRY = Prepared(insert(ledger).inline(), sets=("at", "kind", "subject", "payload", "salt", "payload_hash"))
"""Inline: the number of its row is not asked for."""


def record(conn: Connection, *, kind: str, subject: str, payload: Mapping[str, Any], now: datetime) -> None:
    """Add an entry about `subject` (an attempt's, request's or account's id). It is chained by `bot.contact.sealing`."""
    salt, written = secrets.token_bytes(16), canonical(payload)
    _ENTRY.run(conn, at=now, kind=kind, subject=subject, payload=written, salt=salt, payload_hash=payload_hash(salt, written))


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one way in which a payload is written down to be hashed."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def latest(conn: Connection) -> datetime | None:
    """When the last thing happened that is on file; a clock that says less than that is wrong."""
    found: datetime | None = conn.execute(select(func.max(ledger.c.at))).scalar_one()
    return found
