"""Hours and days that a rule closes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from compliance import civil
from compliance.civil import FIRST, LAST
from compliance.limits import Clear, Limit
from compliance.plain import Plain
from compliance.schema import DaysRule, HoursRule, PreferenceRule
from compliance.view import View

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
CONFIRMED_WITHIN = timedelta(minutes=5, microseconds=1)
"""How long after an opt-out its confirmation still goes out at once, the fifth minute's end included (47 CFR 64.1200(a)(12))."""
Phase = tuple[civil.Weekly, datetime]
"""What is open, and until when that is so."""


def clock(second: int) -> str:
    """A second of the day as a clock time."""
    return f"{second // 3600:02d}:{second // 60 % 60:02d}" + (f":{second % 60:02d}" if second % 60 else "")


def hours(rule: HoursRule, view: View) -> list[Limit]:
    """Inside the legal hours, or inside hours that the borrower agreed to where the law lets the parties agree; in every zone."""
    legal = civil.weekly(rule.start, rule.end)
    says = _says(rule.start, rule.end, len(view.zones) > 1)
    if not rule.agreed or "agreed_hours" not in view.stated:
        return hours_limits(rule, view, [(legal, LAST)], says)
    agreed = [
        (civil.weekly(each.start, each.end, each.weekdays or EVERY_DAY), each.until or LAST)
        for each in view.stated["agreed_hours"]
        if each.start is not None and each.end is not None
    ]
    ends = sorted({until for _, until in agreed} | {LAST})
    return hours_limits(rule, view, [(_widened(legal, agreed, end), end) for end in ends], says)


def _widened(legal: civil.Weekly, agreed: Iterable[Phase], end: datetime) -> civil.Weekly:
    """The legal hours, and those agreed hours that still hold right before an instant."""
    opened = legal
    for hours, until in agreed:
        if until >= end:
            opened = civil.either(opened, hours)
    return opened


@lru_cache(maxsize=256)
def _says(start: int, end: int, several: bool) -> Plain:
    every = Plain(", in every zone that the file points to", "，档案指向的每个时区均须满足") if several else Plain("", "")
    return Plain(
        f"contacts only from {clock(start)} to {clock(end)} of the borrower's local time{every.en}",
        f"只可在借款人当地时间 {clock(start)} 至 {clock(end)} 联系{every.zh}",
    )


def hours_limits(rule: HoursRule | PreferenceRule, view: View, phases: Sequence[Phase], says: Plain) -> list[Limit]:
    """Free while the wall clock of every zone stands inside what is open, and for what the rule spares."""
    return [Limit(rule, _open(zone, phases, _spared_until(rule, view, phases)), says) for zone in view.zones]


def _spared_until(rule: HoursRule | PreferenceRule, view: View, phases: Sequence[Phase]) -> datetime:
    """Until when the closed time is no bar: to the first answer to what the borrower sent in it, until it ends; to what confirms an
    opt-out, for minutes after that.
    """
    if rule.one_confirmation and view.confirms is not None:
        return view.confirms.at + CONFIRMED_WITHIN
    if not rule.one_reply or view.reply != "first":
        return FIRST
    came = view.answers
    if came is None:
        return LAST
    return max(_next(zone, phases, came.at) or LAST for zone in view.zones)


def _open(zone: ZoneInfo, phases: Sequence[Phase], spared: datetime) -> Clear:
    return lambda at: at if at < spared else _next(zone, phases, at)


def _next(zone: ZoneInfo, phases: Sequence[Phase], at: datetime) -> datetime | None:
    """The first instant not before `at` that is open. The phases follow each other, the last has no end."""
    for opened, end in phases:
        if at < end:
            found = civil.next_open(zone, at, opened)
            if found is None or found < end:
                return found
            at = end
    return None


def days(rule: DaysRule, view: View) -> list[Limit]:
    """Not on closed weekdays and dates."""
    closed = frozenset(rule.dates)
    opened = civil.outside(civil.weekly(0, civil.DAY, rule.weekdays)) if rule.weekdays else civil.ALWAYS
    says = Plain("no contacts on this day of the borrower's calendar", "借款人当地日历的这一天不联系")
    return [Limit(rule, partial(_open_day, zone, opened, closed), says) for zone in view.zones]


def _open_day(zone: ZoneInfo, opened: civil.Weekly, closed: frozenset[date], at: datetime) -> datetime | None:
    return civil.next_open(zone, at, opened, closed)
