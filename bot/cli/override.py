"""`courtesy override`: a supervisor's reasoned leave to go past a rule that is only recommended."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Connection

from bot.cli.accounts import one_account
from bot.cli.instants import instant
from bot.cli.session import Session, pass_session
from bot.contact import overrides
from bot.contact.overrides import Given
from bot.portfolio.accounts import load_account
from compliance import load_packs


@click.group()
def override() -> None:
    """Let contacts go past one recommended rule, for a reason, until an instant.

    Rules of law are never overridden, nor what the law presumes, nor our own limits. Every other rule still binds; the override is looked
    at again at the instant of sending, and each decision that needed it says by whom and why. Where the console has users, the person who
    acts (`courtesy --as USER ...`) must be a supervisor or an administrator.
    """


@override.command("give")
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("--rule", required=True, help="The rule's id, as `courtesy guard explain` names it.")
@click.option("--reason", required=True, help="Why, for the record. No personal data.")
@click.option("--until", required=True, type=instant, metavar="TIME", help="When it ends: ISO 8601 with an offset.")
@click.option("--person", is_flag=True, help="For all accounts of this person. [this account]")
@pass_session
def give(session: Session, who: str, rule: str, reason: str, until: datetime, person: bool) -> None:
    """Override RULE for an account. Prints the override's id."""
    account_id, packs = one_account(session, who), load_packs()

    def verb(conn: Connection) -> str:
        file = load_account(conn, account_id)
        return overrides.give(
            conn, packs, file, rule=rule, reason=reason, until=until, by=session.by, now=session.clock.now(), whole_person=person
        )

    click.echo(session.store.write_now(verb))


@override.command("list")
@click.argument("who", metavar="[ACCOUNT|NUMBER]", required=False)
@click.option("--all", "ended", is_flag=True, help="Also those that are over.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_session
def list_(session: Session, who: str | None, ended: bool, as_json: bool) -> None:
    """List the overrides that stand.

    The newest first: all, or those of one account and its person.
    """
    file = session.store.read_now(load_account, one_account(session, who)) if who else None
    found = session.store.read_now(overrides.listed, file=file, now=session.clock.now(), ended=ended)
    if as_json:
        for each in found:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        return
    table = Table("id", "rule", "for", "by", "reason", "until", "ended")
    for each in found:
        over = f"{each.ended_at:%Y-%m-%d %H:%M} UTC, {each.ended_by}" if each.ended_at else ""
        typed = map(escape, (each.account or "person", each.by, each.reason))
        table.add_row(each.id, each.rule, *typed, f"{each.until:%Y-%m-%d %H:%M} UTC", escape(over))
    Console().print(table)


@override.command("end")
@click.argument("name", metavar="ID")
@pass_session
def end(session: Session, name: str) -> None:
    """End an override now: the rule binds again from this instant."""
    session.store.write_now(overrides.end, name, by=session.by, now=session.clock.now())
    click.echo(f"override {name} is ended", err=True)


def _as_json(each: Given) -> dict[str, Any]:
    return {
        "id": each.id,
        "rule": each.rule,
        "account": each.account,
        "reason": each.reason,
        "by": each.by,
        "at": each.at.isoformat(),
        "until": each.until.isoformat(),
        "ended_by": each.ended_by,
        "ended_at": each.ended_at and each.ended_at.isoformat(),
    }
