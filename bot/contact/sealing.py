"""The one job that chains the ledger's entries, and signs now and then how far the chain has come."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, bindparam, insert, select, update

from bot.base.clock import Clock
from bot.contact import checkpoint_file
from bot.store import Store
from bot.store.locks import alone
from bot.store.tables import checkpoint, ledger
from compliance.checkpoint import Checkpoint, sign
from compliance.ledger import GENESIS, leaf, link

EVERY_ENTRIES = 1000
EVERY = timedelta(minutes=1)
"""A checkpoint is signed when so many entries, or so much time, have passed since the last: what could still be changed unseen."""
_AT_ONCE = 5000
"""Entries chained in one transaction, so that a long wait (the service was down) holds up nobody."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Chains and signs. `file` keeps the checkpoints outside the database."""

    store: Store
    clock: Clock
    key: Ed25519PrivateKey
    file: Path

    async def seal(self, *, sign_now: bool = False) -> None:
        """Chain what waits. A checkpoint is signed when one is due, or at once with `sign_now`, and copied out of the database."""
        chained = _AT_ONCE
        while chained == _AT_ONCE:
            chained, signed = await self.store.write(_seal_and_sign, self.key, self.clock.now(), at_once=sign_now)
            if signed:
                await asyncio.to_thread(self.copy_out)

    def copy_out(self) -> None:
        """Append to the file the checkpoints that it lacks; also those that were signed before a crash kept them from it."""
        with checkpoint_file.opened(self.file) as file:
            checkpoint_file.append(file, self.store.read_now(after, checkpoint_file.last(file)))


def _seal_and_sign(conn: Connection, key: Ed25519PrivateKey, now: datetime, *, at_once: bool) -> tuple[int, bool]:
    return seal_pending(conn), sign_chain(conn, key, now, at_once=at_once) is not None


def seal_pending(conn: Connection) -> int:
    """Chain the entries that wait (at most `_AT_ONCE`), each with the next number. Returns how many.

    A row's id is no place in the chain: on PostgreSQL rows become visible in another order than that of their ids. A row without a
    payload is none of ours, for what is erased was sealed before: it is left waiting, and the audit names it.
    """
    alone(conn, "seal")
    last = conn.execute(select(ledger.c.seq, ledger.c.hash).where(ledger.c.seq.is_not(None)).order_by(ledger.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    columns = (ledger.c.id, ledger.c.at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash)
    sealed = []
    waiting = (ledger.c.seq.is_(None), ledger.c.payload.is_not(None))
    for row in conn.execute(select(*columns).where(*waiting).order_by(ledger.c.id).limit(_AT_ONCE)):
        seq += 1
        previous = link(previous, seq, leaf(row.at, row.kind, row.subject, row.payload_hash))
        sealed.append({"row": row.id, "number": seq, "sealed": previous})
    if sealed:
        one = update(ledger).where(ledger.c.id == bindparam("row")).values(seq=bindparam("number"), hash=bindparam("sealed"))
        conn.execute(one, sealed)
    return len(sealed)


def sign_chain(conn: Connection, key: Ed25519PrivateKey, now: datetime, *, at_once: bool = False) -> Checkpoint | None:
    """Sign how far the chain has come, if it has grown and a checkpoint is due (or with `at_once`); the checkpoint, or `None`."""
    alone(conn, "seal")
    head = conn.execute(select(ledger.c.seq, ledger.c.hash).where(ledger.c.seq.is_not(None)).order_by(ledger.c.seq.desc()).limit(1)).first()
    last = conn.execute(select(checkpoint.c.seq, checkpoint.c.at).order_by(checkpoint.c.seq.desc()).limit(1)).first()
    if head is None or (last is not None and last.seq >= head.seq):
        return None
    due = last is None or head.seq - last.seq >= EVERY_ENTRIES or now - last.at >= EVERY
    if not due and not at_once:
        return None
    made = sign(head.seq, head.hash, now, key)
    conn.execute(insert(checkpoint).values(seq=made.seq, hash=made.hash, at=made.at, key=made.key, signature=made.signature))
    return made


def after(conn: Connection, seq: int) -> list[Checkpoint]:
    """The checkpoints in the database after entry `seq`."""
    rows = conn.execute(select(checkpoint).where(checkpoint.c.seq > seq).order_by(checkpoint.c.seq))
    return [Checkpoint(row.seq, row.hash, row.at, row.key, row.signature) for row in rows]
