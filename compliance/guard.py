"""The decision on one contact: allow, defer to the exact first instant at which everything holds (if it can be known), or block.

It fails closed: what can't be decided, and a rule that errs, is a block whose reason says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from compliance.case import EARLIEST, LATEST, Case
from compliance.civil import LAST, find_zones, in_local_time
from compliance.decision import Decision, Outcome, Reason
from compliance.limits import Limit, never, validity, while_valid
from compliance.override import Override, override_of, spare
from compliance.packs import Packs
from compliance.plain import Plain
from compliance.select import Bound, Plan, plan
from compliance.view import View, look_at

_HORIZON = timedelta(days=400)
"""How long to look on after the last limit that ends on a date of its own: wishes repeat every week, clock changes every year."""
_ERRORS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
"""What a rule that errs can raise; instants beyond the calendar's end are among them."""
_CONTRACT = "contract of guard cases: what can't be decided is a block"
_PLACE_UNKNOWN = Plain("the place is not known to the guard: no rule can be looked up for it", "不认识该地区，无法查到适用的规则")
_ZONE_MISSING = Plain(
    "no time zone is on file and the place has several: `zones` is missing", "档案中没有时区，而该地区有多个时区：缺少 `zones`"
)
_ZONE_UNKNOWN = Plain("a time zone of the case is not known: `zones` needs IANA names", "不认识其中的时区：`zones` 应为 IANA 时区名")
_CHANNEL_MISSING = Plain(
    "how the contact would be made is not known: `attempt.channel` is missing", "不知道将以何种方式联系：缺少 `attempt.channel`"
)
_OUT_OF_TIME = Plain(
    "`at` of the attempt, or of something on file, is too near the calendar's ends to be computed with",
    "联系时间或档案中某项的时间（`at`）过于接近历法的起止，无法计算",
)
_NO_PACK = Plain("no rule pack covers this place", "没有覆盖该地区的规则包")


def decide(case: Case, packs: Packs, overrides: Sequence[Override] = ()) -> Decision:
    """What the packs that bind this case say about its contact. A block beats a defer; all rules and all zones together.

    Each of the `overrides` silences its rule until it ends, if that rule is only recommended.
    """
    try:
        return _decide(case, packs, overrides)
    except _ERRORS as problem:
        name = type(problem).__name__
        says = Plain(f"the case could not be decided ({name}); what errs blocks", f"该情形无法判定（{name}）；凡出错一律不得联系")
        return _undecidable("erred", says)


class Prepared(NamedTuple):
    """A case with the rules that are asked about it."""

    view: View
    plan: Plan


def prepare(case: Case, packs: Packs) -> Prepared | Decision:
    """The rules that are asked about a contact; a block that says what is missing where they can't be found."""
    place = packs.places.resolve(case.place)
    if place is None:
        return _undecidable("place.unknown", _PLACE_UNKNOWN)
    named = packs.places.zones_for(place, case.zones or ())
    if not named:
        return _undecidable("zone.missing", _ZONE_MISSING)
    zones = find_zones(named)
    if zones is None:
        return _undecidable("zone.unknown", _ZONE_UNKNOWN)
    if case.attempt.channel is None:
        return _undecidable("channel.missing", _CHANNEL_MISSING)
    view = look_at(case, zones)
    if view.starts < EARLIEST or view.at >= LATEST:
        return _undecidable("time.out_of_range", _OUT_OF_TIME)
    found = plan(packs, place, view.facts)
    return Prepared(view, found) if found.covers else _undecidable("place.no_pack", _NO_PACK)


def _decide(case: Case, packs: Packs, overrides: Sequence[Override]) -> Decision:
    prepared = prepare(case, packs)
    if isinstance(prepared, Decision):
        return prepared
    view, binding = prepared
    limits: list[Limit] = []
    passed: list[tuple[Limit, Override]] = []
    for bound in binding.rules:
        found = limits_of(bound, view)
        override = override_of(bound.rule, overrides, view.at) if overrides else None
        if override is not None:
            passed += [(limit, override) for limit in found]
            found = [spare(limit, override) for limit in found]
        limits += found
    decision = weigh(view, limits, binding)
    return _tell(decision, passed, view.at) if passed else decision


def _tell(decision: Decision, passed: Iterable[tuple[Limit, Override]], now: datetime) -> Decision:
    """The decision, with what was gone past among its reasons: rules that would have objected now, or at `not_before`."""
    instants = [now] if decision.not_before is None else [now, decision.not_before.astimezone(UTC)]
    gone_past: dict[str, Reason] = {}
    for limit, override in passed:
        if any(at < override.until and limit.clear(at) != at for at in instants):
            rule = limit.rule
            gone_past.setdefault(rule.id, Reason(rule.id, rule.citation, "allow", limit.says, override))
    others = (each for each in decision.reasons if each.outcome != "allow" or each.rule not in gone_past)
    return Decision(decision.outcome, decision.not_before, (*others, *gone_past.values()), decision.packs)


def limits_of(bound: Bound, view: View) -> list[Limit]:
    """What a rule says of the contact, now or later; nothing where it sleeps or holds no more. One that errs lets nothing through."""
    if bound.woken_by is not None and bound.woken_by.isdisjoint(view.on_file):
        return []
    try:
        if not bound.dated:
            return bound.limits(bound.rule, view)
        starts, ends = validity(bound.rule, view.zones)
        if view.at >= ends:
            return []
        return [while_valid(starts, ends, limit, view.at) for limit in bound.limits(bound.rule, view)]
    except _ERRORS as problem:
        return [Limit(bound.rule, never, _erring(problem))]


def weigh(view: View, limits: list[Limit], binding: Plan) -> Decision:
    """Every rule's word on the contact now; where none blocks and one defers, the first instant at which all let it through."""
    now = view.at
    said: dict[str, Reason] = {}
    earliest = now
    for limit in limits:
        free = limit.clear(now)
        if free is None:
            _note(said, limit, "block")
        elif free > now:
            _note(said, limit, "defer")
            earliest = max(earliest, free)
    if not said:
        asked = dict.fromkeys(limit.rule.id for limit in limits if limit.binds_now)
        return Decision("allow", None, tuple(map(binding.kept.__getitem__, asked)), binding.used)
    if any(reason.outcome == "block" for reason in said.values()):
        return Decision("block", None, tuple(said.values()), binding.used)
    instant = _first_open(limits, earliest, said)
    if instant is None:
        return Decision("block", None, tuple(said.values()), binding.used)
    known = None if instant is LAST else in_local_time(view.zones[0], instant)
    return Decision("defer", known, tuple(said.values()), binding.used)


def _first_open(limits: list[Limit], at: datetime, said: dict[str, Reason]) -> datetime | None:
    """Leap from limit to limit until all let the contact through; each leap is to the first instant that a limit allows.

    None if none comes; `LAST` where one limit's is not known, and so the first of all can't be.
    """
    if at is LAST:
        return LAST
    give_up = at + _HORIZON
    while at < give_up:
        before = at
        for limit in limits:
            free = limit.clear(at)
            if free is None:
                _note(said, limit, "block")
                return None
            if free > at:
                _note(said, limit, "defer")
                if free is LAST:
                    return LAST
                if free - at > timedelta(days=9):
                    give_up = max(give_up, free + _HORIZON)
                at = free
        if at == before:
            return at
    first = next(iter(said.values()))
    no_time = Plain(
        f"{first.says.en}; together with the others that leaves no time at all",
        f"{first.says.zh}；与其他规则合在一起，没有任何可联系的时间",
    )
    said[first.rule] = Reason(first.rule, first.citation, "block", no_time)
    return None


def _note(said: dict[str, Reason], limit: Limit, outcome: Outcome) -> None:
    """Keep what a rule says, each rule's word once: the first, unless a later one blocks where that did not."""
    rule = limit.rule
    known = said.get(rule.id)
    if known is None or (known.outcome == "defer" and outcome == "block"):
        said[rule.id] = Reason(rule.id, rule.citation, outcome, limit.says)


def _erring(problem: Exception) -> Plain:
    name = type(problem).__name__
    return Plain(f"the rule could not be applied ({name}); a rule that errs blocks", f"该规则无法适用（{name}）；规则出错一律不得联系")


def _undecidable(rule: str, says: Plain) -> Decision:
    return Decision("block", None, (Reason(f"case.{rule}", _CONTRACT, "block", says),), ())
