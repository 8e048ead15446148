"""`courtesy rehearse FILE`: conversations through the real scripts, one JSON result a line; or one, live, with oneself as the borrower."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, TextIO

import click
from pydantic import ValidationError

from bot.cli.rehearse_live import keep, live, sample
from bot.conversation.rehearsal import rehearse
from bot.conversation.scenario import Scenario, Turn
from bot.dialogue import LANGUAGES, Script, load_script

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("rehearse")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"), required=False)
@click.option("--scripts", type=_FOLDER, help="A folder of scripts other than the shipped one.")
@click.option("--script", "name", default="reminder", show_default=True, help="Which of the scripts to play.")
@click.option("--live", "talk", is_flag=True, help="Type the borrower's part yourself.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh-CN", show_default=True, help="Live: the language.")
@click.option("--channel", type=click.Choice(["voice", "sms"]), default="voice", show_default=True, help="Live: a call or a thread.")
@click.option("--inbound", is_flag=True, help="Live: the borrower calls or writes first.")
@click.option("--machine", is_flag=True, help="Live: an answering machine picks up.")
@click.option("--screening", metavar="WORDS", help="Live: an assistant picks up, and says this.")
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Live: add what was typed to this file, to be played again.")
def rehearse_command(file: TextIO | None, scripts: Path | None, name: str, talk: bool, **options: Any) -> None:
    """Play the conversations of FILE (JSON Lines, - for standard input) without a telephone.

    Prints one result a line. A line that is no scenario gets its error and the others are played; the exit status is then 1.

    With --live there is no FILE: the borrower is made up, and you answer for them.
    """
    if talk == (file is not None):
        raise click.UsageError("a FILE is needed, or --live without one")
    if file is None:
        _live(load_script(options["lang"], name, scripts), **options)
        return
    script_for = cache(lambda lang: load_script(lang, name, scripts))
    refused = False
    for number, line in enumerate(file, 1):
        if line.strip():
            result = _played(line, number, script_for)
            refused = refused or "error" in result
            click.echo(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if refused else 0)


def _live(script: Script, *, lang: str, channel: str, inbound: bool, machine: bool, screening: str | None, save: Path | None) -> None:
    opening = Turn(machine="beep") if machine else Turn(screening=screening) if screening else None
    if opening is not None and (channel == "sms" or inbound):
        raise click.UsageError("a machine or an assistant picks up only where we call")
    typed = live(sample(lang, channel, "inbound" if inbound else "outbound"), script, opening)
    if save is not None:
        keep(typed, save)


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
