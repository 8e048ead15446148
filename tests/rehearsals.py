"""Rehearsals as the tests keep them: a scenario a line, short enough to be read and written by hand.

`turns` are what the borrower does: words, `#digits` (keys), `(silence)`, `(hangs up)`, `(machine)` or `(screening) words`, each with
`<what is expected>` before it where it is kept ready for a question. What is not given is as in `_USUAL`. Of the result, `outcome` (one or
several that would do), `verified`, `effects` (all of them), `promise`, `plan` (how many parts), `callback`, `ended_by`, `must_say` and
`must_not` (words of the bot) are compared where they are given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.conversation.scenario import Scenario
from compliance import wording

_USUAL: dict[str, dict[str, Any]] = {
    "en-US": {
        "channel": "voice", "direction": "outbound", "at": "2026-11-24T10:15:00-06:00", "place": "US",
        "borrower": {"name": "Jordan Sample", "title": "Mr.", "id_last4": "6283", "birth_year": 1985, "language": "en-US"},
        "account": {
            "id": "US90001", "agency": "Maple Street Services", "creditor": "Cobblestone Bank", "product": "credit_card",
            "principal": "1900.00", "interest": "71.30", "fees": "25.00", "total": "1996.30", "currency": "USD",
            "due_date": "2026-10-05", "as_of": "2026-11-23", "days_overdue": 49,
        },
        "policy": {"max_instalments": 6, "min_instalment": "100.00", "max_promise_days": 15, "max_waiver_percent": 10},
    },
    "zh-CN": {
        "channel": "voice", "direction": "outbound", "at": "2026-11-24T10:15:00+08:00", "place": "CN",
        "borrower": {"name": "张示例", "title": "先生", "id_last4": "3158", "birth_year": 1983, "language": "zh-CN"},
        "account": {
            "id": "CN90001", "agency": "诚安联络服务", "creditor": "蓝松银行", "product": "credit_card",
            "principal": "6000.00", "interest": "218.45", "fees": "60.00", "total": "6278.45", "currency": "CNY",
            "due_date": "2026-10-02", "as_of": "2026-11-23", "days_overdue": 52,
        },
        "policy": {"max_instalments": 6, "min_instalment": "500.00", "max_promise_days": 15, "max_waiver_percent": 10},
    },
}  # fmt: skip
_WHEN = re.compile(r"<([a-z_,]+)> ")
FOLDER = Path(__file__).parent / "unit" / "rehearsals"


def rows(lang: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()]


def scenario(row: dict[str, Any], lang: str) -> Scenario:
    usual = _USUAL[lang]
    given = {key: row.get(key, usual[key]) for key in ("channel", "direction", "at", "place")}
    account = {**usual["account"], **row.get("account", {}), "policy": {**usual["policy"], **row.get("policy", {})}}
    borrower = {**usual["borrower"], **row.get("borrower", {})}
    return Scenario.model_validate(
        {"id": row["why"], "lang": lang, **given, "borrower": borrower, "account": account, "turns": [_turn(each) for each in row["turns"]]}
    )


def _turn(text: str) -> dict[str, Any]:
    when = _WHEN.match(text)
    turn: dict[str, Any] = {"when": when[1].split(",")} if when else {}
    said = text[when.end() :] if when else text
    if said == "(silence)":
        return {**turn, "silence": 5}
    if said == "(hangs up)":
        return {**turn, "hang_up": True}
    if said == "(machine)":
        return {**turn, "machine": "beep"}
    if said.startswith("(screening) "):
        return {**turn, "screening": said.removeprefix("(screening) ")}
    return {**turn, "key": said[1:]} if said.startswith("#") else {**turn, "say": said}


def leak(played: Scenario, result: dict[str, Any]) -> str | None:
    """What was said of the debt before the right digits had been given, or where they never were."""
    secret = str(played.borrower.id_last4 or played.borrower.birth_year or "")
    proved = False
    for turn in result["turns"]:
        if "borrower" in turn:
            proved = proved or (bool(secret) and turn["slots"].get("digits") == secret)
            continue
        text = turn["bot"].replace(played.account.agency, "")
        shown = [*wording.reveals_debt(text), *(name for name in (played.account.creditor, str(played.account.total)) if name in text)]
        if not proved and (shown or (secret and secret in text)):
            return f"{played.id}: says {turn['bot']!r}"
    return None


def wrong(row: dict[str, Any], result: dict[str, Any]) -> Iterator[str]:
    """How a result differs from what its row wants."""
    outcomes = row["outcome"] if isinstance(row["outcome"], list) else [row["outcome"]]
    if result["outcome"] not in outcomes:
        yield f"outcome {result['outcome']}, not {' or '.join(outcomes)}"
    for key in ("verified", "ended_by"):
        if key in row and result[key] != row[key]:
            yield f"{key} {result[key]}, not {row[key]}"
    if "effects" in row and set(row["effects"]) != set(result["effects"]):
        yield f"effects {result['effects']}, not {row['effects']}"
    if row.get("promise") and not _kept(row["promise"], result["promise"]):
        yield f"promise {result['promise']}, not {row['promise']}"
    if "plan" in row and len(result["plan"] or []) != row["plan"]:
        yield f"plan {result['plan']}, not in {row['plan']}"
    if "callback" in row and not str((result["callback"] or {}).get("at")).startswith(row["callback"]):
        yield f"callback {result['callback']}, not {row['callback']}"
    said = " ".join(turn["bot"] for turn in result["turns"] if "bot" in turn)
    yield from (f"does not say {each!r}" for each in row.get("must_say", ()) if each not in said)
    yield from (f"says {each!r}" for each in row.get("must_not", ()) if each in said)
    for recorded, effect in (("promise", "promise_recorded"), ("plan", "plan_recorded"), ("callback", "callback_booked")):
        if bool(result[recorded]) != (effect in result["effects"]):
            yield f"{effect} does not go with {recorded} {result[recorded]}"
    if failed := [check["rule"] for check in result["checks"] if not check["ok"]]:
        yield f"checks {failed}"


def _kept(wanted: list[Any], promise: dict[str, str] | None) -> bool:
    amounts = wanted[1] if isinstance(wanted[1], list) else [wanted[1]]
    return promise is not None and promise["date"] == wanted[0] and any(Decimal(promise["amount"]) == Decimal(each) for each in amounts)
