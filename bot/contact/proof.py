"""What is proved later: every decision and every change of a contact, written into the ledger in the same transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from bot.store.tables import ledger
from compliance.ledger import GENESIS, payload_hash, seal


def record(conn: Connection, *, kind: str, subject: str, payload: Mapping[str, Any], now: datetime) -> None:
    """Add an entry about `subject` (an attempt's, request's or account's id). It is chained by `seal_pending`."""
    salt = secrets.token_bytes(16)
    conn.execute(
        insert(ledger).values(
            at=now,
            kind=kind,
            subject=subject,
            payload=dict(payload),
            salt=salt,
            payload_hash=payload_hash(salt, canonical(payload)),
            hash=None,
        )
    )


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one way in which a payload is written down to be hashed."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal_pending(conn: Connection) -> int:
    """Chain the entries that wait, in their order. Returns how many. One job a second calls this."""
    last = conn.execute(select(ledger.c.hash).where(ledger.c.hash.is_not(None)).order_by(ledger.c.seq.desc()).limit(1)).scalar_one_or_none()
    previous = last or GENESIS
    columns = (ledger.c.seq, ledger.c.at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash)
    waiting = conn.execute(select(*columns).where(ledger.c.hash.is_(None)).order_by(ledger.c.seq)).all()
    for row in waiting:
        previous = seal(previous, row.seq, row.at, row.kind, row.subject, row.payload_hash)
        conn.execute(update(ledger).where(ledger.c.seq == row.seq).values(hash=previous))
    return len(waiting)


def latest(conn: Connection) -> datetime | None:
    """When the last thing happened that is on file; a clock that says less than that is wrong."""
    found: datetime | None = conn.execute(select(func.max(ledger.c.at))).scalar_one()
    return found
