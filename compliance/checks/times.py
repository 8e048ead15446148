"""Hours and days that a rule closes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from compliance import civil
from compliance.civil import FIRST, LAST
from compliance.limits import Clear, Limit, later
from compliance.plain import Plain
from compliance.schema import DaysRule, HoursRule, PreferenceRule
from compliance.view import View


def clock(second: int) -> str:
    """A second of the day as a clock time."""
    return f"{second // 3600:02d}:{second // 60 % 60:02d}"


def hours(rule: HoursRule, view: View) -> list[Limit]:
    """Inside the legal hours, or inside hours that the borrower agreed to where the law lets the parties agree; in every zone."""
    opened = civil.weekly(rule.start, rule.end)
    if rule.agreed:
        for each in view.stated.get("agreed_hours", ()):
            stands = each.until is None or each.until > view.at
            if stands and each.start is not None and each.end is not None:
                opened = civil.either(opened, civil.weekly(each.start, each.end, each.weekdays or (1, 2, 3, 4, 5, 6, 7)))
    return hours_limits(rule, view, opened, _says(rule.start, rule.end, len(view.zones) > 1))


@lru_cache(maxsize=256)
def _says(start: int, end: int, several: bool) -> Plain:
    every = Plain(", in every zone that the file points to", "，档案指向的每个时区均须满足") if several else Plain("", "")
    return Plain(
        f"contacts only from {clock(start)} to {clock(end)} of the borrower's local time{every.en}",
        f"只可在借款人当地时间 {clock(start)} 至 {clock(end)} 联系{every.zh}",
    )


def hours_limits(rule: HoursRule | PreferenceRule, view: View, opened: civil.Weekly, says: Plain) -> list[Limit]:
    """Free while the wall clock of every zone stands inside `opened`, and for the one reply where the rule spares it."""
    spared = _spared_until(view, opened) if rule.one_reply else FIRST
    return [Limit(rule, _open(zone, opened, spared), says) for zone in view.zones]


def _spared_until(view: View, opened: civil.Weekly) -> datetime:
    """Until when the closed time is no bar to the first answer to what the borrower sent in it: until that closed time ends."""
    came = view.answers
    if view.reply != "first":
        return FIRST
    if came is None:
        return LAST
    return max(civil.next_open(zone, came.at, opened) or LAST for zone in view.zones)


def _open(zone: ZoneInfo, opened: civil.Weekly, spared: datetime) -> Clear:
    return lambda at: at if at < spared else civil.next_open(zone, at, opened)


def days(rule: DaysRule, view: View) -> list[Limit]:
    """Not on closed weekdays and dates."""
    closed = frozenset(rule.dates)
    opened = civil.outside(civil.weekly(0, civil.DAY, rule.weekdays)) if rule.weekdays else civil.ALWAYS

    def clear_in(zone: ZoneInfo) -> Clear:
        def clear(at: datetime) -> datetime | None:
            found = civil.next_open(zone, at, opened)
            while found is not None and civil.local_date(zone, found) in closed:
                tomorrow: date = later(civil.local_date(zone, found), 1)
                found = civil.next_open(zone, max(found + timedelta(seconds=1), civil.day_start(zone, tomorrow)), opened)
            return found

        return clear

    says = Plain("no contacts on this day of the borrower's calendar", "借款人当地日历的这一天不联系")
    return [Limit(rule, clear_in(zone), says) for zone in view.zones]
