"""What the values of one row must be to each other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bot.portfolio.placement.types import ValueProblem

STALE_AFTER = timedelta(days=7)
"""How old data may be before contacts about the amount wait for a fresh file."""


def check_total(total: Decimal, parts: list[Decimal | None], *, all_columns: bool) -> None:
    """The total is more than nothing, and the sum of its parts (`bad_amount`, `sum_mismatch`).

    Where the file has no column for a part (`all_columns` is false), those that it has may not be more than the total.
    """
    if total <= 0:
        raise ValueProblem("bad_amount", "the total must be more than 0")
    if all(part is None for part in parts):
        return
    known = sum((part for part in parts if part is not None), Decimal(0))
    if known > total or (all_columns and known != total):
        raise ValueProblem("sum_mismatch", "the total is not the sum of principal, interest and fees")


def check_as_of(as_of: date, today: date) -> None:
    """Data can't be of a day to come (`bad_date`); a day ahead of UTC is today somewhere."""
    if as_of > today + timedelta(days=1):
        raise ValueProblem("bad_date", "the data is dated after today")


def is_stale(as_of: date, today: date) -> bool:
    return today - as_of > STALE_AFTER


def check_due_date(due_date: date, as_of: date) -> None:
    """What is overdue was due before the data was taken (`bad_date`)."""
    if due_date > as_of:
        raise ValueProblem("bad_date", "the due date is after the date of the data")


def check_days_overdue(days: int, due_date: date | None, as_of: date) -> date:
    """The due date that the days overdue and the dates agree on (`dpd_mismatch`)."""
    counted = as_of - timedelta(days=days) if 0 <= days < 40_000 else None
    if counted is None or (due_date is not None and counted != due_date):
        raise ValueProblem("dpd_mismatch", "the days overdue are not the date of the data less the due date")
    return counted
