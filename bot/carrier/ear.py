"""How a persona hears: Vosk on the very sound that comes out of the handset, with the few words that tell questions apart."""

from __future__ import annotations

import asyncio
import json

from bot.carrier.cues import PAUSE, Cues, read_cues
from bot.speech.audio import decode_mulaw
from bot.speech.recognizer import UNKNOWN, Models

_SIZES = bytes(min(255, abs(int.from_bytes(decode_mulaw(bytes([code])), "little", signed=True)) >> 4) for code in range(256))
_LOUD = 160 * 6
"""A frame whose samples are on average above 96 of 32768 is sound; the synthesizer's pauses are at nought."""


def is_loud(frame: bytes) -> bool:
    """Whether 20 ms of mu-law hold any sound: cheap, so that silence never gets to the recogniser."""
    return sum(frame.translate(_SIZES)) > _LOUD


class Ear:
    """One call's recogniser. What is fed is decoded in the pool, in order, while the call goes on."""

    def __init__(self, models: Models, lang: str) -> None:
        self._models = models
        self._lang = lang
        self._tail: asyncio.Task[None] | None = None
        self._parts: list[str] = []

    async def prepare(self) -> None:
        """Load what is needed. Raises `SpeechError`."""
        model = await self._models.get(self._lang)
        self.cues: Cues = read_cues(self._lang)
        phrases = [*self.cues.words, UNKNOWN]
        self._recognizer = await asyncio.get_running_loop().run_in_executor(self._models.pool, model.recognizer, phrases)
        self._recognizer.SetWords(False)

    def feed(self, mulaw: bytes, *, pause: bool) -> None:
        """More sound. At a pause the recogniser begins anew, or a long stretch of unknown words would swallow the question after it."""
        self._tail = asyncio.create_task(self._after(self._tail, mulaw, pause))

    async def words(self) -> list[str]:
        """What was heard up to the last pause, since this was last asked: words, `[unk]`, and a comma where each stretch begins."""
        if self._tail is not None:
            await self._tail
            self._tail = None
        heard = " ".join(f"{PAUSE} {part}" for part in self._parts if part).split()
        self._parts = []
        return heard

    async def _after(self, before: asyncio.Task[None] | None, mulaw: bytes, pause: bool) -> None:
        if before is not None:
            await before
        await asyncio.get_running_loop().run_in_executor(self._models.pool, self._decode, mulaw, pause)

    def _decode(self, mulaw: bytes, pause: bool) -> None:
        if self._recognizer.AcceptWaveform(decode_mulaw(mulaw)):
            self._parts.append(json.loads(self._recognizer.Result())["text"])
        if pause:
            self._parts.append(json.loads(self._recognizer.FinalResult())["text"])
