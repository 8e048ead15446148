"""`courtesy run`, `doctor` and `db`: the service, and whether everything that it needs is in place."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator

import click
from rich.console import Console
from rich.markup import escape

from bot.app import LANGUAGES, Addresses, App, drafts, load_scripts, load_templates
from bot.base.errors import CourtesyError
from bot.cli.session import Session, pass_session
from bot.contact import operators
from bot.conversation import approvals
from bot.speech import Models, Synthesizer, missing_safety, model_paths
from bot.store import Store, upgrade
from bot.store.migrate import check, head, version
from bot.store.opening import open_keys
from compliance import ComplianceError, load_packs


@click.command()
@click.option("--role", type=click.Choice(["all"]), default="all", show_default=True, help="What this process does.")
@pass_session
def run(session: Session, role: str) -> None:
    """Run the service: scheduler, webhooks, media, console.

    Stop it with Ctrl-C: no new contact is begun, calls under way are closed, and everything is on file.
    """
    asyncio.run(_serve(session))


async def _serve(session: Session) -> None:
    app = App(session.config, session.clock)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        tell(await app.start())
        await stop.wait()
    finally:
        await app.close()


def tell(where: Addresses) -> None:
    """Say where the service listens."""
    click.echo(f"webhooks  {where.webhooks}  (health: {where.webhooks}/healthz)", err=True)
    click.echo(f"console   {where.console}", err=True)
    if where.setup:
        click.echo(f"\nNobody can sign in yet. Make the first user here, once, within 24 hours:\n  {where.setup}", err=True)


@click.group()
def db() -> None:
    """The database."""


@db.command("upgrade")
@pass_session
def db_upgrade(session: Session) -> None:
    """Bring the database to the shape that this version needs. Stop the service first, and keep a copy of the database."""
    store = Store(session.config.store.url, open_keys(session.config))
    try:
        before = store.read_now(version)
        if before != head():
            store.own()  # a service that runs knows the old shape only
        upgrade(store)
        click.echo(f"the database is at migration {head()}" + ("" if before == head() else f" (it was at {before or 'none'})"), err=True)
    finally:
        store.close()


Check = tuple[str, Callable[[], object]]
"""What is checked, and how: it raises what is wrong, and may return a warning in words."""


@click.command()
@pass_session
def doctor(session: Session) -> None:
    """Check that everything needed is in place, and say what is not. Exit status 1 if something must be mended."""
    out = Console(stderr=False, highlight=False)
    failed = False
    for name, body in _checks(session):
        try:
            warning = body()
        except (CourtesyError, ComplianceError) as problem:
            failed = True
            out.print(f"[red]✗[/] {name}: {escape(str(problem))}")
        else:
            out.print(f"[yellow]![/] {name}: {escape(str(warning))}" if warning else f"[green]✓[/] {name}")
    sys.exit(1 if failed else 0)


def _checks(session: Session) -> Iterator[Check]:
    yield "configuration", lambda: session.config.store.url and None
    yield "keys and database", lambda: _database(session)
    yield "rule packs", _packs
    yield "dialogue scripts and text templates", lambda: _scripts(session)
    for name in sorted({route.via for route in session.config.gateway.routes} & session.config.gateway.operators.keys()):
        yield f"texts at the operator {name}", lambda name=name: _carried(session, name)  # type: ignore[misc]
    yield "our package `compliance`", _our_compliance
    for lang in LANGUAGES:
        yield f"speech model {lang}", lambda lang=lang: _model(session, lang)  # type: ignore[misc]
    yield "voice (pyttsx3)", lambda: asyncio.run(_voice())
    yield "service settings", session.config.check_service


def _database(session: Session) -> str | None:
    session.store.read_now(check)
    return session.store.concern()


def _scripts(session: Session) -> str | None:
    folder = session.config.scripts
    session.store.read_now(approvals.require, [*load_scripts(folder).values(), *load_templates(folder).values()])
    unused = session.store.read_now(drafts, folder)
    return f"these are not used, and not approved as they are: {', '.join(unused)}" if unused else None


def _carried(session: Session, operator: str) -> str | None:
    texts = load_templates(session.config.scripts)
    lacking = session.store.read_now(operators.lacking, operator, texts.values())
    if not any(each.operator == operator and each.status == "approved" for each in session.store.read_now(operators.listed)):
        return "no text is noted as approved there, so none is sent (`courtesy template operator`)"
    return f"not noted as approved there in every variant, and those are not sent: {', '.join(lacking)}" if lacking else None


def _packs() -> None:
    load_packs()


def _our_compliance() -> str | None:
    import compliance

    if not hasattr(compliance, "decide"):
        raise CourtesyError(f"another package called `compliance` is in front of ours: {os.path.dirname(compliance.__file__ or '?')}")
    return None


def _model(session: Session, lang: str) -> str | None:
    models = Models(model_paths(session.config), threads=1)
    try:
        asyncio.run(models.get(lang))
        missing = missing_safety(lang, models.vocabulary(lang))
    finally:
        models.close()
    if missing:
        shown = ", ".join(missing[:12]) + (f" and {len(missing) - 12} more" if len(missing) > 12 else "")
        return f"{len(missing)} safety phrases have words that it can't hear: {shown}. Point `speech.models` at a full Vosk model"
    return None


async def _voice() -> None:
    async with Synthesizer() as synth:
        await synth.say("hello", "en-US")
