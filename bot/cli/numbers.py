"""`courtesy number`: our own numbers, how they fare, and which of them rest."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.session import Session, pass_session
from bot.contact import our_numbers

_LONGEST_DAYS = 365


@click.group()
def number() -> None:
    """Numbers of ours that contacts are made from (`gateway.routes`, docs/telephony.md).

    A borrower gets the same one always. One that rests, or is used up for the day, is not replaced by another: who knows it waits.
    """


@number.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List them with what was made from each in 24 hours, how its calls of a week were answered, and whether it rests."""
    kinds = _kinds(session)
    found = session.store.read_now(our_numbers.health, list(kinds), session.clock.now())
    if as_json:
        for each in found:
            until = each.resting_until and each.resting_until.isoformat()
            click.echo(json.dumps({**asdict(each), "kind": kinds[each.number], "resting_until": until}, ensure_ascii=False))
        return
    table = Table("number", "kind", "in 24 h", "calls in 7 days", "answered", "rests until", "why")
    for each in found:
        answered = f"{each.answered} ({each.answered / each.calls:.0%})" if each.calls else ""
        rests = (f"{each.resting_until:%Y-%m-%d %H:%M} UTC", escape(each.reason or "")) if each.resting_until else ("", "")
        table.add_row(each.number, kinds[each.number], str(each.today), str(each.calls), answered, *rests)
    Console().print(table)


@number.command("rest")
@click.argument("ours", metavar="NUMBER")
@click.option("--days", type=click.IntRange(1, _LONGEST_DAYS), required=True, help="For how long.")
@click.option("--reason", required=True, help="Why, for the record, such as that it is marked as a nuisance.")
@pass_session
def rest(session: Session, ours: str, days: int, reason: str) -> None:
    """Make nothing from NUMBER for some days."""
    _check_ours(session, ours)
    now: datetime = session.clock.now()
    session.store.write_now(our_numbers.rest, ours, now + timedelta(days=days), reason=reason, by=session.by, now=now)


@number.command("resume")
@click.argument("ours", metavar="NUMBER")
@pass_session
def resume(session: Session, ours: str) -> None:
    """End the rest of NUMBER."""
    _check_ours(session, ours)
    if not session.store.write_now(our_numbers.end_rest, ours, by=session.by, now=session.clock.now()):
        raise click.ClickException(f"{ours} does not rest")


def _kinds(session: Session) -> dict[str, str]:
    """What each of our numbers is."""
    gateway = session.config.gateway
    first = {gateway.caller_number: ""} if gateway.caller_number else {}
    return first | {each.number: each.kind for route in gateway.routes for each in route.numbers}


def _check_ours(session: Session, ours: str) -> None:
    if ours not in _kinds(session):
        raise click.UsageError(f"{ours} is none of our numbers: see `courtesy number list`")
