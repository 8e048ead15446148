"""The words of a conversation, in the one form in which they are hashed and shown as evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from bot.store.proof import canonical
from bot.store.tables import turn

_COLUMNS = [column for column in turn.c if column.name != "conversation_id"]


def transcript(conn: Connection, conversation_id: str) -> list[dict[str, Any]]:
    """Every turn as it is on file, in order. What a supervisor corrected stands elsewhere; these stay."""
    rows = conn.execute(select(*_COLUMNS).where(turn.c.conversation_id == conversation_id).order_by(turn.c.seq))
    return [dict(row._mapping) for row in rows]


def digest(turns: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 of a transcript, in hex; the ledger keeps it when the conversation ends."""
    return hashlib.sha256(canonical({"turns": list(turns)})).hexdigest()
