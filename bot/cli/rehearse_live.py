"""`courtesy rehearse --live`: be the borrower in the terminal, and see what is understood and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from bot.conversation.rehearsal import Rehearsal
from bot.conversation.scenario import Scenario, Turn
from bot.dialogue import Script

_POLICY = {"max_instalments": 6, "max_promise_days": 15, "max_waiver_percent": 10}
_DEBT = {
    "agency": "Maple Street Services", "creditor": "Cobblestone Bank", "product": "credit_card", "currency": "USD",
    "principal": "1900.00", "interest": "71.30", "fees": "25.00", "total": "1996.30",
    "policy": {**_POLICY, "min_instalment": "100.00"},
}  # fmt: skip
_DEBT_ZH = {
    "agency": "诚安联络服务", "creditor": "蓝松银行", "product": "credit_card", "currency": "CNY",
    "principal": "6000.00", "interest": "218.45", "fees": "60.00", "total": "6278.45",
    "policy": {**_POLICY, "min_instalment": "500.00"},
}  # fmt: skip
_DATES = {"due_date": "2026-10-05", "as_of": "2026-11-23", "days_overdue": 49}
SAMPLES: dict[str, dict[str, Any]] = {
    "en-US": {
        "at": "2026-11-24T10:15:00-06:00", "place": "US", "account": {"id": "US90001", **_DEBT, **_DATES},
        "borrower": {"name": "Jordan Sample", "title": "Mr.", "id_last4": "6283", "birth_year": 1985, "language": "en-US"},
    },
    "zh-CN": {
        "at": "2026-11-24T10:15:00+08:00", "place": "CN", "account": {"id": "CN90001", **_DEBT_ZH, **_DATES},
        "borrower": {"name": "张示例", "title": "先生", "id_last4": "3158", "birth_year": 1983, "language": "zh-CN"},
    },
}  # fmt: skip
"""Made-up borrowers, in the form of a scenario."""
HELP = "Type what the borrower says. #1234 are keys, an empty line is a silence, /state shows where we are, /bye hangs up."


def sample(lang: str, channel: str, direction: str) -> Scenario:
    """A made-up borrower who has not said anything yet."""
    return Scenario.model_validate({"id": "live", "lang": lang, "channel": channel, "direction": direction, "turns": [], **SAMPLES[lang]})


def live(scenario: Scenario, script: Script, opening: Turn | None) -> Scenario:
    """Talk until either side ends it, then show what came of it and the checks. Returns the scenario as it was typed.

    `opening`: a machine or a screening assistant that picks up, in place of a person.
    """
    borrower = scenario.borrower
    click.echo(f"{borrower.name}, {borrower.id_last4 or borrower.birth_year}. {HELP}\n", err=True)
    rehearsal, turns, shown = Rehearsal(scenario, script), [], 0
    rehearsal.begin(theirs=opening is not None)
    while not rehearsal.over:
        shown = _show(rehearsal, shown)
        turn, opening = opening or _typed(rehearsal), None
        turns.append(turn)
        rehearsal.take(turn)
    _show(rehearsal, shown)
    _close(rehearsal)
    return scenario.model_copy(update={"turns": turns})


def keep(scenario: Scenario, path: Path) -> None:
    """Add a scenario to a file that `courtesy rehearse` plays again."""
    row = scenario.model_dump(mode="json", exclude_defaults=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    click.echo(f"kept in {path}", err=True)


def _typed(rehearsal: Rehearsal) -> Turn:
    """The next turn from the keyboard; the end of the input hangs up."""
    while True:
        try:
            line = input("> ").strip()
        except EOFError:
            return Turn(hang_up=True)
        if line == "/state":
            click.echo(json.dumps(rehearsal.state, ensure_ascii=False, indent=1))
        elif line == "/bye":
            return Turn(hang_up=True)
        elif line.startswith("#") and set(line[1:]) <= set("0123456789*#") and line[1:]:
            return Turn(key=line[1:])
        else:
            return Turn(say=line) if line else Turn(silence=5)


def _show(rehearsal: Rehearsal, shown: int) -> int:
    """The turns that have not been shown; returns how many there are now."""
    for turn in rehearsal.turns[shown:]:
        if "bot" in turn:
            asked = f"  [{turn['state']}{', expects ' + turn['expects'] if turn['expects'] else ''}]"
            click.echo(click.style(turn["bot"], bold=True) + click.style(asked, dim=True))
        elif turn["intent"]:
            also = f" also {', '.join(turn['also'])}" if turn["also"] else ""
            slots = f" {json.dumps(turn['slots'], ensure_ascii=False)}" if turn["slots"] else ""
            click.echo(click.style(f"  = {turn['intent']}{also}{slots}", dim=True))
    return len(rehearsal.turns)


def _close(rehearsal: Rehearsal) -> None:
    result = rehearsal.result()
    settled = {key: result[key] for key in ("outcome", "verified", "ended_by", "promise", "plan", "callback", "effects") if result[key]}
    click.echo("\n" + json.dumps(settled, ensure_ascii=False))
    for check in result["checks"]:
        where = "" if check["ok"] else f" (turn {check['turn']}: {check['citation']})"
        click.echo(f"{'✓' if check['ok'] else '✗'} {check['rule']}{where}")
