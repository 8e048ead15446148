"""One timer for the media of all calls: a task for each call's frames would cost more than the frames."""

from __future__ import annotations

import asyncio
from typing import Protocol

from bot.base.clock import Clock
from bot.carrier.playout import FRAME_S

_HOPELESS_S = 1.0
"""So far behind, the frames that were missed are not made up for: the machine was stopped, or asleep."""


class Ticked(Protocol):
    async def tick(self) -> None:
        """20 ms have passed."""
        ...


class Ticker:
    """Ticks everything that was added, 50 times a second, on the clock's durations. A frame that is late is made up for at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._members: list[Ticked] = []
        self._wake = asyncio.Event()

    def add(self, member: Ticked) -> None:
        self._members.append(member)
        self._wake.set()

    def remove(self, member: Ticked) -> None:
        if member in self._members:
            self._members.remove(member)

    async def run(self) -> None:
        """Until cancelled. Rests while there is no call."""
        while True:
            self._wake.clear()
            if not self._members:
                await self._wake.wait()
            await self._run_while_busy()

    async def _run_while_busy(self) -> None:
        due = self._clock.monotonic()
        while self._members:
            for member in tuple(self._members):
                await member.tick()
            due += FRAME_S
            ahead = due - self._clock.monotonic()
            if ahead < -_HOPELESS_S:
                due -= ahead
            await self._clock.sleep(max(0.0, ahead))
