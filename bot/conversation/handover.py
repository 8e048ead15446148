"""The desk: hands live calls to people of ours. It answers what the carrier asks on the way, and looks again and again at who waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, literal, select

from bot.base.clock import Clock
from bot.contact import handover as handovers
from bot.contact import handover_queue as queue
from bot.contact.gateway import CallOrder, GatewayError, LostAnswer
from bot.contact.permit import PermitError
from bot.contact.staff import Staff
from bot.contact.sweep import Asked
from bot.contact.switchboard import StaffPermit, Switchboard
from bot.conversation.handed import summary
from bot.conversation.handover_words import to_borrower, to_person, when
from bot.store import Store
from bot.store.tables import leg
from bot.telephony.events import CallEvent, Goodbye, Room, Wait

log = structlog.get_logger(__name__)

LONGEST = timedelta(hours=2)
"""The longest that a call may last with a person in it."""
_TRIES = 3
_ASK_AGAIN_S = 8
"""Between two announcements to somebody who waits, and the longest after which they hear that a person is there."""
_SOON_S = 2
_KEY_S = 8


class Desk:
    """Hand-overs of a service. With nobody in `staff` there are none, and a call ends with the dialogue's goodbye."""

    def __init__(self, store: Store, board: Switchboard, clock: Clock, staff: Staff, caller_number: str) -> None:
        self._store = store
        self._board = board
        self._clock = clock
        self._staff = staff
        self._caller_number = caller_number
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked = Asked()

    async def take(self, attempt: str, why: str, lang: str) -> bool:
        """Take a live call from the bot. Returns whether the carrier leads it to us now; if not, it is the bot's to end.

        So it is where nobody is there and no call-back can be offered: then the dialogue's own goodbye is the better one.
        """
        if not self._staff:
            return False
        sid = await self._store.write(handovers.leave, attempt, why, lang, self._clock.now())
        if sid is None:
            return False
        await self.tick()
        if await self._store.write(handovers.is_vain, attempt, self._clock.now()):
            return False
        for _ in range(_TRIES):  # to be led twice does no harm: it is asked once more what to do
            try:
                await self._board.lead(sid, attempt, LONGEST)
            except (GatewayError, LostAnswer) as problem:
                log.warning("handover.not_led", attempt=attempt, problem=type(problem).__name__)
            else:
                return True
        await self._store.write(handovers.close, attempt, "failed", self._clock.now())
        return False

    async def has(self, attempt: str) -> bool:
        """Whether the bot has left this call, and its borrower is still on the line."""
        return await self._store.read(handovers.is_open, attempt)

    # ------------------------------------------------------------ what the carrier asks

    async def borrower(self, attempt: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None:
        """`HandoverHandler`: what the borrower hears now."""
        now = self._clock.now()
        if event.status == "completed":  # they have hung up, and what is answered is heard by nobody
            return None
        to = await self._store.write(handovers.answer_borrower, attempt, event.sid, keys, left_room, now)
        if to is None:
            return None
        who, lang = self._staff.get(to.person), to.lang
        at = when(to.back_at, now, lang) if to.back_at is not None else None
        offers = (to_borrower("or_back", lang),) if at is not None else ()
        match to.what:
            case "room":
                return Room((to_borrower("room", lang, name=who.name if who else ""),), attempt, begins=False)
            case "coming":
                return Wait((to_borrower("coming", lang, name=who.name if who else ""),), _SOON_S)
            case "calling":
                return Wait((to_borrower("calling", lang), *offers), _ASK_AGAIN_S, keys=bool(offers))
            case "queue":
                place, minutes = await self._store.read(queue.queue, attempt, self._staff, now)
                said = to_borrower("queue", lang, place=place, minutes=minutes)
                return Wait((said, *offers), _ASK_AGAIN_S, keys=bool(offers))
            case "offer":
                return Wait((to_borrower("offer", lang, at=at),), _KEY_S, keys=True, asks=True)
            case "booked" | "nobody" | "bye":
                return Goodbye((to_borrower(to.what, lang, at=at),))

    async def person(self, leg_id: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None:
        """`HandoverHandler`: what a person of ours hears now."""
        if event.status == "completed":
            return None
        what = await self._store.write(handovers.answer_person, leg_id, event.sid, keys, left_room, self._clock.now())
        row = await self._store.read(_leg, leg_id)
        who = self._staff.get(row.person) if row is not None else None
        lang = who.languages[0] if who is not None else "en-US"
        match what:
            case "ask":
                return Wait((to_person("ask", lang),), _KEY_S, keys=True, asks=True)
            case "summary":
                told = await self._store.read(summary, row.attempt_id)
                return Wait(told.spoken(lang), 0)
            case "room":
                self._start(self.tick())  # the borrower is led there at once
                return Room((to_person("room", lang),), row.attempt_id, begins=True)
            case "refused" | "gone":
                return Goodbye((to_person(what, lang),))

    async def person_status(self, leg_id: str, event: CallEvent) -> None:
        """`HandoverHandler`: what the carrier says of a call to a person of ours."""
        await self._store.write(handovers.leg_status, leg_id, event.sid, event.status, self._clock.now())

    # ------------------------------------------------------------ what the carrier is told

    async def tick(self) -> None:
        """See who waits, who is to be called, who is not where they belong, and which calls have ended unheard."""
        now = self._clock.now()
        if not await self._store.read(queue.stirs, now):
            return
        todo = await self._store.write(queue.advance, self._staff, now)
        for permit in todo.ring:
            self._start(self._ring(permit))
        for sid, attempt in todo.lead:
            self._start(self._told("lead", self._board.lead(sid, attempt, LONGEST)))
        for sid in todo.hang_up:
            self._start(self._told("hang_up", self._board.hang_up(sid)))
        for row in self._asked.due(await self._store.read(_unended), now):
            self._start(self._ask(row.id, row.sid))

    async def close(self) -> None:
        """Let what the carrier is being told be told."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ring(self, permit: StaffPermit) -> None:
        order = CallOrder(self._caller_number, ring_s=queue.RING_S, limit_s=int(LONGEST.total_seconds()))
        try:
            receipt = await self._board.ring(permit, order)
        except LostAnswer:  # if it rings they will ask us what it is about, and if not the next one is called soon
            log.warning("handover.answer_lost", leg=permit.leg_id)
        except (GatewayError, PermitError) as problem:
            log.warning("handover.not_rung", leg=permit.leg_id, problem=type(problem).__name__)
            await self._store.write(handovers.leg_over, permit.leg_id, "failed", self._clock.now())
        else:
            if not await self._store.write(handovers.leg_sent, permit.leg_id, receipt.sid):
                await self._told("hang_up", self._board.hang_up(receipt.sid))

    async def _ask(self, leg_id: str, sid: str) -> None:
        """A call to a person whose end may not have been told to us."""
        try:
            found = await self._board.status(sid, "voice")
        except (GatewayError, LostAnswer) as problem:
            log.warning("handover.no_answer", leg=leg_id, problem=type(problem).__name__)
            return
        status = found.status if found is not None else "failed"
        await self._store.write(handovers.leg_status, leg_id, sid, status, self._clock.now())

    async def _told(self, what: str, telling: Coroutine[Any, Any, None]) -> None:
        try:
            await telling
        except (GatewayError, LostAnswer) as problem:  # who is not led is led again; who is not hung up hears that it is over
            log.warning("handover.not_told", what=what, problem=type(problem).__name__)


def _leg(conn: Connection, leg_id: str) -> Any:
    return conn.execute(select(leg.c.person, leg.c.attempt_id).where(leg.c.id == leg_id)).one_or_none()


def _unended(conn: Connection) -> list[Any]:
    rows = select(leg.c.id, leg.c.sid, literal("voice").label("channel")).where(leg.c.state != "ended", leg.c.sid.is_not(None))
    return list(conn.execute(rows).all())
