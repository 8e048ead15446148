"""What `courtesy script` and `courtesy template` share: verdicts, submissions and approvals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.session import Session
from bot.dialogue import Script, Template, name_of


def tell(path: Path, problems: Sequence[str]) -> None:
    """Whether a file is proved, and what is not."""
    click.echo(f"{path}: {'proved' if not problems else f'{len(problems)} not proved'}")
    for problem in problems:
        click.echo(f"  {problem}")


def submit(session: Session, work: Script | Template) -> None:
    from bot.conversation import approvals  # not every command of the group needs the database's libraries

    session.store.write_now(approvals.submit, approvals.prove(work), by=session.by, now=session.clock.now())
    click.echo(f"{name_of(work)}, version {work.version}, is submitted by {session.by}; somebody else approves it", err=True)


def approve(session: Session, work: Script | Template) -> None:
    from bot.conversation import approvals

    session.store.write_now(approvals.approve, approvals.prove(work), by=session.by, now=session.clock.now())
    click.echo(f"{name_of(work)}, version {work.version}, is approved by {session.by}", err=True)


def show(session: Session, kind: str, *, as_json: bool) -> None:
    """The submissions of scripts or of texts."""
    from bot.conversation import approvals

    found = [each for each in session.store.read_now(approvals.listed) if each.object.startswith(f"{kind} ")]
    if as_json:
        for each in found:
            row = {
                "object": each.object,
                "version": each.version,
                "digest": each.digest,
                "submitted_by": each.submitted_by,
                "submitted_at": each.submitted_at.isoformat(),
                "approved_by": each.approved_by,
                "approved_at": each.approved_at and each.approved_at.isoformat(),
            }
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table("what", "version", "submitted by", "at", "approved by", "at")
    for each in found:
        done = (escape(each.approved_by or ""), f"{each.approved_at:%Y-%m-%d %H:%M} UTC" if each.approved_at else "")
        table.add_row(each.object, each.version, escape(each.submitted_by), f"{each.submitted_at:%Y-%m-%d %H:%M} UTC", *done)
    Console().print(table)
