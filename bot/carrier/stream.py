"""A media stream, the carrier's end: Twilio's frames over a WebSocket that the carrier opens. Two-way, or (`Fork`) one-way."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import logging
from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp

from bot.carrier.errors import TwimlError
from bot.carrier.line import Line
from bot.carrier.playout import FRAME_BYTES
from bot.carrier.resources import new_sid
from bot.carrier.webhooks import Webhooks

_LOG = logging.getLogger(__name__)
_SILENCE = b"\xff" * FRAME_BYTES
_STUCK_S = 1.0
"""A service that reads nothing for so long has lost its stream; the other calls must not wait for it."""


class MediaStream:
    """Connects a line to `url`. Numbers in its frames are strings, as Twilio sends them."""

    def __init__(self, line: Line, account: str, call_sid: str, tracks: tuple[str, ...] = ("inbound",)) -> None:
        self.sid = new_sid("MZ")
        self._tracks = tracks
        self._line = line
        self._account = account
        self._call_sid = call_sid
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._sequence = 0
        self._chunks = dict.fromkeys(tracks, 0)
        self._warned = False

    async def open(self, url: str, parameters: Mapping[str, str], webhooks: Webhooks) -> None:
        """Upgrade with a signature over the URL exactly as it stands in the document; raises `TwimlError` 31920 or 31922."""
        parts = urlsplit(url)
        if parts.scheme not in ("ws", "wss"):
            raise TwimlError(31922, "a stream's URL begins with wss:// (ws:// on loopback)")
        if parts.query:
            raise TwimlError(31920, "a stream's URL can have no query: put the token into the path or into a <Parameter>")
        signed = {"X-Twilio-Signature": webhooks.signature(url, {})}
        patience = aiohttp.ClientWSTimeout(ws_close=_STUCK_S)
        try:
            self._ws = await webhooks.session.ws_connect(url, headers=signed, compress=0, timeout=patience)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TwimlError(31920, "the media socket refused the handshake") from error
        await self._send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
        start = {
            "accountSid": self._account,
            "streamSid": self.sid,
            "callSid": self._call_sid,
            "tracks": list(self._tracks),
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": dict(parameters),
        }
        await self._event("start", start)

    async def run(self) -> None:
        """Take what the service sends until it closes the socket."""
        ws = self._opened()
        self._line.stream = self
        try:
            async for message in ws:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await self._take(message.data)
                else:
                    self._junk()
        finally:
            self._line.stream = None
            self._line.playout.clear()

    async def stop(self) -> None:
        """The call has ended: say so and close."""
        ws = self._ws
        if ws is not None and not ws.closed:
            await self._event("stop", {"accountSid": self._account, "callSid": self._call_sid})
            await ws.close()

    async def media(self, payload: str, track: str = "inbound") -> None:
        self._sequence += 1
        chunk = self._chunks[track] = self._chunks[track] + 1
        await self._send(
            f'{{"event":"media","sequenceNumber":"{self._sequence}","media":{{"track":"{track}","chunk":"{chunk}",'
            f'"timestamp":"{(chunk - 1) * 20}","payload":"{payload}"}},"streamSid":"{self.sid}"}}'
        )

    async def dtmf(self, digit: str) -> None:
        await self._event("dtmf", {"track": "inbound_track", "digit": digit})

    async def mark(self, name: str) -> None:
        await self._event("mark", {"name": name})

    def _opened(self) -> aiohttp.ClientWebSocketResponse:
        if self._ws is None:
            raise AssertionError("the stream is opened before it is used")
        return self._ws

    async def _event(self, event: str, content: Mapping[str, object]) -> None:
        self._sequence += 1
        frame = {"event": event, "sequenceNumber": str(self._sequence), event: content, "streamSid": self.sid}
        await self._send(json.dumps(frame, separators=(",", ":")))

    async def _send(self, text: str) -> None:
        ws = self._opened()
        if ws.closed:
            return
        try:
            async with asyncio.timeout(_STUCK_S):
                await ws.send_str(text)
        except (ConnectionError, TimeoutError):
            _LOG.warning("stream %s: the service does not read (31921)", self.sid)
            await ws.close()

    async def _take(self, text: str) -> None:
        """Do what one message of the service asks; junk is ignored, with one warning a stream (31951)."""
        try:
            message = json.loads(text)
            match message["event"]:
                case "media":
                    self._line.playout.push(base64.b64decode(message["media"]["payload"], validate=True))
                case "mark":
                    self._line.playout.mark(str(message["mark"]["name"]))
                case "clear":
                    for name in self._line.playout.clear():
                        await self.mark(name)
                case _:
                    self._junk()
        except (ValueError, KeyError, TypeError, binascii.Error):
            self._junk()

    def _junk(self) -> None:
        if not self._warned:
            self._warned = True
            _LOG.warning("stream %s: a message that is none of media, mark, clear (31951)", self.sid)


class Fork(MediaStream):
    """A one-way stream: a copy of what the party says (`inbound`) and of what they hear (`outbound`). What the service sends is junk."""

    async def run(self) -> None:
        """Send until the service closes the socket, or the call ends."""
        self._line.taps.append(self)
        try:
            async for _ in self._opened():
                self._junk()
        finally:
            self._line.taps.remove(self)

    async def frame(self, heard: bytes | None, said: bytes) -> None:
        for track in self._tracks:
            await self.media(base64.b64encode(said if track == "inbound" else heard or _SILENCE).decode(), track)
