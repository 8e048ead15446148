"""A call's audio over Twilio's WebSocket, as the `MediaStream` that the conversation works with."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Self

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.telephony.errors import TelephonyError
from bot.telephony.events import Audio, Key, MarkPlayed, StreamEvent, StreamStarted, StreamStopped
from bot.telephony.media_frames import Content, Frame, Ignored, JunkFrame, Start, clear_message, mark_message, media_message, read_frame

MAX_MESSAGE_BYTES = 64 * 1024
START_S = 10.0
"""How long a stream may take to say whose it is."""
QUIET_S = 15.0
"""Twilio sends audio all the time, silence too: a socket that is open and says nothing for so long is dead, and only we can notice."""
SEND_S = 5.0
"""How long the far end may refuse to take what we send."""
LEAP_MS = 60_000
"""A time stamp so far beyond the last is not one: sound comes all the time, and after `QUIET_S` without any the stream is over."""
_FRAME_BYTES = 6400  # 400 ms of PCM a message: a `clear` never waits behind much
_JUNK_AT_LEAST = 50
_JUNK_SHARE = 10

_log = structlog.get_logger(__name__)


class _StreamOver(TelephonyError):
    """Nothing more comes; `reason` says why if it was us who ended it."""

    def __init__(self, reason: str = "", code: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code or (WSCloseCode.POLICY_VIOLATION if reason else WSCloseCode.OK)


class TwilioMediaStream:
    """Iterate it for what the far end does: `StreamStarted` first, `StreamStopped` last, whatever happens to the socket.

    A stream that does not start in time, or names another account or call than the one it belongs to, yields `StreamStopped` alone.
    Junk is counted and skipped; more than 50 pieces that are also more than a tenth of all messages end the stream.
    One task iterates; any may play, mark, clear and close. After the end those do nothing. Nothing may be sent before `StreamStarted`.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        *,
        account_sid: str,
        call_sid: str | None = None,
        start_s: float = START_S,
        quiet_s: float = QUIET_S,
    ) -> None:
        self._socket = socket
        self._account_sid = account_sid
        self._call_sid = call_sid
        self._start_s = start_s
        self._quiet_s = quiet_s
        self._stream_sid = ""
        self._ended = False
        self._clears = 0
        self._heard_ms = 0
        self._pending_marks: Counter[str] = Counter()
        self._messages = 0
        self.junk: Counter[str] = Counter()
        """What was skipped, by reason."""

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> StreamEvent:
        if self._ended:
            raise StopAsyncIteration
        try:
            if not self._stream_sid:
                async with asyncio.timeout(self._start_s):
                    return await self._started()
            return await self._event()
        except _StreamOver as over:
            await self._end(over)
        except TimeoutError:
            await self._end(_StreamOver("no start in time" if not self._stream_sid else "silent for too long"))
        return StreamStopped()

    async def _started(self) -> StreamStarted:
        start = await self._content(None)
        while isinstance(start, Ignored):
            start = await self._content(None)
        if not isinstance(start, Start):
            raise _StreamOver("something else came before the start")
        if start.account_sid != self._account_sid or self._call_sid not in (None, start.call_sid):
            raise _StreamOver("the stream belongs to another account or call")
        self._stream_sid = start.stream_sid
        return StreamStarted(start.stream_sid, start.call_sid)

    async def _event(self) -> Audio | Key | MarkPlayed:
        while True:
            content = await self._content(self._quiet_s)
            if isinstance(content, StreamStopped):
                raise _StreamOver
            if isinstance(content, Audio | Key | MarkPlayed):
                return content

    async def _content(self, limit_s: float | None) -> Content:
        """What the next good message holds. Raises `TimeoutError` if nothing came for `limit_s`."""
        while True:
            message = await self._socket.receive(limit_s)
            if message.type is WSMsgType.BINARY:
                raise _StreamOver("binary message", WSCloseCode.UNSUPPORTED_DATA)
            if message.type is not WSMsgType.TEXT:
                raise _StreamOver
            self._messages += 1
            try:
                return self._checked(read_frame(str(message.data)))
            except JunkFrame as junk:
                self.junk[junk.reason] += 1
            if self.junk.total() > max(_JUNK_AT_LEAST, self._messages // _JUNK_SHARE):
                raise _StreamOver("too much junk")

    def _checked(self, frame: Frame) -> Content:
        content = frame.content
        if self._stream_sid and frame.stream_sid not in ("", self._stream_sid):
            raise JunkFrame("another stream")
        if self._stream_sid and isinstance(content, Start):
            raise JunkFrame("second start")
        if isinstance(content, Audio):
            if content.at_ms > self._heard_ms + LEAP_MS:
                raise JunkFrame("time stamp leaps")
            self._heard_ms = content.at_ms
        if isinstance(content, MarkPlayed):
            if self._pending_marks[content.name] < 1:
                raise JunkFrame("unasked mark")
            self._pending_marks[content.name] -= 1
        return content

    async def _end(self, over: _StreamOver) -> None:
        self._ended = True
        if over.reason:
            _log.warning("media.refused", stream=self._stream_sid, reason=over.reason)
        if self.junk:
            _log.warning("media.junk", stream=self._stream_sid, count=self.junk.total(), kinds=dict(self.junk))
        await self.close(over.code)

    async def play(self, pcm: bytes) -> None:
        """Queue 16-bit PCM at 8 kHz at the carrier, which plays it at its own pace. A `clear` meanwhile drops the rest of it too."""
        if len(pcm) % 2:
            raise ValueError("16-bit audio has an even number of bytes")
        clears = self._clears
        for start in range(0, len(pcm), _FRAME_BYTES):
            if clears != self._clears:
                return
            await self._send(media_message(self._sid(), pcm[start : start + _FRAME_BYTES]))

    async def mark(self, name: str) -> None:
        """Ask for `MarkPlayed(name)` once all that was queued so far has been played or cleared. It never comes if the call ends first."""
        self._pending_marks[name] += 1
        await self._send(mark_message(self._sid(), name))

    async def clear(self) -> None:
        """Drop what was queued and not played; its marks come back at once."""
        self._clears += 1
        await self._send(clear_message(self._sid()))

    async def close(self, code: int = WSCloseCode.OK) -> None:
        """Close the socket, which ends the call's `<Connect>` and, with nothing after it, the call."""
        await self._socket.close(code=code, drain=False)  # a far end that takes nothing any more must not hold us

    def _sid(self) -> str:
        if not self._stream_sid:
            raise RuntimeError("nothing can be sent before StreamStarted")
        return self._stream_sid

    async def _send(self, message: str) -> None:
        if self._ended or self._socket.closed:
            return
        try:
            async with asyncio.timeout(SEND_S):
                await self._socket.send_str(message)
        except (ConnectionError, TimeoutError):
            # The far end is gone, or takes nothing any more. Whoever iterates learns it from the socket that is closed here.
            await self.close(WSCloseCode.GOING_AWAY)
