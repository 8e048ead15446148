"""Rules that count what happened: so many in a window, and a pause after an event. Each has its own key, events and window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from compliance.case import Event
from compliance.checks.extra_calls import free_call
from compliance.checks.wishes import consents, one_stands
from compliance.civil import FIRST
from compliance.limits import Clear, Limit, day_after, from_instant, never, some_time
from compliance.plain import Plain
from compliance.schema import CoolDownRule, Counts, FrequencyRule
from compliance.view import View


def woken_by(counts: Counts) -> frozenset[str]:
    """The kinds of the events that may count; of calls where results are named, those results."""
    if counts.calls is None:
        return frozenset(counts.kinds)
    return frozenset(counts.kinds) - {"call"} | {result or "unknown" for result in counts.calls}


def counted(counts: Counts, event: Event) -> bool:
    """Whether an event of a kind that a rule counts is of the sort that it counts."""
    if event.reply and not counts.replies:
        return False
    if counts.calls is not None:
        if event.kind == "call" and event.result not in counts.calls:
            return False
        if event.kind == "inbound_call" and event.conversation is False:
            return False
    if counts.voices is not None and (event.voice or "unknown") not in counts.voices:
        return False
    return counts.persons is None or (event.person or "borrower") in counts.persons


def _same(key: Iterable[str], view: View, events: list[Event]) -> list[Event]:
    """Those of the events that share the key's values with this contact; debts are looked at apart."""
    if "caller" in key:
        events = [event for event in events if view.by_us(event)]
    if "person" in key:
        person = view.attempt.person
        events = [event for event in events if (event.person or "borrower") == person]
    if "number" in key and view.attempt.number is not None:
        numbers = (None, view.attempt.number)
        events = [event for event in events if event.number in numbers]
    return events


def _reach(rule: FrequencyRule | CoolDownRule, view: View) -> datetime:
    """An instant before which nothing can matter any more. Calendar days differ over zones and clock changes by less than three days."""
    span = timedelta(days=rule.days + 3) if rule.days else timedelta(minutes=rule.minutes or 0)
    return view.at - span


def frequency(rule: FrequencyRule, view: View) -> list[Limit]:
    """At most so many contacts in the window, this one included; of debts that are counted apart, the one that is full the longest."""
    events = view.of_kinds(rule.counts.kinds, _reach(rule, view))
    if len(events) < rule.most:
        return []
    full = [instants for instants in _apart(rule, view, events) if len(instants) >= rule.most]
    if not full:
        return []
    instants = max(full, key=lambda instants: instants[-rule.most])
    oldest = instants[-rule.most]
    release = _leaves(rule, view, oldest)
    if release <= view.at:
        return []
    had = sum(1 for at in instants if at >= oldest)
    return [Limit(rule, _spared(rule, view, release), _too_many(rule, view, had))]


def used(rule: FrequencyRule, view: View) -> int:
    """How many contacts are in the rule's window; of the debt that has most of them where each is counted apart."""
    events = view.of_kinds(rule.counts.kinds, _reach(rule, view))
    return max(sum(_leaves(rule, view, at) > view.at for at in instants) for instants in _apart(rule, view, events))


def _apart(rule: FrequencyRule, view: View, events: list[Event]) -> list[list[datetime]]:
    """When those of the events were that count, oldest first, for each debt apart where the rule says so."""
    events = _same(rule.key, view, [event for event in events if counted(rule.counts, event)])
    if rule.extra_calls and view.more_calls:
        events = [event for event in events if event.kind != "call" or not free_call(view, event.at, event.number)]
    if "debt" not in rule.key:
        return [[event.at for event in events]]
    apart: dict[str, list[datetime]] = {debt: [] for debt in sorted(view.debts)}
    for event in events:
        for debt in view.debts_of(event.debts) & view.debts:
            apart[debt].append(event.at)
    return list(apart.values())


def _leaves(rule: FrequencyRule | CoolDownRule, view: View, at: datetime) -> datetime:
    """When what was at an instant leaves the rule's window, or the pause after it is over."""
    return day_after(view.zones, at, rule.days) if rule.days else at + timedelta(minutes=rule.minutes or 0)


def cool_down(rule: CoolDownRule, view: View) -> list[Limit]:
    """A pause after the last such event; for each debt apart where the rule says so.

    A conversation starts it even where the call was made under the borrower's consent: what the consent frees is the call, not the pause.
    """
    came = view.of_kinds(rule.after.kinds, FIRST if rule.until_ended else _reach(rule, view))
    events = _same(rule.key, view, [event for event in came if counted(rule.after, event)])
    if "debt" in rule.key:
        events = [event for event in events if view.touches(event)]
    if not events:
        return []
    release = _leaves(rule, view, events[-1].at)
    if rule.until_ended:
        stale = _leaves(rule, view, events[0].at) <= view.at
        return [Limit(rule, never, _NO_END) if stale else Limit(rule, some_time, _STILL_OPEN)]
    if release <= view.at:
        return []
    return [Limit(rule, _spared(rule, view, release), _pausing(rule))]


_STILL_OPEN = Plain("an earlier call has not ended; nobody can say yet when it will have", "先前一通电话尚未结束；何时结束尚不可知")
_NO_END = Plain(
    "an earlier call has no end on file, and should have ended long ago: how it ended is missing",
    "先前一通电话没有结束记录，而它早应结束：缺少该通话的结果",
)


def _too_many(rule: FrequencyRule, view: View, had: int) -> Plain:
    span = _span(rule)
    says = Plain(f"{had} in {span.en} already; at most {rule.most} are allowed", f"{span.zh}内已有 {had} 次；最多允许 {rule.most} 次")
    if "number" not in rule.key or view.attempt.number is not None:
        return says
    return Plain(
        f"{says.en}, those to every number counted, because it is not said which would be used: `attempt.number` is missing",
        f"{says.zh}；未说明将使用哪个号码，故所有号码一并计入：缺少 `attempt.number`",
    )


def _pausing(rule: CoolDownRule) -> Plain:
    span = _span(rule)
    first = Plain(", its own day the first", "（当日为第一日）") if rule.days else Plain("", "")
    return Plain(f"a pause of {span.en}{first.en} runs from an earlier contact", f"先前的联系之后须间隔 {span.zh}{first.zh}")


def _span(rule: FrequencyRule | CoolDownRule) -> Plain:
    if rule.days:
        return Plain(f"{rule.days} day{'s' if rule.days != 1 else ''}", f"{rule.days} 日")
    return Plain(f"{rule.minutes} minutes", f"{rule.minutes} 分钟")


def _spared(rule: FrequencyRule | CoolDownRule, view: View, release: datetime) -> Clear:
    """Free from `release` on, and before it while a consent of the borrower's lifts the rule."""
    lifting = consents(view, rule.lifted_by, counting=True) if isinstance(rule, FrequencyRule) and rule.lifted_by else []
    if not rule.extra_calls and not lifting:
        return from_instant(release)

    def clear(at: datetime) -> datetime:
        lifted = one_stands(lifting, at) or (rule.extra_calls and free_call(view, at, view.attempt.number))
        return at if lifted else max(at, release)

    return clear
