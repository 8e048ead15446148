"""Whole calls by sound: made-up borrowers and the bot hear each other, through the real synthesizer and recogniser, and nothing else.

Both ends go by the line's sample clock, frame by frame, as fast as the machine can.
"""

from __future__ import annotations

import asyncio
import base64
from collections import deque
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.base.clock import ManualClock
from bot.base.resources import models_folder
from bot.carrier.borrower import Borrower
from bot.carrier.directory import Subscriber
from bot.carrier.persona import personas
from bot.carrier.studio import Studio
from bot.conversation import record
from bot.conversation.call import Call
from bot.conversation.minutes import Tools
from bot.dialogue import LANGUAGES
from bot.speech import Models, Prompts, Synthesizer, decode_mulaw, encode_mulaw
from bot.store import Store
from bot.store.tables import effect, finding
from bot.telephony.events import Audio, Key, MarkPlayed, StreamEvent, StreamStopped
from tests.integration.begun import Events, begun, taken

FRAME, FRAME_MS, CHUNK = 160, 20, 5
"""Bytes of mu-law in a frame, and frames that the carrier sends at once."""
LONGEST_MS = 180_000


class Line:
    """The carrier between the two: what is played goes to the borrower in time, and a mark comes back when all before it has been heard."""

    def __init__(self, borrower: Borrower) -> None:
        self.events = Events()
        self.closed = False
        self._borrower = borrower
        self._out: deque[bytes | str] = deque()
        self._in = b""
        self._now_ms = 0

    async def __aiter__(self) -> AsyncIterator[StreamEvent]:
        while True:
            event = await self.events.get()
            yield event
            if isinstance(event, StreamStopped):
                return

    async def play(self, pcm: bytes) -> None:
        mulaw = encode_mulaw(pcm)
        self._out += [mulaw[at : at + FRAME].ljust(FRAME, b"\xff") for at in range(0, len(mulaw), FRAME)]

    async def mark(self, name: str) -> None:
        self._out.append(name)

    async def clear(self) -> None:
        marks = [each for each in self._out if isinstance(each, str)]
        self._out.clear()
        for name in marks:
            self.events.put_nowait(MarkPlayed(name))

    async def close(self) -> None:
        self.closed = True

    async def go_on(self) -> None:
        """100 ms: five frames each way."""
        for _ in range(CHUNK):
            while self._out and isinstance(self._out[0], str):
                self.events.put_nowait(MarkPlayed(str(self._out.popleft())))
            frame = self._out.popleft() if self._out else None
            self._borrower.hear(frame if isinstance(frame, bytes) else None)
            if (deciding := self._borrower._deciding) is not None:
                await deciding
            self._in += decode_mulaw(base64.b64decode(self._borrower.speak()))
            if key := self._borrower.pressed():
                self.events.put_nowait(Key(key))
        self.events.put_nowait(Audio(self._in, self._now_ms))
        self._in, self._now_ms = b"", self._now_ms + CHUNK * FRAME_MS
        if self._borrower.hung_up:
            self.events.put_nowait(StreamStopped())


@pytest.fixture(scope="module")
def models() -> Iterator[Models]:
    made = Models({lang: models_folder() / lang for lang in LANGUAGES})
    yield made
    made.close()


CALLS = [
    ("zh_pays_friday", "promise_to_pay", ["promise_recorded"]),
    ("zh_angry", "complaint", ["frozen:complaint"]),
    ("en_evasive", "promise_to_pay", ["promise_recorded"]),
    ("en_spouse", "third_party", []),
    ("zh_elderly", "promise_to_pay", ["promise_recorded"]),
    ("en_distressed", "crisis", ["frozen:crisis", "handed_to_agent"]),
    ("en_assistant", "screened", []),
    ("zh_agent", "third_party", []),
]


@pytest.mark.parametrize(("name", "outcome", "effects"), CALLS, ids=[each[0] for each in CALLS])
async def test_a_whole_call_by_sound(
    name: str, outcome: str, effects: list[str], store: Store, clock: ManualClock, models: Models, tmp_path: Path
) -> None:
    persona = personas()[name]
    clock.set(datetime(2026, 11, 24, 2 if persona.lang == "zh-CN" else 16, tzinfo=UTC))
    async with Synthesizer() as synth:
        tools = Tools(store, clock, models, Prompts(tmp_path / "prompts", synth), lambda *_: record.Recorded("kept", "0" * 64, "1" * 64))
        talk = begun(store, clock, tools, place="CN" if persona.lang == "zh-CN" else "US")
        who = talk.scene.borrower
        borrower = Borrower(
            Subscriber("+12125550101", persona, who.name, str(who.id_last4), str(who.birth_year)), Studio(synth, tmp_path, 1), models
        )
        await borrower.prepare()
        line = Line(borrower)
        call = Call(talk, line)
        call._events = Events()
        running = asyncio.create_task(call.run())
        for _ in range(LONGEST_MS // (CHUNK * FRAME_MS)):
            if running.done() or line.closed:
                break
            await line.go_on()
            await taken(running, line.events, call._events)
        await running
    done = store.read_now(lambda conn: conn.execute(select(effect.c.kind).order_by(effect.c.seq)).scalars().all())
    assert (talk.state["outcome"], list(done)) == (outcome, effects)
    failed = store.read_now(lambda conn: conn.execute(select(finding.c.rule).where(finding.c.ok.is_(False))).scalars().all())
    assert failed == []
