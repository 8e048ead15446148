"""The borrower's own prior consent to more calls than the counters allow (12 CFR 1006.14(b)(3)(i)).

It lasts seven days, its own day the first, and ends earlier with its own term, with a refusal, or with the next conversation.
"""

from __future__ import annotations

from datetime import datetime

from compliance.case import UNSETTLED, Event, Preference
from compliance.limits import day_after
from compliance.view import View

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
    for each in view.refusals:
        reaches = each.number is None or number is None or each.number == number
        if each.channel in ("voice", "all") and reaches and consent.at <= each.at <= at:
            return False
    return not any(consent.at < event.at < at and _talked(event) for event in view.of_kinds(("call", "inbound_call")))


def _talked(event: Event) -> bool:
    if event.kind == "call":
        return event.result == "conversation" or event.result in UNSETTLED
    return event.conversation is not False
