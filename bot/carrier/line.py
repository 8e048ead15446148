"""One answered leg: what is played to the party, what they say and press, and who else takes part in it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import Protocol

from bot.base.ids import new_id
from bot.carrier.playout import Playout
from bot.carrier.rooms import Room


class Party(Protocol):
    """Whoever is on the other end of a call. Everything is done frame by frame, 20 ms each, and must be quick."""

    @property
    def hung_up(self) -> bool: ...

    def picked_up(self) -> None:
        """The line is open from here on."""
        ...

    def hear(self, frame: bytes | None) -> None:
        """160 bytes of mu-law as they come out of the handset, `None` when there is no sound."""
        ...

    def speak(self) -> str:
        """The next 20 ms from their microphone: 160 bytes of mu-law in base64."""
        ...

    def pressed(self) -> str:
        """The keys pressed since this was last asked."""
        ...


class Media(Protocol):
    """What a line needs of a two-way media stream."""

    async def media(self, payload: str) -> None: ...

    async def dtmf(self, digit: str) -> None: ...

    async def mark(self, name: str) -> None: ...


class Tap(Protocol):
    """Who listens in on a line: a recorder, a recogniser, a one-way stream."""

    async def frame(self, heard: bytes | None, said: bytes) -> None:
        """20 ms: what the party heard (`None`: nothing) and what they said, as mu-law."""
        ...


class Line:
    """Ticked from the moment of answering, with or without a stream. `on_hang_up` is called once, when the party hangs up."""

    def __init__(self, party: Party, on_hang_up: Callable[[], None]) -> None:
        self.playout = Playout()
        self.stream: Media | None = None
        self.taps: list[Tap] = []
        self.on_key: Callable[[str], None] | None = None
        self._room: Room[Line] | None = None
        self._party = party
        self._on_hang_up = on_hang_up
        self._over = False
        self._played: dict[str, Callable[[], None]] = {}
        party.picked_up()

    async def tick(self) -> None:
        frame, marks = self.playout.next_frame()
        for name in self._played.keys() & marks:
            self._played[name]()
        if frame is None and self._room is not None:
            frame = self._room.heard_by(self)
        self._party.hear(frame)
        payload = self._party.speak()
        if self._room is not None or self.taps:
            await self._share(frame, base64.b64decode(payload))
        digits = self._party.pressed()
        if self.stream is not None:
            await self._to_stream(self.stream, payload, digits, marks)
        elif self.on_key is not None:
            for digit in digits:
                self.on_key(digit)
        if self._party.hung_up and not self._over:
            self._over = True
            self._on_hang_up()

    async def _share(self, heard: bytes | None, said: bytes) -> None:
        if self._room is not None:
            self._room.say(self, said)
        for tap in tuple(self.taps):
            await tap.frame(heard, said)

    async def _to_stream(self, stream: Media, payload: str, digits: str, marks: list[str]) -> None:
        await stream.media(payload)
        for digit in digits:
            await stream.dtmf(digit)
        for name in marks:
            if name not in self._played:
                await stream.mark(name)

    def enter(self, room: Room[Line]) -> None:
        """Hear those in `room`, and be heard there."""
        self._room = room
        room.enter(self)

    def leave(self) -> None:
        """Be alone again."""
        if self._room is not None:
            self._room.leave(self)
            self._room = None

    async def play(self, mulaw: bytes) -> None:
        """Play something of the carrier's own (`<Say>`, `<Play>`) and wait until it has been played."""
        name, played = new_id("own"), asyncio.Event()
        self._played[name] = played.set
        self.playout.push(mulaw)
        self.playout.mark(name)
        try:
            await played.wait()
        finally:
            del self._played[name]
