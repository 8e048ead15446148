"""Agreeing on one payment on one day, inside the creditor's policy: what is still to be asked, and what is offered instead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.dialogue import negotiate
from bot.dialogue.context import Context

PATIENCE = 6
"""Questions about one promise or plan after which a person should take over."""


def reset(c: Context) -> str:
    """A read-back was denied: forget the draft and ask afresh, once."""
    for kind in ("promise", "plan"):
        c.state["draft"].pop(kind, None)
    return "first" if c.time_of("reset") == 1 else "again"


def offered(c: Context) -> str:
    """A yes, to the question what to pay and when: to an offer of ours if there is one, of a plan or of a promise."""
    return "plan" if "offered" in c.draft("plan") else "promise"


def promised(c: Context) -> str:
    """A yes to what was agreed in an earlier conversation, which has just been said again: it is agreed anew."""
    promised = c.account.promised
    if promised is None or promised.date < c.now.date():
        return "nothing"
    c.draft("promise").update(date=promised.date.isoformat(), amount=str(min(promised.amount, c.account.total)), complete=True)
    return "promised"


def promise(c: Context) -> str:
    """One payment on one day. Fills the draft as far as it goes; outside the policy it is offered what the policy allows."""
    c.state["draft"].pop("plan", None)
    draft, account, today = c.draft("promise"), c.account, c.now.date()
    before = (draft.get("date"), draft.get("amount"))
    capped = _merge_promise(c, draft, today)
    if draft.get("complete") and before == (draft.get("date"), draft.get("amount")) and "affirm" in (c.meaning.intent, *c.meaning.also):
        return "agreed"
    draft.pop("complete", None)
    asked = c.time_of("promise") if _nothing_new(before, draft) else 1
    if asked > PATIENCE:
        return "stuck"
    amount, day = draft.get("amount"), negotiate.as_date(draft.get("date"))
    if day and day > negotiate.latest_date(account, today):
        draft["offered_date"] = negotiate.latest_date(account, today).isoformat()
        del draft["date"]
        if c.time_of("promise:too_far") == 1:
            return "too_far"
        draft["date"] = draft["offered_date"]
    least = min(account.policy.min_instalment, account.total)
    if amount and Decimal(amount) < least:
        draft["offered_amount"] = str(least)
        del draft["amount"]
        if c.time_of("promise:too_small") == 1:
            return "too_small"
        draft["amount"] = str(least)
    return _promise_gaps(c, draft, today) or _promise_done(draft, capped=capped)


def _merge_promise(c: Context, draft: dict[str, Any], today: date) -> bool:
    """Take over what the reply says, or, after a yes, what we had offered. Returns whether more than the total was named."""
    day, amount = negotiate.as_date(c.slot("date")), negotiate.as_amount(c.slot("amount"), c.account.total)
    if day and day >= today:
        draft["date"] = day.isoformat()
    if amount:
        draft["amount"] = str(min(amount, c.account.total))
    if c.meaning.intent == "affirm":
        for key in ("date", "amount"):
            if key not in draft and f"offered_{key}" in draft:
                draft[key] = draft[f"offered_{key}"]
    return bool(amount and amount > c.account.total)


def _nothing_new(before: tuple[Any, Any], draft: dict[str, Any]) -> bool:
    return before == (draft.get("date"), draft.get("amount"))


def _promise_gaps(c: Context, draft: dict[str, Any], today: date) -> str | None:
    """What is still to be asked. What was asked in vain we propose ourselves."""
    if "date" not in draft and "amount" not in draft and c.time_of("promise:nothing") == 1:
        return "nothing"
    if "date" not in draft:
        if c.time_of("promise:no_date") == 1:
            return "no_date"
        draft["date"] = draft.get("offered_date") or negotiate.proposed_date(c.account, today).isoformat()
    if "amount" not in draft:
        if c.time_of("promise:no_amount") == 1:
            return "no_amount"
        draft["amount"] = draft.get("offered_amount") or str(c.account.total)
    return None


def _promise_done(draft: dict[str, Any], *, capped: bool) -> str:
    draft["complete"] = True
    return "capped" if capped else "complete"
