"""A supervisor's leave to go past one recommended rule, for a reason and until an instant.

No other rule can be gone past: an override of a rule of another strength changes nothing, whoever gave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictStr

from compliance.case import Instant
from compliance.limits import Clear, Limit
from compliance.schema import Rule


class Override(BaseModel):
    """One override, as it stands in the record of every decision that it was before. `reason` holds no personal data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: StrictStr
    rule: StrictStr
    by: StrictStr
    reason: StrictStr
    until: Instant

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "rule": self.rule, "by": self.by, "reason": self.reason, "until": self.until.isoformat()}


def may_be_overridden(rule: Rule) -> bool:
    """Whether a supervisor may go past this rule: a standard advises it, and no law demands it."""
    return rule.strength == "recommended"


def override_of(rule: Rule, overrides: Iterable[Override], at: datetime) -> Override | None:
    """The override that stands for a rule at an instant; of several the one that stands longest."""
    if not may_be_overridden(rule):
        return None
    standing = [each for each in overrides if each.rule == rule.id and at < each.until]
    return max(standing, key=lambda each: each.until, default=None)


def spare(limit: Limit, override: Override) -> Limit:
    """The same limit, silent until the override ends."""
    return limit._replace(clear=_spared(limit.clear, override.until))


def _spared(clear: Clear, until: datetime) -> Clear:
    return lambda at: at if at < until else clear(at)
