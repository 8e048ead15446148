"""Who may be contacted, and which numbers not."""

from __future__ import annotations

from compliance import wording
from compliance.case import Event
from compliance.limits import Limit, never
from compliance.schema import NumberRule, PersonRule
from compliance.view import INBOUND, UNSETTLED, View, says_wrong

_UNREACHED = frozenset({"no_answer", "no_answer_no_voicemail", "busy", "not_in_service", "voicemail_silent"})
_IN_A_ROW = 3
"""Tries without reaching the borrower after which he counts as unreachable (CBA guideline)."""
_OBLIGED = frozenset({"borrower", "guarantor", "co_borrower"})
_REACHED = frozenset({"conversation", "notified", "answered", "wrong_person", "voicemail", "dropped"})


def person(rule: PersonRule, view: View) -> list[Limit]:
    """The persons whom the rule allows; others only for the purposes and on the conditions that it names."""
    problem = _problem(rule, view)
    return [Limit(rule, never, problem)] if problem else []


def _problem(rule: PersonRule, view: View) -> str | None:
    who, attempt = view.attempt.person, view.attempt
    if attempt.purpose == "demand_from_third_party" and who not in ("guarantor", "co_borrower"):
        return "payment may not be demanded from somebody who does not owe it"
    if any(event.kind == "contact_refuses" and event.person == who for event in view.events):
        return "this person has refused to be contacted"
    if who in rule.allowed:
        return None
    if who not in rule.helpers:
        return f"a {who.replace('_', ' ')} may not be contacted about it"
    if attempt.purpose not in rule.helper_purposes:
        return f"a {who.replace('_', ' ')} may only be contacted for {' or '.join(rule.helper_purposes).replace('_', ' ')}"
    text = attempt.text or ""
    if attempt.states_debt or wording.reveals_debt(text) or wording.shows_trade(text):
        return "nothing of a debt may be disclosed to a third person"
    if rule.only_if and not any(_holds(view, condition) for condition in rule.only_if):
        return "third persons may only be contacted where the borrower can't be reached: nothing on file shows that"
    if rule.once and any(_reached(event) and event.person == who for event in view.events):
        return "this person was reached before; once is all that is allowed"
    return None


def _holds(view: View, condition: str) -> bool:
    if condition != "unreachable":
        return any(event.kind == condition and (event.until is None or event.until > view.at) for event in view.events)
    return _unreachable(view)


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


def number(rule: NumberRule, view: View) -> list[Limit]:
    """Wrong numbers, until the borrower himself names the number again; and, without `wrong`, every number that the rule selects."""
    if not rule.wrong:
        return [Limit(rule, never, "numbers of this kind are not contacted")]
    wanted = view.attempt.number
    for event in view.events:
        if not says_wrong(event) or (event.kind == "call" and event.number is None):
            continue
        if wanted is None and event.kind == "wrong_number":
            return [Limit(rule, never, "a number is known to be wrong, and it is not said which is meant: `attempt.number` is missing")]
        if event.number is not None and event.number != wanted:
            continue
        if not any(each.kind == "consents" and each.number == wanted and each.at > event.at for each in view.preferences):
            return [Limit(rule, never, "this number is not the borrower's")]
    return []
