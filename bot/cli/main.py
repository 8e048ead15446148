"""The command `courtesy`: every subcommand is in a module of its own; here they are put together and errors become words."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import click

from bot.base.errors import CourtesyError
from bot.cli.lazy import LazyGroup
from bot.cli.logs import set_up_logs
from bot.cli.session import Session
from compliance import ComplianceError

COMMANDS = {
    "demo": ("bot.cli.demo:demo", "the whole main job with made-up borrowers, no carrier needed"),
    "run": ("bot.cli.service:run", "the service: scheduler, webhooks, media, console"),
    "carrier": ("bot.cli.carrier:carrier", "the local carrier alone: Twilio's protocol on loopback"),
    "mandate": ("bot.cli.mandate:mandate", "who may contact whom: add, list, show, end"),
    "import": ("bot.cli.placement:import_", "a placement file into the portfolio"),
    "campaign": ("bot.cli.campaigns:campaign", "create, status, pause, resume, stop"),
    "contact": ("bot.cli.campaigns:contact", "one manual contact now, through the guard"),
    "show": ("bot.cli.campaigns:show", "all that is on file of one borrower"),
    "guard": ("bot.cli.guard:guard", "the rules: explain, check, packs, test, counts, replay"),
    "understand": ("bot.cli.understand:understand_command", "replies to intents and slots"),
    "rehearse": ("bot.cli.rehearse:rehearse_command", "conversations through the real scripts, without a telephone"),
    "script": ("bot.cli.script:script_group", "dialogue scripts: new, verify, graph, diff, submit, approve"),
    "template": ("bot.cli.template:template_group", "texts: the same for them"),
    "models": ("bot.cli.models:models", "speech models: list them, fetch full ones"),
    "transcribe": ("bot.cli.transcribe:transcribe", "a recording to text with word times"),
    "stop": ("bot.cli.safety:stop", "the kill switch"),
    "resume": ("bot.cli.safety:resume", "lift a stop again"),
    "suppress": ("bot.cli.safety:suppress", "contact a person or a number no more"),
    "override": ("bot.cli.override:override", "go past a recommended rule, with a reason and an end"),
    "number": ("bot.cli.numbers:number", "our own numbers: how they fare, which rest"),
    "ledger": ("bot.cli.ledger:ledger", "verify the chain of decisions and contacts; its signing key"),
    "evidence": ("bot.cli.evidence:evidence", "all about one account, in a pack that anyone can check"),
    "db": ("bot.cli.service:db", "migrate the database"),
    "doctor": ("bot.cli.service:doctor", "check that everything needed is in place"),
}


@click.group(cls=LazyGroup, where=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Configuration file. [config.yaml]")
@click.option("--as", "by", metavar="USER", help="The person who acts. [COURTESY_USER]")
@click.option("--verbose", is_flag=True, help="Show the log on standard error.")
@click.version_option(version("courtesy-outreach"), prog_name="courtesy")
@click.pass_context
def courtesy(ctx: click.Context, config: Path | None, by: str | None, verbose: bool) -> None:
    """Reminder calls and texts for overdue debts that keep every rule and can prove it."""
    set_up_logs(verbose)
    session = Session(config, by)
    ctx.obj = session
    ctx.call_on_close(session.close)


def main() -> None:
    """Entry point. What we can explain is said in one paragraph; a bug shows its traceback."""
    try:
        courtesy(prog_name="courtesy")
    except CourtesyError as problem:
        click.echo(f"courtesy: {problem}", err=True)
        sys.exit(problem.exit_status)
    except ComplianceError as problem:
        click.echo(f"courtesy: {problem}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
