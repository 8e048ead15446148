"""One answered leg: what is played to the borrower, what they say and press, and the stream that carries both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from bot.base.ids import new_id
from bot.carrier.playout import Playout


class Party(Protocol):
    """Whoever is on the other end of a call. Everything is done frame by frame, 20 ms each, and must be quick."""

    @property
    def hung_up(self) -> bool: ...

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
    """What a line needs of a media stream."""

    async def media(self, payload: str) -> None: ...

    async def dtmf(self, digit: str) -> None: ...

    async def mark(self, name: str) -> None: ...


class Line:
    """Ticked from the moment of answering, with or without a stream. `on_hang_up` is called once, when the borrower hangs up."""

    def __init__(self, party: Party, on_hang_up: Callable[[], None]) -> None:
        self.playout = Playout()
        self.stream: Media | None = None
        self._party = party
        self._on_hang_up = on_hang_up
        self._over = False
        self._played: dict[str, asyncio.Event] = {}

    async def tick(self) -> None:
        frame, marks = self.playout.next_frame()
        for name in self._played.keys() & marks:
            self._played[name].set()
        self._party.hear(frame)
        payload = self._party.speak()
        stream = self.stream
        if stream is not None:
            await stream.media(payload)
            for digit in self._party.pressed():
                await stream.dtmf(digit)
            for name in marks:
                if name not in self._played:
                    await stream.mark(name)
        if self._party.hung_up and not self._over:
            self._over = True
            self._on_hang_up()

    async def play(self, mulaw: bytes) -> None:
        """Play something of the carrier's own (`<Say>`, `<Play>`) and wait until it has been played."""
        name, played = new_id("own"), asyncio.Event()
        self._played[name] = played
        self.playout.push(mulaw)
        self.playout.mark(name)
        try:
            await played.wait()
        finally:
            del self._played[name]
