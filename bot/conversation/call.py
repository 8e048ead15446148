"""One live call: what the borrower does goes into the dialogue, what it says comes out. Times are on the stream's sample clock."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.contact import live
from bot.conversation.keypad import Keypad
from bot.conversation.minutes import Minutes, Tools
from bot.conversation.mouth import Heard, Mouth
from bot.conversation.pump import Machine, pump
from bot.conversation.record import Turn
from bot.dialogue import (
    Began,
    Do,
    End,
    Event,
    Expects,
    HungUp,
    Keyed,
    MachineAnswered,
    Said,
    Say,
    Scene,
    Script,
    Silent,
    State,
    Step,
    meaning_of_keys,
    step,
)  # fmt: skip
from bot.portfolio.accounts import AccountFile
from bot.speech import Ear, Recording, SpeechStarted, Utterance, Word, duration_ms
from bot.telephony.events import Audio, Key, MarkPlayed, MediaStream, StreamEvent, StreamStopped
from bot.understanding import SAFETY, understand

log = structlog.get_logger(__name__)

QUIET_MS = {"identity": 6000, "digits": 8000, "payment": 8000, "callback_time": 8000, "yes_no": 7000, None: 4000}
"""How long a silence after each question lasts before it counts as one."""
MACHINE_QUIET_MS = 1500
"""A machine's greeting is over when it has been quiet for so long."""


@dataclass(slots=True)
class Call:
    """One conversation on one media stream."""

    tools: Tools
    attempt_id: str
    conversation_id: str
    file: AccountFile
    scene: Scene
    script: Script
    state: State
    stream: MediaStream
    _events: asyncio.Queue[StreamEvent | Machine] = field(default_factory=asyncio.Queue)
    _recording: Recording = field(default_factory=Recording)
    _keypad: Keypad = field(default_factory=Keypad)
    _to_say: list[Say | End] = field(default_factory=list)
    _kept: list[Utterance] = field(default_factory=list)
    _now_ms: int = 0
    _quiet_since: int = 0
    _expects: Expects | None = None
    _machine: bool = False
    _greeted: int = 0
    _borrower_spoke: bool = False
    _over: bool = False
    _silenced: asyncio.Task[None] | None = None
    _ended_by: str = "bot"
    _minutes: Minutes = field(init=False)
    _mouth: Mouth = field(init=False)
    _ear: Ear = field(init=False)

    def __post_init__(self) -> None:
        self._minutes = Minutes(self.tools, self.attempt_id, self.conversation_id)
        self._mouth = Mouth(self.stream, self.tools.prompts, self._recording, self.scene.lang)
        self._ear = Ear(self.tools.models, self.scene.lang)
        if not self.scene.recorded:
            self._recording.stop(0)

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
            await self._take(Began())
            while not self._over:
                await self._on(await self._events.get())
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
        self._borrower_spoke = True
        if self._mouth.line is not None:
            self._kept.append(heard)  # said during a line that must be heard: not lost, answered after it
            return
        await self._said(heard)

    async def _said(self, heard: Utterance) -> None:
        await self._take(*self._understood(heard))

    def _understood(self, heard: Utterance) -> tuple[Said, Turn]:
        at = self._local_time()
        meaning = understand(heard.text, lang=self._mouth.lang, at=at, expects=self._expects)
        turn = Turn(self._minutes.next(), "borrower", heard.text, heard.words, heard.from_ms, heard.to_ms, meaning)
        return Said(heard.text, meaning, at), turn

    async def _key(self, digit: str) -> None:
        self._quiet_since = self._now_ms
        if (line := self._mouth.line) is not None and line.interruptible:
            await self._line_done(await self._mouth.cut(self._now_ms))
        digits = self._keypad.press(digit, self._now_ms, expects_digits=self._expects == "digits")
        if digits is not None:
            await self._keyed(digits)

    async def _keyed(self, digits: str) -> None:
        self._borrower_spoke = True
        at = self._local_time()
        meaning = meaning_of_keys(digits, self._expects)
        turn = Turn(self._minutes.next(), "borrower", digits, (), self._now_ms, self._now_ms, meaning)
        await self._take(Keyed(digits, at), turn)

    async def _watch_silence(self) -> None:
        """Nothing said, nothing pressed, nobody speaking: the question was not answered."""
        quiet = self._now_ms - self._quiet_since
        if self._machine and self._mouth.line is None and quiet >= MACHINE_QUIET_MS and not self._to_say:
            await self._take(MachineAnswered())
        elif self._mouth.line is None and not self._machine and not self._keypad.pending and quiet >= QUIET_MS[self._expects]:
            self._quiet_since = self._now_ms
            await self._take(Silent(), Turn(self._minutes.next(), "borrower", "", (), self._now_ms, self._now_ms))

    async def _machine_found(self) -> None:
        """Never hang up on somebody who talks: a verdict that comes after the borrower has spoken is taken for wrong."""
        if self._borrower_spoke or self._machine:
            return
        self._machine = True
        self._greeted = self._minutes.seq
        self._to_say.clear()
        self._quiet_since = self._now_ms
        await self._line_done(await self._mouth.cut(self._now_ms))

    async def _gone(self) -> None:
        """The borrower, or the line, is gone, or was sent away: what was said until then counts."""
        await self._last_words()
        if (heard_line := self._mouth.broken(self._now_ms)) is not None:
            await self._minutes.heard(heard_line, verified=bool(self.state["verified"]))
        if self._silenced is None:
            await self._keep(step(self.script, self.scene, self.state, HungUp()))
            self._ended_by = "borrower"
        self._over = True

    @property
    def _saying_goodbye(self) -> bool:
        """Whether the line that is being said is the last: it is not cut short, for then nobody would hear what the borrower says."""
        return bool(self._to_say) and isinstance(self._to_say[0], End)

    async def _last_words(self) -> None:
        """What was said and is not answered any more: it is on file, and what protects the borrower in it holds, over a goodbye too."""
        if self._machine:
            return
        self._kept.extend(heard for heard in await self._ear.finish() if isinstance(heard, Utterance))
        kept, self._kept = self._kept, []
        for heard in kept:
            said, turn = self._understood(heard)
            protects = not {said.meaning.intent, *said.meaning.also}.isdisjoint(SAFETY)
            state = {**self.state, "ended": False} if protects else self.state
            await self._keep(step(self.script, self.scene, state, said), turn)

    async def _take(self, event: Event, turn: Turn | None = None) -> None:
        """One step of the dialogue: it is on file before anything of it is said."""
        result = step(self.script, self.scene, self.state, event)
        await self._keep(result, turn)
        self._to_say.extend(action for action in result.actions if isinstance(action, Say | End))
        await self._say_next()

    async def _keep(self, result: Step, turn: Turn | None = None) -> None:
        self.state = result.state
        done = [action for action in result.actions if isinstance(action, Do)]
        if any(action.effect == "recording_stopped" for action in done):
            self._recording.stop(self._now_ms)
        await self._minutes.add(self.state, turn, done)

    async def _say_next(self) -> None:
        """Say the next line that waits, unless somebody has stopped this contact meanwhile."""
        if self._mouth.line is not None or not self._to_say:
            return
        action = self._to_say.pop(0)
        if isinstance(action, End):
            await self._last_words()
            self._over = True
            return
        if self._silenced is not None or not await self.tools.store.read(live.may_go_on, self.attempt_id):
            self.stop()
            return
        seq = self._minutes.next()
        self._expects = action.expects
        await self._speak(self.script.in_language(str(self.state.get("lang", self.scene.lang))).lang)
        self._ear.expect(action.expects, speaking=True)
        turn = Turn(seq, "bot", action.text, (), self._now_ms, self._now_ms, None, action.state, action.expects)
        await self._minutes.add(self.state, turn)
        await self._mouth.say(action, seq, self._now_ms)

    async def _speak(self, lang: str) -> None:
        """Go on in this language, and listen in it."""
        if lang != self._mouth.lang:
            self._mouth.lang = lang
            await self._ear.finish()
            self._ear = Ear(self.tools.models, lang)

    async def _line_done(self, heard: Heard | None) -> None:
        if heard is None:
            return
        await self._minutes.heard(heard, verified=bool(self.state["verified"]))
        self._quiet_since = self._now_ms
        self._ear.expect(self._expects, speaking=False)
        await self._say_next()
        if self._mouth.line is None and not self._over and self._kept:
            kept, self._kept = self._kept, []
            await self._said(_joined(kept))

    async def _finish(self) -> None:
        outcome = str(self.state.get("outcome") or ("hung_up" if self._borrower_spoke else "dropped"))
        silent = outcome == "voicemail" and not self._minutes.said_since(self._greeted)
        await self._minutes.close(
            self.scene,
            self.state,
            self._recording,
            outcome=outcome,
            result="voicemail_silent" if silent else outcome,
            by=self._ended_by,
            to_person=not self._machine,
        )

    def _local_time(self) -> datetime:
        """The moment, in the borrower's zone: what relative days are counted from."""
        return self.tools.clock.now().astimezone(self.scene.at.tzinfo)


def _joined(parts: Sequence[Utterance]) -> Utterance:
    words: tuple[Word, ...] = tuple(word for part in parts for word in part.words)
    return Utterance(" ".join(part.text for part in parts), words, parts[0].from_ms, parts[-1].to_ms, parts[-1].decoded_by)
