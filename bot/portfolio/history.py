"""An account as it was: kept before every change, and put back when a batch is undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.tables import account, account_phone
from bot.store.types import blind

_KEPT = (
    "batch_id", "name", "id_last4", "birth_year", "identity_index", "place", "zones", "language", "product", "product_name", "principal",
    "interest", "fees", "total", "currency", "due_date", "as_of", "consequences", "consent_voice", "consent_sms", "notes", "digest",
    "status",
)  # fmt: skip
_AMOUNTS = frozenset({"principal", "interest", "fees", "total"})
_DATES = frozenset({"due_date", "as_of"})


def snapshot(conn: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Each account's values and numbers, as JSON. Personal: for a sealed column."""
    if not ids:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for row in conn.execute(select(account).where(account.c.id.in_(ids))).mappings():
        found[row["id"]] = {key: str(row[key]) if isinstance(row[key], Decimal | date) else row[key] for key in _KEPT} | {"phones": []}
    query = select(account_phone).where(account_phone.c.account_id.in_(ids)).order_by(account_phone.c.account_id, account_phone.c.position)
    for phone in conn.execute(query):
        found[phone.account_id]["phones"].append({"number": phone.number, "kind": phone.kind})
    return found


def restore(conn: Connection, account_id: str, before: dict[str, Any], now: datetime) -> None:
    """Put a snapshot's values and numbers back. What was learnt of a number since (confirmed, retired) stays; so does the cap group."""
    values = {key: before[key] for key in _KEPT}
    values |= {key: Decimal(values[key]) for key in _AMOUNTS if values[key] is not None}
    values |= {key: date.fromisoformat(values[key]) for key in _DATES if values[key] is not None}
    conn.execute(update(account).where(account.c.id == account_id).values(**values, updated_at=now))
    rows = conn.execute(select(account_phone).where(account_phone.c.account_id == account_id)).all()
    marks = {row.number_index: {"confirmed_at": row.confirmed_at, "retired_at": row.retired_at} for row in rows}
    conn.execute(delete(account_phone).where(account_phone.c.account_id == account_id))
    for position, phone in enumerate(before["phones"], 1):
        index = blind(conn, phone["number"])
        entry = {"account_id": account_id, "position": position, "number": phone["number"], "number_index": index, "kind": phone["kind"]}
        conn.execute(insert(account_phone).values(**entry, **marks.get(index, {})))
