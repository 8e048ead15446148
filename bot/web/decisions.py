"""The guard's answers, as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.store.tables import decision


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's say: what it answered, and where the rule is written."""

    rule: str
    citation: str
    outcome: str
    detail: str
    detail_zh: str | None
    """None in answers from before it was kept."""
    overridden: Mapping[str, str] | None
    """Where a supervisor let the contact go past it: `by`, `reason`, `until`."""

    def says(self, language: str) -> str:
        """What it answered, for a reader of this language where we have it; else in English."""
        return self.detail_zh if language == "zh-CN" and self.detail_zh else self.detail


@dataclass(frozen=True, slots=True)
class Decided:
    """One answer of the guard. `stage` is `plan`, or `now` at the instant of sending; `packs` are `name@version`."""

    id: str
    attempt_id: str | None
    stage: str
    outcome: str
    not_before: datetime | None
    reasons: list[Reason]
    packs: list[str]
    at: datetime


def decisions_of(conn: Connection, requests: Iterable[str]) -> dict[str, list[Decided]]:
    """By request, the oldest first."""
    columns = [column for column in decision.c if column.name != "case"]
    rows = conn.execute(select(*columns).where(decision.c.request_id.in_(set(requests))).order_by(decision.c.at, decision.c.id))
    found: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        reasons = [_reason(each) for each in row.reasons]
        found[row.request_id].append(Decided(row.id, row.attempt_id, row.stage, row.outcome, row.not_before, reasons, row.packs, row.at))
    return found


def _reason(stored: Mapping[str, Any]) -> Reason:
    overridden = stored.get("overridden")
    return Reason(stored["rule"], stored["citation"], stored["outcome"], stored["detail"], stored.get("detail_zh"), overridden)
