"""One live call on the real script and database. Carrier, ear and voice are stand-ins, so that a test says what is heard when."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import load_scripts
from bot.base.clock import ManualClock
from bot.conversation import record
from bot.conversation.call import MACHINE_QUIET_MS, Call
from bot.conversation.handover import Desk
from bot.conversation.minutes import Tools
from bot.portfolio.accounts import load_account
from bot.speech import Prompt, SpeechStarted, Utterance
from bot.store import Store
from bot.store.tables import attempt, conversation, effect, turn
from bot.telephony.events import Audio, Key, MarkPlayed, StreamEvent, StreamStopped
from tests.integration.begun import Events, begun, somebody, taken

SCRIPTS = load_scripts()
LINE_MS = 1000
"""Every sentence of the stand-in's voice lasts so long."""
FRAME = bytes(16 * 100)


class Voice:
    async def get(self, text: str, _lang: str, *, urgent: bool = False) -> Prompt:
        return Prompt(text, bytes(16 * LINE_MS), ())


@dataclass
class Ear:
    """Hears what the test puts into it with the next sound, or when the stream is over."""

    heard: list[Utterance | SpeechStarted] = field(default_factory=list)
    unfinished: list[Utterance] = field(default_factory=list)

    def expect(self, expects: str | None, *, speaking: bool) -> None: ...

    async def hear(self, _pcm: bytes, _at_ms: int) -> Sequence[Utterance | SpeechStarted]:
        heard, self.heard = self.heard, []
        return heard

    async def finish(self) -> Sequence[Utterance]:
        left, self.unfinished = self.unfinished, []
        return left


@dataclass
class Line:
    """The carrier's end. Marks come back when the test says that what was queued has been played."""

    events: Events = field(default_factory=Events)
    marks: list[str] = field(default_factory=list)
    clears: int = 0

    async def __aiter__(self) -> AsyncIterator[StreamEvent]:
        while True:
            event = await self.events.get()
            yield event
            if isinstance(event, StreamStopped):
                return

    async def play(self, pcm: bytes) -> None: ...

    async def mark(self, name: str) -> None:
        self.marks.append(name)

    async def clear(self) -> None:
        self.clears += 1

    async def close(self) -> None: ...


@dataclass
class Talk:
    """A call under way, and the borrower's side of it."""

    call: Call
    line: Line
    ear: Ear
    store: Store
    task: asyncio.Task[None]
    saved: list[bytes]
    now_ms: int = 0

    async def rest(self) -> None:
        """Until the call has taken what it was told, and waits."""
        await taken(self.task, self.line.events, self.call._events)

    async def sound(self, ms: int = 100) -> None:
        for _ in range(ms // 100):
            self.line.events.put_nowait(Audio(FRAME, self.now_ms))
            self.now_ms += 100
        await self.rest()

    async def played(self) -> None:
        """All that was queued has been heard, the lines that follow it too."""
        while self.line.marks:
            marks, self.line.marks = self.line.marks, []
            for name in marks:
                self.line.events.put_nowait(MarkPlayed(name))
            await self.rest()

    async def press(self, keys: str) -> None:
        for key in keys:
            self.line.events.put_nowait(Key(key))
        await self.rest()

    async def said(self, text: str) -> None:
        self.ear.heard += [SpeechStarted(self.now_ms), Utterance(text, (), self.now_ms, self.now_ms + 100, "full")]
        await self.sound()

    async def identified(self, digits: str) -> None:
        """The borrower has proved who they are, has heard of the debt, and is asked about paying."""
        await self.played()
        await self.press("1")
        await self.played()
        await self.press(digits)
        await self.played()

    async def over(self) -> None:
        async with asyncio.timeout(30):
            await self.task

    def effects(self) -> list[str]:
        query = select(effect.c.kind).where(effect.c.attempt_id == self.call.attempt_id).order_by(effect.c.seq)
        return list(self.store.read_now(lambda conn: conn.execute(query).scalars().all()))

    def outcome(self) -> tuple[str, str]:
        """Of the conversation, and of the attempt."""
        query = select(conversation.c.outcome, attempt.c.outcome).join(attempt, attempt.c.id == conversation.c.attempt_id)
        row = self.store.read_now(lambda conn: conn.execute(query).one())
        return row[0], row[1]


async def begin(store: Store, clock: ManualClock, *, recorded: bool = True, desk: Desk | None = None) -> Talk:
    saved: list[bytes] = []

    def save(_name: str, wav: bytes) -> record.Recorded:
        saved.append(wav)
        return record.Recorded("saved", "0" * 64, "1" * 64)

    line, ear = Line(), Ear()
    models: Any = SimpleNamespace()
    voice: Any = Voice()
    call = Call(begun(store, clock, Tools(store, clock, models, voice, save), recorded=recorded), line, desk)
    call._ear = ear  # type: ignore[assignment]
    call._events = Events()
    talk = Talk(call, line, ear, store, asyncio.create_task(call.run()), saved)
    await talk.rest()
    return talk


def digits(store: Store) -> str:
    found = store.read_now(lambda conn: load_account(conn, somebody(conn)).id_last4)
    assert found is not None
    return found


def length_ms(wav: bytes) -> int:
    with wave.open(BytesIO(wav)) as file:
        return int(file.getnframes() // 8)


async def test_what_is_said_over_the_goodbye_counts(store: Store, clock: ManualClock) -> None:
    """The goodbye is not cut short, and a wish to be left alone that is said over it holds."""
    talk = await begin(store, clock)
    await talk.identified(digits(store))
    await talk.said("我已经还清了")
    clears = talk.line.clears
    await talk.said("别再给我打电话了")
    assert talk.line.clears == clears
    await talk.played()
    await talk.over()
    assert talk.effects() == ["payment_check", "opt_out:voice"]
    said = store.read_now(lambda conn: conn.execute(select(turn.c.text).where(turn.c.side == "borrower")).scalars().all())
    assert said[-1] == "别再给我打电话了"
    assert talk.outcome() == ("opted_out", "opted_out"), "the first in the order of meanings"


async def test_what_was_being_said_when_the_call_ended_counts(store: Store, clock: ManualClock) -> None:
    talk = await begin(store, clock)
    await talk.identified(digits(store))
    talk.ear.unfinished.append(Utterance("不要再打电话", (), 0, 100, "full"))
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert talk.effects() == ["opt_out:voice"]


async def test_who_objects_is_not_recorded_any_more(store: Store, clock: ManualClock) -> None:
    talk = await begin(store, clock)
    await talk.sound(2000)
    await talk.played()
    await talk.said("不要录音")
    assert talk.effects() == ["recording_stopped"]
    stopped = talk.now_ms
    await talk.played()
    await talk.sound(3000)
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert [length_ms(wav) <= stopped for wav in talk.saved] == [True]


async def test_a_mandate_without_recording_keeps_no_sound(store: Store, clock: ManualClock) -> None:
    talk = await begin(store, clock, recorded=False)
    await talk.sound(1000)
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert talk.saved == []
    assert store.read_now(lambda conn: conn.execute(select(conversation.c.recording)).scalar_one()) is None


@pytest.mark.parametrize(("heard", "result"), [(True, "voicemail"), (False, "voicemail_silent")])
async def test_a_message_that_a_machine_did_not_hear_was_not_left(store: Store, clock: ManualClock, heard: bool, result: str) -> None:
    """To the guard these are two different calls."""
    talk = await begin(store, clock)
    await talk.played()
    talk.call.machine()
    await talk.sound(MACHINE_QUIET_MS)
    assert talk.line.marks, "the message begins"
    if heard:
        await talk.played()
    else:
        talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert talk.outcome() == ("voicemail", result)


@pytest.mark.parametrize(
    ("words", "ms", "machine"), [("[unk]", 5000, True), ("[unk]", 800, False), ("我是本人", 5000, False), ("请在嘟声后留言", 1500, True)]
)
async def test_a_machine_is_known_by_its_greeting(store: Store, clock: ManualClock, words: str, ms: int, machine: bool) -> None:
    talk = await begin(store, clock)
    await talk.played()
    talk.ear.heard.append(Utterance(words, (), talk.now_ms, talk.now_ms + ms, "full"))
    await talk.sound()
    await talk.sound(MACHINE_QUIET_MS)
    await talk.played()
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert (talk.outcome()[0] == "voicemail") is machine


@pytest.mark.parametrize(("words", "believed"), [("[unk]", True), ("是的我是本人", False)])
async def test_a_late_verdict_of_the_carrier_is_believed_while_nobody_was_understood(
    store: Store, clock: ManualClock, words: str, believed: bool
) -> None:
    talk = await begin(store, clock)
    await talk.played()
    await talk.said(words)
    talk.call.machine()
    await talk.sound(MACHINE_QUIET_MS)
    await talk.played()
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert (talk.outcome()[0] == "voicemail") is believed


async def test_who_asks_for_another_language_is_heard_in_it(store: Store, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await begin(store, clock)
    languages: list[str] = []

    def listen(_models: object, lang: str) -> Ear:
        languages.append(lang)
        return talk.ear

    monkeypatch.setattr("bot.conversation.call.Ear", listen)
    await talk.played()
    await talk.said("你能说英文吗")
    assert languages == ["en-US"]
    await talk.played()
    await talk.said("you have the wrong number")
    await talk.played()
    await talk.over()
    assert talk.effects() == ["language_changed", "number_retired"]
