"""Slowing down whoever guesses passwords."""

from __future__ import annotations

from bot.base.clock import Clock

FREE_TRIES = 5
FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 900.0
_NAMES_KEPT = 1000


class Throttle:
    """Counts failed sign-ins by name. After five, each further failure doubles the wait, from 30 s to 15 min.

    It lives in memory: a restart forgets it, which costs a guesser more than it gives.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}

    def wait_s(self, name: str) -> float:
        """How long this name must still wait; 0 if it may try."""
        _, until = self._failures.get(name, (0, 0.0))
        return max(0.0, until - self._clock.monotonic())

    def failed(self, name: str) -> None:
        """The password was wrong, or there is no such user."""
        count = self._failures.pop(name, (0, 0.0))[0] + 1
        wait = 0.0 if count < FREE_TRIES else min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(count - FREE_TRIES, 10))
        self._failures[name] = (count, self._clock.monotonic() + wait)
        if len(self._failures) > _NAMES_KEPT:
            del self._failures[next(iter(self._failures))]

    def passed(self, name: str) -> None:
        """The password was right: the count starts again."""
        self._failures.pop(name, None)
