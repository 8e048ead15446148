"""What a reply can mean: the one vocabulary that scripts, transcripts and evaluation files share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

INTENTS = (
    "crisis", "deceased", "attorney", "bankruptcy", "opt_out", "complaint", "wrong_person", "third_party", "fraud", "dispute",
    "already_paid", "hardship", "agent", "instalments", "waiver", "promise_to_pay", "pay_now", "refuse", "callback", "ask_identity",
    "ask_robot", "ask_debt", "ask_consequence", "recording_objection", "language", "confirm_identity", "affirm", "deny", "repeat", "wait",
    "abuse", "greeting", "digits", "unknown",
)  # fmt: skip
"""In order of precedence: of several in one reply, the first decides what happens next."""

SAFETY = INTENTS[:10]
"""What protects the borrower: listened for in every state, and never missed for lack of confidence."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reply, understood. `slots` holds strings as the contract of intents writes them; `why` says what decided."""

    intent: str
    also: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 1.0
    why: tuple[str, ...] = ()
