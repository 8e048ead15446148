"""What a conversation changes beyond itself, with the data that it takes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from bot.dialogue.types import Do, State
from bot.understanding import Meaning

_RECORDS = {
    "promise_recorded": ("promise", ("date", "amount")),
    "plan_recorded": ("plan", ("instalments",)),
    "callback_booked": ("callback", ("at",)),
}


def change(effect: str, state: State, meaning: Meaning) -> Do | None:
    """An effect, noted in the state; `None` where it has happened in this conversation, or where nothing was agreed to record."""
    draft = state["draft"]
    data: dict[str, Any] = {}
    if effect == "opt_out":
        channel = meaning.slots.get("channel")
        channel = channel if channel in ("voice", "sms") else "all"
        draft["opt_out"] = {"channel": channel}
        effect = f"opt_out:{channel}"
    if effect.startswith("opt_out:"):
        data = {"scope": "borrower" if state["verified"] else "number"}
    elif effect in _RECORDS:
        kind, keys = _RECORDS[effect]
        agreed = draft.get(kind) or {}
        if any(key not in agreed for key in keys):
            return None  # the verifier proves that this cannot be; nothing is recorded that was not agreed
        data = {key: agreed[key] for key in keys}
        state[kind] = deepcopy(agreed["instalments"] if kind == "plan" else data)
    elif effect == "language_changed":
        data = {"language": state["lang"]}
    elif effect == "payment_check":
        data = {key: value for key, value in meaning.slots.items() if key in ("date", "amount")}
    if effect in state["effects"]:
        return None
    state["effects"].append(effect)
    return Do(effect, data)
