"""A call that the borrower had asked for, and that reached nobody: they are told by text that we tried."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.contact.requests import Wish, ask_for
from bot.contact.texts import MISSED_CALLBACK
from bot.store.tables import request

_REACHED_NOBODY = ("no_answer", "busy", "voicemail_silent")


def tell_missed(conn: Connection, row: Row[Any], outcome: str, now: datetime) -> None:
    """What follows from the outcome of an attempt, which is given as its row. It happens once: an outcome is settled once."""
    origin = select(request.c.origin).where(request.c.id == row.request_id)
    if outcome in _REACHED_NOBODY and conn.execute(origin).scalar_one_or_none() == "callback":
        cause = f"{row.id}:{MISSED_CALLBACK}"
        ask_for(conn, Wish(row.account_id, "sms", "effect", now, row.number_index, template=MISSED_CALLBACK, cause=cause), now)
