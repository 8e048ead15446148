"""What is proved later: every decision and every change of a contact, written into the ledger in the same transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.store.tables import ledger
from compliance.ledger import GENESIS, payload_hash, seal

_ENTRY = insert(ledger).inline()  # the number of its row is not asked for


def record(conn: Connection, *, kind: str, subject: str, payload: Mapping[str, Any], now: datetime) -> None:
    """Add an entry about `subject` (an attempt's, request's or account's id). It is chained by `seal_pending`."""
    salt, written = secrets.token_bytes(16), canonical(payload)
    entry = {"at": now, "kind": kind, "subject": subject, "payload": written, "salt": salt, "payload_hash": payload_hash(salt, written)}
    conn.execute(_ENTRY, entry)


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one way in which a payload is written down to be hashed."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal_pending(conn: Connection) -> int:
    """Chain the entries that wait, each with the next number. Returns how many. One job a second calls this.

    A row's id is no place in the chain: on PostgreSQL rows become visible in another order than that of their ids.
    """
    last = conn.execute(select(ledger.c.seq, ledger.c.hash).where(ledger.c.seq.is_not(None)).order_by(ledger.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    columns = (ledger.c.id, ledger.c.at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash)
    waiting = conn.execute(select(*columns).where(ledger.c.seq.is_(None)).order_by(ledger.c.id))
    sealed = []
    for row in waiting:
        seq += 1
        previous = seal(previous, seq, row.at, row.kind, row.subject, row.payload_hash)
        sealed.append({"row": row.id, "number": seq, "sealed": previous})
    if sealed:
        by_id = update(ledger).where(ledger.c.id == bindparam("row")).values(seq=bindparam("number"), hash=bindparam("sealed"))
        conn.execute(by_id, sealed)
    return len(sealed)


def latest(conn: Connection) -> datetime | None:
    """When the last thing happened that is on file; a clock that says less than that is wrong."""
    found: datetime | None = conn.execute(select(func.max(ledger.c.at))).scalar_one()
    return found
