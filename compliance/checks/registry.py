"""Which check reads which kind of rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from compliance.checks import content, counters, people, standing, times, wishes
from compliance.limits import Limit
from compliance.view import TELLS_WRONG, Facts, View


class Check(NamedTuple):
    """`limits`: what a rule says of a contact; nothing where it has no objection that any time could bring up.

    `woken_by`: one of what must be on file (`View.on_file`) for a rule to say anything of contacts with these facts; None: nothing.
    """

    limits: Callable[[Any, View], list[Limit]]
    woken_by: Callable[[Any, Facts], frozenset[str] | None] = lambda rule, facts: None


CHECKS: dict[str, Check] = {
    "hours": Check(times.hours),
    "days": Check(times.days),
    "frequency": Check(counters.frequency, lambda rule, _: counters.woken_by(rule.counts)),
    "cool_down": Check(counters.cool_down, lambda rule, _: counters.woken_by(rule.after)),
    "preference": Check(wishes.preference, wishes.woken_by),
    "consent": Check(wishes.consent),
    "person": Check(people.person, people.woken_by),
    "standing": Check(standing.standing, lambda rule, _: frozenset(rule.events)),
    "notice": Check(content.notice),
    "wording": Check(content.words, lambda rule, _: None if rule.debt else frozenset({"text"})),
    "number": Check(people.number, lambda rule, _: TELLS_WRONG if rule.wrong else None),
}
