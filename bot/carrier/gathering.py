"""`<Gather>` and `<Record>`: what the party presses and says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from bot.carrier.dictation import Begun, Dictation, Spoken
from bot.carrier.ear import is_loud
from bot.carrier.exchange import Exchange
from bot.carrier.line import Line
from bot.carrier.playout import FRAME_S
from bot.carrier.resources import Call
from bot.carrier.studio import beep
from bot.carrier.verbs import Gather, Record
from bot.speech.audio import encode_mulaw

T = TypeVar("T")


async def gather(exchange: Exchange, line: Line, verb: Gather, prompts: Callable[[], Coroutine[Any, Any, None]]) -> dict[str, str]:
    """What came, as its action is told: `Digits`, or `SpeechResult` and `Confidence`; nothing if nothing did.

    Input cuts the prompts short.
    """
    inputs: asyncio.Queue[str | Begun | Spoken] = asyncio.Queue()
    dictation = Dictation(exchange.models, verb.language, verb.quiet_s, inputs.put_nowait) if verb.speech else None
    if dictation is not None:
        line.taps.append(dictation)
    line.on_key = inputs.put_nowait if verb.keys else None
    saying = asyncio.create_task(prompts())
    try:
        first = await _before(inputs.get(), saying)
        line.playout.clear()
        return await _collect(exchange, verb, inputs, first)
    finally:
        saying.cancel()
        await asyncio.wait({saying})
        line.on_key = None
        if dictation is not None:
            line.taps.remove(dictation)


async def _collect(
    exchange: Exchange, verb: Gather, inputs: asyncio.Queue[str | Begun | Spoken], first: str | Begun | Spoken | None
) -> dict[str, str]:
    digits, came, speaking = "", first, False
    while True:
        if came is None:
            patience = asyncio.Event().wait() if speaking else exchange.clock.sleep(verb.timeout_s)
            came = await _before(inputs.get(), asyncio.ensure_future(patience))
        match came:
            case None:
                return {"Digits": digits} if digits else {}
            case Begun():
                speaking = True
            case Spoken(text, confidence):
                return {"SpeechResult": text, "Confidence": f"{confidence:.8f}"} if text else {}
            case str() as key if key in verb.finish_on:
                return {"Digits": digits, "FinishedOnKey": key} if digits else {}
            case str() as key:
                digits += key
        if verb.digits is not None and len(digits) >= verb.digits:
            return {"Digits": digits}
        came = None


async def _before(wanted: Coroutine[Any, Any, T], limit: asyncio.Future[Any]) -> T | None:
    """What is wanted, or `None` if `limit` is there first."""
    waiting = asyncio.ensure_future(wanted)
    try:
        await asyncio.wait({waiting, limit}, return_when=asyncio.FIRST_COMPLETED)
        return waiting.result() if waiting.done() else None
    finally:
        waiting.cancel()
        if not limit.done() and not waiting.done():
            limit.cancel()


class _Silence:
    """A tap that knows how long the party has been silent."""

    def __init__(self, after_s: float) -> None:
        self._left = self._frames = max(1, int(after_s / FRAME_S))
        self.over = asyncio.Event()

    async def frame(self, heard: bytes | None, said: bytes) -> None:
        self._left = self._frames if is_loud(said) else self._left - 1
        if self._left <= 0:
            self.over.set()


async def record(exchange: Exchange, call: Call, line: Line, verb: Record) -> dict[str, str]:
    """Record the caller until they are silent, press a key, or the time is over; what the action is told."""
    if verb.beep:
        await line.play(encode_mulaw(beep()))
    keys: asyncio.Queue[str] = asyncio.Queue()
    line.on_key = keys.put_nowait
    silence = _Silence(verb.timeout_s)
    line.taps.append(silence)
    made = exchange.recordings.begin(call, line, "RecordVerb", track="inbound", callback=verb.callback)
    pressed = ""
    try:
        ends = [asyncio.ensure_future(end) for end in _ends(exchange, verb, keys, silence)]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        pressed = str(ends[0].result()) if ends[0].done() else ""
        for end in ends:
            end.cancel()
    finally:
        line.on_key = None
        line.taps.remove(silence)
        exchange.recordings.end(made)
    return exchange.recordings.fields(made) | ({"Digits": pressed} if pressed else {})


def _ends(exchange: Exchange, verb: Record, keys: asyncio.Queue[str], silence: _Silence) -> list[Awaitable[Any]]:
    async def key() -> str:
        while (pressed := await keys.get()) not in verb.finish_on:
            pass
        return pressed

    return [key(), silence.over.wait(), exchange.clock.sleep(verb.longest_s)]
