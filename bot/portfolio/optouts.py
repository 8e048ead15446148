"""Wishes for no contact that come with a placement: heeded for the whole person and every channel, at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, tuple_

from bot.base.ids import new_id
from bot.portfolio.groups import hold
from bot.portfolio.placement.types import OptOut
from bot.store import proof
from bot.store.tables import account, attempt, suppression
from bot.store.types import blind

REASON = "do_not_contact"


def counts_from(conn: Connection, *, groups: Iterable[str] = (), numbers: Iterable[str] = (), now: datetime) -> datetime:
    """From when on a refusal counts that is put on file now: not before a contact that is under way, for that was decided without it.

    Until this transaction ends nobody decides about these people, or about whoever has these numbers.
    """
    groups, numbers = sorted(set(groups)), sorted(set(numbers))
    hold(conn, groups=groups, numbers=numbers)
    theirs = or_(attempt.c.group_id.in_(groups), attempt.c.number_index.in_(numbers))
    latest = conn.execute(select(func.max(attempt.c.reserved_at)).where(theirs, attempt.c.state != "ended")).scalar_one()
    return max(now, latest or now)


def suppress_groups(conn: Connection, groups: Iterable[str], by: str, now: datetime) -> None:
    """No contact with these people over any channel; one that stands already is not written twice."""
    groups = set(groups)
    _suppress(conn, "group_id", groups, by, counts_from(conn, groups=groups, now=now))


def heed(conn: Connection, wishes: Iterable[OptOut], mandate_id: str, by: str, now: datetime) -> None:
    """Wishes in rows that were not taken: of the person whose account is on file, and of the numbers whoever has them."""
    wishes = list(wishes)
    if not wishes:
        return
    keys = [(wish.creditor, wish.account) for wish in wishes]
    known = select(account.c.group_id).where(account.c.mandate_id == mandate_id, tuple_(account.c.creditor, account.c.ref).in_(keys))
    groups, numbers = set(conn.execute(known).scalars()), {blind(conn, number) for wish in wishes for number in wish.numbers}
    since = counts_from(conn, groups=groups, numbers=numbers, now=now)
    _suppress(conn, "group_id", groups, by, since)
    _suppress(conn, "number_index", numbers, by, since)


def _suppress(conn: Connection, column: str, values: set[str], by: str, now: datetime) -> None:
    key = suppression.c[column]
    standing = select(key).where(key.in_(sorted(values)), suppression.c.channel == "all", suppression.c.lifted_at.is_(None))
    missing = sorted(values - set(conn.execute(standing).scalars())) if values else []
    same = {"channel": "all", "reason": REASON, "by": by, "at": now}
    entries: list[dict[str, Any]] = [{"id": new_id("sup"), column: value, **same} for value in missing]
    if entries:
        conn.execute(insert(suppression), entries)
    for each in entries:
        whose = {"person": each.get("group_id"), "number": each.get("number_index"), "attempt": None}
        proof.record(conn, kind="suppression", subject=each["id"], payload={"channel": "all", "reason": REASON, "by": by, **whose}, now=now)
