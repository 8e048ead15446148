"""`courtesy stop`, `resume` and `suppress`: what holds contacts back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection, select

from bot.base.errors import CourtesyError
from bot.base.phone import normalise
from bot.base.resources import scripts_folder
from bot.campaign import planner
from bot.cli.session import Session, pass_session
from bot.contact import effects, stops
from bot.contact.texts import ANSWERS
from bot.portfolio.accounts import find_accounts, load_account
from bot.store.tables import account
from bot.store.types import blind

_SCOPES = [
    click.option("--campaign", help="Only this campaign (its id or name)."),
    click.option("--creditor", help="Only contacts for this creditor."),
    click.option("--script", "script_", help="A dialogue script (all calls, for any may follow it) or a text template."),
    click.option("--number", help="Only this phone number."),
]


def _scoped(command: Any) -> Any:
    for option in reversed(_SCOPES):
        command = option(command)
    return command


def _scope(conn: Connection, given: dict[str, str | None]) -> tuple[stops.Scope, str | None]:
    named = {scope: value for scope, value in given.items() if value is not None}
    if not named:
        return "everything", None
    if len(named) > 1:
        raise click.UsageError("name one scope: --campaign, --creditor, --script or --number")
    scope, value = next(iter(named.items()))
    if scope == "number":
        return "number", blind(conn, normalise(value))
    return ("campaign", planner.find(conn, value).id) if scope == "campaign" else (scope, value)  # type: ignore[return-value]


def _known(conn: Connection, own: Path | None, scope: stops.Scope, value: str | None) -> stops.Scope:
    """The scope, `text` where a name is a text's alone. A stop that names nothing there is would stop nothing, and nobody would notice."""
    if scope == "creditor":
        known, texts = set(conn.execute(select(account.c.creditor).distinct()).scalars()), set[str]()
    elif scope == "script":
        folders = (scripts_folder(), *([own] if own else []))
        scripts = {path.stem for folder in folders for path in folder.glob("*/*.yaml")}
        texts = {path.stem for folder in folders for path in folder.glob("*/texts/*.yaml")} | {*ANSWERS}
        known, texts = scripts | texts, texts - scripts
    else:
        return scope
    if value not in known:
        raise stops.StopError(f"there is no {scope} `{value}`: there are {', '.join(sorted(known)) or 'none'}")
    return "text" if value in texts else scope


@click.command()
@_scoped
@click.option("--reason", default="stopped from the command line", show_default=True, help="Why, for the record.")
@pass_session
def stop(session: Session, campaign: str | None, creditor: str | None, script_: str | None, number: str | None, reason: str) -> None:
    """The kill switch: from this instant nothing in the scope is dialled, and live calls end. Without a scope: everything."""

    def verb(conn: Connection) -> tuple[str, str]:
        scope, value = _scope(conn, {"campaign": campaign, "creditor": creditor, "script": script_, "number": number})
        scope = _known(conn, session.config.scripts, scope, value)
        return stops.set_stop(conn, scope=scope, value=value, reason=reason, by=session.by, now=session.clock.now()), scope

    name, scope = session.store.write_now(verb)
    click.echo(f"stopped: {scope} ({name})", err=True)


@click.command()
@_scoped
@click.option("--reason", default="resumed from the command line", show_default=True, help="Why, for the record.")
@pass_session
def resume(session: Session, campaign: str | None, creditor: str | None, script_: str | None, number: str | None, reason: str) -> None:
    """Lift a stop again."""

    def verb(conn: Connection) -> str:
        scope, value = _scope(conn, {"campaign": campaign, "creditor": creditor, "script": script_, "number": number})
        for each in stops.active(conn):
            if each.value == value and (each.scope == scope or {each.scope, scope} == {"script", "text"}):
                stops.lift(conn, each.id, reason=reason, by=session.by, now=session.clock.now())
                return scope
        raise stops.StopError(f"nothing is stopped with the scope `{scope}`")

    click.echo(f"resumed: {session.store.write_now(verb)}", err=True)


@click.command()
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("--channel", type=click.Choice(["voice", "sms", "all"]), default="all", show_default=True)
@click.option("--reason", default="asked for", show_default=True, help="Why, for the record.")
@pass_session
def suppress(session: Session, who: str, channel: str, reason: str) -> None:
    """Contact this person (by account), or this number, no more: in every campaign, at once."""

    def verb(conn: Connection) -> str:
        if who.startswith("+"):
            effects.suppress(
                conn,
                group_id=None,
                number_index=blind(conn, normalise(who)),
                channel=channel,
                reason=reason,
                by=session.by,
                now=session.clock.now(),
            )
            return "the number"
        found = find_accounts(conn, who)
        if not found:
            raise CourtesyError("there is no such account: use the lender's reference or our id")
        for account_id in found:
            group = load_account(conn, account_id).group_id
            effects.suppress(
                conn, group_id=group, number_index=None, channel=channel, reason=reason, by=session.by, now=session.clock.now()
            )
        return f"{len(found)} account(s)"

    click.echo(f"suppressed for {channel}: {session.store.write_now(verb)}", err=True)
