"""The built-in checks that a script can ask for: each looks at the reply and the state, and names one of its results.

A check may change the state's draft (what is being agreed) and nothing else but what its docstring says.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.calling_back import callback
from bot.dialogue.context import Context
from bot.dialogue.planning import plan
from bot.dialogue.promising import offered, promise, promised, reset
from bot.dialogue.slots import Agreed, secret_kind

_TRIES = 2
"""Failed identity checks after which we stop (the contract of rehearsals)."""


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
        if c.state["outcome"] == "third_party":
            c.state["outcome"] = None  # whoever called them to the telephone settled nothing
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


CHECKS: dict[str, Check] = {
    "secret": Check(_secret, ("known", "nothing"), {}),
    "identity": Check(_identity, ("verified", "wrong", "failed", "unclear"), {}, verifies="verified"),
    "withheld": Check(_withheld, ("wrong", "failed"), {}),
    "times": Check(_times, ("first", "again"), {}),
    "refusal": Check(_refusal, ("first", "again"), {}),
    "language": Check(_language, ("changed", "same", "unknown"), {}),
    "recording": Check(_recording, ("recorded", "not_recorded"), {}),
    "reset": Check(reset, ("first", "again"), {}, ("promise", "plan")),
    "offered": Check(offered, ("promise", "plan"), {}),
    "promised": Check(promised, ("promised", "nothing"), {"promised": "promise"}, ("promise", "plan")),
    "promise": Check(
        promise, ("complete", "capped", "agreed", "nothing", "no_date", "no_amount", "too_far", "too_small", "stuck"),
        {"complete": "promise", "capped": "promise", "agreed": "promise"},
        ("promise", "plan"),
    ),
    "plan": Check(
        plan, ("complete", "agreed", "no_count", "no_date", "too_many", "too_small", "too_far", "whole", "impossible", "stuck"),
        {"complete": "plan", "agreed": "plan"},
        ("promise", "plan"),
    ),
    "callback": Check(callback, ("complete", "closed", "no_time"), {"complete": "callback"}, ("callback",)),
}  # fmt: skip
