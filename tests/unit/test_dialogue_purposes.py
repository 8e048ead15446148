"""The scripts that take up an earlier conversation: what they say first, and what comes of the plainest answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.conversation.rehearsal import rehearse
from bot.conversation.scenario import ScenarioPromised
from bot.dialogue import load_script, verify
from tests.rehearsals import leak, scenario

NAMES = ("follow_up", "plan_offer", "promise_broken", "promise_due")
KNOWN = {"zh-CN": ["<identity> 是我", "<digits> #3158"], "en-US": ["<identity> Speaking.", "<digits> #6283"]}


def played(lang: str, name: str, turns: list[str], promised: tuple[str, str] | None = None, **more: Any) -> tuple[dict[str, Any], str]:
    """The result, and what was said once identity was verified."""
    row = scenario({"why": name, "turns": [*KNOWN[lang], *turns], **more}, lang)
    if promised:
        kept = ScenarioPromised(date=date.fromisoformat(promised[0]), amount=Decimal(promised[1]))
        row = row.model_copy(update={"account": row.account.model_copy(update={"promised": kept})})
    result = rehearse(row, load_script(lang, name))
    assert leak(row, result) is None
    assert all(check["ok"] for check in result["checks"])
    return result, " ".join(turn["bot"] for turn in result["turns"][5:] if "bot" in turn)


@pytest.mark.parametrize("lang", ["zh-CN", "en-US"])
@pytest.mark.parametrize("name", NAMES)
def test_they_are_proved(lang: str, name: str) -> None:
    assert [str(problem) for problem in verify(load_script(lang, name))] == []


@pytest.mark.parametrize(("lang", "yes", "words"), [
    ("zh-CN", "可以", "十一月二十五号还一千元"), ("en-US", "Yes.", "on November twenty-fifth"),
])  # fmt: skip
def test_a_yes_to_the_promise_that_is_due_keeps_it(lang: str, yes: str, words: str) -> None:
    result, said = played(lang, "promise_due", [f"<payment> {yes}"], ("2026-11-25", "1000.00"))
    assert words in said
    assert (result["outcome"], result["promise"]) == ("promise_to_pay", {"date": "2026-11-25", "amount": "1000.00"})


@pytest.mark.parametrize(("lang", "no", "later", "yes"), [
    ("zh-CN", "不行", "十二月二号还八百", "对"), ("en-US", "No.", "eight hundred on December second", "yes"),
])  # fmt: skip
def test_a_no_to_it_is_asked_for_another_day(lang: str, no: str, later: str, yes: str) -> None:
    turns = [f"<payment> {no}", f"<payment> {later}", f"<yes_no> {yes}"]
    result, _ = played(lang, "promise_due", turns, ("2026-11-25", "1000.00"))
    assert result["promise"]["date"] == "2026-12-02"


@pytest.mark.parametrize(("lang", "answer", "words"), [
    ("zh-CN", "我昨天已经还了", "还没有看到"), ("en-US", "I already paid it", "not seen it yet"),
])  # fmt: skip
def test_a_promise_that_seems_broken_may_have_been_kept(lang: str, answer: str, words: str) -> None:
    result, said = played(lang, "promise_broken", [f"<payment> {answer}"], ("2026-11-20", "1000.00"))
    assert words in said
    assert (result["outcome"], result["effects"]) == ("already_paid", ["payment_check"])


@pytest.mark.parametrize(("lang", "turns", "words"), [
    ("zh-CN", ["可以", "分三期，十二月一号开始"], "最多六期"),
    ("en-US", ["Yes, sounds good", "three payments from December first"], "up to six payments"),
])  # fmt: skip
def test_a_plan_is_offered_and_taken(lang: str, turns: list[str], words: str) -> None:
    yes = {"zh-CN": "对", "en-US": "yes"}[lang]
    result, said = played(lang, "plan_offer", [*(f"<payment> {turn}" for turn in turns), f"<yes_no> {yes}"])
    assert words in said
    assert (result["outcome"], len(result["plan"])) == ("plan_agreed", 3)


@pytest.mark.parametrize("lang", ["zh-CN", "en-US"])
def test_no_plan_is_offered_where_the_policy_has_none(lang: str) -> None:
    _, said = played(lang, "plan_offer", ["<payment> (hangs up)"], policy={"max_instalments": 1})
    assert "期" not in said.replace("逾期", "")
    assert "payments" not in said


@pytest.mark.parametrize("lang", ["zh-CN", "en-US"])
@pytest.mark.parametrize("name", NAMES)
def test_without_what_they_take_up_they_are_a_plain_reminder(lang: str, name: str) -> None:
    turns = {"zh-CN": ["<payment> 周五还一千", "<yes_no> 对"], "en-US": ["<payment> a thousand on Friday", "<yes_no> yes"]}[lang]
    result, _ = played(lang, name, turns)
    assert (result["outcome"], result["promise"]["date"]) == ("promise_to_pay", "2026-11-27")
