"""Rules that count what happened: so many in a window, and a pause after an event. Each has its own key, events and window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from compliance.case import Event
from compliance.checks.extra_calls import free_call
from compliance.checks.wishes import consents, one_stands
from compliance.limits import Clear, Limit, day_after, from_instant, never
from compliance.plain import Plain
from compliance.schema import CoolDownRule, Counts, FrequencyRule
from compliance.view import UNSETTLED, View


def counted(counts: Counts, event: Event) -> bool:
    """Whether an event of a kind that a rule counts is of the sort that it counts. A call without a known result counts as any result."""
    if event.reply and not counts.replies:
        return False
    if counts.results is not None and event.kind == "call" and event.result not in counts.results:
        only_open = counts.results == ("open",)
        if only_open or event.result not in UNSETTLED:
            return False
    if event.kind == "inbound_call" and counts.results is not None and event.conversation is False:
        return False
    if counts.voices is not None and (event.voice or "unknown") not in counts.voices:
        return False
    return counts.persons is None or (event.person or "borrower") in counts.persons


def relevant(key: Iterable[str], counts: Counts, view: View, *, days: int | None, extra_calls: bool) -> list[Event]:
    """The events that count against this contact, oldest first, whatever debt they are about; with `days` no older ones than matter."""
    found = []
    for event in view.of_kinds(counts.kinds, days):
        if not counted(counts, event):
            continue
        if "caller" in key and not view.by_us(event):
            continue
        if "person" in key and (event.person or "borrower") != view.attempt.person:
            continue
        if "number" in key and None not in (event.number, view.attempt.number) and event.number != view.attempt.number:
            continue
        if extra_calls and event.kind == "call" and free_call(view, event.at, event.number):
            continue
        found.append(event)
    return found


def frequency(rule: FrequencyRule, view: View) -> list[Limit]:
    """At most so many contacts in the window, this one included, for each debt apart where the rule says so."""
    events = relevant(rule.key, rule.counts, view, days=rule.days, extra_calls=rule.extra_calls and bool(view.more_calls))
    if len(events) < rule.most:
        return []
    limits = []
    for debt in sorted(view.debts) if "debt" in rule.key else [None]:
        instants = [event.at for event in events if debt is None or debt in view.debts_of(event.debts)]
        if len(instants) < rule.most:
            continue
        oldest = instants[-rule.most]
        release = day_after(view.zones, oldest, rule.days) if rule.days else oldest + timedelta(minutes=rule.minutes or 0)
        if release > view.at:
            had = sum(1 for at in instants if at >= oldest)
            limits.append(Limit(rule, _spared(rule, view, release), _too_many(rule, had)))
    return limits


def cool_down(rule: CoolDownRule, view: View) -> list[Limit]:
    """A pause after the last such event; for each debt apart where the rule says so.

    A conversation starts it even where the call was made under the borrower's consent: what the consent frees is the call, not the pause.
    """
    events = relevant(rule.key, rule.after, view, days=rule.days, extra_calls=False)
    if "debt" in rule.key:
        events = [event for event in events if view.touches(event)]
    if not events:
        return []
    last = events[-1].at
    release = day_after(view.zones, last, rule.days) if rule.days else last + timedelta(minutes=rule.minutes or 0)
    if rule.still_open_blocks and any(_past(rule, view, event.at) for event in events):
        return [Limit(rule, never, _NO_END)]
    if release <= view.at:
        return []
    return [Limit(rule, _spared(rule, view, release), _pausing(rule))]


_NO_END = Plain(
    "an earlier call has no end on file, and should have ended long ago: how it ended is missing",
    "先前一通电话没有结束记录，而它早应结束：缺少该通话的结果",
)


def _too_many(rule: FrequencyRule, had: int) -> Plain:
    span = _span(rule)
    return Plain(f"{had} in {span.en} already; at most {rule.most} are allowed", f"{span.zh}内已有 {had} 次；最多允许 {rule.most} 次")


def _pausing(rule: CoolDownRule) -> Plain:
    span = _span(rule)
    first = Plain(", its own day the first", "（当日为第一日）") if rule.days else Plain("", "")
    return Plain(f"a pause of {span.en}{first.en} runs from an earlier contact", f"先前的联系之后须间隔 {span.zh}{first.zh}")


def _span(rule: FrequencyRule | CoolDownRule) -> Plain:
    if rule.days:
        return Plain(f"{rule.days} day{'s' if rule.days != 1 else ''}", f"{rule.days} 日")
    return Plain(f"{rule.minutes} minutes", f"{rule.minutes} 分钟")


def _past(rule: CoolDownRule, view: View, at: datetime) -> bool:
    return at + timedelta(minutes=rule.minutes or 0) <= view.at


def _spared(rule: FrequencyRule | CoolDownRule, view: View, release: datetime) -> Clear:
    """Free from `release` on, and before it while a consent of the borrower's lifts the rule."""
    lifting = consents(view, rule.lifted_by) if isinstance(rule, FrequencyRule) and rule.lifted_by else []
    if not rule.extra_calls and not lifting:
        return from_instant(release)

    def clear(at: datetime) -> datetime:
        lifted = one_stands(lifting, at) or (rule.extra_calls and free_call(view, at, view.attempt.number))
        return at if lifted else max(at, release)

    return clear
