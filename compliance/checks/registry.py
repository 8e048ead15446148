"""Which check reads which kind of rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compliance.checks import content, counters, people, standing, times, wishes
from compliance.limits import Limit
from compliance.schema import Rule
from compliance.view import View

_CHECKS: dict[str, Callable[[Any, View], list[Limit]]] = {
    "hours": times.hours,
    "days": times.days,
    "frequency": counters.frequency,
    "cool_down": counters.cool_down,
    "preference": wishes.preference,
    "consent": wishes.consent,
    "person": people.person,
    "standing": standing.standing,
    "notice": content.notice,
    "wording": content.words,
    "number": people.number,
}


def limits_of(rule: Rule, view: View) -> list[Limit]:
    """What a rule says of this contact; nothing where it has no objection that any time could bring up."""
    return _CHECKS[rule.kind](rule, view)
