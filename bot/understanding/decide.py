"""From everything that was found to one meaning: what explains what, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.match import Finding
from bot.understanding.types import INTENTS, SAFETY

RANK = {intent: place for place, intent in enumerate(INTENTS)}

_ALONE = frozenset({"abuse", "greeting", "affirm", "deny", "digits", "unknown"})
"""Only where nothing else was said."""

_EXPLAINS = {
    "crisis": "abuse hardship refuse already_paid callback wait ask_consequence repeat",
    "deceased": "hardship confirm_identity callback wait abuse wrong_person",
    "attorney": "agent callback abuse repeat wait",
    "opt_out": "callback abuse wait repeat refuse",
    "complaint": "abuse ask_identity ask_consequence repeat",
    "third_party": "confirm_identity wait",
    "wrong_person": "confirm_identity",
    "fraud": "ask_identity",
    "already_paid": "pay_now",
    "pay_now": "wait",
    "instalments": "promise_to_pay",
    "agent": "repeat",
    "ask_robot": "",
    "refuse": "abuse",
    "callback": "wait",
    "promise_to_pay": "wait",
    "language": "repeat",
}
"""Of these, the first makes the others needless wherever they stand."""

_COVERS = {
    "opt_out": "ask_consequence promise_to_pay ask_identity callback",
    "crisis": "third_party",
    "fraud": "dispute already_paid hardship promise_to_pay third_party",
    "dispute": "ask_debt waiver already_paid ask_identity refuse promise_to_pay",
    "attorney": "ask_identity complaint",
    "complaint": "ask_debt callback",
    "third_party": "callback hardship ask_debt",
    "already_paid": "promise_to_pay hardship callback",
    "hardship": "refuse promise_to_pay pay_now callback waiver",
    "instalments": "pay_now hardship",
    "waiver": "ask_debt promise_to_pay pay_now",
    "refuse": "promise_to_pay pay_now",
    "ask_consequence": "promise_to_pay refuse pay_now ask_debt",
    "ask_robot": "agent ask_identity",
    "ask_debt": "repeat promise_to_pay ask_identity",
    "ask_identity": "repeat confirm_identity",
    "agent": "ask_identity callback wait",
    "promise_to_pay": "callback",
    "recording_objection": "opt_out agent ask_robot ask_identity",
    "language": "agent",
    "wait": "repeat",
}
"""Of these, the first takes the other's words: the other goes where its words lie within the first's, or overlap it by half."""

_WEAK = frozenset({"fee-high", "extension", "mistake"})
"""Patterns that count only where nothing else was found."""

_PEOPLE = frozenset({"i-am-kin", "relay", "kin-phone"})


@dataclass(frozen=True, slots=True)
class Named:
    """What was said about when and how much: a day today or later, one after today, an amount, that a payment made is not all of it, an hour."""

    ahead: bool
    later: bool
    amount: bool
    more_to_come: bool
    timed: bool


def settle(findings: Iterable[Finding], named: Named) -> list[Finding]:
    """What remains of the findings, in the order of the contract, one for each intent."""
    kept = list(findings)
    kept = _people(kept)
    kept = _paying(kept, named)
    kept = [f for f in kept if f.name.rpartition(".")[2] not in _WEAK] or kept
    kept = [f for f in kept if not any(_explained(f, other, timed=named.timed) for other in kept)]
    serious = [f for f in kept if f.intent not in _ALONE]
    kept = serious or kept
    first: dict[str, Finding] = {}
    for f in kept:
        first.setdefault(f.intent, f)
    return sorted(first.values(), key=lambda f: RANK[f.intent])


def _explained(finding: Finding, by: Finding, *, timed: bool) -> bool:
    if finding.intent == by.intent or (finding.intent in SAFETY and RANK[by.intent] > RANK[finding.intent] and by.intent != "recording_objection"):
        return False
    if finding.name.endswith("callback.call-them") or (finding.intent == "callback" and by.value == "sms" and timed):
        return False  # "try him at four" is both; "do not text, call me at noon" too
    if finding.intent in _EXPLAINS.get(by.intent, "").split():
        return True
    if finding.intent not in _COVERS.get(by.intent, "").split():
        return False
    shared = min(finding.end, by.end) - max(finding.start, by.start)
    return shared > 0 and 2 * shared >= finding.end - finding.start


def _people(findings: list[Finding]) -> list[Finding]:
    """Somebody who knows the borrower is no wrong person; who only says that he is out does not confirm to be him."""
    if any(f.intent in ("attorney", "deceased") for f in findings):
        findings = [f for f in findings if not f.name.endswith(("third_party.relay", "third_party.not-in", "third_party.not-in-bare"))]
    if any(f.intent == "fraud" for f in findings):  # "that is not me" of a loan, not of the name
        findings = [f for f in findings if not f.name.endswith("wrong_person.not-me")]
    third = [f for f in findings if f.intent == "third_party"]
    if not third:
        return findings
    findings = [f for f in findings if not f.name.endswith("hardship.illness")]  # whoever is ill, it is not who answers
    known = any(f.name.rpartition(".")[2] in _PEOPLE for f in third)
    strong = [f for f in findings if f.intent == "wrong_person" and f.name.rpartition(".")[2] in ("wrong-number", "not-known",
    "new-number", "nobody-here")]
    if not strong:
        return [f for f in findings if f.intent != "wrong_person"]
    return findings if known else [f for f in findings if f.intent != "third_party"]


def _paying(findings: list[Finding], named: Named) -> list[Finding]:
    """A promise, a wish to pay now, a payment made and a refusal share their verbs: dates and amounts tell them apart."""
    names = {f.name.rpartition(".")[2] for f in findings if f.intent == "promise_to_pay"}
    now = {f.name.rpartition(".")[2] for f in findings if f.intent == "pay_now"}
    have = {f.intent for f in findings}
    drop: set[str] = set()
    if "promise_to_pay" in have:
        if now & {"how", "by-what"} and not named.later:
            drop.add("promise_to_pay")
        elif now:
            drop.add("pay_now" if named.later or (named.amount and "now" not in now) else "promise_to_pay")
        if "already_paid" in have and not named.more_to_come and "will" not in names:
            drop.add("promise_to_pay")
        if "waiver" in have and not named.ahead and not named.amount:
            drop.add("promise_to_pay")
        if "refuse" in have:
            drop.add("refuse" if named.ahead or (named.amount and "amount" in names) else "promise_to_pay")
    elif "refuse" in have:
        drop.add("pay_now")
    return [f for f in findings if f.intent not in drop]
