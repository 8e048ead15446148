"""`courtesy mandate`: who may contact whose borrowers, on whose behalf, how."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.session import Session, pass_session
from bot.portfolio.accounts import Mandate, load_mandate
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate, all_mandates, end_mandate
from compliance.wording import reveals_debt


@click.group()
def mandate() -> None:
    """Mandates: nothing is contacted without a live one."""


@mandate.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_session
def add(session: Session, file: Path) -> None:
    """Put the mandate in FILE (YAML) on file."""
    found = read_mandate(file, reveals_debt)
    new = session.store.write_now(add_mandate, found, session.clock.now())
    click.echo(f"mandate {found.id} is on file" if new else f"mandate {found.id} was on file already, the same", err=True)


@mandate.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List all mandates, the newest first."""
    found = session.store.read_now(all_mandates)
    if as_json:
        for each in found:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        return
    table = Table("id", "creditor", "caller", "from", "to", "channels", "state")
    today = session.clock.now().date()
    for each in found:
        document = each.document
        channels = " ".join(document["channels"])
        names = (escape(document["creditor"]["name"]), escape(each.caller["name"]))
        table.add_row(each.id, *names, str(each.valid_from), str(each.valid_to), channels, _state(each, today.isoformat()))
    Console().print(table)


@mandate.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
@pass_session
def show(session: Session, name: str, as_json: bool) -> None:
    """Show one mandate whole."""
    found = _as_json(session.store.read_now(load_mandate, name))
    click.echo(json.dumps(found, ensure_ascii=False, indent=None if as_json else 2))


@mandate.command()
@click.argument("name", metavar="ID")
@pass_session
def end(session: Session, name: str) -> None:
    """End a mandate now, for good: nothing is contacted under it any more."""
    session.store.write_now(end_mandate, name, session.clock.now())
    click.echo(f"mandate {name} is ended", err=True)


def _state(found: Mandate, today: str) -> str:
    if found.ended_at is not None:
        return "ended"
    if today < found.valid_from.isoformat():
        return "not begun"
    return "over" if today > found.valid_to.isoformat() else "live"


def _as_json(found: Mandate) -> dict[str, object]:
    return found.document | {"ended_at": found.ended_at.isoformat() if found.ended_at else None}
