"""Leave to make one contact. No gateway does anything without one, and only the reservation transaction makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.base.errors import CourtesyError
from compliance import Override

Channel = Literal["voice", "sms"]
LIFETIMES_S = (15, 5, 1)
"""How many seconds a permit may be used after the guard said yes: the longest that the guard would still allow at the end. Long enough for
one fence and one request, too short to be kept."""
LIFETIME = timedelta(seconds=LIFETIMES_S[0])
"""The longest."""

_seal = object()


class PermitError(CourtesyError):
    """A permit was forged, used twice, too old, or for something else."""


@dataclass(slots=True)
class Permit:
    """Leave to contact `number` over `channel` once, for attempt `attempt_id`, until `expires_at`.

    `sample`: the borrower is made up, so the carrier must be on loopback. `overridden`: the rules that the guard would have kept it by,
    had a supervisor not let it go past them. `seal` can't be had outside `_issue`.
    """

    attempt_id: str
    channel: Channel
    number: str
    expires_at: datetime
    sample: bool
    seal: object = field(repr=False)
    overridden: tuple[str, ...] = ()
    _used: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        if self.seal is not _seal:
            raise PermitError("a permit is made by the reservation transaction alone")

    def use(self, *, channel: Channel, now: datetime) -> str:
        """Spend the permit and return the number that may be contacted.

        Raises `PermitError` if it was spent, is too old, or is for the other channel.
        """
        if self._used:
            raise PermitError("this permit has been used")
        if channel != self.channel:
            raise PermitError(f"this permit is for {self.channel}, not {channel}")
        if now >= self.expires_at:
            raise PermitError("this permit is too old: ask the guard again")
        self._used = True
        return self.number


def _issue(
    attempt_id: str, channel: Channel, number: str, *, sample: bool, now: datetime, valid_s: int, gone_past: Sequence[Override] = ()
) -> Permit:
    """For `bot.contact.reserve` only; a test sees to it that nothing else imports this. A permit ends with the override it needed."""
    expires_at = min([now + timedelta(seconds=valid_s), *(each.until for each in gone_past)])
    return Permit(attempt_id, channel, number, expires_at, sample, _seal, tuple(each.rule for each in gone_past))
