"""The only place that reads the time. Everything else is handed a `Clock`."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is for the whole program."""

    def now(self) -> datetime:
        """The current instant, always in UTC and aware."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back; for durations only. It does not jump when `now()` does."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of this clock's monotonic time."""
        ...


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class JumpingClock(RealClock):
    """A clock that starts at `start`, runs at `speed`, and can be moved forward: the demo's, at speed 1.

    Only the calendar jumps. Speech, timeouts and media run on `monotonic()`, which stays real, so a call sounds as it would.
    """

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock starts at an instant with an offset")
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._zero = time.monotonic()
        self._jumped = timedelta()

    def now(self) -> datetime:
        return self._start + self._jumped + timedelta(seconds=(time.monotonic() - self._zero) * self._speed)

    def jump_to(self, instant: datetime) -> timedelta:
        """Move forward to `instant` (never back) and say how far that was."""
        step = max(instant.astimezone(UTC) - self.now(), timedelta())
        self._jumped += step
        return step


class ManualClock:
    """A clock that only a test moves; `sleep` moves it too and returns at once."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, step: timedelta) -> None:
        self._now += step
        self._monotonic += step.total_seconds()

    def set(self, instant: datetime) -> None:
        self.advance(instant.astimezone(UTC) - self._now)

    async def sleep(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))
        await asyncio.sleep(0)
