"""`courtesy campaign`, `contact` and `show`: what is planned, one contact by hand, and all that is on file of one borrower."""

from __future__ import annotations

import json
from datetime import datetime

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Connection

from bot.app import load_templates
from bot.base.errors import CourtesyError
from bot.campaign import borrower, planner, report
from bot.cli.accounts import one_account
from bot.cli.session import Session, pass_session
from bot.contact import requests
from bot.contact.ask import Answer
from bot.contact.kept_packs import keep_packs
from bot.contact.requests import Wish, ask_for
from bot.contact.texts import Templates
from compliance import Packs, load_packs


@click.group()
def campaign() -> None:
    """Campaigns: a text and a call for every account of a mandate, as the guard allows."""


@campaign.command("create")
@click.argument("name")
@click.option("--mandate", required=True, help="Whose accounts.")
@click.option("--channels", default="sms,voice", show_default=True, help="What to use, in this order.")
@pass_session
def create(session: Session, name: str, mandate: str, channels: str) -> None:
    """Plan a campaign. A running service begins with it at once."""
    wanted = tuple(part.strip() for part in channels.split(",") if part.strip())
    made = session.store.write_now(planner.create, name=name, mandate_id=mandate, channels=wanted, now=session.clock.now())
    click.echo(made)


def _mover(verb: str, status: planner.Status, text: str) -> None:
    @campaign.command(verb, help=text)
    @click.argument("name")
    @pass_session
    def move(session: Session, name: str) -> None:
        moved = session.store.write_now(planner.move, name, status, session.clock.now())
        click.echo(f"{moved.name}: {moved.status}", err=True)


_mover("pause", "paused", "Let nothing more of a campaign be sent until it is resumed.")
_mover("resume", "running", "Go on with a paused campaign.")
_mover("stop", "stopped", "End a campaign: what it still planned is cancelled.")


@campaign.command("status")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_session
def status(session: Session, name: str, as_json: bool) -> None:
    """How far a campaign is: its contacts by decision and outcome."""
    found = session.store.read_now(planner.find, name)
    counts = session.store.read_now(report.contacts, campaign_id=found.id)
    if as_json:
        click.echo(json.dumps({"id": found.id, "name": found.name, "status": found.status, "contacts": counts}, ensure_ascii=False))
        return
    table = Table("channel", "result", "contacts", title=escape(f"{found.name}: {found.status}"))
    for channel, results in counts.items():
        for result, count in results.items():
            table.add_row(channel, result, str(count))
    Console().print(table)


def _ask_and_plan(conn: Connection, wish: Wish, packs: Packs, texts: Templates, now: datetime) -> Answer:
    """In one transaction, so that a running service does not plan it too."""
    keep_packs(conn, packs, now)
    name = ask_for(conn, wish, now)
    answer = None if name is None else requests.plan(conn, name, packs, texts, now)
    if answer is None:
        raise CourtesyError("this contact has been asked for already")
    return answer


@click.command()
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("--channel", type=click.Choice(["voice", "sms"]), required=True)
@pass_session
def contact(session: Session, who: str, channel: str) -> None:
    """One manual contact now. The guard is asked like for every other; a running service sends it."""
    now = session.clock.now()
    wish = Wish(one_account(session, who), channel, "manual", now, template="contact_request" if channel == "sms" else None)
    answer = session.store.write_now(_ask_and_plan, wish, load_packs(), load_templates(session.config.scripts), now)
    waits = f", not before {answer.not_before.isoformat()}" if answer.not_before else ", until a call that is open has ended"
    click.echo(answer.outcome + (waits if answer.outcome == "defer" else ""))
    for reason in answer.reasons:
        if reason["outcome"] != "allow":
            click.echo(f"  {reason['rule']}: {reason['detail']} ({reason['citation']})")


@click.command()
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_session
def show(session: Session, who: str, as_json: bool) -> None:
    """All that is on file of one borrower: accounts, contacts, promises, suppressions, the next permitted time."""
    texts = load_templates(session.config.scripts)
    file = session.store.read_now(borrower.everything, one_account(session, who), load_packs(), texts, session.clock.now())
    if as_json:
        click.echo(json.dumps(file, ensure_ascii=False))
        return
    out = Console(highlight=False)
    for section, rows in file.items():
        if not rows:
            continue
        if not isinstance(rows, list):
            out.print(f"[bold]{section}[/] {escape(str(rows))}")
            continue
        table = Table(*rows[0], title=section, title_justify="left")
        for row in rows:
            table.add_row(*(escape(str(value)) if value is not None else "" for value in row.values()))
        out.print(table)
