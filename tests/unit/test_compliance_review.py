"""A contact explained rule by rule: it never says anything else than the decision, and it says what would help."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compliance import decide, load_packs, parse_case
from compliance.packs import SHIPPED
from compliance.review import Finding, review

PACKS = load_packs()
EXAMPLES = [json.loads(line) for path in sorted(SHIPPED.glob("*.examples.jsonl")) for line in path.read_text("utf-8").splitlines() if line]
CALL = {"channel": "voice", "voice": "artificial", "number": "m1", "number_kind": "mobile"}


def findings(case: dict[str, Any]) -> dict[str, Finding]:
    return {each.rule.id: each for each in review(parse_case(case), PACKS)}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["id"])
def test_the_rules_one_by_one_say_what_the_decision_says(case: dict[str, Any]) -> None:
    """Every reason of the decision is a finding with the same outcome; where all rules are content alone, the contact is allowed."""
    parsed = parse_case(case)
    decision, found = decide(parsed, PACKS), findings(case)
    if not found:
        assert decision.outcome == "block"
        assert decision.reasons[0].rule.startswith("case.")
        return
    outcomes = {each.outcome for each in found.values()}
    assert (decision.outcome == "allow") == (outcomes == {"allow"})
    assert (decision.outcome == "block") >= ("block" in outcomes)
    for each in found.values():
        assert (each.remedy is None) == (each.outcome == "allow")
        nobody_knows = each.rule.id == "every.open_call" and each.outcome == "defer"
        assert (each.free_from is None) == (each.outcome == "block" or nobody_knows)
        assert each.says.en
        assert each.says.zh
        if each.free_from is not None and decision.not_before is not None:
            assert each.free_from <= decision.not_before or each.outcome == "allow"


def test_counters_say_how_many_are_used() -> None:
    """Two conversations of the day before yesterday and today: China's daily count has one."""
    calls = [{"kind": "call", "result": "conversation", "at": f"2026-11-{day}T09:00:00+08:00"} for day in (22, 24)]
    case = {"id": "two", "place": "CN", "events": calls, "attempt": CALL | {"at": "2026-11-24T10:00:00+08:00"}}
    assert findings(case)["cn.three_conversations"].used == 1


def test_debts_are_counted_apart_and_the_fullest_is_shown() -> None:
    """Federal law counts calls for each debt: three about A, one about both."""
    calls = [
        {"kind": "call", "result": "no_answer", "at": f"2026-05-04T1{hour}:00:00-04:00", "debts": debts}
        for hour, debts in enumerate([["A"], ["A"], ["A", "B"], ["B"]])
    ]
    case = {
        "id": "debts", "place": "US", "zones": ["America/New_York"], "debts": [{"id": "A"}, {"id": "B"}], "events": calls,
        "attempt": CALL | {"at": "2026-05-05T10:00:00-04:00"},
    }  # fmt: skip
    assert findings(case)["us.seven_in_seven"].used == 3


def test_a_used_counter_is_exactly_one_that_objects() -> None:
    """Used as often as allowed means that the rule waits, and one less means that it does not."""
    for count in range(5):
        calls = [{"kind": "call", "result": "conversation", "at": f"2026-11-24T09:0{each}:00+08:00"} for each in range(count)]
        case = {"id": "n", "place": "CN", "events": calls, "attempt": CALL | {"at": "2026-11-24T12:00:00+08:00"}}
        found = findings(case)["cn.three_conversations"]
        assert found.used == count
        assert found.outcome == ("defer" if count >= 3 else "allow")
        if count >= 3:
            assert found.remedy is not None
            assert "begins anew" in found.remedy.en


def test_a_rule_that_is_not_yet_law_is_not_explained() -> None:
    """The FCC's one-refusal-ends-all rule begins on 2027-01-31."""
    case = {"id": "dated", "place": "US", "zones": ["America/New_York"], "attempt": CALL | {"at": "2026-05-05T10:00:00-04:00"}}
    later = case | {"attempt": CALL | {"at": "2027-05-05T10:00:00-04:00"}}
    assert "us.revokes_all" not in findings(case)
    assert "us.revokes_all" in findings(later)
