"""The guard's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from compliance.override import Override
from compliance.plain import Plain

Outcome = Literal["allow", "defer", "block"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that took part: that stood in the way or, of a contact that is allowed, that was put to the test and kept.

    `outcome` is what this rule alone would say; `says` holds no personal data. `overridden`: it would have stood in the way, as `says`
    tells, and a supervisor has let this contact go past it.
    """

    rule: str
    citation: str
    outcome: Outcome
    says: Plain
    overridden: Override | None = None

    @property
    def detail(self) -> str:
        """What it says in English, as the contract of guard cases has it."""
        return self.says.en

    def as_json(self) -> dict[str, Any]:
        """One of the `reasons` of the contract of guard cases; one that was gone past says so too."""
        stated = {"rule": self.rule, "citation": self.citation, "outcome": self.outcome, "detail": self.detail}
        return stated if self.overridden is None else stated | {"overridden": self.overridden.as_json()}


@dataclass(frozen=True, slots=True)
class Decision:
    """`not_before` is set where the outcome is `defer`, save where nobody knows the instant: an open call has to end first.

    `packs`: the packs that were asked, as `name@version`.
    """

    outcome: Outcome
    not_before: datetime | None
    reasons: tuple[Reason, ...]
    packs: tuple[str, ...]

    def as_json(self, case_id: str) -> dict[str, Any]:
        """The line that the contract of guard cases asks for."""
        return {
            "id": case_id,
            "decision": self.outcome,
            "not_before": None if self.not_before is None else self.not_before.isoformat(),
            "reasons": [reason.as_json() for reason in self.reasons],
        }
