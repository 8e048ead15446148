"""What a `<Gather input="speech">` makes out: the party's own sound through the speech model, once they have fallen silent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.carrier.ear import is_loud
from bot.carrier.playout import FRAME_S
from bot.speech.audio import decode_mulaw
from bot.speech.recognizer import Models

_LEAD_FRAMES = 15


@dataclass(frozen=True, slots=True)
class Begun:
    """They have begun to speak."""


@dataclass(frozen=True, slots=True)
class Spoken:
    text: str
    confidence: float


class Dictation:
    """A line's tap. `heard` is called when they begin and when they have ended."""

    def __init__(self, models: Models, language: str, quiet_s: float, heard: Callable[[Begun | Spoken], None]) -> None:
        self._models = models
        self._lang = "zh-CN" if language.startswith(("zh", "cmn")) else "en-US"
        self._patience = max(1, round(quiet_s / FRAME_S))
        self._heard = heard
        self._sound: list[bytes] = []
        self._quiet = 0
        self._begun = False
        self._work: asyncio.Task[None] | None = None

    async def frame(self, heard: bytes | None, said: bytes) -> None:
        if self._work is not None:
            return
        loud = is_loud(said)
        self._sound.append(said)
        self._quiet = 0 if loud else self._quiet + 1
        if loud and not self._begun:
            self._begun = True
            self._heard(Begun())
        if not self._begun:
            del self._sound[:-_LEAD_FRAMES]
        elif self._quiet >= self._patience:
            self._work = asyncio.create_task(self._recognise(b"".join(self._sound)))

    async def _recognise(self, sound: bytes) -> None:
        model = await self._models.get(self._lang)

        def decode() -> Spoken:
            recognizer = model.recognizer()
            recognizer.SetWords(True)
            recognizer.AcceptWaveform(decode_mulaw(sound))
            found = json.loads(recognizer.FinalResult())
            sure = [float(word["conf"]) for word in found.get("result", ())]
            return Spoken(found.get("text", ""), sum(sure) / len(sure) if sure else 0.0)

        self._heard(await asyncio.get_running_loop().run_in_executor(self._models.pool, decode))
