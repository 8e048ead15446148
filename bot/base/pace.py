"""So many a second, evenly: how we place contacts, and how the local carrier lets out what it was given too fast."""

from __future__ import annotations

from bot.base.clock import Clock


class Pace:
    """Gives out turns, evenly spaced; who comes when it is quiet has one at once. Without a rate nobody waits."""

    def __init__(self, clock: Clock, per_second: float | None) -> None:
        self._clock = clock
        self._gap = 1 / per_second if per_second else 0.0
        self._next = 0.0

    @property
    def waiting(self) -> int:
        """How many have a place and have not had their turn."""
        return max(0, round((self._next - self._clock.monotonic()) / self._gap)) if self._gap else 0

    async def turn(self) -> None:
        """Wait for one's turn. Who gives up waiting leaves a gap."""
        now = self._clock.monotonic()
        turn = max(now, self._next)
        self._next = turn + self._gap
        if turn > now:
            await self._clock.sleep(turn - now)
