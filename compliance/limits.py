"""A limit: what one rule says of one contact, as a function of when it is made.

`clear(t)` is the first instant not before `t` at which the rule lets the contact through, and None if waiting never helps.
Because each limit finds its own next instant exactly, leaping from limit to limit finds the first instant at which all let it through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from compliance import civil
from compliance.plain import Plain
from compliance.schema import Rule

Clear = Callable[[datetime], datetime | None]


@dataclass(frozen=True, slots=True)
class Limit:
    """`says` is what the rule found, in plain words."""

    rule: Rule
    clear: Clear
    says: Plain


def never(_: datetime) -> None:
    """Waiting does not help."""
    return


def from_instant(release: datetime) -> Clear:
    """Free from `release` on."""
    return lambda at: max(at, release)


def in_force(rule: Rule, zones: Sequence[ZoneInfo], clear: Clear) -> Clear:
    """The same limit while the rule is valid; before and after, in the borrower's own calendar, it says nothing."""
    if rule.valid_from is None and rule.valid_to is None:
        return clear
    starts = min(civil.day_start(zone, rule.valid_from) for zone in zones) if rule.valid_from else datetime.min.replace(tzinfo=UTC)
    ends = max(civil.day_start(zone, rule.valid_to + timedelta(days=1)) for zone in zones) if rule.valid_to else None

    def while_valid(at: datetime) -> datetime | None:
        if at < starts or (ends is not None and at >= ends):
            return at
        found = clear(at)
        if ends is None:
            return found
        return ends if found is None else min(found, ends)

    return while_valid


def day_after(zones: Sequence[ZoneInfo], at: datetime, days: int) -> datetime:
    """When the day of `at` and the days after it, `days` in all, are over in every zone."""
    return max(civil.day_start(zone, later(civil.local_date(zone, at), days)) for zone in zones)


def later(day: date, days: int) -> date:
    """`days` after; the calendar's last day where it ends before."""
    return day + timedelta(days=min(days, (date.max - day).days))
