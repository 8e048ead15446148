"""The media streams of one call: the two-way one of `<Connect>`, and one-way ones beside it; their callbacks and their resource."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.carrier.errors import RestError, TwimlError
from bot.carrier.exchange import Exchange
from bot.carrier.line import Line
from bot.carrier.resources import API, Call, rfc2822
from bot.carrier.stream import Fork, MediaStream
from bot.carrier.verbs import Stream

_LOG = logging.getLogger(__name__)
_FORKS_AT_MOST = 4
"""Twilio's limit of one-way streams a call."""


@dataclass(slots=True)
class OneWay:
    """A one-way stream as its resource shows it."""

    fork: Fork
    name: str
    started: datetime
    status: str = "in-progress"
    task: asyncio.Task[None] | None = None


class CallStreams:
    """One call's."""

    def __init__(self, exchange: Exchange, call: Call) -> None:
        self._exchange = exchange
        self._call = call
        self._two_way: MediaStream | None = None
        self.one_way: dict[str, OneWay] = {}

    async def connect(self, wanted: Stream, line: Line) -> None:
        """Two-way, until the service closes the socket. A handshake that fails is told and noted, and the next verb follows."""
        stream = MediaStream(line, self._exchange.account, self._call.sid)
        if not await self._open(stream, wanted):
            return
        self._two_way = stream
        try:
            await stream.run()
        finally:
            self._tell(wanted, stream, "stream-stopped")
        self._two_way = None

    async def fork(self, wanted: Stream, line: Line) -> OneWay:
        """One-way, beside whatever follows. Raises `RestError` where the call has too many already."""
        if sum(each.status == "in-progress" for each in self.one_way.values()) >= _FORKS_AT_MOST:
            raise RestError(20001)
        made = OneWay(Fork(line, self._exchange.account, self._call.sid, wanted.tracks), wanted.name, self._exchange.clock.now())
        self.one_way[made.fork.sid] = made
        made.task = asyncio.create_task(self._run(made, wanted))
        return made

    async def _run(self, one: OneWay, wanted: Stream) -> None:
        try:
            if await self._open(one.fork, wanted):
                try:
                    await one.fork.run()
                finally:
                    self._tell(wanted, one.fork, "stream-stopped")
        finally:
            one.status = "stopped"

    async def _open(self, stream: MediaStream, wanted: Stream) -> bool:
        try:
            await stream.open(wanted.url, wanted.parameters, self._exchange.webhooks)
        except TwimlError as error:
            _LOG.warning("call %s: %s (%d)", self._call.sid, error, error.code)
            self._exchange.webhooks.note(self._call.sid, wanted.url, "GET", error)
            self._tell(wanted, stream, "stream-error", str(error))
            return False
        self._tell(wanted, stream, "stream-started")
        return True

    async def stop_two_way(self) -> None:
        """The call is led elsewhere, or has ended."""
        stream, self._two_way = self._two_way, None
        if stream is not None:
            await stream.stop()

    async def stop(self, name: str) -> None:
        """End a one-way stream, by its sid or its name. Raises `RestError` 20404."""
        for sid, each in self.one_way.items():
            if name in (sid, each.name) and each.task is not None:
                if each.status == "in-progress":
                    await each.fork.stop()
                    each.task.cancel()
                    await asyncio.wait({each.task})
                return
        raise RestError(20404)

    async def stop_all(self) -> None:
        await self.stop_two_way()
        for sid in list(self.one_way):
            await self.stop(sid)

    def _tell(self, wanted: Stream, stream: MediaStream, event: str, error: str = "") -> None:
        fields = {"AccountSid": self._exchange.account, "CallSid": self._call.sid, "StreamSid": stream.sid, "StreamName": wanted.name}
        fields |= {"StreamEvent": event, "Timestamp": self._exchange.clock.now().isoformat()}
        self._exchange.webhooks.tell(wanted.callback.url, fields | ({"StreamError": error} if error else {}), wanted.callback.method)


def stream_json(it: OneWay, call_sid: str, account: str) -> dict[str, Any]:
    """The stream resource."""
    return {
        "sid": it.fork.sid,
        "account_sid": account,
        "call_sid": call_sid,
        "name": it.name or None,
        "status": it.status,
        "date_updated": rfc2822(it.started),
        "uri": f"/{API}/Accounts/{account}/Calls/{call_sid}/Streams/{it.fork.sid}.json",
    }
