"""The outcomes and effects of the contract of rehearsals, and which outcome stands where several were settled."""

from __future__ import annotations

OUTCOMES = (
    "crisis", "deceased", "attorney", "bankruptcy", "opted_out", "complaint", "wrong_person", "third_party", "fraud", "dispute",
    "already_paid", "hardship", "agent", "plan_agreed", "waiver_requested", "promise_to_pay", "payment_started", "refused", "callback",
    "voicemail", "screened", "not_verified", "no_response", "hung_up",
)  # fmt: skip
"""The most important first: the order of the intents that they come from, then what is said only where nothing was settled."""

EFFECTS = (
    "opt_out:voice", "opt_out:sms", "opt_out:all", "number_retired", "frozen:dispute", "frozen:fraud", "frozen:attorney",
    "frozen:bankruptcy", "frozen:deceased", "frozen:complaint", "frozen:crisis", "hardship_review", "waiver_review", "payment_check",
    "promise_recorded", "plan_recorded", "callback_booked", "handed_to_agent", "payment_link_sent", "language_changed",
    "recording_stopped", "reassigned_contact_removed",
)  # fmt: skip

WISH_NOTED = "wish_noted"
"""A wish about hours or numbers: it is on file and goes to a person, but is none of the contract's effects."""


def more_important(settled: str | None, outcome: str) -> str:
    """Of two outcomes the one that stands."""
    return outcome if settled is None or OUTCOMES.index(outcome) < OUTCOMES.index(settled) else settled
