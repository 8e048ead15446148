"""What is checked on every conversation afterwards, on what was heard and not on what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.conversation.record import Finding
from bot.dialogue import Scene, State, spoken_day, spoken_money
from compliance import wording
from compliance.required import Element, element, required

NOTHING_BEFORE_IDENTITY = "disclosure.before_identity"
WORDING = "wording.prohibited"
READ_BACK = "agreement.read_back"
_LEAKS = "PIPL 5-6, 28; 12 CFR 1006.6(d); contract of rehearsals, rule 1"
_PHRASES = "GB/T 45251-2025; 12 CFR 1006.14(a)"
_AGREES = "contract of rehearsals, rule 6"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A bot's turn as it was heard, and whether identity had been verified before it."""

    seq: int
    text: str
    at_ms: int
    verified: bool


def findings(scene: Scene, state: State, spoken: Sequence[Spoken], *, to_person: bool) -> list[Finding]:
    """Nothing of the debt before verification, no prohibited phrase, what the law of the place wants said, and what was agreed read back.

    `to_person`: a call that no machine answered; who is on the line is told of the voice and of the recording.
    """
    if not spoken:
        return []
    naming = [each for each in spoken if _names_debt(scene, each.text)]
    phrase = next((each for each in spoken if wording.prohibited(each.text, scene.lang)), None)
    found = [
        _finding(NOTHING_BEFORE_IDENTITY, _LEAKS, next((each for each in naming if not each.verified), None)),
        _finding(WORDING, _PHRASES, phrase),
    ]
    if to_person:
        found += _opening(scene, spoken)
    if told := next((each for each in naming if each.verified), None):
        found += [_said(each, [told], told) for each in required("debt", scene.channel, scene.place)]
    found += [_finding(READ_BACK, _AGREES, None if heard else spoken[-1]) for heard in _read_back(scene, state, spoken)]
    return found


def _names_debt(scene: Scene, text: str) -> bool:
    return bool(wording.reveals_debt(text)) or scene.account.creditor in text


def _opening(scene: Scene, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Who calls and by what voice are the first words; of the recording the person hears before anything is asked for their digits."""
    first = spoken[0]
    yield from (_said(each, [first], first, scene.account.agency) for each in required("opening", "voice", scene.place))
    if scene.recorded:
        yield _said(element("recording"), [each for each in spoken if not each.verified], first)


def _said(wanted: Element, among: Sequence[Spoken], where: Spoken, caller: str | None = None) -> Finding:
    said = any(wanted.said_in(each.text, caller) for each in among)
    return _finding(f"disclosure.{wanted.id}", wanted.citation, None if said else where)


def _read_back(scene: Scene, state: State, spoken: Sequence[Spoken]) -> Iterator[bool]:
    """Of a promise, the day and the amount were heard in one turn; of a plan, the first day and one of its amounts."""
    if promise := state["promise"]:
        yield _heard_together(scene, state, promise["date"], [promise["amount"]], spoken)
    if plan := state["plan"]:
        yield _heard_together(scene, state, plan[0]["date"], [each["amount"] for each in plan], spoken)


def _heard_together(scene: Scene, state: State, day: str, amounts: Sequence[str], spoken: Sequence[Spoken]) -> bool:
    lang, aloud = state["lang"], scene.channel == "voice"
    on = spoken_day(date.fromisoformat(day), lang, aloud=aloud)
    said = [spoken_money(Decimal(amount), scene.account.currency, lang, aloud=aloud) for amount in amounts]
    return any(on in each.text and any(amount in each.text for amount in said) for each in spoken)


def _finding(rule: str, citation: str, where: Spoken | None) -> Finding:
    if where is None:
        return Finding(rule, citation, ok=True)
    return Finding(rule, citation, ok=False, turn=where.seq, at_ms=where.at_ms)
