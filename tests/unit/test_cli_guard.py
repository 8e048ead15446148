"""`courtesy guard`: JSON Lines in, a decision or an error a line out."""

from __future__ import annotations

import json

from click.testing import CliRunner

from bot.cli.guard import guard

GOOD = '{"id": "good", "place": "CN", "attempt": {"at": "2026-11-10T07:30:00+08:00", "channel": "voice"}, "gold": {"decision": "allow"}}'


def lines(text: str | bytes, status: int) -> list[dict[str, object]]:
    result = CliRunner().invoke(guard, ["check", "-"], input=text)
    assert result.exit_code == status
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_cases_are_decided_one_a_line() -> None:
    (answer,) = lines("\ufeff" + GOOD + "\n\n", 0)
    assert answer["id"] == "good"
    assert answer["decision"] == "defer"
    assert answer["not_before"] == "2026-11-10T08:00:00+08:00"


def test_a_line_that_is_no_case_gets_an_error_and_the_others_are_decided() -> None:
    bad = [b'{"id": "bad", "place": "CN", "attempt": {"at": "soon"}}', b'{"id": "cut"', b"\xff\xfe", b"[" * 100_000, b'{"id": "\\ud800"}']
    answers = lines(b"\n".join([*bad, GOOD.encode()]), 1)
    assert [sorted(answer) == ["error", "id"] for answer in answers] == [True] * 5 + [False]
    assert answers[0]["id"] == "bad"
    assert "attempt.at" in str(answers[0]["error"])
    assert answers[-1]["decision"] == "defer"


def test_the_packs_can_be_listed_for_machines() -> None:
    result = CliRunner().invoke(guard, ["packs", "--json"])
    assert result.exit_code == 0
    packs = {pack["pack"]: pack for pack in map(json.loads, result.stdout.splitlines())}
    assert {"cn", "cn-cba", "us", "us-ma", "us-wa", "us-nyc", "us-fl", "in", "gb", "hk", "sg"} <= set(packs)
    assert all(rule["citation"] and rule["says"]["zh"] for pack in packs.values() for rule in pack["rules"])


def test_a_pack_can_be_read_in_chinese() -> None:
    result = CliRunner().invoke(guard, ["packs", "cn", "--lang", "zh"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    for shown in ("cn.three_conversations", "建议性", "自 2025-02-28 起", "按被联系人分别计算", "查阅：", "12356"):
        assert shown in result.stdout
    assert "us.hours" not in result.stdout


def test_rules_are_listed_with_their_terms_for_machines() -> None:
    (line,) = CliRunner().invoke(guard, ["packs", "us-ma", "--json"]).stdout.splitlines()
    two = next(rule for rule in json.loads(line)["rules"] if rule["id"] == "us-ma.two_in_seven")
    assert two["terms"]["en"].startswith("at most 2 in 7 calendar days; for each debt; counted: calls, texts")
    assert two["read"] == {"en": "stored copy of the regulation", "zh": "该规定的存档副本"}


def test_a_pack_that_is_not_there_is_wrong_use() -> None:
    result = CliRunner().invoke(guard, ["packs", "atlantis"])
    assert result.exit_code == 2
    assert "there is no pack atlantis" in result.stderr


def test_the_worked_examples_run() -> None:
    result = CliRunner().invoke(guard, ["test"])
    assert result.exit_code == 0
    assert "0 came out otherwise; 0 are missing" in result.stderr
