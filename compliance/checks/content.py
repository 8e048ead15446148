"""What a contact must carry, and what it must not say."""

from __future__ import annotations

from compliance import wording
from compliance.limits import Limit, never
from compliance.schema import NoticeRule, WordingRule
from compliance.view import OUTBOUND, View


def notice(rule: NoticeRule, view: View) -> list[Limit]:
    """Something that has to be in the contact, or to have gone before it."""
    problem = _MISSING[rule.needs](view)
    return [Limit(rule, never, problem)] if problem else []


def _opt_out(view: View) -> str | None:
    attempt = view.attempt
    there = attempt.opt_out_notice
    if there is None:
        there = attempt.text is not None and wording.has_opt_out(attempt.text)
    return None if there else "the message does not say how to stop such messages"


def _collector(view: View) -> str | None:
    text = view.attempt.text
    if text is None or not wording.reveals_debt(text) or wording.names_collector(text):
        return None
    return "the message speaks of the debt and does not say that it comes from a debt collector"


def _earlier_notice(view: View) -> str | None:
    told: set[str] = set()
    for event in view.events:
        if event.kind == "validation_notice" and event.written is not False:
            told |= view.debts_of(event.debts)
    return None if view.debts <= told else "the debt is time-barred, and no notice of that has gone before"


def _single_confirmation(view: View) -> str | None:
    refusals = [each for each in view.preferences if each.kind == "refuses" and each.channel in ("all", view.medium)]
    if not refusals:
        return "there is no opt-out on file that could be confirmed"
    if any(event.kind in OUTBOUND.get(view.medium, ()) and event.at >= refusals[-1].at for event in view.events):
        return "the opt-out has been confirmed already, and one confirmation is all that is allowed"
    text = view.attempt.text
    if text is not None and (wording.reveals_debt(text) or wording.find(text, ("advertising", "new_borrowing"))):
        return "a confirmation may hold nothing but the confirmation"
    return None


def _verified(view: View) -> str | None:
    if view.attempt.states_debt and not view.attempt.identity_verified:
        return "the debt would be stated before it is known who answers"
    return None


def _opt_out_denied(view: View) -> str | None:
    return "the call offers no way to stop such calls" if view.attempt.opt_out_notice is False else None


def _unverified(view: View) -> str | None:
    return _verified(view) if view.attempt.identity_verified is False else None


_MISSING = {
    "opt_out": _opt_out,
    "opt_out_not_denied": _opt_out_denied,
    "debt_not_to_unverified": _unverified,
    "collector": _collector,
    "earlier_notice": _earlier_notice,
    "single_confirmation": _single_confirmation,
    "verified_before_debt": _verified,
}


def words(rule: WordingRule, view: View) -> list[Limit]:
    """The phrases of the text that the rule prohibits."""
    text = view.attempt.text or ""
    hits = wording.find(text, rule.sets)
    limits = [Limit(rule, never, f"the text must not say: {hit.phrase!r} ({hit.set.replace('_', ' ')})") for hit in hits]
    if rule.debt:
        shown = [*wording.reveals_debt(text), *wording.shows_trade(text)]
        if shown:
            limits.append(Limit(rule, never, f"the text shows that there is a debt: {', '.join(sorted(set(shown)))}"))
        elif view.attempt.states_debt:
            limits.append(Limit(rule, never, "the debt would be stated where others may hear or read it"))
    return limits
