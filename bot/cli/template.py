"""`courtesy template`: texts that are sent outside a conversation, proved, counted and approved before they are used."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.base.resources import scripts_folder
from bot.cli import approving
from bot.cli.session import Session, pass_session
from bot.contact import operators
from bot.dialogue import LANGUAGES, DialogueError, template_at, verify_text
from bot.dialogue.compare import text_differences
from bot.dialogue.texts import cost

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("template")
def template_group() -> None:
    """Texts: write, prove, compare and approve them (docs/scripts.md)."""


@template_group.command("new")
@click.argument("file", type=click.Path(exists=False, dir_okay=False, path_type=Path))
@click.option("--unsolicited/--asked-for", default=True, show_default=True, help="Whether the borrower gets it without having asked.")
def new(file: Path, unsolicited: bool) -> None:
    """Begin a text: FILE is FOLDER/LANGUAGE/texts/NAME.yaml."""
    lang = file.resolve().parent.parent.name
    if lang not in LANGUAGES or file.resolve().parent.name != "texts" or file.suffix != ".yaml":
        raise click.UsageError(f"{file} is not FOLDER/LANGUAGE/texts/NAME.yaml, with one of the languages {', '.join(LANGUAGES)}")
    if file.exists():
        raise click.UsageError(f"{file} is there already")
    words = '"【{agency}】{address}您好。回复T退订。"' if lang == "zh-CN" else '"{agency}: Hello {name}. Reply STOP to opt out."'
    head = "# yaml-language-server: $schema=../../schema/template.schema.json\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    flag = "true" if unsolicited else "false"
    file.write_text(f"{head}version: 1\nid: {file.stem}\nlang: {lang}\nunsolicited: {flag}\ntext: {words}\n", encoding="utf-8")
    template_at(file)


@template_group.command("verify")
@click.argument("files", nargs=-1, type=EXISTING)
def verify_command(files: tuple[Path, ...]) -> None:
    """Prove that texts keep the rules, and say what they cost on the air with long values in them.

    Without FILES, all shipped texts. The exit status is 1 if something could not be proved.
    """
    faulty = False
    for path in files or sorted(scripts_folder().glob("??-??/texts/*.yaml")):
        try:
            found = template_at(path)
            problems = [str(problem) for problem in verify_text(found)]
        except DialogueError as error:
            found, problems = None, [str(error)]
        faulty = faulty or bool(problems)
        approving.tell(path, problems)
        if found is not None:
            at_most = cost(found)
            click.echo(f"  up to {at_most.characters} characters of {at_most.encoding}, {at_most.segments} to be paid for")
    sys.exit(1 if faulty else 0)


@template_group.command("diff")
@click.argument("old", type=EXISTING)
@click.argument("new", type=EXISTING)
def diff(old: Path, new: Path) -> None:
    """Say which words NEW has that OLD does not."""
    for line in text_differences(template_at(old).file, template_at(new).file):
        click.echo(line)


@template_group.command("submit")
@click.argument("file", type=EXISTING)
@pass_session
def submit(session: Session, file: Path) -> None:
    """Ask for the approval of a text; it is proved first."""
    approving.submit(session, template_at(file))


@template_group.command("approve")
@click.argument("file", type=EXISTING)
@pass_session
def approve(session: Session, file: Path) -> None:
    """Approve a text that somebody else has submitted, word for word. The service uses it from its next start."""
    approving.approve(session, template_at(file))


@template_group.command("operator")
@click.argument("file", type=EXISTING)
@click.option("--operator", required=True, help="The mobile operator, or who sends for it, by its name in `gateway.operators`.")
@click.option("--status", type=click.Choice(["submitted", "approved", "rejected"]), required=True, help="What it says of this text.")
@click.option("--code", "codes", multiple=True, help="Its own number of the template; of each variant in the file's order, `-` for none.")
@pass_session
def operator(session: Session, file: Path, operator: str, status: operators.Status, codes: tuple[str, ...]) -> None:
    """Note what a mobile operator says of a text that it has to approve before it carries it.

    Where `gateway.routes` sends texts through this operator, only what is approved goes out, by the numbers noted here. For other
    carriers it is a note: to hold a text back there, `courtesy stop --script NAME`.
    """
    if any("," in code for code in codes):
        raise click.UsageError("give each variant's number with a --code of its own, without commas")
    code = operators.SEPARATOR.join(codes) or None
    session.store.write_now(operators.note, template_at(file), operator, status, code, by=session.by, now=session.clock.now())


@template_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List what was submitted and what is approved, the newest first; then what operators say of each text."""
    approving.show(session, "text", as_json=as_json)
    found = session.store.read_now(operators.listed)
    if as_json:
        for each in found:
            click.echo(json.dumps({**asdict(each), "at": each.at.isoformat()}, ensure_ascii=False))
        return
    table = Table("what", "version", "operator", "says", "its number", "at")
    for each in found:
        said = (escape(each.operator), each.status, escape(each.code or ""), f"{each.at:%Y-%m-%d %H:%M} UTC")
        table.add_row(each.object, each.version, *said)
    Console().print(table)
