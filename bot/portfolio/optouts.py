"""Wishes for no contact that come with a placement: heeded for the whole person and every channel, at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select, tuple_

from bot.base.ids import new_id
from bot.portfolio.placement.types import OptOut
from bot.store.tables import account, suppression
from bot.store.types import blind

REASON = "do_not_contact"


def suppress_groups(conn: Connection, groups: Iterable[str], by: str, now: datetime) -> None:
    """No contact with these people over any channel; one that stands already is not written twice."""
    _suppress(conn, "group_id", set(groups), by, now)


def heed(conn: Connection, wishes: Iterable[OptOut], mandate_id: str, by: str, now: datetime) -> None:
    """Wishes in rows that were not taken: of the person whose account is on file, and of the numbers whoever has them."""
    wishes = list(wishes)
    if not wishes:
        return
    keys = [(wish.creditor, wish.account) for wish in wishes]
    known = select(account.c.group_id).where(account.c.mandate_id == mandate_id, tuple_(account.c.creditor, account.c.ref).in_(keys))
    _suppress(conn, "group_id", set(conn.execute(known).scalars()), by, now)
    _suppress(conn, "number_index", {blind(conn, number) for wish in wishes for number in wish.numbers}, by, now)


def _suppress(conn: Connection, column: str, values: set[str], by: str, now: datetime) -> None:
    key = suppression.c[column]
    standing = select(key).where(key.in_(sorted(values)), suppression.c.channel == "all", suppression.c.lifted_at.is_(None))
    missing = sorted(values - set(conn.execute(standing).scalars())) if values else []
    entries = [{"id": new_id("sup"), column: value, "channel": "all", "reason": REASON, "by": by, "at": now} for value in missing]
    if entries:
        conn.execute(insert(suppression), entries)
