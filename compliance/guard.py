"""The decision on one contact: allow, defer to the exact first instant at which everything holds, or block.

It fails closed: what can't be decided, and a rule that errs, is a block whose reason says what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from compliance.case import Case
from compliance.checks import limits_of
from compliance.civil import find_zone
from compliance.decision import Decision, Reason
from compliance.limits import Limit, in_force
from compliance.packs import Packs
from compliance.select import binding
from compliance.view import View, look_at

_HORIZON = timedelta(days=400)
"""How long to look on after the last limit that ends on a date of its own: wishes repeat every week, clock changes every year."""
_ERRORS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
"""What a rule that errs can raise; instants beyond the calendar's end are among them."""
_CONTRACT = "contract of guard cases: what can't be decided is a block"


def decide(case: Case, packs: Packs) -> Decision:
    """What the packs that bind this case say about its contact. A block beats a defer; all rules and all zones together."""
    try:
        return _decide(case, packs)
    except _ERRORS as problem:
        return _undecidable("erred", f"the case could not be decided ({type(problem).__name__}); what errs blocks")


def _decide(case: Case, packs: Packs) -> Decision:
    place = packs.places.resolve(case.place)
    if place is None:
        return _undecidable("place.unknown", "the place is not known to the guard: no rule can be looked up for it")
    named = case.zones or (packs.places.zones_of(place) if len(packs.places.zones_of(place)) == 1 else ())
    if not named:
        return _undecidable("zone.missing", "no time zone is on file and the place has several: `zones` is missing")
    if place[:2] in packs.places.legal_zone:
        named = tuple(dict.fromkeys((*named, *packs.places.zones_of(place))))
    zones: list[ZoneInfo] = []
    for name in named:
        zone = find_zone(name)
        if zone is None:
            return _undecidable("zone.unknown", "a time zone of the case is not known: `zones` needs IANA names")
        zones.append(zone)
    if case.attempt.channel is None:
        return _undecidable("channel.missing", "how the contact would be made is not known: `attempt.channel` is missing")
    view = look_at(case, tuple(zones))
    bound, rules = binding(packs, place, view.facts)
    if not any(place.startswith(own) for pack in bound for own in pack.places):
        return _undecidable("place.no_pack", "no rule pack covers this place")
    used = tuple(f"{pack.pack}@{pack.version}" for pack in bound)
    limits: list[Limit] = []
    for rule in rules:
        try:
            limits += [Limit(rule, in_force(rule, view.zones, limit.clear), limit.detail) for limit in limits_of(rule, view)]
        except _ERRORS as problem:
            detail = f"the rule could not be applied ({type(problem).__name__}); a rule that errs blocks"
            return Decision("block", None, (Reason(rule.id, rule.citation, "block", detail),), used)
    return _weigh(view, limits, used)


@dataclass(slots=True)
class _Found:
    """What each rule had to say, each once."""

    reasons: dict[str, Reason]

    def add(self, limit: Limit, outcome: str) -> None:
        rule = limit.rule
        known = self.reasons.get(rule.id)
        if known is None or (known.outcome == "defer" and outcome == "block"):
            self.reasons[rule.id] = Reason(rule.id, rule.citation, "block" if outcome == "block" else "defer", limit.detail)


def _weigh(view: View, limits: list[Limit], used: tuple[str, ...]) -> Decision:
    now = view.at
    found = _Found({})
    blocked = False
    earliest = now
    for limit in limits:
        free = limit.clear(now)
        if free is None:
            found.add(limit, "block")
            blocked = True
        elif free > now:
            found.add(limit, "defer")
            earliest = max(earliest, free)
    if blocked:
        return Decision("block", None, tuple(found.reasons.values()), used)
    if earliest == now:
        asked = {limit.rule.id: limit.rule for limit in limits}
        return Decision("allow", None, tuple(Reason(rule.id, rule.citation, "allow", rule.says.en) for rule in asked.values()), used)
    instant = _first_open(limits, earliest, found)
    reasons = tuple(found.reasons.values())
    return Decision("block" if instant is None else "defer", instant and instant.astimezone(view.zones[0]), reasons, used)


def _first_open(limits: list[Limit], at: datetime, found: _Found) -> datetime | None:
    """Leap from limit to limit until all let the contact through; each leap is to the first instant that a limit allows."""
    give_up = at + _HORIZON
    while at < give_up:
        before = at
        for limit in limits:
            free = limit.clear(at)
            if free is None:
                found.add(limit, "block")
                return None
            if free > at:
                found.add(limit, "defer")
                if free - at > timedelta(days=9):
                    give_up = max(give_up, free + _HORIZON)
                at = free
        if at == before:
            return at
    last = next(iter(found.reasons))
    reason = found.reasons[last]
    detail = f"{reason.detail}; together with the others that leaves no time at all"
    found.reasons[last] = Reason(reason.rule, reason.citation, "block", detail)
    return None


def _undecidable(rule: str, detail: str) -> Decision:
    return Decision("block", None, (Reason(f"case.{rule}", _CONTRACT, "block", detail),), ())
