"""The checks after a conversation: each finds what it is for, in what was heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.findings import Spoken, findings
from bot.conversation.scenario import scene_of
from tests.rehearsals import scenario

SCENE = scene_of(scenario({"why": "x", "turns": []}, "en-US"))
STATE: dict[str, Any] = {"lang": "en-US", "outcome": "promise_to_pay", "plan": None, "promise": {"date": "2026-11-27", "amount": "300.00"}}
HEARD = [
    (False, "Hello, this is an automated voice from Maple Street Services. This call is recorded."),
    (False, "Am I speaking with Jordan Sample?"),
    (True, "This is an attempt to collect a debt, and any information obtained will be used for that purpose. Your Cobblestone Bank card."),
    (True, "Let me read that back. You pay three hundred dollars on November twenty-seventh."),
    (True, "Thank you, goodbye."),
]


def broken(heard: list[tuple[bool, str]], **state: Any) -> list[tuple[str, int | None]]:
    """The rules that were not kept, and the turn that shows it."""
    spoken = [Spoken(number, text, 0, verified) for number, (verified, text) in enumerate(heard, 1)]
    return [(each.rule, each.turn) for each in findings(SCENE, {**STATE, **state}, spoken, to_person=True) if not each.ok]


def test_a_good_conversation_keeps_them_all() -> None:
    assert broken(HEARD) == []


@pytest.mark.parametrize(("turn", "old", "new", "found"), [
    (0, "an automated voice from ", "", ("disclosure.automated_voice", 1)),
    (0, "Maple Street Services", "a company", ("disclosure.caller", 1)),
    (0, "This call is recorded.", "", ("disclosure.recording", 1)),
    (1, "Jordan Sample", "Jordan Sample about a loan", ("disclosure.before_identity", 2)),
    (1, "Jordan Sample", "Jordan Sample of Cobblestone Bank", ("disclosure.before_identity", 2)),
    (2, "This is an attempt to collect a debt, and any", "Any", ("disclosure.collection_attempt", 3)),
    (2, "will be used for that purpose", "will be kept", ("disclosure.information_used", 3)),
    (3, "three hundred", "two hundred", ("agreement.read_back", 5)),
    (3, "twenty-seventh", "twenty-eighth", ("agreement.read_back", 5)),
    (4, "goodbye", "pay or we will have you arrested", ("wording.prohibited", 5)),
])  # fmt: skip
def test_each_check_finds_what_it_is_for(turn: int, old: str, new: str, found: tuple[str, int]) -> None:
    heard = list(HEARD)
    heard[turn] = (heard[turn][0], heard[turn][1].replace(old, new))
    assert found in broken(heard)


def test_a_plan_is_read_back_with_its_first_day_and_an_amount() -> None:
    plan = [{"date": "2026-11-27", "amount": "300.00"}, {"date": "2026-12-27", "amount": "250.00"}]
    assert broken(HEARD, promise=None, plan=plan) == []
    assert broken(HEARD[:3], promise=None, plan=plan) == [("agreement.read_back", 3)]


def test_what_is_not_recorded_needs_no_notice_and_elsewhere_no_us_disclosure() -> None:
    quiet = [Spoken(number, text.replace("This call is recorded.", ""), 0, verified) for number, (verified, text) in enumerate(HEARD, 1)]
    kept = findings(replace(SCENE, recorded=False, place="GB"), STATE, quiet, to_person=True)
    assert not [each for each in kept if not each.ok or each.rule in ("disclosure.recording", "disclosure.collection_attempt")]


def test_nothing_said_is_nothing_to_check() -> None:
    assert findings(SCENE, STATE, [], to_person=True) == []
