"""The carrier's own clock: real time, moved to where the service's clock is told to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.base.clock import Clock


class CarrierClock:
    """A `Clock` whose calendar can be set (forward or back); durations stay those of `base`."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._offset = timedelta()

    def now(self) -> datetime:
        return self._base.now() + self._offset

    def monotonic(self) -> float:
        return self._base.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._base.sleep(seconds)

    def set(self, instant: datetime) -> None:
        """From here on `now()` counts from `instant`, which must have an offset."""
        if instant.tzinfo is None:
            raise ValueError("the carrier's clock is set to an instant with an offset")
        self._offset = instant.astimezone(UTC) - self._base.now()
