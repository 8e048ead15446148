"""Mandates on file: added, listed, ended. Nothing is contacted without a live one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from bot.portfolio.accounts import Mandate, load_mandate
from bot.portfolio.mandate_file import MandateError, MandateFile
from bot.store import proof
from bot.store.tables import mandate


def add_mandate(conn: Connection, file: MandateFile, now: datetime) -> bool:
    """Put a mandate on file. Returns False if the very same one is there already.

    A mandate that is on file never changes, because contacts were made under it: raises `MandateError` for another with its id.
    """
    held = conn.execute(select(mandate.c.document).where(mandate.c.id == file.id)).scalar_one_or_none()
    document = file.document()
    if held == document:
        return False
    if held is not None:
        raise MandateError(f"there is another mandate `{file.id}` on file: end it, and add this one under a new id")
    conn.execute(
        insert(mandate).values(
            id=file.id,
            document=document,
            creditor=file.creditor.name,
            caller_id=file.caller.id,
            valid_from=file.first_day,
            valid_to=file.valid_to,
            sample=file.sample,
            created_at=now,
        )
    )
    proof.record(conn, kind="mandate.added", subject=file.id, payload={"document": document}, now=now)
    return True


def all_mandates(conn: Connection) -> list[Mandate]:
    """Every mandate, the newest first."""
    names = conn.execute(select(mandate.c.id).order_by(mandate.c.created_at.desc(), mandate.c.id)).scalars().all()
    return [load_mandate(conn, name) for name in names]


def end_mandate(conn: Connection, mandate_id: str, now: datetime) -> None:
    """End a mandate now, for good. Raises `MandateError` if it has ended, `AccountError` if there is none."""
    ended_at = load_mandate(conn, mandate_id).ended_at
    if ended_at is not None:
        raise MandateError(f"the mandate `{mandate_id}` was ended at {ended_at:%Y-%m-%d %H:%M} UTC")
    conn.execute(update(mandate).where(mandate.c.id == mandate_id).values(ended_at=now))
    proof.record(conn, kind="mandate.ended", subject=mandate_id, payload={}, now=now)
