"""A persona picks its answers by the rules of a rehearsal."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.carrier.turns import Turn, TurnPicker


def _picker(*turns: dict[str, object]) -> TurnPicker:
    return TurnPicker(tuple(Turn.model_validate(turn) for turn in turns))


def _said(turn: Turn | None) -> str | None:
    return turn.say if turn else None


def test_an_answer_is_kept_for_its_question_whichever_turn_asks_it() -> None:
    picker = _picker({"when": "identity", "say": "me"}, {"when": "payment", "say": "friday"}, {"when": ["digits", "yes_no"], "say": "yes"})
    assert [_said(picker.pick(expects)) for expects in ("payment", "yes_no", "identity")] == ["friday", "yes", "me"]


def test_one_without_a_question_waits_until_all_before_it_are_said() -> None:
    picker = _picker({"when": "identity", "say": "me"}, {"say": "and stop calling"})
    assert _said(picker.pick("identity")) == "me"
    assert _said(picker.pick("digits")) == "and stop calling"


def test_a_question_that_comes_again_gets_the_last_answer_to_it_again() -> None:
    picker = _picker({"when": "identity", "say": "what"}, {"when": "identity", "say": "me"})
    assert [_said(picker.pick("identity")) for _ in range(4)] == ["what", "me", "me", "me"]


def test_where_nothing_fits_the_next_without_a_question_is_said_and_then_there_is_silence() -> None:
    picker = _picker({"when": "identity", "say": "me"}, {"say": "hello"})
    assert [_said(picker.pick("payment")) for _ in range(2)] == ["hello", None]


def test_a_turn_does_one_thing() -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Turn.model_validate({"say": "a", "key": "1"})
