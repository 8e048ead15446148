"""The built-in checks that a script can ask for: each looks at the reply and the state, and names one of its results.

A check may change the state's draft (what is being agreed) and nothing else but what its docstring says.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bot.dialogue import negotiate
from bot.dialogue.slots import Agreed, most_instalments, secret_kind
from bot.dialogue.types import Account, Scene, State
from bot.understanding import Meaning

_TRIES = 2
"""Failed identity checks after which we stop (the contract of rehearsals)."""
_PATIENCE = 6
"""Questions about one promise or plan after which a person should take over."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check sees. `languages`: those that the script is there in."""

    scene: Scene
    state: State
    meaning: Meaning
    now: datetime
    languages: tuple[str, ...]

    @property
    def account(self) -> Account:
        return self.scene.account

    def slot(self, name: str) -> str | None:
        return self.meaning.slots.get(name)

    def draft(self, kind: Agreed) -> dict[str, Any]:
        return self.state["draft"].setdefault(kind, {})  # type: ignore[no-any-return]

    def time_of(self, key: str) -> int:
        """How often this has come up, this time included."""
        counts = self.state["counts"]
        counts[key] = counts.get(key, 0) + 1
        return int(counts[key])


@dataclass(frozen=True, slots=True)
class Check:
    """`spoils`: agreements that may be gone after it. `fills`: results after which one is there.

    `verifies`: the result that proves identity.
    """

    run: Callable[[Context], str]
    results: tuple[str, ...]
    fills: dict[str, Agreed]
    spoils: tuple[Agreed, ...] = ()
    verifies: str | None = None


def _secret(c: Context) -> str:
    """Whether there is anything on file to check the identity by."""
    return "known" if secret_kind(c.scene) else "nothing"


def _identity(c: Context) -> str:
    """The second fact of the identity. In constant time, and with no hint of what was expected."""
    borrower = c.scene.borrower
    expected = (borrower.id_last4 or str(borrower.birth_year or "")).upper()
    given = (c.slot("digits") or "").upper().replace("*", "X").replace("#", "")
    if not expected or not c.state["named"] or len(given) < len(expected) - 1:
        return "unclear"
    if hmac.compare_digest(given.encode(), expected.encode()):
        c.state["verified"] = True
        return "verified"
    return _failed(c)


def _withheld(c: Context) -> str:
    """The borrower would not, or could not, give the second fact: that counts as a failed try."""
    return _failed(c)


def _failed(c: Context) -> str:
    c.state["tries"] += 1
    return "failed" if c.state["tries"] >= _TRIES else "wrong"


def _times(c: Context) -> str:
    return "first" if c.time_of(f"times:{c.meaning.intent}") == 1 else "again"


def _refusal(c: Context) -> str:
    """A refusal or a no to paying: one kind counter-offer, never a second one."""
    return "first" if c.time_of("refusal") == 1 else "again"


def _language(c: Context) -> str:
    """Whether we speak the language that was asked for; if so, the conversation goes on in it."""
    wanted = c.slot("language") or next((lang for lang in c.languages if lang != c.state["lang"]), "")
    if wanted == c.state["lang"]:
        return "same"
    if wanted not in c.languages:
        return "unknown"
    c.state["lang"] = wanted
    return "changed"


def _recording(c: Context) -> str:
    recorded = c.scene.recorded and c.scene.channel == "voice" and "recording_stopped" not in c.state["effects"]
    return "recorded" if recorded else "not_recorded"


def _reset(c: Context) -> str:
    """A read-back was denied: forget the draft and ask afresh, once."""
    for kind in ("promise", "plan"):
        c.state["draft"].pop(kind, None)
    return "first" if c.time_of("reset") == 1 else "again"


def _offered(c: Context) -> str:
    """A yes, to the question what to pay and when: to an offer of ours if there is one, of a plan or of a promise."""
    return "plan" if "offered" in c.draft("plan") else "promise"


def _promised(c: Context) -> str:
    """A yes to what was agreed in an earlier conversation, which has just been said again: it is agreed anew."""
    promised = c.account.promised
    if promised is None or promised.date < c.now.date():
        return "nothing"
    c.draft("promise").update(date=promised.date.isoformat(), amount=str(min(promised.amount, c.account.total)), complete=True)
    return "promised"


def _promise(c: Context) -> str:
    """One payment on one day. Fills the draft as far as it goes; outside the policy it is offered what the policy allows."""
    c.state["draft"].pop("plan", None)
    draft, account, today = c.draft("promise"), c.account, c.now.date()
    before = (draft.get("date"), draft.get("amount"))
    capped = _merge_promise(c, draft, today)
    if draft.get("complete") and before == (draft.get("date"), draft.get("amount")) and "affirm" in (c.meaning.intent, *c.meaning.also):
        return "agreed"
    draft.pop("complete", None)
    asked = c.time_of("promise") if _nothing_new(before, draft) else 1
    if asked > _PATIENCE:
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


def _plan(c: Context) -> str:
    """Monthly instalments. Fills the draft with the schedule; outside the policy it is offered what the policy allows.

    `whole`: all of it at once after all, which is a promise.
    """
    most = most_instalments(c.scene)
    if c.meaning.intent == "promise_to_pay" and c.slot("amount") == "full":
        return "whole"
    if most < 2:
        return "impossible"
    if c.time_of("plan") > _PATIENCE:
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


def _callback(c: Context) -> str:
    """Another time. Fills the draft; outside the hours in which we may call it asks again, then proposes."""
    draft = c.draft("callback")
    day, at = negotiate.as_date(c.slot("date")), negotiate.as_time(c.slot("time"))
    if day and day >= c.now.date():
        draft["date"] = day.isoformat()
    if at:
        draft["time"] = at.isoformat()
    if "at" in draft and not at and not day:
        return "complete"
    day, at = negotiate.as_date(draft.get("date")), negotiate.as_time(draft.get("time"))
    moment = negotiate.callback_moment(day, at, c.now) if at else None
    if moment and negotiate.in_callback_hours(moment, c.scene.place):
        draft["at"] = moment.isoformat()
        return "complete"
    draft.pop("time", None)
    if moment and c.time_of("callback:closed") == 1:
        return "closed"
    if not at and c.time_of("callback:no_time") == 1:
        return "no_time"
    draft["at"] = negotiate.usual_callback(day, c.scene.place, c.now).isoformat()
    return "complete"


CHECKS: dict[str, Check] = {
    "secret": Check(_secret, ("known", "nothing"), {}),
    "identity": Check(_identity, ("verified", "wrong", "failed", "unclear"), {}, verifies="verified"),
    "withheld": Check(_withheld, ("wrong", "failed"), {}),
    "times": Check(_times, ("first", "again"), {}),
    "refusal": Check(_refusal, ("first", "again"), {}),
    "language": Check(_language, ("changed", "same", "unknown"), {}),
    "recording": Check(_recording, ("recorded", "not_recorded"), {}),
    "reset": Check(_reset, ("first", "again"), {}, ("promise", "plan")),
    "offered": Check(_offered, ("promise", "plan"), {}),
    "promised": Check(_promised, ("promised", "nothing"), {"promised": "promise"}, ("promise", "plan")),
    "promise": Check(
        _promise, ("complete", "capped", "agreed", "nothing", "no_date", "no_amount", "too_far", "too_small", "stuck"),
        {"complete": "promise", "capped": "promise", "agreed": "promise"},
        ("promise", "plan"),
    ),
    "plan": Check(
        _plan, ("complete", "agreed", "no_count", "no_date", "too_many", "too_small", "too_far", "whole", "impossible", "stuck"),
        {"complete": "plan", "agreed": "plan"},
        ("promise", "plan"),
    ),
    "callback": Check(_callback, ("complete", "closed", "no_time"), {"complete": "callback"}, ("callback",)),
}  # fmt: skip
