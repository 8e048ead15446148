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
from compliance.plain import Plain
from compliance.select import binding
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
_NO_PACK = Plain("no rule pack covers this place", "没有覆盖该地区的规则包")


def decide(case: Case, packs: Packs) -> Decision:
    """What the packs that bind this case say about its contact. A block beats a defer; all rules and all zones together."""
    try:
        return _decide(case, packs)
    except _ERRORS as problem:
        name = type(problem).__name__
        says = Plain(f"the case could not be decided ({name}); what errs blocks", f"该情形无法判定（{name}）；凡出错一律不得联系")
        return _undecidable("erred", says)


def _decide(case: Case, packs: Packs) -> Decision:
    place = packs.places.resolve(case.place)
    if place is None:
        return _undecidable("place.unknown", _PLACE_UNKNOWN)
    named = case.zones or (packs.places.zones_of(place) if len(packs.places.zones_of(place)) == 1 else ())
    if not named:
        return _undecidable("zone.missing", _ZONE_MISSING)
    if place[:2] in packs.places.legal_zone:
        named = tuple(dict.fromkeys((*named, *packs.places.zones_of(place))))
    zones: list[ZoneInfo] = []
    for name in named:
        zone = find_zone(name)
        if zone is None:
            return _undecidable("zone.unknown", _ZONE_UNKNOWN)
        zones.append(zone)
    if case.attempt.channel is None:
        return _undecidable("channel.missing", _CHANNEL_MISSING)
    view = look_at(case, tuple(zones))
    bound, rules = binding(packs, place, view.facts)
    if not any(place.startswith(own) for pack in bound for own in pack.places):
        return _undecidable("place.no_pack", _NO_PACK)
    used = tuple(f"{pack.pack}@{pack.version}" for pack in bound)
    limits: list[Limit] = []
    for rule in rules:
        try:
            limits += [Limit(rule, in_force(rule, view.zones, limit.clear), limit.says) for limit in limits_of(rule, view)]
        except _ERRORS as problem:
            name = type(problem).__name__
            says = Plain(
                f"the rule could not be applied ({name}); a rule that errs blocks", f"该规则无法适用（{name}）；规则出错一律不得联系"
            )
            return Decision("block", None, (Reason(rule.id, rule.citation, "block", says),), used)
    return _weigh(view, limits, used)


@dataclass(slots=True)
class _Found:
    """What each rule had to say, each once."""

    reasons: dict[str, Reason]

    def add(self, limit: Limit, outcome: str) -> None:
        rule = limit.rule
        known = self.reasons.get(rule.id)
        if known is None or (known.outcome == "defer" and outcome == "block"):
            self.reasons[rule.id] = Reason(rule.id, rule.citation, "block" if outcome == "block" else "defer", limit.says)


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
        return Decision("allow", None, tuple(Reason(rule.id, rule.citation, "allow", rule.says) for rule in asked.values()), used)
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
    says = Plain(
        f"{reason.says.en}; together with the others that leaves no time at all",
        f"{reason.says.zh}；与其他规则合在一起，没有任何可联系的时间",
    )
    found.reasons[last] = Reason(reason.rule, reason.citation, "block", says)
    return None


def _undecidable(rule: str, says: Plain) -> Decision:
    return Decision("block", None, (Reason(f"case.{rule}", _CONTRACT, "block", says),), ())
