"""Import batches: begun, finished, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

from bot.base.ids import new_id
from bot.portfolio import promises
from bot.portfolio.errors import PortfolioError
from bot.portfolio.history import restore
from bot.store import proof
from bot.store.locks import alone
from bot.store.tables import account, account_history, batch, request


class BatchError(PortfolioError):
    """There is no such batch, or it can't be taken back now."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back did: accounts that it had created and are withdrawn, and changed ones that are as before."""

    batch: str
    withdrawn: int
    restored: int


def first_seen(conn: Connection, mandate_id: str, sha256: str) -> date | None:
    """The day on which this very file was first imported, so that data without a date does not grow younger when it is read again."""
    same = (batch.c.mandate_id == mandate_id, batch.c.sha256 == sha256, batch.c.undone_at.is_(None))
    at = conn.execute(select(batch.c.created_at).where(*same).order_by(batch.c.created_at).limit(1)).scalar_one_or_none()
    return at.date() if at else None


def cut_off(conn: Connection, mandate_id: str, sha256: str) -> str | None:
    """The batch of this very file whose import did not come to its end."""
    same = (batch.c.mandate_id == mandate_id, batch.c.sha256 == sha256, batch.c.undone_at.is_(None))
    rows = conn.execute(select(batch.c.id, batch.c.report).where(*same))
    return next((str(row.id) for row in rows if not row.report), None)


def begin(conn: Connection, *, mandate_id: str, file: str, sha256: str, encoding: str, now: datetime) -> str:
    """A new batch's id; or, where an import of this very file was cut off, that one's, to be completed."""
    alone(conn, "import")
    unfinished = cut_off(conn, mandate_id, sha256)
    if unfinished is not None:
        return unfinished
    name = new_id("bat")
    facts = {"mandate_id": mandate_id, "file": file[:400], "sha256": sha256, "encoding": encoding}
    conn.execute(insert(batch).values(id=name, report={}, created_at=now, **facts))
    proof.record(conn, kind="import.begun", subject=name, payload=facts, now=now)
    return name


def finish(conn: Connection, batch_id: str, report: dict[str, Any], now: datetime) -> None:
    """Keep the report: the batch is whole."""
    conn.execute(update(batch).where(batch.c.id == batch_id).values(report=report))
    proof.record(conn, kind="import.finished", subject=batch_id, payload={"report": report}, now=now)


def undo(conn: Connection, batch_id: str, now: datetime) -> Undone:
    """Take a batch back: what it created is withdrawn and its planned contacts are cancelled, what it changed is as it was.

    Suppressions stay: a wish for no contact is lifted by a person, never by the way. Raises `BatchError`.
    """
    alone(conn, "import")
    row = conn.execute(select(batch).where(batch.c.id == batch_id)).one_or_none()
    if row is None:
        raise BatchError(f"there is no batch `{batch_id}`")
    if row.undone_at is not None:
        raise BatchError(f"the batch `{batch_id}` was taken back already, at {row.undone_at:%Y-%m-%d %H:%M} UTC")
    _refuse_if_built_upon(conn, row.mandate_id, row.created_at, batch_id)
    ours = account.c.batch_id == batch_id
    changed = conn.execute(
        select(account_history.c.account_id, account_history.c.before)
        .join(account, account.c.id == account_history.c.account_id)
        .where(ours, account_history.c.batch_id == batch_id)
    ).all()
    created = select(account.c.id).where(
        ours, ~exists().where(account_history.c.account_id == account.c.id, account_history.c.batch_id == batch_id)
    )
    planned = (request.c.account_id.in_(created), request.c.state == "planned")
    conn.execute(update(request).where(*planned).values(state="cancelled", closed_at=now))
    withdrawn = conn.execute(update(account).where(account.c.id.in_(created)).values(status="withdrawn", updated_at=now)).rowcount
    for each in changed:
        restore(conn, each.account_id, each.before, now)
    promises.reopen(conn, batch_id, now)
    conn.execute(update(batch).where(batch.c.id == batch_id).values(undone_at=now))
    proof.record(conn, kind="import.undone", subject=batch_id, payload={"withdrawn": withdrawn, "restored": len(changed)}, now=now)
    return Undone(batch_id, withdrawn, len(changed))


def _refuse_if_built_upon(conn: Connection, mandate_id: str, since: datetime, batch_id: str) -> None:
    changes = exists().where(account_history.c.batch_id == batch.c.id)
    later = (batch.c.mandate_id == mandate_id, batch.c.created_at > since, batch.c.id != batch_id, batch.c.undone_at.is_(None), changes)
    newest = conn.execute(select(batch.c.id).where(*later).order_by(batch.c.created_at.desc()).limit(1)).scalar_one_or_none()
    if newest is not None:
        raise BatchError(f"a later batch, `{newest}`, changed accounts of this mandate: take that one back first")
