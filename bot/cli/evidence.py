"""`courtesy evidence`: all that is on file of one account, with the proof that it lies unchanged in the ledger."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import click
from sqlalchemy import Connection

from bot.base.signing import SigningKeys, load_or_make_signing_keys
from bot.cli.accounts import one_account
from bot.cli.session import Session, pass_session
from bot.contact.sealing import Sealer
from bot.conversation.evidence import Made, NotSealed, make
from bot.conversation.evidence.chain import MADE
from bot.store import proof

_TRIES = 5


@click.command()
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("-o", "--output", "to", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The ZIP file to write.")
@pass_session
def evidence(session: Session, who: str, to: Path) -> None:
    """Write the evidence of one account: a ZIP that a court or the borrower can check without us.

    It holds personal data, so only you can read it. That it was made is put into the ledger.
    """
    account_id = one_account(session, who)
    config = session.config
    signing = load_or_make_signing_keys(config.store.signing)
    made = _make(session, account_id, to, signing)

    def note(conn: Connection) -> None:
        payload = {"sha256": made.sha256, "by": session.by}
        proof.record(conn, kind=MADE, subject=account_id, payload=payload, now=session.clock.now())

    session.store.write_now(note)
    click.echo(f"{to}: {made.entries} entries of the ledger, in {made.stretches} stretches of its chain; SHA-256 {made.sha256}", err=True)
    click.echo("it holds the borrower's personal data: pass it on only to those who may have it", err=True)


def _make(session: Session, account_id: str, to: Path, signing: SigningKeys) -> Made:
    """With everything sealed and signed. A running service may enter more about the account meanwhile; then it is made again."""
    sealer = Sealer(session.store, session.clock, signing.private, session.config.store.checkpoints)
    for _ in range(_TRIES):
        asyncio.run(sealer.seal(sign_now=True))
        with suppress(NotSealed):
            return session.store.read_now(make, account_id, to, signing, session.config.speech.recordings)
    raise NotSealed("something about this account is being entered all the time: run this again later")
