"""`courtesy rehearse FILE`: conversations through the real scripts, one JSON result a line."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, TextIO

import click
from pydantic import ValidationError

from bot.conversation.rehearsal import rehearse
from bot.conversation.scenario import Scenario
from bot.dialogue import Script, load_script


@click.command("rehearse")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@click.option(
    "--scripts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of scripts other than the shipped one."
)
@click.option("--script", default="reminder", show_default=True, help="Which of the scripts to play.")
def rehearse_command(file: TextIO, scripts: Path | None, script: str) -> None:
    """Play the conversations of FILE (JSON Lines, - for standard input) without a telephone.

    Prints one result a line. A line that is no scenario gets its error and the others are played; the exit status is then 1.
    """
    script_for = cache(lambda lang: load_script(lang, script, scripts))
    refused = False
    for number, line in enumerate(file, 1):
        if line.strip():
            result = _played(line, number, script_for)
            refused = refused or "error" in result
            click.echo(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if refused else 0)


def _played(line: str, number: int, script_for: Any) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return {"id": None, "error": f"line {number}: not JSON ({error.msg})"}
    name = row.get("id") if isinstance(row, dict) else None
    try:
        scenario = Scenario.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the scenario"
        return {"id": name, "error": f"line {number}: {where}: {first['msg']}"}
    script: Script = script_for(scenario.lang)
    return rehearse(scenario, script)
