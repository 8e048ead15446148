"""Which calls under way may go on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.contact import attempts, stops
from bot.store.tables import account, attempt, request, suppression


def may_go_on(conn: Connection, attempt_id: str) -> bool:
    """Whether the next line may be said: the call has not ended, and is not `barred`."""
    row = attempts.load(conn, attempt_id)
    return row is not None and row.state != "ended" and not barred(conn, (attempt_id,))


def to_cancel(conn: Connection) -> list[tuple[str, str]]:
    """Calls that still ring and are `barred`: attempt, and the carrier's name for the call."""
    sent = (attempt.c.state == "sent", attempt.c.channel == "voice", attempt.c.sid.is_not(None))
    ringing = {row.id: row.sid for row in conn.execute(select(attempt.c.id, attempt.c.sid).where(*sent))}
    return [(name, ringing[name]) for name in sorted(barred(conn, ringing))]


def barred(conn: Connection, attempt_ids: Collection[str]) -> set[str]:
    """Which of these calls must end now: a stop covers them, or somebody elsewhere has suppressed them since they began.

    What the borrower asked for in the very call doesn't count: they are owed an answer and a goodbye.
    """
    facts = (attempt.c.id, attempt.c.group_id, attempt.c.number_index, attempt.c.reserved_at, request.c.campaign_id, account.c.creditor)
    with_facts = attempt.outerjoin(request, request.c.id == attempt.c.request_id).outerjoin(account, account.c.id == attempt.c.account_id)
    calls = conn.execute(select(*facts).select_from(with_facts).where(attempt.c.id.in_(attempt_ids))).all()
    if not calls:
        return set()
    in_force = stops.active(conn)
    stopped = {
        call.id
        for call in calls
        if stops.which(
            in_force,
            campaign=call.campaign_id,
            creditor=call.creditor or "",
            channel="voice",
            template=None,
            number_index=call.number_index,
        )
    }
    suppressed = conn.execute(
        select(suppression.c.group_id, suppression.c.number_index, suppression.c.attempt_id, suppression.c.at).where(
            suppression.c.lifted_at.is_(None),
            suppression.c.channel.in_(("voice", "all")),
            suppression.c.at >= min(call.reserved_at for call in calls),
        )
    ).all()
    return stopped | {
        call.id
        for call in calls
        for each in suppressed
        if each.at >= call.reserved_at
        and each.attempt_id != call.id
        and (each.number_index == call.number_index or (each.group_id is not None and each.group_id == call.group_id))
    }
