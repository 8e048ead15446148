"""The minutes of one call: every turn is on file before anything is said in answer to it, and what was heard of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.base.clock import Clock
from bot.conversation import record
from bot.conversation.findings import Spoken, findings
from bot.conversation.mouth import Heard
from bot.conversation.record import Ending, Recorded, Turn
from bot.dialogue import Do, Scene, State
from bot.speech import Models, Prompts, Recording
from bot.store import Store

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What every call of this process shares."""

    store: Store
    clock: Clock
    models: Models
    prompts: Prompts
    save_recording: Callable[[str, bytes], Recorded]
    """Seals a WAV and keeps it."""


@dataclass(slots=True)
class Minutes:
    """What is on file of one conversation, as it grows."""

    tools: Tools
    attempt_id: str
    conversation_id: str
    seq: int = 0
    _spoken: list[Spoken] = field(default_factory=list)

    def next(self) -> int:
        """The number of the next turn."""
        self.seq += 1
        return self.seq

    async def add(self, state: State, turn: Turn | None, done: Sequence[Do] = ()) -> None:
        """A turn with the state that it led to and what it changed, in one transaction."""
        await self.tools.store.write(
            record.advance,
            self.conversation_id,
            self.attempt_id,
            state=state,
            turns=[turn] if turn else [],
            done=list(done),
            now=self.tools.clock.now(),
        )

    async def heard(self, heard: Heard, *, verified: bool) -> None:
        """What the far end has heard of a turn of ours."""
        self._spoken.append(Spoken(heard.seq, heard.text, heard.from_ms, verified))
        await self.tools.store.write(
            record.heard, self.conversation_id, heard.seq, text=heard.text, words=heard.words, from_ms=heard.from_ms, to_ms=heard.to_ms
        )

    def said_since(self, seq: int) -> bool:
        """Whether anything was heard after this turn: a machine that heard nothing has no message."""
        return any(each.seq > seq and each.text for each in self._spoken)

    async def close(self, scene: Scene, state: State, sound: Recording, *, outcome: str, result: str, by: str, to_person: bool) -> None:
        """The end, with the recording and the checks."""
        recording = await self._save(sound) if scene.recorded else None
        ending = Ending(
            outcome=outcome,
            result=result,
            ended_by=by,
            recording=recording,
            recording_ms=sound.duration_ms if recording else None,
            findings=findings(scene, state, self._spoken, to_person=to_person),
        )
        await self.tools.store.write(record.finish, self.conversation_id, self.attempt_id, ending, self.tools.clock.now())

    async def _save(self, sound: Recording) -> Recorded | None:
        """What was kept; `None` if it could not be, which is no reason to leave the contact unsettled."""
        try:
            return await asyncio.to_thread(lambda: self.tools.save_recording(self.conversation_id, sound.wav()))
        except OSError as problem:
            log.error("call.recording_lost", attempt=self.attempt_id, problem=type(problem).__name__)
            return None
