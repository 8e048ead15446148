"""`courtesy guard counts`: a person's contact budget follows the person from one caller for a lender to the next."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import click
from sqlalchemy import Connection

from bot.base.errors import CourtesyError
from bot.cli.session import Session, pass_session
from bot.contact.shared.export import export_counts, note_export
from bot.contact.shared.hashes import read_salt
from bot.contact.shared.taking import Taken, import_counts

_SHOWN = 20
_SALT = click.option(
    "--salt-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The salt that both parties have.",
)


@click.group()
def counts() -> None:
    """What callers for the same lender share about contacts, so that a portfolio that moves on does not start from zero.

    The file holds when and how somebody was contacted, what they refused, and what protects them. People, numbers and debts stand in it as
    HMAC-SHA-256 under a salt; nobody can be read from it without that salt, and everybody can be guessed with it. Make the salt once for
    each pair of parties, and hand it over by another way than the files:

        openssl rand -base64 32 > salt.txt && chmod 600 salt.txt

    Both parties must write the lender's name, and the lender's references of accounts, in the same way.
    """


@counts.command("export")
@click.option("--mandate", required=True, help="Whose borrowers (see `courtesy mandate list`).")
@_SALT
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@pass_session
def export(session: Session, mandate: str, salt_file: Path, out: Path) -> None:
    """Write what we did and learnt about the borrowers of a mandate, of the last year. Consents and names never leave."""
    salt = read_salt(salt_file)
    now = session.clock.now()
    half = out.with_name(out.name + ".part")

    def verb(conn: Connection) -> tuple[int, str]:
        lines, digest = -1, hashlib.sha256()
        half.unlink(missing_ok=True)  # what a killed run left, with whatever rights it has
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for line in export_counts(conn, mandate, salt, now):
                file.write(line)
                digest.update(line)
                lines += 1
        return lines, digest.hexdigest()

    try:
        lines, sha256 = session.store.read_now(verb)
        session.store.write_now(note_export, mandate, lines=lines, sha256=sha256, by=session.by, now=now)
        half.replace(out)
    except OSError as problem:
        raise CourtesyError(f"{out} can't be written: {problem.strerror}") from problem
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    click.echo(f"{lines} entries in {out}; the salt goes to the other party by another way", err=True)


@counts.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_SALT
@click.option("--mandate", help="Check that the file is about the lender of this mandate.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_session
def import_(session: Session, file: Path, salt_file: Path, mandate: str | None, as_json: bool) -> None:
    """Take FILE: from now on the guard counts what is in it for the same people and the same lender.

    It makes no difference which came first, the placement or the counts: what is about nobody on file is kept until somebody comes.
    The same file again changes nothing. Exit status 1 if lines were refused; the others are taken.
    """
    salt = read_salt(salt_file)
    taken = import_counts(session.store, session.clock, file, salt, mandate_id=mandate, by=session.by)
    if as_json:
        click.echo(json.dumps(taken.as_json(), ensure_ascii=False))
    else:
        _show(taken)
    if taken.rows.refused:
        sys.exit(1)


def _show(taken: Taken) -> None:
    rows = taken.rows
    click.echo(
        f"{rows.read} entries of {taken.caller}: {rows.added} new, {rows.updated} changed, {rows.unchanged} known, {rows.refused} refused"
    )
    click.echo(f"{taken.matched} are about people on file, {taken.waiting} wait for a placement that brings their people")
    if taken.waiting and not taken.matched:
        click.echo(
            "nothing matched: the placement has not come yet, or the other party writes names, ID digits or the lender's name otherwise"
        )
    for each in taken.errors[:_SHOWN]:
        click.echo(f"line {each['line']}: {each['message']}", err=True)
    if len(taken.errors) > _SHOWN:
        click.echo(f"... and {len(taken.errors) - _SHOWN} more (--json has all)", err=True)
