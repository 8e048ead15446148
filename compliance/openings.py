"""When a contact may be made, from now on, if nothing more happens.

The answer can only change at certain instants: where a wall clock passes an edge of some hours, where a civil day begins, where a pause
counted in minutes ends, where a consent or a standing runs out. All of these are found first, and the guard is asked at each;
so the spans are exact, and a week costs some tens of decisions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from compliance import civil
from compliance.case import Case, Event, Preference
from compliance.checks.times import CONFIRMED_WITHIN
from compliance.decision import Decision
from compliance.guard import Prepared, decide, prepare
from compliance.override import Override
from compliance.packs import Packs
from compliance.schema import ConsentRule, CoolDownRule, FrequencyRule, HoursRule, Rule

Span = tuple[datetime, datetime]
"""From the first instant to before the second, in UTC."""
_INSTANT = timedelta(microseconds=1)
"""What ends with its last instant and not before it changes the answer this much later."""


def openings(case: Case, packs: Packs, until: datetime, overrides: Sequence[Override] = ()) -> Iterator[Span]:
    """The spans from the attempt's instant to before `until` in which the same contact would be allowed, in order and apart.

    None while something has to end first, and nobody knows when.
    """
    prepared = prepare(case, packs)
    if isinstance(prepared, Decision):
        return
    ends = {each.until for each in overrides if case.attempt.at < each.until < until}
    edges = sorted(_edges(prepared, until) | ends)
    at = case.attempt.at
    while at < until:
        answer = decide(_moved(case, at), packs, overrides)
        if answer.not_before is not None:
            at = answer.not_before.astimezone(UTC)
            continue
        if answer.outcome != "allow":
            return
        later = (edge for edge in edges if edge > at)
        closes = next((edge for edge in later if decide(_moved(case, edge), packs, overrides).outcome != "allow"), until)
        yield at, closes
        at = closes


def _moved(case: Case, at: datetime) -> Case:
    return case.model_copy(update={"attempt": case.attempt.model_copy(update={"at": at})})


def _edges(prepared: Prepared, until: datetime) -> set[datetime]:
    """Every instant after the attempt's and before `until` at which the answer could change, and some at which it does not."""
    start = prepared.view.at
    found = {instant for instant in _instants(prepared) if start < instant < until}
    seconds = _seconds(prepared)
    for zone in prepared.view.zones:
        found.update(civil.edges(zone, start, until, seconds))
    return found


def _rules(prepared: Prepared) -> list[Rule]:
    return [bound.rule for bound in prepared.plan.rules]


def _seconds(prepared: Prepared) -> Collection[int]:
    """Where the hours of a rule or a wish begin and end, and midnight, at which days and their counts do."""
    rules = (edge for rule in _rules(prepared) if isinstance(rule, HoursRule) for edge in (rule.start, rule.end))
    wishes = (edge for wish in prepared.view.case.preferences for edge in (wish.start, wish.end) if edge is not None)
    return {0, *(edge % civil.DAY for edge in (*rules, *wishes))}


def _instants(prepared: Prepared) -> Iterator[datetime]:
    """Where something begins, runs out, or leaves a span of time behind it."""
    case, rules = prepared.view.case, _rules(prepared)
    spans = {timedelta(minutes=rule.minutes) for rule in rules if isinstance(rule, FrequencyRule | CoolDownRule) and rule.minutes}
    spans |= {timedelta(days=rule.used_within_days) for rule in rules if isinstance(rule, ConsentRule) and rule.used_within_days}
    stated: tuple[Event | Preference, ...] = (*case.events, *case.preferences)
    for each in stated:
        for instant in (each.at, *([each.until] if each.until else [])):
            yield instant
            yield instant + _INSTANT
    yield from (each.at + CONFIRMED_WITHIN for each in prepared.view.refusals)
    for event in case.events:
        for span in spans:
            yield event.at + span
            yield event.at + span + _INSTANT
