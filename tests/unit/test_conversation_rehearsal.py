"""Rehearsals: which turn the borrower takes, what a scenario must be, and whole conversations through the real understanding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.rehearse import rehearse_command
from bot.conversation.rehearsal import next_turn
from bot.conversation.scenario import Turn

ME, DIGITS, LATER, PAY = (
    Turn(when=["identity"], say="yes"),
    Turn(when=["digits"], key="4821"),
    Turn(say="wait"),
    Turn(when=["payment"], say="ten on Friday"),
)
SCENARIO = {
    "id": "one", "lang": "en-US", "channel": "voice", "direction": "outbound", "place": "US",
    "at": "2026-11-24T10:15:00-06:00",
    "borrower": {"name": "Echo Sample", "title": "Ms.", "id_last4": "4821", "birth_year": 1980},
    "account": {
        "id": "A1", "agency": "Harbor Contact", "creditor": "Birch Bank", "product": "credit_card", "principal": "1000.00",
        "interest": "150.00", "fees": "50.00", "total": "1200.00", "currency": "USD",
        "due_date": "2026-10-01", "as_of": "2026-11-23", "days_overdue": 53,
        "allowed_consequences": [],
        "policy": {"max_instalments": 6, "min_instalment": "100.00", "max_promise_days": 15, "max_waiver_percent": 10},
    },
    "turns": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("turns", "said", "expects", "expected"),
    [
        ([ME, DIGITS], [], "identity", 0),
        ([ME, DIGITS], [], "digits", 1),
        ([ME, LATER, DIGITS], [], "payment", 1),
        ([ME, LATER], [0], "yes_no", 1),
        ([LATER, ME], [], "identity", 0),
        ([ME, PAY], [0, 1], "payment", 1),
        ([ME], [0], None, None),
    ],
    ids=[
        "the one that fits", "whichever turn of the bot asks", "none fits: the next without when", "without when, once all before are said",
        "without when comes in its order", "the last one said is said again", "nothing",
    ],
)  # fmt: skip
def test_the_borrower_takes_the_turn_that_fits(turns: list[Turn], said: list[int], expects: Any, expected: int | None) -> None:
    assert next_turn(turns, said, expects) == expected


def _rehearsed(tmp_path: Path, *rows: object) -> tuple[list[dict[str, Any]], int]:
    file = tmp_path / "scenarios.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    done = CliRunner().invoke(rehearse_command, [str(file)])
    return [json.loads(line) for line in done.stdout.splitlines()], done.exit_code


def test_a_promise_from_the_first_word_to_the_last(tmp_path: Path) -> None:
    turns = [
        {"when": "identity", "say": "Speaking."},
        {"when": "digits", "key": "4821"},
        {"when": "payment", "say": "I'll pay three hundred on Friday"},
        {"when": "yes_no", "say": "Yes."},
    ]
    (result,), status = _rehearsed(tmp_path, {**SCENARIO, "turns": turns})
    assert (status, result["outcome"], result["verified"], result["ended_by"]) == (0, "promise_to_pay", True, "bot")
    assert result["effects"] == ["promise_recorded"]
    assert result["promise"]["date"] == "2026-11-27"
    assert all(check["ok"] for check in result["checks"])
    assert [turn["expects"] for turn in result["turns"] if turn.get("expects")] == ["identity", "digits", "payment", "yes_no"]


def test_a_broken_line_has_its_error_and_the_others_are_played(tmp_path: Path) -> None:
    broken = [{**SCENARIO, "id": "two", "lang": "xx"}, "{", {**SCENARIO, "id": "three", "turns": [{"say": "hi", "key": "1"}]}]
    results, status = _rehearsed(tmp_path, *broken, {**SCENARIO, "turns": [{"hang_up": True}]})
    assert status == 1
    assert [(result["id"], "error" in result) for result in results] == [("two", True), (None, True), ("three", True), ("one", False)]
    assert "lang" in results[0]["error"]
    assert results[3]["ended_by"] == "borrower"


def test_a_text_thread_ends_where_the_borrower_has_nothing_to_say(tmp_path: Path) -> None:
    (result,), _ = _rehearsed(tmp_path, {**SCENARIO, "channel": "sms"})
    assert (result["outcome"], len(result["turns"])) == ("no_response", 1)


VERIFIED = [{"when": "identity", "say": "this is she"}, {"when": "digits", "say": "four eight two two, sorry, four eight two one"}]


@pytest.mark.parametrize(("turns", "outcome", "promise"), [
    (["three payments starting December first", "actually no, all of it on Friday", "yes"], "promise_to_pay", ("2026-11-27", "1200.00")),
    (["three hundred on Friday", "no, two fifty", "yes"], "promise_to_pay", ("2026-11-27", "250.00")),
    (["three hundred on Friday", "hm, Saturday", "yes"], "promise_to_pay", ("2026-11-28", "300.00")),
    (["three hundred on Friday", "hold on a second", "yes"], "promise_to_pay", ("2026-11-27", "300.00")),
])  # fmt: skip
def test_a_change_of_mind_at_a_read_back_is_read_back_before_the_yes(
    tmp_path: Path, turns: list[str], outcome: str, promise: tuple[str, str]
) -> None:
    said = [{"when": ["payment"], "say": turns[0]}, *({"when": ["yes_no"], "say": text} for text in turns[1:])]
    (result,), _ = _rehearsed(tmp_path, {**SCENARIO, "turns": [*VERIFIED, *said]})
    assert (result["outcome"], tuple(result["promise"].values())) == (outcome, promise)
    asked = [turn["bot"] for turn in result["turns"] if "bot" in turn][-3:-1]
    assert "read that back" in asked[0]
    assert "Is that right?" in asked[1]


def test_a_call_back_is_moved_by_an_hour_at_its_read_back(tmp_path: Path) -> None:
    turns = [{"say": "try me at two"}, {"say": "no, make it three"}, {"when": "yes_no", "say": "yes"}]
    (result,), _ = _rehearsed(tmp_path, {**SCENARIO, "turns": turns})
    assert result["callback"]["at"] == "2026-11-24T15:00:00-06:00"


def _live(tmp_path: Path, typed: list[str], *options: str) -> tuple[str, list[dict[str, Any]]]:
    """What a live rehearsal shows, and the results of what it kept, played again."""
    kept = tmp_path / "kept.jsonl"
    done = CliRunner().invoke(rehearse_command, ["--live", "--save", str(kept), *options], input="\n".join(typed) + "\n")
    assert done.exit_code == 0, done.output
    again = CliRunner().invoke(rehearse_command, [str(kept)])
    return done.output, [json.loads(line) for line in again.stdout.splitlines()]


def test_a_live_rehearsal_shows_what_is_understood_and_can_be_played_again(tmp_path: Path) -> None:
    typed = ["speaking", "/state", "#6283", "", "three hundred on Friday", "yes"]
    shown, (result,) = _live(tmp_path, typed, "--lang", "en-US")
    for part in ("Am I speaking with Jordan Sample?", "[identity, expects identity]", "= confirm_identity", "= promise_to_pay",
                 '"verified": false', "✓ disclosure.collection_attempt", "✓ agreement.read_back"):  # fmt: skip
        assert part in shown
    assert (result["outcome"], result["promise"]["date"]) == ("promise_to_pay", "2026-11-27")


@pytest.mark.parametrize(("options", "typed", "outcome"), [
    (["--machine"], [], "voicemail"),
    (["--screening", "请问您是谁？"], ["打错了"], "wrong_person"),
    (["--channel", "sms", "--inbound"], ["退订"], "opted_out"),
    ([], ["/bye"], "hung_up"),
    ([], [], "hung_up"),
], ids=["a machine", "an assistant", "a thread that they open", "a hang-up", "the end of the input"])  # fmt: skip
def test_a_live_rehearsal_begins_and_ends_in_every_way(tmp_path: Path, options: list[str], typed: list[str], outcome: str) -> None:
    assert _live(tmp_path, typed, *options)[1][0]["outcome"] == outcome


def test_a_rehearsal_is_of_a_file_or_live() -> None:
    for words in ([], ["--live", "-"], ["--live", "--machine", "--inbound"]):
        assert CliRunner().invoke(rehearse_command, words).exit_code == 2
