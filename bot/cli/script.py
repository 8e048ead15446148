"""`courtesy script`: dialogue scripts, proved before they are used."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.base.resources import scripts_folder
from bot.dialogue import DialogueError, script_at, verify


@click.group("script")
def script_group() -> None:
    """Dialogue scripts: prove them before they are used."""


@script_group.command("verify")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(files: tuple[Path, ...]) -> None:
    """Prove that scripts keep the rules on every path, or show the shortest path that breaks one.

    Without FILES, all shipped scripts. The exit status is 1 if something could not be proved.
    """
    faulty = False
    for path in files or sorted(scripts_folder().glob("*/*.yaml")):
        try:
            problems = [str(problem) for problem in verify(script_at(path))]
        except DialogueError as error:
            problems = [str(error)]
        faulty = faulty or bool(problems)
        click.echo(f"{path}: {'proved' if not problems else f'{len(problems)} not proved'}")
        for problem in problems:
            click.echo(f"  {problem}")
    sys.exit(1 if faulty else 0)
