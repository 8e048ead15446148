"""The carrier's own clock: real time, moved to where the service's clock is told to be, and perhaps quicker."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.base.clock import Clock


class CarrierClock:
    """A `Clock` whose calendar can be set (forward or back). At `speed` 10 everything, sound too, goes ten times as fast as on `base`."""

    def __init__(self, base: Clock, speed: float = 1.0) -> None:
        if speed <= 0:
            raise ValueError("a clock's speed is above 0")
        self._base = base
        self._speed = speed
        self._zero = base.monotonic()
        self._offset = timedelta()

    def now(self) -> datetime:
        gained = (self._base.monotonic() - self._zero) * (self._speed - 1)
        return self._base.now() + self._offset + timedelta(seconds=gained)

    def monotonic(self) -> float:
        return self._base.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await self._base.sleep(seconds / self._speed)

    def set(self, instant: datetime) -> None:
        """From here on `now()` counts from `instant`, which must have an offset."""
        if instant.tzinfo is None:
            raise ValueError("the carrier's clock is set to an instant with an offset")
        self._offset += instant.astimezone(UTC) - self.now()
