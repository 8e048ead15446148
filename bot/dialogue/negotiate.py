"""What the creditor's policy allows: pure arithmetic on amounts and dates."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal, InvalidOperation

from bot.dialogue.types import Account
from compliance.local import calling_hours

_USUAL_DELAY = timedelta(7)
"""The day that we propose where the borrower names none, as far as the policy goes."""
_FARTHEST_CALLBACK = timedelta(30)


@dataclass(frozen=True, slots=True)
class Instalment:
    date: date
    amount: Decimal


def as_date(text: str | None) -> date | None:
    """A slot's date, `None` where it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def as_amount(text: str | None, total: Decimal) -> Decimal | None:
    """A slot's amount, in whole cents; `full` is the total; `None` where it is none or not more than zero."""
    if text == "full":
        return total
    try:
        amount = Decimal(text or "").quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return amount if amount > 0 else None


def as_count(text: str | None) -> int | None:
    try:
        count = int(text or "")
    except ValueError:
        return None
    return count if 0 < count < 1000 else None


def as_time(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None


def latest_date(account: Account, today: date) -> date:
    """The last day that a promise may be for."""
    return today + timedelta(max(0, account.policy.max_promise_days))


def proposed_date(account: Account, today: date) -> date:
    """The day that we propose: in a week, or the last day that is allowed if that is sooner."""
    return min(today + _USUAL_DELAY, latest_date(account, today))


def schedule(total: Decimal, count: int, first: date, each: Decimal | None = None) -> list[Instalment]:
    """`count` monthly instalments that add up to `total`: equal, in whole units of money, the last one what is left."""
    amount = each or (total / count).to_integral_value(ROUND_CEILING)
    if amount * (count - 1) >= total:
        amount = (total / count).quantize(Decimal("0.01"), ROUND_CEILING)
    parts = [amount] * (count - 1) + [total - amount * (count - 1)]
    return [Instalment(_months_later(first, n), part) for n, part in enumerate(parts)]


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


def callback_moment(day: date | None, at: time, now: datetime) -> datetime | None:
    """When to call back: on that day, else on the next day on which that time is yet to come. `None` if past or too far."""
    if day is None:
        day = now.date() if at > now.time() else now.date() + timedelta(1)
    moment = datetime.combine(day, at, now.tzinfo)
    return moment if now < moment <= now + _FARTHEST_CALLBACK else None


def usual_callback(day: date | None, place: str, now: datetime) -> datetime:
    """The time that we propose where the borrower names none: ten in the morning of that day, or of tomorrow."""
    opens, closes = calling_hours(place)
    at = max(opens, min(time(10), closes))
    return callback_moment(day, at, now) or datetime.combine(now.date() + timedelta(1), at, now.tzinfo)


def in_callback_hours(moment: datetime, place: str) -> bool:
    opens, closes = calling_hours(place)
    return opens <= moment.time() < closes
