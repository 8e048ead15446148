"""Calendar arithmetic behind relative dates: which day a weekday, a day number or a month's end is, looking ahead or back."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bot.understanding.entities import Resolve


def offset(days: int) -> Resolve:
    """So many days from today."""
    return lambda today, past: _safe(today, days)


def months_away(count: int) -> Resolve:
    """The same day so many months away; a shorter month's last day instead."""
    return lambda today, past: _in_month(today, count, today.day, clip=True)


def weekday(day: int, week: int | None = None) -> Resolve:
    """`day` 0 is Monday. `week` 0 is this calendar week, 1 the next, -1 the last; None the nearest one ahead (or, past, behind)."""

    def resolve(today: date, past: bool) -> date | None:
        if week is not None:
            return _safe(today, 7 * week + day - today.weekday())
        if past:
            return _safe(today, -((today.weekday() - day - 1) % 7 + 1))
        return _safe(today, (day - today.weekday() - 1) % 7 + 1)

    return resolve


def coming(day: int, weeks_more: int) -> Resolve:
    """The nearest such weekday ahead, and then so many weeks more."""
    ahead = weekday(day)
    return lambda today, past: _safe(ahead(today, False) or today, 7 * weeks_more)


def weekday_of_month(day: int, nth: int, month: int = 0) -> Resolve:
    """The nth such weekday of this month (0) or the next (1); `nth` 0 is the last."""

    def resolve(today: date, past: bool) -> date | None:
        first = _in_month(today, month, 1)
        if first is None:
            return None
        found = [d for d in (_in_month(today, month, n) for n in range(1, 32)) if d is not None and d.weekday() == day]
        return found[nth - 1]

    return resolve


def day_of_month(day: int, month: int | None = None) -> Resolve:
    """`month` 0 is this month, 1 the next, -1 the last; None the next such day ahead (or, past, the latest behind)."""

    def resolve(today: date, past: bool) -> date | None:
        if not 1 <= day <= 31:
            return None
        if month is not None:
            return _in_month(today, month, day)
        step = -1 if past else 1
        for away in range(0, 4 * step, step):
            found = _in_month(today, away, day)
            if found and (found < today if past else found > today):
                return found
        return None

    return resolve


def day_of_year(month: int, day: int, year: int | None = None) -> Resolve:
    """A named month and day; without a year the nearest ahead, today included (or, past, behind)."""

    def resolve(today: date, past: bool) -> date | None:
        if year is not None:
            return _date(year, month, day)
        step = -1 if past else 1
        for away in range(0, 9 * step, step):
            found = _date(today.year + away, month, day)
            if found and (found <= today if past else found >= today):
                return found
        return None

    return resolve


def weekday_of_year(month: int, day: int, nth: int) -> Resolve:
    """The nth such weekday of a named month (0: the last), the nearest ahead, today included (or, past, behind)."""

    def resolve(today: date, past: bool) -> date | None:
        years = (today.year, today.year - 1) if past else (today.year, today.year + 1)
        for year in years:
            days = [d for n in range(1, 32) if (d := _date(year, month, n)) is not None and d.weekday() == day]
            if days and (days[nth - 1] <= today if past else days[nth - 1] >= today):
                return days[nth - 1]
        return None

    return resolve


def year_end(away: int = 0) -> Resolve:
    """The last day of this year (0), the next (1) or the last (-1); a past verb means the year before."""
    return lambda today, past: _date(today.year + away - int(past and away == 0 and (today.month, today.day) != (12, 31)), 12, 31)


def month_end(month: int = 0) -> Resolve:
    """The last day of this month (0), the next (1) or the last (-1)."""

    def resolve(today: date, past: bool) -> date | None:
        found = _in_month(today, month, 31, clip=True)
        return _in_month(today, month - 1, 31, clip=True) if past and found and found > today else found

    return resolve


def _in_month(today: date, away: int, day: int, clip: bool = False) -> date | None:
    index = today.year * 12 + today.month - 1 + away
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day, last)) if clip or day <= last else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _safe(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
