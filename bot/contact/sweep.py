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
from bot.contact.permit import LIFETIME
from bot.store import Store
from bot.store.tables import attempt

log = structlog.get_logger(__name__)

SILENCE = timedelta(seconds=20)
"""How long an attempt may go without news before we ask."""
QUEUED = timedelta(seconds=10)
"""A call that still waits in the carrier's queue after this is cancelled: it would go out when nobody has looked at the rules."""
GIVE_UP = timedelta(minutes=5)
"""If the carrier does not know an attempt by then, it never got it, or has forgotten it. It is not sent again all the same."""
HANDED_OVER = timedelta(minutes=1)
"""Longer than a request to the carrier may take: an attempt still `dialing` after this has lost whoever dialled."""
UNREPORTED = timedelta(hours=2)
"""Longer than a carrier may try to deliver a text (`reserve.TEXT_VALID_S`): no report of it will come any more."""


ASKED_AGAIN = timedelta(seconds=10)
"""After how long an attempt without news is asked about for the second time; each time it is twice as long."""
_RARELY = {"voice": timedelta(seconds=30), "sms": timedelta(minutes=20)}
"""The longest between two questions: a call holds a person's line, a report of a text can take hours."""


class Asked:
    """When each attempt without news is asked about next, for as long as this process lives."""

    def __init__(self) -> None:
        self._next: dict[str, tuple[datetime, timedelta]] = {}

    def due(self, rows: list[Row[Any]], now: datetime) -> list[Row[Any]]:
        """Those whose turn it is, who are put off until their next one; what has had news meanwhile is forgotten."""
        self._next = {row.id: self._next[row.id] for row in rows if row.id in self._next}
        found = [row for row in rows if row.id not in self._next or self._next[row.id][0] <= now]
        for row in found:
            wait = min(self._next[row.id][1] * 2 if row.id in self._next else ASKED_AGAIN, _RARELY[row.channel])
            self._next[row.id] = (now + wait, wait)
        return found


CLOSED = timedelta(hours=1)
"""So long after a conversation has ended it is asked how the carrier saw its call end, if that was not told."""
UNDETECTED = timedelta(seconds=6)
"""By then machine detection has usually said who answered: if we have not heard of it, we ask."""


async def verdicts(store: Store, gateway: Gateway, clock: Clock, asked: Asked) -> list[tuple[str, str, str]]:
    """What the carrier's machine detection has said of live calls, and we were not told: attempt, the carrier's name for it, verdict."""
    found = []
    for row in asked.due(await store.read(_undetected, clock.now()), clock.now()):
        try:
            call = await gateway.status(row.sid, "voice")
        except (GatewayError, LostAnswer) as problem:
            log.warning("sweep.no_answer", attempt=row.id, problem=type(problem).__name__)
            continue
        if call is not None and call.answered_by is not None:
            found.append((row.id, row.sid, call.answered_by))
    return found


def _undetected(conn: Connection, now: datetime) -> list[Row[Any]]:
    live = and_(attempt.c.state == "live", attempt.c.direction == "outbound", attempt.c.answered_by.is_(None))
    return list(conn.execute(select(attempt).where(live, attempt.c.live_at <= now - UNDETECTED)).all())


async def sweep(
    store: Store,
    gateway: Gateway,
    clock: Clock,
    *,
    live: frozenset[str] = frozenset(),
    patience: timedelta = SILENCE,
    asked: Asked | None = None,
) -> int:
    """Settle what was left half done here, and ask about every attempt that is overdue for news, except those `live` here.

    With `asked` each is asked about more and more rarely.

    Returns how many were settled by the carrier's answer.
    """
    await store.write(_abandoned, clock.now())
    settled = 0
    silent = [row for row in await store.read(_silent, clock.now(), patience) if row.id not in live]
    for row in silent if asked is None else asked.due(silent, clock.now()):
        try:
            found = await _ask(gateway, row)
            if found is not None and row.channel == "voice" and found.status == "queued":
                await gateway.hang_up(found.sid)
        except (GatewayError, LostAnswer) as problem:
            log.warning("sweep.no_answer", attempt=row.id, problem=type(problem).__name__)
            continue
        settled += await store.write(_settle, row.id, found, clock.now())
    return settled


def _abandoned(conn: Connection, now: datetime) -> None:
    """Attempts whose task failed between two steps while the process lives. An old permit can't be used, so `reserved` was not dialled.

    One that somebody is at this very moment is left to them.
    """
    reserved = and_(attempt.c.state == "reserved", attempt.c.reserved_at <= now - LIFETIME)
    for row in conn.execute(select(attempt).where(reserved).with_for_update(key_share=True, skip_locked=True)).all():
        attempts.give_back(conn, row, now)
    for row in conn.execute(select(attempt.c.id).where(attempt.c.state == "dialing", attempt.c.dialing_at <= now - HANDED_OVER)).all():
        attempts.lost(conn, row.id, now)


async def _ask(gateway: Gateway, row: Row[Any]) -> Found | None:
    if row.sid is not None:
        return await gateway.status(row.sid, row.channel)
    return await gateway.find(row.id, row.channel, row.number, row.reserved_at)


def _silent(conn: Connection, now: datetime, patience: timedelta) -> list[Row[Any]]:
    """What to ask about: calls first, for they hold a person's line."""
    before = now - patience
    no_last_word = or_(attempt.c.carrier_status.is_(None), attempt.c.carrier_status.not_in(attempts.CALL_ENDINGS))
    no_news = or_(attempt.c.carrier_status.is_(None), attempt.c.carrier_status == "queued")
    unended = and_(attempt.c.sid.is_not(None), attempt.c.ended_at >= now - CLOSED, attempt.c.ended_at <= before)
    waiting = or_(
        and_(attempt.c.state == "ended", attempt.c.channel == "voice", no_last_word, unended),
        attempt.c.state == "unknown",
        and_(attempt.c.state == "sent", attempt.c.sent_at <= before),
        and_(attempt.c.state == "sent", attempt.c.channel == "voice", no_news, attempt.c.sent_at <= now - QUEUED),
        and_(attempt.c.state == "live", attempt.c.live_at <= before),
    )
    return list(conn.execute(select(attempt).where(waiting).order_by(attempt.c.channel.desc(), attempt.c.reserved_at)).all())


def _settle(conn: Connection, attempt_id: str, found: Found | None, now: datetime) -> bool:
    row = attempts.hold(conn, attempt_id)
    if row is None or (row.state == "ended" and found is None):
        return False
    was_over = row.state == "ended"
    if found is None or attempts.by_sid(conn, found.sid) not in (None, attempt_id):  # what another attempt made is not this one
        _not_known(conn, row, now)
    elif row.channel == "voice":
        attempts.call_status(conn, attempt_id, sid=found.sid, status=found.status, sip_code=found.sip_code, seconds=found.seconds, now=now)
    else:
        attempts.text_status(conn, attempt_id, sid=found.sid, status=found.status, code=found.code, now=now)
        if now - row.reserved_at > UNREPORTED:
            attempts.end(conn, attempt_id, attempts.UNREPORTED, now)
    after = attempts.load(conn, attempt_id)
    return not was_over and after is not None and after.state == "ended"


def _not_known(conn: Connection, row: Row[Any], now: datetime) -> None:
    """The carrier has no such attempt: it never got one whose answer was lost. One that it took counts, whatever has become of it."""
    if now - row.reserved_at > GIVE_UP:
        attempts.end(conn, row.id, NEVER_PLACED if row.sid is None else None, now)
