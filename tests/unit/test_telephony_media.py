"""The media stream's own timers, and what `clear` does to a line that is still going out; on a socket that is made of lists."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import WSCloseCode, WSMessage, WSMsgType

from bot.telephony.events import StreamStarted, StreamStopped
from bot.telephony.media import TwilioMediaStream

ACCOUNT = "AC" + "0" * 32
START = {
    "event": "start",
    "streamSid": "MZ1",
    "start": {
        "accountSid": ACCOUNT,
        "callSid": "CA1",
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
    },
}


class Socket:
    """Gives what it was given, then nothing for ever."""

    def __init__(self, *messages: dict[str, object]) -> None:
        self.waiting = [json.dumps(message) for message in messages]
        self.sent: list[dict[str, Any]] = []
        self.codes: list[int] = []
        self.second = asyncio.Event()
        self.broken = False

    @property
    def closed(self) -> bool:
        return bool(self.codes)

    async def receive(self, timeout: float | None = None) -> WSMessage:  # noqa: ASYNC109 - aiohttp's signature
        if self.waiting:
            return WSMessage(WSMsgType.TEXT, self.waiting.pop(0), None)
        async with asyncio.timeout(timeout):
            await asyncio.Event().wait()
        raise AssertionError

    async def send_str(self, text: str) -> None:
        if self.broken:
            raise ConnectionResetError
        self.sent.append(json.loads(text))
        if len(self.sent) == 2:
            self.second.set()
        await asyncio.sleep(0)

    async def close(self, *, code: int, drain: bool) -> None:
        assert not drain
        self.codes.append(code)


def stream(socket: Socket, **limits: float) -> TwilioMediaStream:
    return TwilioMediaStream(socket, account_sid=ACCOUNT, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize("first", [[], [{"event": "connected"}, {"event": "connected"}]])
async def test_a_stream_that_never_says_whose_it_is_is_given_up(first: list[dict[str, object]]) -> None:
    socket = Socket(*first)
    assert [event async for event in stream(socket, start_s=0.01)] == [StreamStopped()]
    assert socket.codes == [WSCloseCode.POLICY_VIOLATION]


async def test_an_open_socket_that_says_nothing_is_not_waited_for_for_ever() -> None:
    assert [event async for event in stream(Socket(START), quiet_s=0.01)] == [StreamStarted("MZ1", "CA1"), StreamStopped()]


async def test_a_clear_also_drops_what_had_not_gone_out_yet() -> None:
    socket = Socket(START)
    call = stream(socket)
    await anext(call)
    line = asyncio.create_task(call.play(b"\x00\x00" * 80_000))
    await socket.second.wait()
    await call.clear()
    await line
    assert [message["event"] for message in socket.sent] == ["media", "media", "clear"]
    await call.play(b"\x00\x00" * 10)
    assert socket.sent[-1]["event"] == "media"


async def test_a_far_end_that_is_gone_closes_the_stream_and_raises_nothing() -> None:
    socket = Socket(START)
    call = stream(socket)
    await anext(call)
    socket.broken = True
    await call.play(b"\x00\x00")
    assert socket.codes == [WSCloseCode.GOING_AWAY]


async def test_nothing_can_be_sent_before_the_start() -> None:
    with pytest.raises(RuntimeError):
        await stream(Socket()).play(b"\x00\x00")
    with pytest.raises(ValueError, match="16-bit"):
        await stream(Socket()).play(b"\x00")
