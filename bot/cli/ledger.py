"""`courtesy ledger`: whether the record of decisions and contacts is as it was made, and the key that it is signed with."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from functools import partial

import click

from bot.base.signing import load_or_make_signing_keys, load_public_keys, pem, public_file
from bot.cli.session import Session, pass_session
from bot.contact.audit import Counts, outside, part, stretches
from bot.store.parallel import side_by_side
from compliance.checkpoint import fingerprint
from compliance.ledger import Problem


@click.group()
def ledger() -> None:
    """The chain of decisions and contacts."""


@ledger.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One problem a line, and a last line with the counts.")
@click.option("--chain-only", is_flag=True, help="The chain and its signatures; not whether the other tables agree with it.")
@pass_session
def ledger_verify(session: Session, as_json: bool, chain_only: bool) -> None:
    """Check the whole ledger. Exit status 1 if an entry was changed, removed, inserted or moved, or a signature does not fit.

    Memory stays flat, however long the ledger is. docs/evidence.md says what is proved by it, and what is not.
    """
    config = session.config.store
    public = tuple(key.public_bytes_raw() for key in load_public_keys(public_file(config.signing)))
    check = partial(part, public=public, file=outside(config.checkpoints), tables=not chain_only)
    counts, problems = Counts(), Counter[str]()
    for found, seen in side_by_side(config.url, session.keys, session.store.read_now(stretches), os.cpu_count() or 1, check):
        counts.add(seen)
        problems.update(each.kind for each in found)
        for each in found:
            click.echo(json.dumps(asdict(each), ensure_ascii=False) if as_json else _line(each))
    if as_json:
        click.echo(json.dumps({"whole": not problems, "problems": sum(problems.values())} | asdict(counts)))
    else:
        click.echo(_summary(counts, problems), err=True)
    sys.exit(1 if problems else 0)


def _line(each: Problem) -> str:
    where = f"entry {each.seq}" if each.seq else "the ledger"
    about = ", ".join(part for part in (each.entry, each.subject) if part)
    return f"{where}{f' ({about})' if about else ''}: {each.detail}"


def _summary(counts: Counts, problems: Counter[str]) -> str:
    parts = [f"{counts.entries} entries", f"{counts.checkpoints} checkpoints, signed up to entry {counts.signed}"]
    if counts.erased:
        parts.append(f"{counts.erased} with erased payloads")
    if counts.waiting:
        parts.append(f"{counts.waiting} not sealed yet")
    broken = ", ".join(f"{kind} {number}" for kind, number in problems.most_common())
    return f"{'; '.join(parts)}: " + (f"BROKEN ({broken})" if problems else "whole")


@ledger.command("key")
@click.option("--json", "as_json", is_flag=True, help="One key a line.")
@pass_session
def ledger_key(session: Session, as_json: bool) -> None:
    """Print the public keys that checkpoints are signed with, the one in use last: for whoever checks them.

    Keep a copy where nobody can change it, and publish the fingerprint: a signature is worth what is known of its key.
    """
    for key in load_or_make_signing_keys(session.config.store.signing).public:
        if as_json:
            click.echo(json.dumps({"fingerprint": fingerprint(key), "pem": pem(key)}))
        else:
            click.echo(pem(key), nl=False)
            click.echo(f"fingerprint {fingerprint(key)}", err=True)
