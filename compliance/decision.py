"""The guard's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Outcome = Literal["allow", "defer", "block"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that took part: that stood in the way or, of a contact that is allowed, that was put to the test and kept.

    `outcome` is what this rule alone would say; `detail` is plain English without personal data.
    """

    rule: str
    citation: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`not_before` is set exactly where the outcome is `defer`. `packs`: the packs that were asked, as `name@version`."""

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
            "reasons": [{"rule": r.rule, "citation": r.citation, "outcome": r.outcome, "detail": r.detail} for r in self.reasons],
        }
