"""Agreeing on monthly instalments, inside the creditor's policy: how many, from which day, and how much each."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bot.dialogue import negotiate
from bot.dialogue.context import Context
from bot.dialogue.promising import PATIENCE
from bot.dialogue.slots import most_instalments


def plan(c: Context) -> str:
    """Monthly instalments. Fills the draft with the schedule; outside the policy it is offered what the policy allows.

    `whole`: one payment after all, which is a promise.
    """
    most = most_instalments(c.scene)
    if c.meaning.intent == "promise_to_pay" and _one_payment(c):
        return "whole"
    if most < 2:
        return "impossible"
    if c.time_of("plan") > PATIENCE:
        return "stuck"
    c.state["draft"].pop("promise", None)
    draft, today = c.draft("plan"), c.now.date()
    before = {key: draft.get(key) for key in ("count", "first", "each")}
    _merge_plan(c, draft, today)
    unchanged = before == {key: draft.get(key) for key in before}
    if draft.get("instalments") and unchanged and "affirm" in (c.meaning.intent, *c.meaning.also):
        return "agreed"
    draft.pop("instalments", None)
    return _plan_size(c, draft, most) or _plan_start(c, draft, today) or _plan_done(c, draft)


def _one_payment(c: Context) -> bool:
    """All of it, or, in answer to a plan of ours, so much on such a day: `no, I'll just pay five hundred on Friday`."""
    amount, day = c.slot("amount"), c.slot("date")
    ours = c.state["expects"] == "yes_no" or "offered" in c.draft("plan")
    return amount == "full" or (ours and bool(amount and day) and not c.slot("count"))


def _merge_plan(c: Context, draft: dict[str, Any], today: date) -> None:
    count, day = negotiate.as_count(c.slot("count")), negotiate.as_date(c.slot("date"))
    amount = negotiate.as_amount(c.slot("amount"), c.account.total)
    if day and day >= today:
        draft["first"] = day.isoformat()
    if count:
        draft["count"] = count
        draft.pop("each", None)
    elif amount and amount < c.account.total:
        draft["each"] = str(amount)
        draft["count"] = int((c.account.total / amount).to_integral_value(ROUND_CEILING))
    if c.meaning.intent == "affirm":
        for key in ("count", "first"):
            if key not in draft and f"offered_{key}" in draft:
                draft[key] = draft[f"offered_{key}"]


def _plan_size(c: Context, draft: dict[str, Any], most: int) -> str | None:
    """How many instalments: asked once, offered once, then proposed."""
    count, each = draft.get("count"), draft.get("each")
    small = each is not None and Decimal(each) < c.account.policy.min_instalment
    if count and (count > most or small):
        draft["offered"] = draft["offered_count"] = most
        del draft["count"]
        draft.pop("each", None)
        if c.time_of("plan:too_many") == 1:
            return "too_small" if small else "too_many"
        draft["count"] = most
    if "count" not in draft:
        if c.time_of("plan:no_count") == 1:
            return "no_count"
        draft["count"] = draft.get("offered_count") or min(3, most)
    draft["count"] = max(2, draft["count"])
    return None


def _plan_start(c: Context, draft: dict[str, Any], today: date) -> str | None:
    """The first day: asked once, offered once, then proposed."""
    first = negotiate.as_date(draft.get("first"))
    if first and first > negotiate.latest_date(c.account, today):
        draft["offered_first"] = negotiate.latest_date(c.account, today).isoformat()
        del draft["first"]
        if c.time_of("plan:too_far") == 1:
            return "too_far"
        draft["first"] = draft["offered_first"]
    if "first" not in draft:
        if c.time_of("plan:no_date") == 1:
            return "no_date"
        draft["first"] = draft.get("offered_first") or negotiate.proposed_date(c.account, today).isoformat()
    return None


def _plan_done(c: Context, draft: dict[str, Any]) -> str:
    each = Decimal(draft["each"]) if draft.get("each") else None
    rows = negotiate.schedule(c.account.total, draft["count"], date.fromisoformat(draft["first"]), each)
    draft["instalments"] = [{"date": row.date.isoformat(), "amount": str(row.amount)} for row in rows]
    return "complete"
