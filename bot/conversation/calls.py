"""All calls and texts of this process: what the carrier tells us goes to the right conversation."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.contact import attempts, effects, live, stops
from bot.contact.ask import obstacles
from bot.contact.scene import build_scene
from bot.conversation import record
from bot.conversation.call import Call
from bot.conversation.choice import Chosen, Scripts, choose
from bot.conversation.handover import Desk
from bot.conversation.minutes import Minutes, Tools
from bot.conversation.reception import Reception, identify
from bot.conversation.talk import Talk
from bot.conversation.threads import Threads
from bot.dialogue import start
from bot.dialogue.types import State
from bot.portfolio.accounts import AccountFile, account_of_number, load_account
from bot.store import Unavailable
from bot.store.tables import attempt, conversation, inbox
from bot.store.types import blind
from bot.store.upsert import insert_new
from bot.telephony.events import CallEvent, MediaStream, Spoken, StreamStarted, TextEvent

log = structlog.get_logger(__name__)

STOPS_S = 0.1
"""How often it is looked whether a live call was stopped."""


class Calls:
    """The `CallHandler` of a process. Every callback is safe to repeat, to come late, and to come in any order."""

    def __init__(self, tools: Tools, scripts: Scripts, threads: Threads, desk: Desk | None = None) -> None:
        self._desk = desk
        self._tools = tools
        self._scripts = scripts
        self._threads = threads
        self._live: dict[str, Call] = {}
        self._talks: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._closing = False
        self._reception = Reception()

    def live(self) -> frozenset[str]:
        """The attempts whose conversations run here now."""
        return frozenset(self._live)

    def sound(self, attempt: str, from_ms: int) -> tuple[bytes, int] | None:
        """What was heard of a call since then, and until when; `None` if no bot of this process talks in it, or nothing is recorded."""
        call = self._live.get(attempt)
        return None if call is None else call.sound(from_ms)

    async def voice(self, attempt: str | None, event: CallEvent) -> str | Spoken | None:
        if attempt is None:
            file = await self._tools.store.read(_caller, event)
            return self._reception.greet(event.sid, event.to_number) if file is None else await self._receive(event, file)
        token = await self._tools.store.write(attempts.answer, attempt, event.sid, self._tools.clock.now())
        if token is None:
            log.warning("call.not_taken", inbound=False)
        return token

    async def keyed(self, event: CallEvent, question: int, keys: str) -> str | Spoken | None:
        return await self._reception.once(event.sid, question, lambda: self._keyed(event, keys))

    async def _keyed(self, event: CallEvent, keys: str) -> str | Spoken | None:
        """The reference first, then what only they know. Nothing is said of which of the two was wrong."""
        if keys and (question := self._reception.reference(event.sid, keys, event.to_number)) is not None:
            return question
        reference = self._reception.given(event.sid)
        file = await self._tools.store.write(identify, reference, keys, self._tools.clock.now()) if keys else None
        if file is None:
            log.warning("call.not_identified")
            return self._reception.failed(event.sid, event.to_number)
        return await self._receive(event, file)

    async def _receive(self, event: CallEvent, file: AccountFile) -> str | Spoken | None:
        token = await self._tools.store.write(_receive, event, file, self._tools.clock.now())
        if token is None:
            log.warning("call.not_taken", inbound=True)
            return self._reception.not_now(event.to_number)
        return token

    async def call_status(self, attempt: str | None, event: CallEvent) -> None:
        if event.status in attempts.CALL_ENDINGS:
            self._reception.forget(event.sid)
        attempt = attempt or await self._tools.store.read(attempts.by_sid, event.sid)
        if attempt is None:
            log.warning("callback.unknown_attempt", kind="call")
            return
        await self._tools.store.write(_call_status, attempt, event, self._tools.clock.now())

    async def machine(self, attempt: str, sid: str, answered_by: str) -> None:
        if not await self._tools.store.write(_answered_by, attempt, sid, answered_by):
            log.warning("callback.unknown_attempt", kind="machine")
        elif answered_by.startswith("machine") and (call := self._live.get(attempt)) is not None:
            call.machine()

    async def text_status(self, attempt: str, event: TextEvent) -> None:
        await self._tools.store.write(_text_status, attempt, event, self._tools.clock.now())

    async def text(self, event: TextEvent) -> None:
        await self._threads.received(event)

    async def claim_stream(self, token: str) -> str | None:
        return await self._tools.store.write(attempts.claim, token, self._tools.clock.now())

    async def media(self, attempt: str, stream: MediaStream) -> None:
        async for event in stream:
            if isinstance(event, StreamStarted):
                break
        else:
            return
        if self._closing:
            return
        talk = asyncio.create_task(self._talk(attempt, event.call_sid, stream))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)
        await asyncio.shield(talk)  # who gives up on the request must not tear the call from its record

    async def _talk(self, attempt: str, call_sid: str, stream: MediaStream) -> None:
        loaded = await self._tools.store.read(_load, attempt, call_sid, self._scripts, self._tools.clock.now())
        if loaded is None:
            log.warning("call.stream_of_another_call", attempt=attempt)
            await stream.close()
            return
        call = await self._begin(attempt, *loaded, stream)
        self._live[attempt] = call
        try:
            if self._watch is None or self._watch.done():
                self._watch = asyncio.create_task(self._watch_stops())
            if await self._tools.store.read(_is_machine, attempt):
                call.machine()
            await call.run()
        finally:
            del self._live[attempt]

    async def _watch_stops(self) -> None:
        """End the calls that were stopped, or suppressed elsewhere: one reader for all of them, while there are any."""
        while self._live:
            try:
                barred = await self._tools.store.read(live.barred, tuple(self._live))
            except (SQLAlchemyError, Unavailable) as problem:  # looked again at once; and without a good answer no call says its next line
                log.error("call.stops_not_read", problem=type(problem).__name__)
                barred = set()
            for name in barred & self._live.keys():
                self._live[name].stop()
            await asyncio.sleep(STOPS_S)

    async def close(self) -> None:
        """End the calls under way, and wait until all of them are on file. None begins any more."""
        self._closing = True
        while self._talks:
            for call in self._live.values():
                call.stop()
            await asyncio.wait(self._talks, timeout=STOPS_S)
        if self._watch is not None:
            await self._watch

    async def _begin(self, attempt: str, file: AccountFile, chosen: Chosen, stream: MediaStream) -> Call:
        now, scene, script = self._tools.clock.now(), chosen.scene, chosen.script
        state: State = start(script, scene)
        name = await self._tools.store.write(
            record.begin, attempt_id=attempt, account_id=file.id, scene=scene, script=script, state=state, now=now
        )
        return Call(Talk(Minutes(self._tools, attempt, name), scene, script, state), stream, self._desk)

    async def bury(self, before: datetime | None = None) -> int:
        """Settle calls (begun `before` then) that nobody runs, whose process died or could not write their end, and threads gone quiet."""
        store, clock = self._tools.store, self._tools.clock
        found = await store.read(record.abandoned, self.live(), before)
        for name, attempt_id, state, spoke in found:
            outcome = str(state.get("outcome") or ("hung_up" if spoke else "dropped"))
            await store.write(record.finish, name, attempt_id, record.Ending(outcome, "bot"), clock.now())
        return len(found) + await self._threads.settle_quiet()


def _load(conn: Connection, attempt_id: str, call_sid: str, scripts: Scripts, now: datetime) -> tuple[AccountFile, Chosen] | None:
    """What a call needs to begin; `None` if it is another call, or its conversation has begun on another stream."""
    row = attempts.load(conn, attempt_id)
    if row is None or row.sid != call_sid or row.account_id is None:
        return None
    if conn.execute(select(conversation.c.id).where(conversation.c.attempt_id == attempt_id)).first() is not None:
        return None
    file = load_account(conn, row.account_id)
    return file, choose(conn, scripts, file, build_scene(file, channel="voice", direction=row.direction, now=now))


def _caller(conn: Connection, event: CallEvent) -> AccountFile | None:
    """The borrower whose number calls, if it is theirs alone."""
    return account_of_number(conn, blind(conn, event.from_number))


def _receive(conn: Connection, event: CallEvent, file: AccountFile, now: Any) -> str | None:
    """A call from this borrower, at whatever hour: they called us.

    It is not taken while a stop covers it, nor about an account that rests or has ended, or whose amount may have changed: the script
    would ask for payment.
    """
    index = blind(conn, event.from_number)
    in_force = stops.active(conn)
    stopped = stops.which(in_force, campaign=None, creditor=file.creditor, channel="voice", template=None, number_index=index)
    if stopped is not None or obstacles(file, "voice", now) or file.is_stale(now):
        log.info("call.account_rests", account=file.id)
        return None
    return attempts.receive(
        conn,
        sid=event.sid,
        number=event.from_number,
        account_id=file.id,
        group_id=file.group_id,
        caller_id=file.mandate.caller["id"],
        our_number=event.to_number,
        now=now,
    )


def _call_status(conn: Connection, attempt_id: str, event: CallEvent, now: Any) -> None:
    key = f"{event.sid}:{event.status}:{event.sequence}"
    if _new(conn, key, attempt_id, event.sid, "call", event.raw, now):
        attempts.call_status(
            conn, attempt_id, sid=event.sid, status=event.status, sip_code=event.sip_code, seconds=event.duration_s, now=now
        )


def _text_status(conn: Connection, attempt_id: str, event: TextEvent, now: Any) -> None:
    if _new(conn, f"{event.sid}:{event.status}", attempt_id, event.sid, "text", event.raw, now):
        attempts.text_status(conn, attempt_id, sid=event.sid, status=event.status, code=event.error_code, now=now)
        if event.opt_out_type == "STOP":
            effects.heed_carrier(conn, attempt_id, now)


def _new(conn: Connection, key: str, attempt_id: str, sid: str, kind: str, payload: dict[str, str], now: Any) -> bool:
    """Put a callback into the inbox; `False` if it was there (a repetition), or belongs to no attempt of ours."""
    row = attempts.load(conn, attempt_id)
    if row is None or row.sid not in (None, sid):
        log.warning("callback.unknown_attempt", kind=kind)
        return False
    return insert_new(conn, inbox, key=key, attempt_id=attempt_id, kind=kind, payload=payload, at=now)


def _answered_by(conn: Connection, attempt_id: str, sid: str, answered_by: str) -> bool:
    """Keep the verdict; `False` if it is about no call of ours."""
    known = conn.execute(update(attempt).where(attempt.c.id == attempt_id, attempt.c.sid == sid).values(answered_by=answered_by))
    return known.rowcount == 1


def _is_machine(conn: Connection, attempt_id: str) -> bool:
    """Whether the verdict was there before the call began here."""
    verdict = conn.execute(select(attempt.c.answered_by).where(attempt.c.id == attempt_id)).scalar_one()
    return str(verdict).startswith("machine")
