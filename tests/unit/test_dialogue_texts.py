"""Texts are proved by their words alone: what they show, what they must say, what they cost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.base.resources import scripts_folder
from bot.dialogue import template_at, verify_text
from bot.dialogue.texts import cost

SHIPPED = sorted(scripts_folder().glob("??-??/texts/*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_the_shipped_texts_are_proved(path: Path) -> None:
    assert [str(problem) for problem in verify_text(template_at(path))] == []


def test_both_languages_have_the_same_texts() -> None:
    by_language = {lang: {path.stem for path in SHIPPED if path.parent.parent.name == lang} for lang in ("zh-CN", "en-US")}
    assert by_language["zh-CN"] == by_language["en-US"]


@pytest.mark.parametrize(("name", "old", "new", "problem"), [
    ("contact_request", "a personal matter", "your overdue loan", r"shows the debt \(overdue, loan\) to somebody who has not asked"),
    ("contact_request", "a personal matter", "your {creditor} matter", r"shows the debt \(\{creditor\}\)"),
    ("contact_request", "Reply STOP to opt out.", "Thank you.", r"does not say how to stop such messages \(12 CFR 1006\.6\(e\)"),
    ("contact_request", "{agency}: Hello", "Hello", r"does not say who calls"),
    ("opt_out_confirmation", "{agency}: You", "You", r"does not say who sends it"),
    ("promise_confirmation", " This is from a debt collector.", "", r"debt collector \(12 CFR 1006\.18\(e\)\(2\)"),
    ("promise_confirmation", "- when: {has: payment}", "- when: {has: agency_phone}", r"the slot payment can be empty"),
    ("promise_confirmation", "thank you for", "pay or we will have you arrested, thank you for", r"must never be said"),
    ("contact_request", "a personal matter", "a “personal” matter", r"cost twice as much: “”"),
    ("contact_request", "a personal matter", "a personal matter " * 60, r"takes \d+ parts on the air; at most 6"),
], ids=["debt", "creditor", "stop", "who", "who, asked for", "collector", "empty slot", "threat", "costly", "long"])  # fmt: skip
def test_a_text_that_breaks_a_rule_is_not_proved(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    path = tmp_path / f"{name}.yaml"
    shutil.copy(scripts_folder() / "en-US" / "texts" / path.name, path)
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    assert any(re.search(problem, str(found)) for found in verify_text(template_at(path)))


def test_the_cost_is_that_of_the_longest_variant() -> None:
    chinese = cost(template_at(scripts_folder() / "zh-CN" / "texts" / "contact_request.yaml"))
    assert (chinese.encoding, chinese.segments) == ("UCS-2", 1)
    assert cost(template_at(scripts_folder() / "en-US" / "texts" / "plan_confirmation.yaml")).encoding == "GSM-7"
