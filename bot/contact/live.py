"""What may still be said in a call that is under way."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from bot.contact import attempts, stops
from bot.store.tables import account, request, suppression


def may_go_on(conn: Connection, attempt_id: str) -> bool:
    """Whether the next line may be said: no stop covers this call, and nobody has suppressed it from elsewhere since it began.

    What the borrower asked for in this very call doesn't count: they are owed an answer and a goodbye.
    """
    row = attempts.load(conn, attempt_id)
    if row is None or row.state == "ended":
        return False
    campaign = conn.execute(select(request.c.campaign_id).where(request.c.id == row.request_id)).scalar_one_or_none()
    creditor = conn.execute(select(account.c.creditor).where(account.c.id == row.account_id)).scalar_one_or_none() or ""
    found = stops.which(stops.active(conn), campaign=campaign, creditor=creditor, script="reminder", number_index=row.number_index)
    if found is not None:
        return False
    elsewhere = conn.execute(
        select(suppression.c.id)
        .where(
            suppression.c.lifted_at.is_(None),
            suppression.c.channel.in_(("voice", "all")),
            suppression.c.at >= row.reserved_at,
            or_(suppression.c.attempt_id.is_(None), suppression.c.attempt_id != attempt_id),
            or_(suppression.c.group_id == row.group_id, suppression.c.number_index == row.number_index),
        )
        .limit(1)
    )
    return elsewhere.first() is None
