"""`courtesy import`: a placement file into the portfolio."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.cli.session import Session, pass_session
from bot.portfolio import batches
from bot.portfolio.importing import import_file
from bot.portfolio.placement import load_mapping

_SHOWN = 20
"""So many errors are shown to a person; `--json` and `--rejects` have all."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--mandate", help="The mandate that the accounts are placed under.")
@click.option("--creditor", help="Whose accounts they are, where the file does not say. [the mandate's creditor]")
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="YAML that names the field of each header.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write rejected rows here, with the reasons.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--undo", metavar="BATCH", help="Take a batch back.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_session
def import_(
    session: Session, file: Path | None, mandate: str | None, creditor: str | None, mapping: Path | None, rejects: Path | None,
    dry_run: bool, undo: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Import a placement FILE (CSV, XLSX or JSON Lines): what a lender hands over when it places overdue accounts.

    Exit status 1 if rows were rejected; the others are in.
    """
    if undo is not None:
        if file is not None or dry_run:
            raise click.UsageError("--undo takes a batch back: give no FILE and no --dry-run with it")
        _undo(session, undo, as_json)
        return
    if file is None or mandate is None:
        raise click.UsageError("give a FILE and its --mandate (see `courtesy mandate list`)")
    columns = load_mapping(mapping) if mapping else None
    with _progress() as bar:
        task = bar.add_task("rows")
        report = import_file(
            session.store, session.clock, file, mandate, creditor=creditor, mapping=columns, dry_run=dry_run, rejects=rejects,
            progress=lambda rows: bar.update(task, completed=rows),
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        _show(report)
    if report["rows"]["rejected"]:
        sys.exit(1)


def _undo(session: Session, batch: str, as_json: bool) -> None:
    undone = session.store.write_now(batches.undo, batch, session.clock.now())
    if as_json:
        click.echo(json.dumps({"batch": undone.batch, "withdrawn": undone.withdrawn, "restored": undone.restored}))
    else:
        click.echo(f"{undone.batch} is taken back: {undone.withdrawn} accounts withdrawn, {undone.restored} as they were before.")


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} rows"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _show(report: dict[str, Any]) -> None:
    console = Console()
    rows = report["rows"]
    table = Table(title=escape(f"{report['file']} ({report['encoding']})"), show_header=False)
    for name, number in rows.items():
        table.add_row(name, f"{number:,}", style="red" if name == "rejected" and number else None)
    console.print(table)
    console.print(f"batch {report['batch']}" if report["batch"] else "dry run: nothing was written", highlight=False)
    notes = [header for header, field in report["columns"].items() if field is None]
    if notes:
        console.print(f"kept as notes: {', '.join(notes)}", markup=False, highlight=False)
    for kind in ("errors", "warnings"):
        for each in report[kind][:_SHOWN]:
            console.print(f"line {each['line']}: {each['field']} {each['code']}: {each['message']}", markup=False, highlight=False)
        if len(report[kind]) > _SHOWN:
            console.print(f"... and {len(report[kind]) - _SHOWN} more {kind} (--json has all)", highlight=False)
