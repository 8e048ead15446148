"""What a rule says exactly: its figures, what it counts, and which contacts it means, in plain words for who has to check it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from compliance import vocabulary as words
from compliance.checks.times import clock
from compliance.plain import Plain
from compliance.schema import (
    ConsentRule,
    CoolDownRule,
    Counts,
    DaysRule,
    FrequencyRule,
    HoursRule,
    NumberRule,
    PersonRule,
    PreferenceRule,
    Rule,
    Selector,
    StandingRule,
    WordingRule,
)

_WEEKDAYS = tuple(Plain(en, f"周{zh}") for en, zh in zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "一二三四五六日", strict=True))
_VOCABULARIES: dict[str, Mapping[str, Plain]] = {
    "channels": words.CHANNELS, "persons": words.PERSONS, "number_kinds": words.NUMBER_KINDS,
    "voices": words.VOICES, "roles": words.ROLES, "lenders": words.LENDERS, "products": words.PRODUCTS,
}  # fmt: skip
_REPLIES = {
    "first": Plain("the first answer to the borrower", "对借款人的首次回复"),
    "any": Plain("answers to the borrower", "对借款人的回复"),
}
_HONOURS = {
    "hours": Plain("wishes about hours and weekdays", "借款人对时段与星期的要求"),
    "refusals": Plain("refusals of the channel or number", "对该渠道或号码的拒绝"),
    "any_refusal": Plain("refusals of calls or of texts, each of which ends both", "对电话或短信的拒绝，任一即终止两者"),
    "employer": Plain("an employer who forbids it", "雇主的禁止"),
}


def terms(rule: Rule) -> Plain:
    """The figures and conditions of a rule."""
    return _TERMS[rule.kind](rule)


def contacts(selector: Selector) -> Plain:
    """The contacts that a selector means; empty where it means all."""
    parts = [_any_of(values, _VOCABULARIES[name]) for name in _VOCABULARIES if (values := getattr(selector, name)) is not None]
    if selector.purposes is not None:
        parts.append(
            _joined([Plain(f"contacts {each.en}", each.zh) for each in map(words.PURPOSES.__getitem__, selector.purposes)], ", ", "、")
        )
    if selector.reply is not None:
        parts.append(_REPLIES[selector.reply])
    if selector.states_debt is not None:
        parts.append(Plain("the debt is stated", "提及债务") if selector.states_debt else Plain("no debt is stated", "未提及债务"))
    if selector.time_barred is not None:
        parts.append(Plain("time-barred debts", "已过时效的债务") if selector.time_barred else Plain("debts in time", "未过时效的债务"))
    return _joined(parts, "; ", "，")


def means(rule: Rule) -> Plain:
    """Which contacts a rule means, and which not; empty where it means all that its pack binds."""
    for_ = contacts(rule.applies)
    parts = [Plain(f"for {for_.en}", f"适用于：{for_.zh}")] if for_.en else []
    if rule.unless:
        spared = [contacts(each) for each in rule.unless]
        parts.append(Plain(f"not for {' or '.join(each.en for each in spared)}", f"不适用于：{'；或'.join(each.zh for each in spared)}"))
    return _joined(parts, "; ", "。")


def _any_of(values: Iterable[str], vocabulary: Mapping[str, Plain]) -> Plain:
    return _joined([vocabulary[value] for value in values], ", ", "、")


def _joined(parts: Iterable[Plain], en: str, zh: str) -> Plain:
    parts = list(parts)
    return Plain(en.join(part.en for part in parts), zh.join(part.zh for part in parts))


def _hours(rule: HoursRule) -> Plain:
    parts = [Plain(f"{clock(rule.start)} to {clock(rule.end)} local time", f"当地时间 {clock(rule.start)} 至 {clock(rule.end)}")]
    if rule.agreed:
        parts.append(Plain("or as the parties agreed", "双方可另行约定"))
    return _joined(parts + _at_any_hour(rule), "; ", "；")


def _at_any_hour(rule: HoursRule | PreferenceRule) -> list[Plain]:
    parts = []
    if rule.one_reply:
        parts.append(Plain("one reply to what the borrower sent is spared", "对借款人来信的一次回复除外"))
    if rule.one_confirmation:
        parts.append(Plain("an opt-out may be confirmed within five minutes", "退订后五分钟内可予确认"))
    return parts


def _days(rule: DaysRule) -> Plain:
    parts = [Plain(f"not on {each.en}", f"{each.zh}不联系") for each in (_WEEKDAYS[day - 1] for day in rule.weekdays)]
    parts += [Plain(f"not on {day}", f"{day} 不联系") for day in rule.dates]
    return _joined(parts, "; ", "；")


def _span(rule: FrequencyRule | CoolDownRule) -> Plain:
    if rule.days is not None:
        return Plain(f"{rule.days} calendar day{'s' if rule.days != 1 else ''}", f"{rule.days} 个自然日")
    return Plain(f"{rule.minutes} minutes", f"{rule.minutes} 分钟")


def _frequency(rule: FrequencyRule) -> Plain:
    span = _span(rule)
    parts = [Plain(f"at most {rule.most} in {span.en}", f"{span.zh}内至多 {rule.most} 次"), *_key(rule.key), *_counts(rule.counts)]
    return _joined(parts + _spared(rule.extra_calls, rule.lifted_by), "; ", "；")


def _cool_down(rule: CoolDownRule) -> Plain:
    span = _span(rule)
    if rule.until_ended:
        waits = Plain(f"none until it has ended; one older than {span.en} blocks", f"结束前不得联系；超过 {span.zh}仍未结束的一律不得联系")
        return _joined([waits, *_key(rule.key), *_counts(rule.after)], "; ", "；")
    first = Plain(", the event's own day the first", "，当日为第一日") if rule.days else Plain("", "")
    parts = [Plain(f"none for {span.en}{first.en}", f"间隔 {span.zh}{first.zh}"), *_key(rule.key), *_counts(rule.after)]
    return _joined(parts + _spared(rule.extra_calls, ()), "; ", "；")


def _key(key: Iterable[str]) -> list[Plain]:
    each = [words.KEYS[name] for name in key]
    return [Plain(f"for each {' and '.join(k.en for k in each)}", f"按{'、'.join(k.zh for k in each)}分别计算")] if each else []


def _counts(counts: Counts) -> list[Plain]:
    kinds = _any_of(counts.kinds, words.EVENTS)
    parts = [Plain(f"counted: {kinds.en}", f"计入：{kinds.zh}")]
    if counts.calls is not None:
        results = _any_of([each for each in words.RESULTS if each in counts.calls], words.RESULTS)
        parts.append(Plain(f"calls that ended so: {results.en}", f"通话结果：{results.zh}"))
    if counts.voices is not None:
        voices = _any_of(counts.voices, words.VOICES)
        parts.append(Plain(f"in {voices.en}", f"语音：{voices.zh}"))
    if counts.persons is not None:
        persons = _any_of(counts.persons, words.PERSONS)
        parts.append(Plain(f"with {persons.en}", f"对象：{persons.zh}"))
    if not counts.replies:
        parts.append(Plain("replies are not counted", "回复不计入"))
    return parts


def _spared(extra_calls: bool, lifted_by: Iterable[str]) -> list[Plain]:
    parts = []
    if extra_calls:
        parts.append(
            Plain("calls under the borrower's prior consent to more are free, for seven days", "借款人事先同意增加的通话七日内不受此限")
        )
    scopes = _any_of(lifted_by, words.SCOPES)
    if scopes.en:
        parts.append(Plain(f"lifted by a consent to {scopes.en}", f"经借款人同意（{scopes.zh}）可解除"))
    return parts


def _preference(rule: PreferenceRule) -> Plain:
    return _joined([_HONOURS[rule.honours], *_at_any_hour(rule)], "; ", "；")


def _consent(rule: ConsentRule) -> Plain:
    scopes = _any_of(rule.scopes, words.SCOPES)
    parts = [Plain(f"needs a consent to {scopes.en}", f"须经同意：{scopes.zh}")]
    if rule.by_number:
        parts.append(Plain("that names the very number", "同意须指明该号码"))
    if rule.used_within_days:
        days = rule.used_within_days
        parts.append(Plain(f"or the borrower used it within {days} days", f"或借款人 {days} 日内曾用该号码或地址联系"))
    return _joined(parts, "; ", "；")


def _person(rule: PersonRule) -> Plain:
    allowed = _any_of(rule.allowed, words.PERSONS)
    parts = [Plain(f"allowed: {allowed.en}", f"可联系：{allowed.zh}")]
    if rule.helpers:
        helpers, purposes = _any_of(rule.helpers, words.PERSONS), _any_of(rule.helper_purposes, words.PURPOSES)
        parts.append(Plain(f"{helpers.en} only {purposes.en}", f"{helpers.zh}：仅可为{purposes.zh}"))
    if rule.only_if:
        conditions = [words.CONDITIONS[each] for each in rule.only_if]
        parts.append(Plain(f"only if {' or '.join(each.en for each in conditions)}", f"且须{'、或'.join(each.zh for each in conditions)}"))
    if rule.once:
        parts.append(Plain("once", "仅一次"))
    return _joined(parts, "; ", "；")


def _standing(rule: StandingRule) -> Plain:
    barred = _any_of(rule.events, words.EVENTS)
    parts = [Plain(f"barred by {barred.en}", f"因下列事项停止：{barred.zh}")]
    if rule.written:
        parts.append(Plain("in writing", "须为书面"))
    if rule.within_validation:
        parts.append(Plain("within the validation period", "须在核实期内提出"))
    if rule.ended_by:
        ends = _any_of(rule.ended_by, words.EVENTS)
        parts.append(Plain(f"until {ends.en}", f"至{ends.zh}为止"))
    return _joined(parts, "; ", "；")


def _wording(rule: WordingRule) -> Plain:
    sets = [words.PHRASE_SETS[each] for each in rule.sets]
    shown = [Plain("anything that shows a debt", "任何透露债务的内容")] if rule.debt else []
    found = _joined([*sets, *shown], ", ", "、")
    return Plain(f"no words of these kinds: {found.en}", f"不得含有：{found.zh}")


def _number(rule: NumberRule) -> Plain:
    if rule.wrong:
        return Plain("numbers that are known to be wrong, until the borrower names them again", "已知错误的号码，直至借款人再次指明")
    return Plain("all numbers of these kinds", "此类号码一律不用")


_TERMS: dict[str, Callable[[Any], Plain]] = {
    "hours": _hours, "days": _days, "frequency": _frequency, "cool_down": _cool_down, "preference": _preference, "consent": _consent,
    "person": _person, "standing": _standing, "notice": lambda rule: words.NEEDS[rule.needs], "wording": _wording, "number": _number,
}  # fmt: skip
