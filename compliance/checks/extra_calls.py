"""The borrower's own prior consent to more calls than the counters allow (12 CFR 1006.14(b)(3)(i)).

It lasts seven days, its own day the first, and ends earlier with its own term, with a refusal, or with the next conversation.
"""

from __future__ import annotations

from datetime import datetime

from compliance.case import Preference
from compliance.limits import day_after
from compliance.view import UNSETTLED, View

_DAYS = 7


def free_call(view: View, at: datetime, number: str | None) -> bool:
    """Whether a call to `number` at an instant is, or was, under such a consent."""
    return any(_stands(view, each, at, number) for each in view.more_calls)


def _stands(view: View, consent: Preference, at: datetime, number: str | None) -> bool:
    if consent.channel not in ("voice", "all") or at < consent.at or (consent.until is not None and at >= consent.until):
        return False
    if consent.number is not None and consent.number != number:
        return False
    if at >= min(day_after((zone,), consent.at, _DAYS) for zone in view.zones):
        return False
    for each in view.preferences:
        reaches = each.number is None or number is None or each.number == number
        if each.kind == "refuses" and each.channel in ("voice", "all") and reaches and consent.at <= each.at <= at:
            return False
    return not any(consent.at < event.at < at and _talked(event.kind, event.result, event.conversation) for event in view.events)


def _talked(kind: str, result: str | None, conversation: bool | None) -> bool:
    if kind == "call":
        return result == "conversation" or result in UNSETTLED
    return kind == "inbound_call" and conversation is not False
