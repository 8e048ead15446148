"""Who may be contacted, and which numbers not."""

from __future__ import annotations

from datetime import datetime

from compliance import wording
from compliance.case import UNSETTLED, Event
from compliance.civil import FIRST, LAST
from compliance.limits import Limit, never, only_until
from compliance.plain import Plain
from compliance.schema import NumberRule, PersonRule
from compliance.view import INBOUND, Facts, View
from compliance.vocabulary import PERSONS, PURPOSES

_UNREACHED = frozenset({"no_answer", "no_answer_no_voicemail", "busy", "not_in_service", "voicemail_silent"})
_IN_A_ROW = 3
"""Tries without reaching the borrower after which he counts as unreachable (CBA guideline)."""
_LIABLE = ("guarantor", "co_borrower")
_REACHED = frozenset({"conversation", "notified", "answered", "wrong_person", "voicemail", "dropped"})


def woken_by(rule: PersonRule, facts: Facts) -> frozenset[str] | None:
    """Whom the rule allows it only objects to where that person refused."""
    asks_a_stranger = facts.purpose == "demand_from_third_party" and facts.person not in _LIABLE
    return frozenset({"contact_refuses"}) if facts.person in rule.allowed and not asks_a_stranger else None


def person(rule: PersonRule, view: View) -> list[Limit]:
    """The persons whom the rule allows; others only for the purposes and on the conditions that it names."""
    problem = _problem(rule, view)
    if problem is not None:
        return [Limit(rule, never, problem)]
    if view.attempt.person in rule.allowed or not rule.only_if:
        return []
    until = max(_holds_until(view, condition) for condition in rule.only_if)
    return [] if until is LAST else [Limit(rule, only_until(until), _REACHABLE)]


def _problem(rule: PersonRule, view: View) -> Plain | None:
    who, attempt = view.attempt.person, view.attempt
    if attempt.purpose == "demand_from_third_party" and who not in _LIABLE:
        return Plain("payment may not be demanded from somebody who does not owe it", "不得向不负有还款责任的人要求还款")
    if any(event.person == who for event in view.by_kind.get("contact_refuses", ())):
        return Plain("this person has refused to be contacted", "此人已拒绝被联系")
    if who in rule.allowed:
        return None
    named = PERSONS[who]
    if who not in rule.helpers:
        return Plain(f"{_a(named.en)} may not be contacted about it", f"不得就此联系{named.zh}")
    if attempt.purpose not in rule.helper_purposes:
        purposes = [PURPOSES[each] for each in rule.helper_purposes]
        return Plain(
            f"{_a(named.en)} may only be contacted {' or '.join(each.en for each in purposes)}",
            f"只可为{'、'.join(each.zh for each in purposes)}而联系{named.zh}",
        )
    if shown := sorted({*wording.reveals_debt(attempt.text or ""), *wording.shows_trade(attempt.text or "")}):
        en, zh = ", ".join(shown), "、".join(shown)
        return Plain(
            f"nothing of a debt may be disclosed to a third person, and the text shows it: {en}",
            f"不得向第三人透露债务，而内容透露了：{zh}",
        )
    if attempt.states_debt:
        return Plain("nothing of a debt may be disclosed to a third person", "不得向第三人透露债务")
    if rule.once and any(_reached(event) and event.person == who for event in view.events):
        return Plain("this person was reached before; once is all that is allowed", "此人先前已联系到；只允许联系一次")
    return None


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _holds_until(view: View, condition: str) -> datetime:
    """Until when it holds of the borrower; the calendar's first instant where it does not."""
    if condition == "unreachable":
        return LAST if _unreachable(view) else FIRST
    return max((event.until or LAST for event in view.by_kind.get(condition, ())), default=FIRST)


def _unreachable(view: View) -> bool:
    """Whether the last tries in a row all failed, or every number that was tried has gone dead since the borrower was heard of on it."""
    in_a_row = 0
    dead: set[str | None] = set()
    for event in reversed(view.events):
        if event.kind in INBOUND.values() and event.number not in dead:
            return False
        if event.kind == "wrong_number":
            dead.add(event.number)
        if event.kind != "call" or (event.person or "borrower") != "borrower":
            continue
        if event.result == "not_in_service":
            dead.add(event.number)
        if event.result in _UNREACHED:
            in_a_row += 1
        elif event.number not in dead:
            return False
        if in_a_row >= _IN_A_ROW:
            return True
    return bool(dead)


def _reached(event: Event) -> bool:
    return event.kind in ("sms", "email") or (event.kind == "call" and (event.result in _REACHED or event.result in UNSETTLED))


_REACHABLE = Plain(
    "third persons may only be contacted where the borrower can't be reached: nothing on file shows that",
    "只有联系不上借款人时才可联系第三人：档案中没有联系不上的记录",
)
_WHICH_IS_WRONG = Plain(
    "a number is known to be wrong, and it is not said which is meant: `attempt.number` is missing",
    "已知有号码属于他人，却未说明将使用哪个号码：缺少 `attempt.number`",
)


def number(rule: NumberRule, view: View) -> list[Limit]:
    """Wrong numbers, until the borrower himself names the number again; and, without `wrong`, every number that the rule selects."""
    if not rule.wrong:
        return [Limit(rule, never, Plain("numbers of this kind are not contacted", "不联系此类号码"))]
    wanted = view.attempt.number
    for event in view.wrong:
        if event.kind == "call" and event.number is None:
            continue
        if wanted is None and event.kind == "wrong_number":
            return [Limit(rule, never, _WHICH_IS_WRONG)]
        if event.number is not None and event.number != wanted:
            continue
        if not any(each.number == wanted and each.at > event.at for each in view.consents):
            return [Limit(rule, never, Plain("this number is not the borrower's", "该号码不属于借款人"))]
    return []
