"""From everything that was found to one meaning: what explains what, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable

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
    "instalments": "promise_to_pay",
    "ask_robot": "",
    "refuse": "abuse",
    "callback": "wait",
    "language": "repeat",
}
"""Of these, the first makes the others needless wherever they stand."""

_COVERS = {
    "fraud": "dispute already_paid hardship promise_to_pay third_party",
    "dispute": "ask_debt waiver already_paid ask_identity refuse promise_to_pay",
    "attorney": "ask_identity complaint",
    "complaint": "opt_out ask_debt callback",
    "third_party": "callback hardship ask_debt",
    "deceased": "third_party",
    "already_paid": "promise_to_pay hardship callback",
    "hardship": "refuse promise_to_pay pay_now callback waiver",
    "instalments": "pay_now hardship",
    "waiver": "ask_debt promise_to_pay pay_now",
    "refuse": "ask_consequence promise_to_pay pay_now",
    "ask_consequence": "promise_to_pay refuse pay_now ask_debt complaint",
    "ask_robot": "agent ask_identity",
    "ask_debt": "repeat promise_to_pay ask_identity",
    "ask_identity": "repeat ask_robot confirm_identity",
    "agent": "ask_identity callback wait repeat",
    "callback": "hardship",
    "recording_objection": "opt_out agent ask_robot",
    "language": "agent",
    "wait": "repeat",
    "repeat": "wait",
}
"""Of these, the first takes the other's words: the other goes where its words lie within the first's, or overlap it by half."""

_PEOPLE = frozenset({"i-am-kin", "relay", "kin-phone"})


def settle(findings: Iterable[Finding], *, date_ahead: bool, amount: bool, date_behind: bool) -> list[Finding]:
    """What remains of the findings, in the order of the contract, one for each intent."""
    kept = list(findings)
    kept = _people(kept)
    kept = _paying(kept, date_ahead=date_ahead, amount=amount, date_behind=date_behind)
    kept = [f for f in kept if not any(_explained(f, other) for other in kept)]
    serious = [f for f in kept if f.intent not in _ALONE]
    kept = serious or kept
    first: dict[str, Finding] = {}
    for f in kept:
        first.setdefault(f.intent, f)
    return sorted(first.values(), key=lambda f: RANK[f.intent])


def _explained(finding: Finding, by: Finding) -> bool:
    if finding.intent == by.intent or (finding.intent in SAFETY and RANK[by.intent] > RANK[finding.intent] and by.intent not in ("complaint", "recording_objection")):
        return False
    if finding.intent in _EXPLAINS.get(by.intent, "").split():
        return True
    if finding.intent not in _COVERS.get(by.intent, "").split():
        return False
    shared = min(finding.end, by.end) - max(finding.start, by.start)
    return shared > 0 and 2 * shared >= finding.end - finding.start


def _people(findings: list[Finding]) -> list[Finding]:
    """Somebody who knows the borrower is no wrong person; who only says that he is out does not confirm to be him."""
    third = [f for f in findings if f.intent == "third_party"]
    if not third:
        return findings
    known = any(f.name.rpartition(".")[2] in _PEOPLE for f in third)
    strong = [f for f in findings if f.intent == "wrong_person" and f.name.rpartition(".")[2] in ("wrong-number", "not-known", "new-number", "nobody-here")]
    if known and not strong or not strong:
        return [f for f in findings if f.intent != "wrong_person"]
    return findings if known else [f for f in findings if f.intent != "third_party"]


def _paying(findings: list[Finding], *, date_ahead: bool, amount: bool, date_behind: bool) -> list[Finding]:
    """A promise, a wish to pay now, a payment made and a refusal share their verbs: dates and amounts tell them apart."""
    names = {f.name.rpartition(".")[2] for f in findings if f.intent == "promise_to_pay"}
    now = {f.name.rpartition(".")[2] for f in findings if f.intent == "pay_now"}
    have = {f.intent for f in findings}
    drop: set[str] = set()
    if "promise_to_pay" in have:
        firm = date_ahead or (amount and not now & {"now", "how", "by-what"})
        if "pay_now" in have:
            if firm and not now & {"how", "by-what"}:
                drop.add("pay_now")
            elif not date_ahead:
                drop.add("promise_to_pay")
        if "already_paid" in have and not date_ahead:
            drop.add("promise_to_pay")
        if "refuse" in have:
            drop.add("refuse" if date_ahead or (amount and "amount" in names) else "promise_to_pay")
    elif "pay_now" in have and "refuse" in have:
        drop.add("pay_now")
    if "already_paid" in have and date_ahead and not date_behind and "promise_to_pay" in have and not amount:
        drop.add("already_paid") if not any(f.name.endswith("paid-state") or f.name.endswith("paid") for f in findings if f.intent == "already_paid") else None
    extension_only = [f for f in findings if f.intent == "hardship"]
    if extension_only and all(f.name.endswith(".extension") for f in extension_only) and have & {"promise_to_pay", "instalments", "callback"} - drop:
        drop.add("hardship")
    return [f for f in findings if f.intent not in drop]
