"""Reading guard cases: what is wrong is named by its field, and never repeated."""

from __future__ import annotations

from typing import Any

import pytest

from compliance import CaseError, parse_case

GOOD: dict[str, Any] = {"id": "a", "place": "CN", "attempt": {"at": "2026-11-10T10:00:00+08:00", "channel": "voice"}}


def with_attempt(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "attempt": {**GOOD["attempt"], **changes}}


def with_wish(**wish: Any) -> dict[str, Any]:
    return {**GOOD, "preferences": [{"at": "2026-11-09T10:00:00+08:00", **wish}]}


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (["no object"], "JSON object"),
        ({**GOOD, "extra": 1}, "extra: is not a field"),
        ({key: value for key, value in GOOD.items() if key != "place"}, "place: is missing"),
        ({**GOOD, "place": 5}, "place: should be a valid string"),
        ({**GOOD, "attempt": {"channel": "voice"}}, "attempt.at: is missing"),
        (with_attempt(at="2026-11-10T10:00:00"), "attempt.at: has no offset"),
        (with_attempt(at="yesterday"), "attempt.at: should be an ISO 8601 time"),
        (with_attempt(at=1762740000), "attempt.at: should be an ISO 8601 time"),
        (with_attempt(channel="fax"), "attempt.channel: should be 'voice', 'voicemail', 'sms'"),
        (with_attempt(reply="yes"), "attempt.reply: should be a valid boolean"),
        (with_attempt(debts=["Z"]), "attempt.debts: names a debt"),
        ({**GOOD, "debts": []}, "debts: at least one"),
        ({**GOOD, "debts": [{"id": "A"}, {"id": "A"}]}, "debts: two have the same id"),
        ({**GOOD, "events": [{"kind": "call", "at": "2026-11-09T10:00:00+08:00", "result": "maybe"}]}, "events[0].result: should be"),
        (with_wish(kind="only_between", **{"from": "9"}), "preferences[0].from: should be a clock"),
        (with_wish(kind="only_between", **{"from": "09:00"}), "needs `from` and `to`"),
        (with_wish(kind="refuses"), "preferences[0].channel: is missing"),
        (with_wish(kind="inconvenient", weekdays=[8]), "preferences[0].weekdays[0]"),
    ],
)
def test_what_is_no_case_is_refused_with_its_field(case: Any, message: str) -> None:
    with pytest.raises(CaseError) as problem:
        parse_case(case)
    assert message in str(problem.value)


def test_a_message_does_not_repeat_what_stood_in_the_field() -> None:
    with pytest.raises(CaseError) as problem:
        parse_case(with_attempt(number_kind="+1 202 555 0100"))
    assert "555" not in str(problem.value)


def test_gold_is_not_read_and_instants_become_utc() -> None:
    case = parse_case({**GOOD, "gold": "anything at all"})
    assert case.attempt.at.isoformat() == "2026-11-10T02:00:00+00:00"
    assert case.debts[0].id == "A"
    assert case.caller.role == "agency"
