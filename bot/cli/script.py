"""`courtesy script`: dialogue scripts, proved and approved before they are used."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from bot.base.resources import scripts_folder
from bot.cli import approving
from bot.cli.session import Session, pass_session
from bot.dialogue import LANGUAGES, DialogueError, Script, load_script, script_at, verify
from bot.dialogue.compare import differences
from bot.dialogue.graph import drawn

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("script")
def script_group() -> None:
    """Dialogue scripts: write, prove, draw, compare and approve them (docs/scripts.md)."""


@script_group.command("new")
@click.argument("name")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to put it. [`scripts` of the configuration]")
@click.option("--extends", default="reminder", show_default=True, help="The shipped script whose lines and states it takes over.")
@pass_session
def new(session: Session, name: str, folder: Path | None, extends: str) -> None:
    """Begin a script of your own, in every language.

    It extends a shipped script, of which a copy is put beside it with the texts, and has nothing of its own yet.
    """
    root = folder or session.config.scripts
    if root is None:
        raise click.UsageError("name a --folder, or set `scripts` in the configuration")
    if not name.replace("_", "").isalnum():
        raise click.UsageError("a script's name has letters, digits and _ only")
    made = [root / lang / f"{name}.yaml" for lang in LANGUAGES]
    if taken := [path for path in made if path.exists()]:
        raise click.UsageError(f"{taken[0]} is there already")
    load_script(LANGUAGES[0], extends)
    shutil.copytree(scripts_folder(), root, dirs_exist_ok=True, copy_function=_unless_there)
    for lang, path in zip(LANGUAGES, made, strict=True):
        head = "# yaml-language-server: $schema=../schema/script.schema.json\n"
        path.write_text(f"{head}format: 2\nversion: 1\nid: {name}\nlang: {lang}\nextends: {extends}\n\nlines: {{}}\n", encoding="utf-8")
        click.echo(f"{path}: begun", err=True)


@script_group.command("verify")
@click.argument("files", nargs=-1, type=EXISTING)
def verify_command(files: tuple[Path, ...]) -> None:
    """Prove that scripts keep the rules on every path, or show the shortest path that breaks one.

    Without FILES, all shipped scripts. The exit status is 1 if something could not be proved.
    """
    faulty = False
    for path in files or sorted(scripts_folder().glob("??-??/*.yaml")):
        try:
            problems = [str(problem) for problem in verify(read(path))]
        except DialogueError as error:
            problems = [str(error)]
        faulty = faulty or bool(problems)
        approving.tell(path, problems)
    sys.exit(1 if faulty else 0)


@script_group.command("graph")
@click.argument("file", type=EXISTING)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the SVG. [standard output]")
def graph(file: Path, output: Path | None) -> None:
    """Draw a script's states and what leads from one to another, as SVG."""
    picture = drawn(read(file).file)
    if output is None:
        click.echo(picture, nl=False)
    else:
        output.write_text(picture, encoding="utf-8")


@script_group.command("diff")
@click.argument("old", type=EXISTING)
@click.argument("new", type=EXISTING)
def diff(old: Path, new: Path) -> None:
    """Say what the script NEW says or does that OLD does not: words and reactions, not the layout of the file."""
    for line in differences(read(old).file, read(new).file):
        click.echo(line)


@script_group.command("submit")
@click.argument("file", type=EXISTING)
@pass_session
def submit(session: Session, file: Path) -> None:
    """Ask for the approval of a script; it is proved first."""
    approving.submit(session, read(file))


@script_group.command("approve")
@click.argument("file", type=EXISTING)
@pass_session
def approve(session: Session, file: Path) -> None:
    """Approve a script that somebody else has submitted, word for word. The service uses it from its next start."""
    approving.approve(session, read(file))


@script_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List what was submitted and what is approved, the newest first."""
    approving.show(session, "script", as_json=as_json)


def read(path: Path) -> Script:
    """A script with its counterparts in the other languages, where it lies in a folder of its language."""
    lang = path.resolve().parent.name
    return load_script(lang, path.stem, path.resolve().parent.parent) if lang in LANGUAGES else script_at(path)


def _unless_there(source: str, target: str) -> str:
    return target if Path(target).exists() else shutil.copy2(source, target)
