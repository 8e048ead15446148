"""The command `courtesy`: every subcommand is in a module of its own; here they are put together and errors become words."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import click

from bot.base.errors import CourtesyError
from bot.cli.campaigns import campaign, contact, show
from bot.cli.carrier import carrier
from bot.cli.demo import demo
from bot.cli.guard import guard
from bot.cli.logs import set_up_logs
from bot.cli.mandate import mandate
from bot.cli.placement import import_
from bot.cli.rehearse import rehearse_command
from bot.cli.safety import ledger, resume, stop, suppress
from bot.cli.script import script_group
from bot.cli.service import db, doctor, run
from bot.cli.session import Session
from bot.cli.transcribe import transcribe
from bot.cli.understand import understand_command
from compliance import ComplianceError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
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


for command in (
    demo,
    run,
    carrier,
    mandate,
    import_,
    campaign,
    contact,
    show,
    guard,
    understand_command,
    rehearse_command,
    script_group,
    transcribe,
    stop,
    resume,
    suppress,
    ledger,
    db,
    doctor,
):
    courtesy.add_command(command)


def main() -> None:
    """Entry point. What we can explain is said in one paragraph; a bug shows its traceback."""
    try:
        courtesy()
    except CourtesyError as problem:
        click.echo(f"courtesy: {problem}", err=True)
        sys.exit(problem.exit_status)
    except ComplianceError as problem:
        click.echo(f"courtesy: {problem}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
