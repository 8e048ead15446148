"""A limit: what one rule says of one contact, as a function of when it is made.

`clear(t)` is the first instant not before `t` at which the rule lets the contact through, None if waiting never helps, and `LAST` if it
does and nobody knows how long.
Because each limit finds its own next instant exactly, leaping from limit to limit finds the first instant at which all let it through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from compliance import civil
from compliance.civil import FIRST, LAST
from compliance.plain import Plain
from compliance.schema import Rule

Clear = Callable[[datetime], datetime | None]


class Limit(NamedTuple):
    """`says` is what the rule found, in plain words."""

    rule: Rule
    clear: Clear
    says: Plain
    binds_now: bool = True
    """False where its rule begins to hold only after the instant at which the contact is wanted."""


def never(_: datetime) -> None:
    """Waiting does not help."""
    return


def some_time(_: datetime) -> datetime:
    """Waiting helps, and nobody knows how long."""
    return LAST


def from_instant(release: datetime) -> Clear:
    """Free from `release` on."""
    return lambda at: max(at, release)


def only_until(end: datetime) -> Clear:
    """Free before `end`."""
    return lambda at: at if at < end else None


def validity(rule: Rule, zones: Sequence[ZoneInfo]) -> tuple[datetime, datetime]:
    """From when until when the rule holds: on its days in the borrower's own calendar, in whichever zone they begin first and end last."""
    starts = min(civil.day_start(zone, rule.valid_from) for zone in zones) if rule.valid_from else FIRST
    ends = max(civil.day_start(zone, rule.valid_to + timedelta(days=1)) for zone in zones) if rule.valid_to else LAST
    return starts, ends


def while_valid(starts: datetime, ends: datetime, limit: Limit, wanted: datetime) -> Limit:
    """The same limit while its rule holds; before and after it says nothing. `wanted`: when the contact is to be made."""

    def clear(at: datetime) -> datetime | None:
        if at < starts or at >= ends:
            return at
        found = limit.clear(at)
        if ends is LAST:
            return found
        return ends if found is None else min(found, ends)

    return Limit(limit.rule, clear, limit.says, starts <= wanted)


def day_after(zones: Sequence[ZoneInfo], at: datetime, days: int) -> datetime:
    """When the day of `at` and the days after it, `days` in all, are over in every zone."""
    return max([civil.day_start(zone, later(civil.local_date(zone, at), days)) for zone in zones])


def later(day: date, days: int) -> date:
    """`days` after; the calendar's last day where it ends before."""
    return day + timedelta(days=min(days, (date.max - day).days))
