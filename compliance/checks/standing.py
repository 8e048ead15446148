"""What happened that bars a contact as such: a lawyer, a bankruptcy, a death, a dispute, a moratorium."""

from __future__ import annotations

from datetime import datetime, timedelta

import holidays

from compliance import civil
from compliance.case import Event
from compliance.limits import Clear, Limit, never
from compliance.plain import Plain
from compliance.schema import StandingRule
from compliance.view import View

_MAIL_DAYS = 5
"""A validation notice is taken as received no earlier than this many days after it was sent, not counting weekends and federal holidays."""
_VALIDATION_DAYS = 30
_SAYS = {
    "cease": Plain("the borrower asked for all contacts to end", "借款人要求停止一切联系"),
    "refuses_to_pay": Plain("the borrower refused to pay", "借款人拒绝付款"),
    "attorney": Plain("the borrower is represented by a lawyer", "借款人已委托律师"),
    "bankruptcy": Plain("the borrower is bankrupt", "借款人已破产"),
    "deceased": Plain("the borrower is dead", "借款人已去世"),
    "moratorium": Plain("a moratorium runs", "宽限期尚未结束"),
    "incapacity": Plain("the borrower lacks capacity", "借款人丧失行为能力"),
    "dispute": Plain("the debt is disputed and the dispute has not been answered", "借款人对债务提出异议，尚未答复"),
    "original_creditor_request": Plain(
        "the borrower asked for the original creditor and has not been answered", "借款人询问原债权人，尚未答复"
    ),
}
_BARRED = Plain("the account's standing bars it", "账户所处状态不允许联系")


def standing(rule: StandingRule, view: View) -> list[Limit]:
    """One limit for each event that bars the contact."""
    barring = [event for event in view.of_kinds(rule.events) if _bars(rule, view, event)]
    return [Limit(rule, _until(event), _SAYS.get(event.kind, _BARRED)) for event in barring]


def _bars(rule: StandingRule, view: View, event: Event) -> bool:
    if not view.touches(event):
        return False
    if event.until is not None and event.until <= view.at:
        return False
    if rule.written and event.written is False:
        return False
    if rule.within_validation and not _in_time(view, event):
        return False
    return not any(each.at >= event.at and _answers(view, each, event) for each in view.of_kinds(rule.ended_by))


def _answers(view: View, answer: Event, event: Event) -> bool:
    """Whether an answer is about all debts of this contact that the event is about."""
    asked = view.debts & view.debts_of(event.debts)
    return asked <= view.answered_by(answer)


def _until(event: Event) -> Clear:
    end = event.until
    if end is None:
        return never

    def clear(at: datetime) -> datetime:
        return max(at, end)

    return clear


def _in_time(view: View, event: Event) -> bool:
    """Whether it came before the end of the validation period; where no notice is on file, the period has not begun to run out."""
    notices = [each for each in view.of_kinds(("validation_notice",)) if each.at <= event.at and _answers(view, each, event)]
    if not notices:
        return True
    zone = view.zones[0]
    received = civil.local_date(zone, notices[-1].at)
    federal = holidays.country_holidays("US", years=(received.year, received.year + 1))
    left = _MAIL_DAYS
    while left:
        received += timedelta(days=1)
        left -= received.weekday() < 5 and received not in federal
    return civil.local_date(zone, event.at) <= received + timedelta(days=_VALIDATION_DAYS)
