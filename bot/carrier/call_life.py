"""The life of one call: queued, dialled, ringing, answered by a persona, led by TwiML, ended."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.base.errors import CourtesyError
from bot.carrier.call_order import CallOrder
from bot.carrier.call_streams import CallStreams
from bot.carrier.documents import Document, Documents, Page
from bot.carrier.errors import RestError
from bot.carrier.exchange import Callee, Exchange
from bot.carrier.line import Line
from bot.carrier.performance import Performance
from bot.carrier.resources import Call, rfc2822
from bot.carrier.verbs import Reject

_LOG = logging.getLogger(__name__)
_SIP = {"busy": "486", "no-answer": "487", "failed": "404", "completed": "200", "canceled": "487"}
_LONGEST_QUEUE_S = 24 * 3600
"""Twilio gives up calls that have waited for a day."""

Talk = Callable[["CallLife", Line], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _End:
    status: str


class CallLife:
    """Runs `call` from here to its end. `update` and `end` steer it while it lives.

    `talk` is what is done on the line once somebody has answered [led by the order's document]. `ready` is for who dials a leg of
    another call: it is set when that leg can be spoken to. `over` is set at the end.
    """

    def __init__(self, exchange: Exchange, call: Call, order: CallOrder, callee: Callee | None = None, talk: Talk | None = None) -> None:
        self.call = call
        self.documents = Documents(exchange, call)
        self.streams = CallStreams(exchange, call)
        self.line: Line | None = None
        self.ready = asyncio.Event()
        self.over = asyncio.Event()
        self._exchange = exchange
        self._order = order
        self._callee = callee or exchange.callee(call.from_ if call.direction == "inbound" else call.to, None)
        self._talk = talk or _led_by(order.document)
        self._commands: asyncio.Queue[_End | Document] = asyncio.Queue()
        self._answered: float | None = None
        self._sip: str | None = None
        self._limit: asyncio.Task[None] | None = None

    def with_(self, call: Call, order: CallOrder, talk: Talk) -> CallLife:
        """Another call at the same exchange."""
        return CallLife(self._exchange, call, order, talk=talk)

    # What others may ask for

    def end(self, status: str) -> None:
        """Live update with Status; `RestError` 21220 where the call is not in a state for it."""
        if self.call.over or (status == "canceled" and self._answered is not None):
            raise RestError(21220)
        self._commands.put_nowait(_End("canceled" if self._answered is None else "completed"))

    def update(self, document: Document) -> None:
        """Live update with a new document, which replaces the running one at once."""
        if self.call.over or self._answered is None:
            raise RestError(21220)
        self._commands.put_nowait(document)

    def limit(self, seconds: int) -> None:
        """Live update with TimeLimit: so long it may last from its answer on."""
        self._order = replace(self._order, limit_s=seconds)
        if self._limit is not None:
            self._limit.cancel()
            self._limit = asyncio.create_task(self._end_in_time())

    def answered_line(self) -> Line:
        """The line; raises `RestError` 21220 where nobody has answered, or the call is over."""
        if self.line is None or self.call.over:
            raise RestError(21220)
        return self.line

    async def perform(self, document: Document) -> None:
        """Lead the call by a document and what follows from it."""
        await Performance(self._exchange, self, self.answered_line()).lead(document)

    # The life

    async def run(self) -> None:
        """Until the call has ended, however that comes about."""
        work = asyncio.create_task(self._answer_inbound() if self.call.direction == "inbound" else self._outbound())
        status = "completed"
        try:
            while True:
                command = asyncio.create_task(self._commands.get())
                await asyncio.wait({work, command}, return_when=asyncio.FIRST_COMPLETED)
                if not command.done():
                    command.cancel()
                    status = work.result()
                    break
                work.cancel()
                await asyncio.wait({work})
                await self.streams.stop_two_way()
                match command.result():
                    case _End(status):
                        break
                    case Document() as document:
                        work = asyncio.create_task(self._redirected(document))
        except CourtesyError as error:
            _LOG.warning("call %s: %s", self.call.sid, error)
            status = "failed" if self._answered is None else "completed"
        finally:
            work.cancel()
            await asyncio.wait({work})
        await self._finish(status)

    async def _redirected(self, document: Document) -> str:
        await self.perform(document)
        return "completed"

    async def _outbound(self) -> str:
        """Wait in the queue, dial and ring; returns how the call ended."""
        call, callee, clock, registry = self.call, self._callee, self._exchange.clock, self._exchange.registry
        began = clock.monotonic()
        if call.direction == "outbound-api":
            await self._exchange.calls_pace.turn()
            if clock.monotonic() - began > _LONGEST_QUEUE_S:
                return "canceled"
        registry.change_call(call, "queued", started=clock.now(), queue_ms=int((clock.monotonic() - began) * 1000))
        self._tell("initiated", "initiated")
        if callee.on_ring in ("unassigned", "failed"):
            self._sip = "404" if callee.on_ring == "unassigned" else "503"
            return "failed"
        if callee.on_ring == "busy":
            return "busy"
        registry.change_call(call, "ringing")
        self._tell("ringing", "ringing")
        rings_s = min(callee.ring_s, self._order.ring_s)
        await asyncio.gather(clock.sleep(rings_s), callee.prepare())
        if callee.on_ring == "no_answer" or rings_s < callee.ring_s:
            return "no-answer"
        return await self._answered_by(callee)

    async def _answered_by(self, callee: Callee) -> str:
        line, order = self._pick_up(callee), self._order
        if order.detection is not None and order.detect_async:
            self._exchange.start(self._detect_machine(callee, order.detection))
        elif order.detection is not None:
            after_s, verdict = callee.verdict(order.detection)
            await self._exchange.clock.sleep(after_s)
            self._exchange.registry.change_call(self.call, "in-progress", answered_by=verdict)
        await self._talk(self, line)
        return "completed"

    async def _answer_inbound(self) -> str:
        """Ours is picked up when the document has come and does not begin with a refusal."""
        await self._callee.prepare()
        page: Page = await self.documents.get(self._order.document, "ringing")
        if page.verbs and isinstance(refusal := page.verbs[0], Reject):
            return "busy" if refusal.busy else "no-answer"
        await Performance(self._exchange, self, self._pick_up(self._callee)).perform(page)
        return "completed"

    def _pick_up(self, callee: Callee) -> Line:
        self._answered = self._exchange.clock.monotonic()
        self._exchange.registry.change_call(self.call, "in-progress")
        self._tell("answered", "in-progress")
        self.line = Line(callee, lambda: self._commands.put_nowait(_End("completed")))
        self._exchange.ticker.add(self.line)
        self._limit = asyncio.create_task(self._end_in_time())
        if (wanted := self._order.record) is not None:
            self._exchange.recordings.begin(
                self.call, self.line, "OutboundAPI", channels=wanted.channels, track=wanted.track, callback=wanted.callback
            )
        return self.line

    async def _end_in_time(self) -> None:
        assert self._answered is not None
        await self._exchange.clock.sleep(max(0.0, self._answered + self._order.limit_s - self._exchange.clock.monotonic()))
        self._commands.put_nowait(_End("completed"))

    async def _detect_machine(self, callee: Callee, mode: str) -> None:
        """The asynchronous verdict: exactly four fields, and it may come when the call has ended."""
        after_s, verdict = callee.verdict(mode)
        await self._exchange.clock.sleep(after_s)
        call = self.call
        self._exchange.registry.change_call(call, call.status, answered_by=verdict)
        fields = {"CallSid": call.sid, "AccountSid": self._exchange.account, "AnsweredBy": verdict}
        fields["MachineDetectionDuration"] = str(int(after_s * 1000))
        self._exchange.webhooks.tell(self._order.amd_url, fields, self._order.amd_method, call_sid=call.sid)

    def _tell(self, event: str, status: str, **more: str) -> None:
        """A status callback, if it was asked for. The sequence counts those that are sent."""
        call = self.call
        if event not in call.callbacks.events or not call.callbacks.url:
            return
        fields = self._exchange.call_fields(call, status) | {
            "Timestamp": rfc2822(self._exchange.clock.now()) or "",
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(call.sequence),
        }
        call.sequence += 1
        self._exchange.webhooks.tell(call.callbacks.url, fields | more, call.callbacks.method, call_sid=call.sid)

    async def _finish(self, status: str) -> None:
        await self.streams.stop_all()
        clock, registry, call = self._exchange.clock, self._exchange.registry, self.call
        duration: int | None = None
        more = {"CallDuration": "0"}
        if self._limit is not None:
            self._limit.cancel()
        if self._answered is not None:
            duration = math.ceil(clock.monotonic() - self._answered)
            more = {"CallDuration": str(duration)} | ({"Duration": str(math.ceil(duration / 60))} if status == "completed" else {})
        if self.line is not None:
            self._exchange.ticker.remove(self.line)
            self.line.leave()
            self._exchange.recordings.end_all(self.line)
        more |= self._recorded()
        sip = self._sip or _SIP[status]
        registry.change_call(call, status, ended=clock.now(), duration_s=duration or 0, sip_code=sip)
        self._tell("completed", status, SipResponseCode=sip, **more)
        self.over.set()

    def _recorded(self) -> dict[str, str]:
        """The recording that was asked for when the call was made is named in its last callback."""
        recordings = self._exchange.recordings
        found = [it for it in recordings.items.values() if it.call_sid == self.call.sid and it.source == "OutboundAPI"]
        return recordings.fields(found[0]) if found else {}


def _led_by(document: Document) -> Talk:
    async def talk(life: CallLife, _line: Line) -> None:
        await life.perform(document)

    return talk
