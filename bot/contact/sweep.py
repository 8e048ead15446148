"""Asking the carrier about attempts of which we have not heard: whose answer was lost, or whose last callback never came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, and_, or_, select

from bot.base.clock import Clock
from bot.contact import attempts
from bot.contact.case import NEVER_PLACED
from bot.contact.gateway import Found, Gateway, GatewayError, LostAnswer
from bot.store import Store
from bot.store.tables import attempt

log = structlog.get_logger(__name__)

SILENCE = timedelta(seconds=30)
"""How long an attempt may go without news before we ask."""
GIVE_UP = timedelta(minutes=5)
"""If the carrier has not seen an attempt by then it never got it. It is not sent again all the same."""


async def sweep(store: Store, gateway: Gateway, clock: Clock, *, live: frozenset[str] = frozenset(), patience: timedelta = SILENCE) -> int:
    """Ask about every attempt that is overdue for news, except those `live` here. Returns how many were settled."""
    settled = 0
    for row in await store.read(_silent, clock.now() - patience):
        if row.id in live:
            continue
        try:
            found = await _ask(gateway, row)
        except (GatewayError, LostAnswer) as problem:
            log.warning("sweep.no_answer", attempt=row.id, problem=type(problem).__name__)
            continue
        settled += await store.write(_settle, row.id, found, clock.now())
    return settled


async def _ask(gateway: Gateway, row: Row[Any]) -> Found | None:
    if row.sid is not None:
        return await gateway.status(row.sid, row.channel)
    return await gateway.find(row.id, row.channel, row.number, row.reserved_at)


def _silent(conn: Connection, before: datetime) -> list[Row[Any]]:
    waiting = or_(
        attempt.c.state == "unknown",
        and_(attempt.c.state == "sent", attempt.c.sent_at <= before),
        and_(attempt.c.state == "live", attempt.c.live_at <= before),
    )
    return list(conn.execute(select(attempt).where(waiting)).all())


def _settle(conn: Connection, attempt_id: str, found: Found | None, now: datetime) -> bool:
    row = attempts.load(conn, attempt_id)
    if row is None or row.state == "ended":
        return False
    if found is None:
        if row.state == "unknown" and now - row.dialing_at > GIVE_UP:
            attempts.end(conn, attempt_id, NEVER_PLACED, now)
            return True
        return False
    if row.channel == "voice":
        attempts.call_status(conn, attempt_id, sid=found.sid, status=found.status, sip_code=None, seconds=None, now=now)
    else:
        attempts.text_status(conn, attempt_id, sid=found.sid, status=found.status, code=None, now=now)
    after = attempts.load(conn, attempt_id)
    return after is not None and after.state == "ended"
