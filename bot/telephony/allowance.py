"""How many requests are taken in a second: of one address, and of one account. Whoever plays fair never meets these limits."""

from __future__ import annotations

from collections import OrderedDict

from bot.base.clock import Clock

_KEPT = 10_000
"""Names that are remembered, the last seen; who has many addresses is kept off by the machine in front of us."""


class Allowance:
    """`burst` at once, then `per_second`, for each name."""

    def __init__(self, clock: Clock, per_second: float, burst: int) -> None:
        self._clock = clock
        self._per_second = per_second
        self._burst = float(burst)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> bool:
        """Take one, if there is one left."""
        now = self._clock.monotonic()
        left, at = self._left.pop(name, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        taken = left >= 1
        self._left[name] = (left - 1 if taken else left, now)
        if len(self._left) > _KEPT:
            self._left.popitem(last=False)
        return taken
