"""One live call: who speaks when, what is cut short, and when a silence is one. Times are on the stream's sample clock."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.contact import live
from bot.conversation.greeting import Reason
from bot.conversation.handover import Desk
from bot.conversation.keypad import Keypad
from bot.conversation.mouth import Heard, Mouth
from bot.conversation.pump import Machine, pump
from bot.conversation.talk import Talk
from bot.dialogue import Do, End, Language, Say, Step
from bot.speech import Ear, Recording, SpeechStarted, Tone, Utterance, Word, duration_ms
from bot.telephony.events import Audio, Key, MarkPlayed, MediaStream, StreamEvent, StreamStopped

log = structlog.get_logger(__name__)

QUIET_MS = {"identity": 6000, "digits": 8000, "payment": 8000, "callback_time": 8000, "yes_no": 7000, None: 4000}
"""How long a silence after each question lasts before it counts as one."""
MACHINE_QUIET_MS = 1500
"""A machine's greeting is over when it has been quiet for so long."""
LED_S = 5.0
"""How long the carrier may take to end our stream once it has been told to lead the borrower elsewhere."""


@dataclass(slots=True)
class Call:
    """One conversation on one media stream."""

    talk: Talk
    stream: MediaStream
    desk: Desk | None = None
    _events: asyncio.Queue[StreamEvent | Machine] = field(default_factory=asyncio.Queue)
    _recording: Recording = field(default_factory=Recording)
    _keypad: Keypad = field(default_factory=Keypad)
    _tone: Tone = field(default_factory=Tone)
    _to_say: list[Say | End] = field(default_factory=list)
    _kept: list[Utterance] = field(default_factory=list)
    _now_ms: int = 0
    _quiet_since: int = 0
    _machine_after: int | None = None
    _borrower_spoke: bool = False
    _over: bool = False
    _there: bool = True
    _handed: bool = False
    _silenced: asyncio.Task[None] | None = None
    _ended_by: str = "bot"
    _mouth: Mouth = field(init=False)
    _ear: Ear = field(init=False)

    def __post_init__(self) -> None:
        tools, scene = self.talk.minutes.tools, self.talk.scene
        self._mouth = Mouth(self.stream, tools.prompts, self._recording, scene.lang)
        self._ear = Ear(tools.models, scene.lang)
        if not scene.recorded:
            self._recording.stop(0)

    @property
    def attempt_id(self) -> str:
        return self.talk.minutes.attempt_id

    def sound(self, from_ms: int) -> tuple[bytes, int] | None:
        """For who listens in: what was heard of either side since then, and until when; `None` if nothing is, or the bot has left."""
        if self._over or self._recording.stopped:
            return None
        return self._recording.both(min(from_ms, self._now_ms), self._now_ms), self._now_ms

    def machine(self) -> None:
        """Told by the carrier, at any time: perhaps late, perhaps wrong."""
        self._events.put_nowait(Machine())

    def stop(self) -> None:
        """This contact was stopped, or the service is: not a word more. It does not wait for what `run` is at, which ends after it."""
        if self._silenced is None:
            log.info("call.stopped", attempt=self.attempt_id)
            self._silenced = asyncio.create_task(self._fall_silent())

    async def _fall_silent(self) -> None:
        await self.stream.clear()
        await self.stream.close()

    async def run(self) -> None:
        """Talk until either side ends the call; then everything is on file."""
        pumping = asyncio.create_task(pump(self.stream, self._events))
        try:
            await self._act(await self.talk.begin())
            while not self._over:
                await self._on(await self._events.get())
            await self._to_person()
        finally:
            pumping.cancel()
            await asyncio.wait({pumping})
            if not pumping.cancelled() and (problem := pumping.exception()) is not None:
                log.error("call.stream_failed", attempt=self.attempt_id, problem=type(problem).__name__)
            await self.stream.close()
            if self._silenced is not None:
                await self._silenced
            await self._finish()

    async def _on(self, event: StreamEvent | Machine) -> None:
        match event:
            case Audio(pcm, at_ms):
                await self._hear(pcm, at_ms)
            case Key(digit):
                await self._key(digit)
            case MarkPlayed(name):
                await self._line_done(self._mouth.marked(name))
            case Machine():
                await self._machine_found()
            case StreamStopped():
                await self._gone()

    async def _hear(self, pcm: bytes, at_ms: int) -> None:
        self._now_ms = at_ms + duration_ms(pcm)
        self._recording.borrower(pcm, at_ms)
        if self.talk.unknown_who and not self._machine and self._tone.heard(pcm):
            await self._is_machine("beep")
        for heard in await self._ear.hear(pcm, at_ms):
            if isinstance(heard, SpeechStarted):
                await self._speech_started()
            elif isinstance(heard, Utterance):
                await self._utterance(heard)
        await self._line_done(self._mouth.late(self._now_ms))
        if (digits := self._keypad.timed_out(self._now_ms)) is not None:
            await self._keyed(digits)
        await self._watch_silence()

    async def _speech_started(self) -> None:
        self._quiet_since = self._now_ms
        line = self._mouth.line
        if line is not None and line.interruptible and not self._machine and not self._saying_goodbye:
            self._borrower_spoke = True
            await self._line_done(await self._mouth.cut(self._now_ms))

    async def _utterance(self, heard: Utterance) -> None:
        self._quiet_since = self._now_ms
        if self._machine:
            return
        if (reason := await self.talk.greeted(heard, self._mouth.lang)) is not None:
            await self._is_machine(reason)
            return
        self._borrower_spoke = True
        if self._mouth.line is not None:
            self._kept.append(heard)  # said during a line that must be heard: not lost, answered after it
            return
        await self._said(heard)

    async def _said(self, heard: Utterance) -> None:
        await self._act(await self.talk.said(heard, self._mouth.lang))

    async def _key(self, digit: str) -> None:
        self._quiet_since = self._now_ms
        if (line := self._mouth.line) is not None and line.interruptible:
            await self._line_done(await self._mouth.cut(self._now_ms))
        digits = self._keypad.press(digit, self._now_ms, expects_digits=self.talk.expects == "digits")
        if digits is not None:
            await self._keyed(digits)

    async def _keyed(self, digits: str) -> None:
        self._borrower_spoke = True
        await self._act(await self.talk.keyed(digits, self._now_ms))

    async def _watch_silence(self) -> None:
        """Nothing said, nothing pressed, nobody speaking: the question was not answered."""
        quiet = self._now_ms - self._quiet_since
        if self._machine and self._mouth.line is None and quiet >= MACHINE_QUIET_MS and not self._to_say:
            await self._act(await self.talk.machine_answered())
        elif self._mouth.line is None and not self._machine and not self._keypad.pending and quiet >= QUIET_MS[self.talk.expects]:
            self._quiet_since = self._now_ms
            await self._act(await self.talk.silent(self._now_ms))

    async def _machine_found(self) -> None:
        """The carrier says so. Never hang up on somebody who talks: once we know that a person is there, it is taken for wrong."""
        if not self._machine and (not self._borrower_spoke or self.talk.unknown_who):
            await self._no_person()

    async def _is_machine(self, reason: Reason) -> None:
        """We say so."""
        log.info("call.machine", attempt=self.attempt_id, reason=reason)
        await self.talk.found_machine(reason)
        await self._no_person()

    async def _no_person(self) -> None:
        self._machine_after, self._borrower_spoke = self.talk.minutes.seq, False
        self._to_say.clear()
        self._kept.clear()
        self._quiet_since = self._now_ms
        await self._line_done(await self._mouth.cut(self._now_ms))

    async def _gone(self) -> None:
        """The borrower, or the line, is gone, or was sent away: what was said until then counts."""
        await self._last_words()
        if (heard_line := self._mouth.broken(self._now_ms)) is not None:
            await self.talk.line_heard(heard_line)
        self._handed = self.desk is not None and await self.desk.has(self.attempt_id)  # somebody has taken the call over
        if self._silenced is None and not self._handed:
            await self.talk.hung_up()
            self._ended_by = "borrower"
        self._over, self._there = True, False

    async def _to_person(self) -> None:
        """Where the dialogue wants a person, the carrier leads the borrower to one; then our stream ends."""
        if self.desk is None or not self._there or self._silenced is not None or self._machine or not self.talk.wants_person:
            return
        self._handed = await self.desk.take(self.attempt_id, str(self.talk.state["outcome"]), self.talk.lang)
        if self._handed:
            with suppress(TimeoutError):
                async with asyncio.timeout(LED_S):
                    while not isinstance(await self._events.get(), StreamStopped):
                        pass

    @property
    def _machine(self) -> bool:
        """Whether nobody is there but a machine."""
        return self._machine_after is not None

    @property
    def _saying_goodbye(self) -> bool:
        """Whether the line that is being said is the last: it is not cut short, for then nobody would hear what the borrower says."""
        return bool(self._to_say) and isinstance(self._to_say[0], End)

    async def _last_words(self) -> None:
        """What was said and is not answered any more."""
        if self._machine:
            return
        self._kept.extend(heard for heard in await self._ear.finish() if isinstance(heard, Utterance))
        kept, self._kept = self._kept, []
        for heard in kept:
            self._heed(await self.talk.last_word(heard, self._mouth.lang))

    async def _act(self, result: Step) -> None:
        self._heed(result)
        self._to_say.extend(action for action in result.actions if isinstance(action, Say | End))
        await self._say_next()

    def _heed(self, result: Step) -> None:
        if any(isinstance(action, Do) and action.effect == "recording_stopped" for action in result.actions):
            self._recording.stop(self._now_ms)

    async def _say_next(self) -> None:
        """Say the next line that waits, unless somebody has stopped this contact meanwhile."""
        if self._mouth.line is not None or not self._to_say:
            return
        action = self._to_say.pop(0)
        if isinstance(action, End):
            await self._last_words()
            self._over = True
            return
        if self._silenced is not None or not await self.talk.minutes.tools.store.read(live.may_go_on, self.attempt_id):
            self.stop()
            return
        seq = await self.talk.line(action, self._now_ms)
        await self._speak(self.talk.lang)
        self._ear.expect(action.expects, speaking=True)
        await self._mouth.say(action, seq, self._now_ms)

    async def _speak(self, lang: Language) -> None:
        """Go on in this language, and listen in it."""
        if lang != self._mouth.lang:
            self._mouth.lang = lang
            await self._ear.finish()
            self._ear = Ear(self.talk.minutes.tools.models, lang)

    async def _line_done(self, heard: Heard | None) -> None:
        if heard is None:
            return
        await self.talk.line_heard(heard)
        self._quiet_since = self._now_ms
        self._ear.expect(self.talk.expects, speaking=False)
        await self._say_next()
        if self._mouth.line is None and not self._over and self._kept:
            kept, self._kept = self._kept, []
            await self._said(_joined(kept))

    async def _finish(self) -> None:
        how = {"handed": self._handed, "borrower_spoke": self._borrower_spoke}
        await self.talk.close(self._recording, by=self._ended_by, greeted=self._machine_after, **how)


def _joined(parts: Sequence[Utterance]) -> Utterance:
    words: tuple[Word, ...] = tuple(word for part in parts for word in part.words)
    return Utterance(" ".join(part.text for part in parts), words, parts[0].from_ms, parts[-1].to_ms, parts[-1].decoded_by)
