"""The life of one call: dialled, ringing, answered by a persona, led by TwiML, ended."""

from __future__ import annotations

import asyncio
import logging
import math
from dataclasses import dataclass
from urllib.parse import urljoin

from bot.base.errors import CourtesyError
from bot.carrier.call_order import CallOrder, Document
from bot.carrier.errors import RestError, TwimlError
from bot.carrier.exchange import Callee, Exchange
from bot.carrier.line import Line
from bot.carrier.resources import Call, rfc2822
from bot.carrier.stream import MediaStream
from bot.carrier.twiml import Connect, Hangup, Pause, Play, Redirect, Reject, Say, Verb, parse

_LOG = logging.getLogger(__name__)
_SIP = {"busy": "486", "no-answer": "487", "failed": "404", "completed": "200", "canceled": "487"}


@dataclass(frozen=True, slots=True)
class _End:
    status: str


class CallLife:
    """Runs `call` from here to its end. `update` and `end` steer it while it lives."""

    def __init__(self, exchange: Exchange, call: Call, order: CallOrder) -> None:
        self.call = call
        self._order = order
        self._exchange = exchange
        self._callee: Callee | None = exchange.callee(call.to if call.direction == "outbound-api" else call.from_)
        self._commands: asyncio.Queue[_End | Document] = asyncio.Queue()
        self._line: Line | None = None
        self._stream: MediaStream | None = None
        self._answered: float | None = None
        self._limit: asyncio.TimerHandle | None = None

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

    # The life

    async def run(self) -> None:
        """Until the call has ended, however that comes about."""
        work = asyncio.create_task(self._outbound() if self.call.direction == "outbound-api" else self._answer())
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
                await self._stop_stream()
                match command.result():
                    case _End(status):
                        break
                    case Document() as document:
                        work = asyncio.create_task(self._lead(document))
        except CourtesyError as error:
            _LOG.warning("call %s: %s", self.call.sid, error)
            status = "failed" if self._answered is None else "completed"
        finally:
            work.cancel()
        await self._finish(status)

    async def _outbound(self) -> str:
        """Dial and ring; returns how the call ended."""
        call, callee, registry = self.call, self._callee, self._exchange.registry
        registry.change_call(call, "queued", started=self._exchange.clock.now())
        self._tell("initiated", "initiated")
        if callee is None or callee.on_ring == "unassigned":
            return "failed"
        if callee.on_ring == "busy":
            return "busy"
        registry.change_call(call, "ringing")
        self._tell("ringing", "ringing")
        rings_s = min(callee.ring_s, self._order.ring_s)
        await asyncio.gather(asyncio.sleep(rings_s), callee.prepare())
        if callee.on_ring == "no_answer" or rings_s < callee.ring_s:
            return "no-answer"
        return await self._answer()

    async def _answer(self) -> str:
        """The handset is picked up (of an inbound call: ours), then the document leads."""
        callee = self._callee
        if callee is None:
            raise TwimlError(12200, "nobody in the directory has the caller's number")
        if self.call.direction == "inbound":
            await callee.prepare()
            verbs, base = await self._document(self._order.document, None)
            if verbs and isinstance(verbs[0], Reject):
                return "busy" if verbs[0].busy else "no-answer"
            self._pick_up(callee)
            return await self._perform(verbs, base)
        self._pick_up(callee)
        if self._order.detection is None or self._order.detect_async:
            if self._order.detection:
                self._exchange.start(self._detect_machine(callee, self._order.detection))
            return await self._lead(self._order.document)
        after_s, verdict = callee.verdict(self._order.detection)
        await asyncio.sleep(after_s)
        self._exchange.registry.change_call(self.call, "in-progress", answered_by=verdict)
        return await self._lead(self._order.document)

    def _pick_up(self, callee: Callee) -> None:
        self._answered = self._exchange.clock.monotonic()
        self._exchange.registry.change_call(self.call, "in-progress")
        self._tell("answered", "in-progress")
        self._line = Line(callee, lambda: self._commands.put_nowait(_End("completed")))
        self._exchange.ticker.add(self._line)
        self._limit = asyncio.get_running_loop().call_later(self._order.limit_s, self._commands.put_nowait, _End("completed"))

    async def _detect_machine(self, callee: Callee, mode: str) -> None:
        """The asynchronous verdict: exactly four fields, and it may come when the call has ended."""
        after_s, verdict = callee.verdict(mode)
        await asyncio.sleep(after_s)
        call = self.call
        self._exchange.registry.change_call(call, call.status, answered_by=verdict)
        fields = {"CallSid": call.sid, "AccountSid": self._exchange.account, "AnsweredBy": verdict}
        fields["MachineDetectionDuration"] = str(int(after_s * 1000))
        self._exchange.webhooks.tell(self._order.amd_url, fields, self._order.amd_method)

    # Documents and verbs

    async def _lead(self, document: Document) -> str:
        verbs, base = await self._document(document, None)
        return await self._perform(verbs, base)

    async def _document(self, document: Document, base: str | None) -> tuple[list[Verb], str | None]:
        """Fetch and read a document; where that fails, its fallback, told what was wrong."""
        if document.url is None:
            return parse(document.text or ""), base
        url = urljoin(base, document.url) if base else document.url
        try:
            return parse(await self._fetch(url, document.method, {})), url
        except TwimlError as error:
            if document.fallback is None:
                raise
            _LOG.warning("call %s: %s; its fallback is asked", self.call.sid, error)
            more = {"ErrorCode": str(error.code), "ErrorUrl": url}
            return parse(await self._fetch(document.fallback, document.fallback_method, more)), document.fallback

    async def _fetch(self, url: str, method: str, more: dict[str, str]) -> str:
        call = self.call
        fields = self._exchange.call_fields(call, "ringing" if self._answered is None else "in-progress")
        if call.answered_by:
            fields["AnsweredBy"] = call.answered_by
        answer = await self._exchange.webhooks.ask(url, fields | more, method)
        if answer.status == 204:
            return "<Response/>"
        if answer.status != 200:
            raise TwimlError(11200, f"a document was answered with status {answer.status}")
        if answer.content_type not in ("text/xml", "application/xml", "text/html"):
            raise TwimlError(12300, f"a document is not XML but {answer.content_type}")
        return answer.text

    async def _perform(self, verbs: list[Verb], base: str | None) -> str:
        """The verbs in order; returns how the call ended."""
        line, callee = self._line, self._callee
        if line is None or callee is None:
            raise AssertionError("verbs are performed after somebody picked up")
        for verb in verbs:
            match verb:
                case Say(text, language):
                    await line.play(await callee.render(text, language))
                case Play(url):
                    raise TwimlError(11751, f"the local carrier plays no files ({len(url)} characters of URL)")
                case Pause(seconds):
                    await asyncio.sleep(seconds)
                case Connect():
                    await self._connect(verb, line)
                case Redirect(url, method):
                    following, base = await self._document(Document(url, method), base)
                    return await self._perform(following, base)
                case Hangup() | Reject():
                    return "completed"
        return "completed"

    async def _connect(self, verb: Connect, line: Line) -> None:
        stream = MediaStream(line, self._exchange.account, self.call.sid)
        try:
            await stream.open(verb.url, verb.parameters, self._exchange.webhooks)
        except TwimlError as error:
            _LOG.warning("call %s: %s (%d)", self.call.sid, error, error.code)
            self._tell_stream(verb, stream, "stream-error", str(error))
            return
        self._stream = stream
        self._tell_stream(verb, stream, "stream-started")
        try:
            await stream.run()
        finally:
            self._tell_stream(verb, stream, "stream-stopped")
        self._stream = None

    async def _stop_stream(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.stop()

    # Telling

    def _tell_stream(self, verb: Connect, stream: MediaStream, event: str, error: str = "") -> None:
        fields = {"AccountSid": self._exchange.account, "CallSid": self.call.sid, "StreamSid": stream.sid, "StreamName": verb.name}
        fields |= {"StreamEvent": event, "Timestamp": self._exchange.clock.now().isoformat()}
        self._exchange.webhooks.tell(verb.status_callback, fields | ({"StreamError": error} if error else {}))

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
        self._exchange.webhooks.tell(call.callbacks.url, fields | more, call.callbacks.method)

    async def _finish(self, status: str) -> None:
        await self._stop_stream()
        clock, registry, call = self._exchange.clock, self._exchange.registry, self.call
        duration: int | None = None
        more = {"CallDuration": "0"}
        if self._limit is not None:
            self._limit.cancel()
        if self._answered is not None:
            duration = math.ceil(clock.monotonic() - self._answered)
            more = {"CallDuration": str(duration)} | ({"Duration": str(math.ceil(duration / 60))} if status == "completed" else {})
        if self._line is not None:
            self._exchange.ticker.remove(self._line)
        sip = _SIP[status]
        registry.change_call(call, status, ended=clock.now(), duration_s=duration, sip_code=sip)
        self._tell("completed", status, SipResponseCode=sip, **more)

