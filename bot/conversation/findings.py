"""What is checked on every conversation afterwards, on what was heard and not on what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.record import Finding
from compliance import wording
from compliance.required import element

NOTHING_BEFORE_IDENTITY = "disclosure.before_identity"
WORDING = "wording.prohibited"
_MACHINE_VOICE = "disclosure.automated_voice"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A bot's turn as it was heard, and whether identity had been verified before it."""

    seq: int
    text: str
    at_ms: int
    verified: bool


def findings(lang: str, creditor: str, spoken: Sequence[Spoken], *, to_person: bool) -> list[Finding]:
    """Nothing of the debt before verification, no prohibited phrase, and `to_person` on a call a voice that says what it is."""
    if not spoken:
        return []
    leak = next((each for each in spoken if not each.verified and (wording.reveals_debt(each.text) or creditor in each.text)), None)
    phrase = next((each for each in spoken if wording.prohibited(each.text, lang)), None)
    found = [
        _finding(NOTHING_BEFORE_IDENTITY, "PIPL 5-6, 28; 12 CFR 1006.6(d); contract of rehearsals, rule 1", leak),
        _finding(WORDING, "GB/T 45251-2025; 12 CFR 1006.14(a)", phrase),
    ]
    if to_person:
        machine = element("automated_voice")
        found.append(_finding(_MACHINE_VOICE, machine.citation, None if machine.said_in(spoken[0].text) else spoken[0]))
    return found


def _finding(rule: str, citation: str, where: Spoken | None) -> Finding:
    if where is None:
        return Finding(rule, citation, ok=True)
    return Finding(rule, citation, ok=False, turn=where.seq, at_ms=where.at_ms)
