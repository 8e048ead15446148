"""Promises and what the lender's files show of them: kept, broken, or not to be told yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Connection, select, update

from bot.store import proof
from bot.store.tables import promise


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file says of an account: how much is owed, and on which day that was so."""

    total: Decimal
    as_of: date


@dataclass(frozen=True, slots=True)
class Agreed:
    """A promise, or one instalment of a plan. `total`: what was owed when it was made; `None` where that is not on file."""

    id: str
    account_id: str
    attempt_id: str
    due: date
    amount: Decimal
    total: Decimal | None
    status: str


def standing(agreement: Iterable[Agreed], shown: Shown) -> dict[str, str]:
    """Which promises of one conversation a file shows to be kept or broken, by id; those that it says nothing of are open.

    Kept is what the total has fallen by at least, the instalments before it included. Broken is only what is due before the day of the
    file while the total has fallen by nothing more than the instalments kept before it: whoever has paid a part is not told of a breach.
    """
    found: dict[str, str] = {}
    wanted = kept = Decimal(0)
    for each in sorted(agreement, key=lambda each: each.due):
        wanted += each.amount
        fallen = None if each.total is None else each.total - shown.total
        if each.status == "kept" or (fallen is not None and fallen >= wanted):
            found[each.id] = "kept"
            kept += each.amount
        elif fallen is not None and fallen <= kept and shown.as_of > each.due:
            found[each.id] = "broken"
        else:
            found[each.id] = "open"
    return found


_COLUMNS = tuple(promise.c[name] for name in Agreed.__dataclass_fields__)


def settle(conn: Connection, batch_id: str, files: Mapping[str, Shown], now: datetime) -> None:
    """Take over what younger files show, by account. What was replaced stays so, and what was kept once stays kept."""
    if not files:
        return
    standing_ones = (promise.c.account_id.in_(files), promise.c.status.in_(("open", "kept", "broken")))
    rows = conn.execute(select(*_COLUMNS).where(*standing_ones).order_by(promise.c.account_id, promise.c.attempt_id))
    for (account_id, _), each in groupby((Agreed(*row) for row in rows), key=lambda each: (each.account_id, each.attempt_id)):
        agreement = list(each)
        was = {each.id: each.status for each in agreement}
        for name, status in standing(agreement, files[account_id]).items():
            if status != was[name]:
                _move(conn, name, status, batch_id, now)


def reopen(conn: Connection, batch_id: str, now: datetime) -> None:
    """A batch is taken back: what it showed of promises is not known any more."""
    for name in conn.execute(select(promise.c.id).where(promise.c.settled_by == batch_id)).scalars().all():
        _move(conn, name, "open", batch_id, now)


def _move(conn: Connection, name: str, status: str, batch_id: str, now: datetime) -> None:
    settled_by = None if status == "open" else batch_id
    conn.execute(update(promise).where(promise.c.id == name).values(status=status, settled_by=settled_by))
    kind = "promise.reopened" if status == "open" else f"promise.{status}"
    proof.record(conn, kind=kind, subject=name, payload={"batch": batch_id}, now=now)
