"""A made-up borrower on the telephone: hears the service's voice, waits until it is quiet, answers as their persona does."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.carrier.directory import Subscriber
from bot.carrier.ear import Ear, is_loud
from bot.carrier.persona import OnRing, TextFate, TextReply
from bot.carrier.playout import FRAME_BYTES, FRAME_S
from bot.carrier.studio import Studio, beep
from bot.carrier.turns import Turn, TurnPicker
from bot.speech.recognizer import Models

_QUIET_S = 0.6
"""Nobody takes the floor in a shorter pause; the synthesizer's between sentences are shorter."""
_HANGOVER = 10
"""Frames of silence that make a pause between sentences, and are heard with them."""
_CHUNK_FRAMES = 25
_KEY_FRAMES = 12
_MACHINE_RECORDS_S = 30


class Borrower:
    """One call's callee (see `bot.carrier.exchange.Callee`). Told nothing but what comes over the line."""

    def __init__(self, subscriber: Subscriber, studio: Studio, models: Models) -> None:
        self._who = subscriber
        self._studio = studio
        self._ear = Ear(models, subscriber.persona.lang)
        self._picker = TurnPicker(tuple(turn for turn in subscriber.persona.turns if turn.machine is None))
        self._lines: dict[str, list[str]] = {}
        self._microphone: deque[str] = deque()
        self._keys: deque[str] = deque()
        self._until_key = 0
        self._hiss: list[str] = []
        self._hiss_at = 0
        self._heard = bytearray()
        self._in_utterance = False
        self._quiet = 0
        self._patience = int((_QUIET_S + subscriber.persona.pace.think_s) / FRAME_S)
        begins = subscriber.persona.begins_after_s
        self._begins_after = None if begins is None else max(1, int(begins / FRAME_S))
        self._greeting_s = 0.0
        self._hangs_up_in: int | None = None
        self._deciding: asyncio.Task[None] | None = None

    @property
    def on_ring(self) -> OnRing:
        return self._who.persona.on_ring

    @property
    def ring_s(self) -> float:
        return self._who.persona.ring_s

    @property
    def replies_by_text(self) -> TextReply | None:
        return self._who.persona.replies_by_text

    @property
    def text_fate(self) -> TextFate:
        return self._who.persona.text_fate

    @property
    def hung_up(self) -> bool:
        return self._hangs_up_in == 0

    async def prepare(self) -> None:
        """Render all that this person may say, and load their ears. Raises `SpeechError`."""
        persona, number = self._who.persona, self._who.number
        self._hiss = self._studio.hiss(persona.noise, number)
        if persona.on_ring not in ("answer", "machine"):
            return
        if persona.turns:
            await self._ear.prepare()
        for said in (persona.hello, *(turn.say for turn in persona.turns)):
            if said is not None:
                self._lines[said] = await self._studio.line(self._who.words(said), persona, number)
        if persona.greeting is not None:
            greeting = await self._studio.line(persona.greeting, persona, number)
            tone = self._studio.frames(beep(), persona.noise, number)
            self._microphone.extend(greeting + self._hiss[:20] + tone)
            self._greeting_s = len(self._microphone) * FRAME_S
            self._hangs_up_in = len(self._microphone) + int(_MACHINE_RECORDS_S / FRAME_S)

    def picked_up(self) -> None:
        if self._who.persona.hello is not None:
            self._microphone.extend(self._lines[self._who.persona.hello])

    def verdict(self, mode: str) -> tuple[float, str]:
        """A person is found out after 3 s, a machine after 2.5 s, or (DetectMessageEnd) by its beep; or as the persona has it."""
        if (set_ := self._who.persona.detection) is not None:
            return set_.after_s, set_.answered_by
        if self.on_ring != "machine":
            return 3.0, "human"
        return (self._greeting_s, "machine_end_beep") if mode == "DetectMessageEnd" else (2.5, "machine_start")

    def hear(self, frame: bytes | None) -> None:
        """Collect what is said; when it has been quiet for long enough, decide what to answer."""
        if frame is not None and is_loud(frame):
            self._quiet = 0
            self._in_utterance = True
        else:
            self._quiet += 1
        if self.on_ring == "machine" or not self._who.persona.turns:
            return
        if self._begins_after is not None:
            self._begin_unasked(self._begins_after)
            return
        if not self._in_utterance:
            return
        if frame is not None and self._quiet <= _HANGOVER:
            self._heard += frame
        pause = self._quiet == _HANGOVER
        if self._heard and (pause or len(self._heard) >= _CHUNK_FRAMES * FRAME_BYTES):
            self._ear.feed(bytes(self._heard), pause=pause)
            self._heard.clear()
        if self._quiet >= self._patience and not self._microphone:
            self._in_utterance = False
            self._deciding = asyncio.create_task(self._decide())

    def _begin_unasked(self, after: int) -> None:
        if self._quiet >= after and not self._microphone and (turn := self._picker.pick(None)) is not None:
            self._quiet = 0  # the next one after as long a silence
            self._do(turn)

    async def _decide(self) -> None:
        words = await self._ear.words()
        turn = self._picker.pick(self._ear.cues.question(words))
        if turn is not None:
            self._do(turn)

    def _do(self, turn: Turn) -> None:
        if turn.say is not None:
            self._microphone.extend(self._lines[turn.say])
        elif turn.key is not None:
            self._keys.extend(self._who.words(turn.key))
        elif turn.hang_up:
            self._hangs_up_in = 1

    def speak(self) -> str:
        """The next frame of a line that is being said, else hiss."""
        if self._hangs_up_in:
            self._hangs_up_in -= 1
        if self._microphone:
            return self._microphone.popleft()
        self._hiss_at = (self._hiss_at + 1) % len(self._hiss)
        return self._hiss[self._hiss_at]

    def pressed(self) -> str:
        """One key at a time, as fingers do."""
        if self._until_key:
            self._until_key -= 1
            return ""
        if not self._keys:
            return ""
        self._until_key = _KEY_FRAMES
        return self._keys.popleft()
