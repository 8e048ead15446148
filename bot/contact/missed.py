"""Texts from borrowers of which no webhook told us: the carrier sends each once, and an opt-out must not be lost with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, func, select

from bot.base.clock import Clock
from bot.contact.gateway import Gateway, GatewayError, LostAnswer, Received
from bot.contact.routes import TWILIO
from bot.store import Store
from bot.store.tables import attempt

log = structlog.get_logger(__name__)

LATE = timedelta(minutes=10)
"""How long a text may take to stand in the carrier's list, and how far its clock may be from ours."""
AWAY = timedelta(days=7)
"""How far back the first question of a process reaches at most; before that a thread is over anyway."""

ON_ITS_WAY = timedelta(seconds=5)
"""So long a text's webhook may still come; it alone says what the carrier's own opt-out service made of the text."""
_AT_ONCE = 500

Take = Callable[[Received], Awaitable[None]]


class Missed:
    """Asks a carrier, `via` in the configuration, for the texts that came, and has those taken that are not on file.

    `take` must know a text that it has had.
    """

    def __init__(self, store: Store, gateway: Gateway, clock: Clock, take: Take, via: str = TWILIO) -> None:
        self._store = store
        self._gateway = gateway
        self._clock = clock
        self._take = take
        self._via = via
        self._since: datetime | None = None

    async def ask(self) -> int:
        """Returns how many were missed. A question without an answer is asked again, from the same instant."""
        now = self._clock.now()
        if self._since is None:  # kept at once: what comes in by webhook from now on says nothing of what came before
            self._since = await self._store.read(_last_heard, self._via, now)
        try:
            texts = await self._gateway.received(self._since)
        except (GatewayError, LostAnswer) as problem:
            log.warning("missed.no_answer", problem=type(problem).__name__)
            return 0
        known = await self._store.read(_known, [text.sid for text in texts])
        missed = [text for text in texts if text.sid not in known and text.at <= now - ON_ITS_WAY]
        taken = [await self._taken(text) for text in missed]
        if all(taken):
            self._since = now - LATE
        if missed:
            log.warning("missed.texts", count=len(missed), failed=taken.count(False))
        return len(missed)

    async def _taken(self, text: Received) -> bool:
        try:
            await self._take(text)
        except Exception as problem:  # noqa: BLE001 - whatever is wrong with one text, the opt-out behind it must be heard
            log.error("missed.failed", sid=text.sid, problem=type(problem).__name__)
            return False
        return True


def _last_heard(conn: Connection, via: str, now: datetime) -> datetime:
    """When the newest text on file came in over this carrier, and a little before: all that came while nobody listened is younger."""
    inbound = attempt.c.channel == "sms", attempt.c.direction == "inbound", func.coalesce(attempt.c.via, TWILIO) == via
    latest: datetime | None = conn.execute(select(func.max(attempt.c.reserved_at)).where(*inbound)).scalar_one()
    return max(latest or now - AWAY, now - AWAY) - LATE


def _known(conn: Connection, sids: list[str]) -> frozenset[str]:
    parts = (sids[at : at + _AT_ONCE] for at in range(0, len(sids), _AT_ONCE))
    return frozenset(sid for part in parts for sid in conn.execute(select(attempt.c.sid).where(attempt.c.sid.in_(part))).scalars())
