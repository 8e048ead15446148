"""`courtesy understand`: replies as JSON Lines in, their meanings out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO

import click

from bot.base.errors import CourtesyError
from bot.cli.session import Session, pass_session
from bot.understanding import explain, interpret

EXPECTS = ("identity", "digits", "payment", "yes_no", "callback_time")


class BadLineError(CourtesyError):
    """A line of the input is not what the contract says."""


@click.command("understand")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), required=False)
@click.option("--explain", "explained", is_flag=True, help="Add `why`: what was read, which patterns and features decided, their scores.")
@click.option("--export-corrections", is_flag=True, help="Instead, print what supervisors corrected as lines of the corpus.")
@pass_session
def understand_command(session: Session, file: TextIO | None, explained: bool, export_corrections: bool) -> None:
    """Say what each reply in FILE (JSON Lines; - is standard input) means, one line for each.

    A broken line is answered with an error, the rest is answered all the same, and the exit status is 1.

    With --export-corrections no FILE is read: replies that a supervisor corrected go to standard output, names covered, as lines for
    `bot/understanding/corpus`; `make understanding` trains on them.
    """
    if export_corrections == (file is not None):
        raise click.UsageError("either a FILE of replies or --export-corrections is needed")
    if file is not None:
        sys.exit(answer_lines(file, sys.stdout, explained=explained))
    from bot.cli.corrections import corrected  # the database's libraries are not needed to understand

    lines, left_out = session.store.read_now(corrected)
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))
    click.echo(f"{len(lines)} corrections; {left_out} left out that answer the identity check", err=True)


def answer_lines(lines: Iterable[str], out: TextIO, *, explained: bool) -> int:
    """Answer each line that is not blank; returns 1 if any was broken, else 0."""
    broken = 0
    for line in lines:
        if not line.strip():
            continue
        row: Any = None
        try:
            row = _parse(line)
            answer = _answer(row, explained=explained)
        except CourtesyError as e:
            broken = 1
            answer = {"id": row.get("id") if isinstance(row, dict) else None, "error": str(e)}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return broken


def _parse(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as e:
        raise BadLineError("not JSON: one object a line is needed") from e


def _answer(row: Any, *, explained: bool) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise BadLineError("not an object: id, lang, text and at are needed")
    text, expects = row.get("text"), row.get("expects")
    if not isinstance(text, str):
        raise BadLineError("text is missing or no string")
    if expects is not None and expects not in EXPECTS:
        raise BadLineError(f"expects is none of {', '.join(EXPECTS)}")
    at = _moment(row.get("at"))
    channel = "sms" if row.get("channel") == "sms" else "voice"
    reading, meaning = interpret(text, lang=str(row.get("lang")), at=at, expects=expects, channel=channel)
    slots: dict[str, str | int] = dict(meaning.slots)
    if "count" in slots:
        slots["count"] = int(slots["count"])
    answer = {"id": row.get("id"), "intent": meaning.intent, "also": list(meaning.also), "slots": slots, "confidence": meaning.confidence}
    return answer | {"why": explain(reading, at, meaning)} if explained else answer


def _moment(text: Any) -> datetime:
    if not isinstance(text, str):
        raise BadLineError("at is missing: an ISO 8601 time with offset is needed")
    try:
        return datetime.fromisoformat(text)
    except ValueError as e:
        raise BadLineError("at is no ISO 8601 time with offset, such as 2026-12-05T10:20:00+08:00") from e
