"""An account's entries in the ledger, and what shows that they lie in it, without showing anything of anybody else's.

A stretch goes from one signed checkpoint to the next. Of the entries in it that are not the account's only the leaves are given: hashes
that tell nothing, and with which everybody can walk the chain from the one signed hash to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from bot.conversation.evidence.errors import EvidenceError, NotSealed
from bot.store.tables import (
    account,
    account_phone,
    attempt,
    checkpoint,
    decision,
    fact,
    ledger,
    promise,
    request,
    rule_override,
    suppression,
)
from compliance.checkpoint import Checkpoint, PublicKeys, problem
from compliance.ledger import GENESIS, leaf, link, payload_hash

MADE = "evidence.made"
"""The ledger's kind of entry for evidence that was made. It is about the account, and is no part of the evidence."""


def subjects(account_id: str) -> Select[Any]:
    """What the account's entries are about: itself, its mandate, its decisions and attempts, and what was learnt, promised or asked
    of its person or numbers."""
    group = select(account.c.group_id).where(account.c.id == account_id).scalar_subquery()
    numbers = select(account_phone.c.number_index).where(account_phone.c.account_id == account_id)
    asked = select(decision.c.id).join(request, request.c.id == decision.c.request_id).where(request.c.account_id == account_id)
    refused = select(suppression.c.id).where(or_(suppression.c.group_id == group, suppression.c.number_index.in_(numbers)))
    overridden = select(rule_override.c.id).where(or_(rule_override.c.account_id == account_id, rule_override.c.group_id == group))
    learnt = select(fact.c.id).where(or_(fact.c.account_id == account_id, fact.c.group_id == group))
    allowed = select(account.c.mandate_id).where(account.c.id == account_id)
    made = select(attempt.c.id).where(attempt.c.account_id == account_id)
    promised = select(promise.c.id).where(promise.c.account_id == account_id)
    others = (allowed, asked, made, learnt, refused, overridden, promised)
    return select(account.c.id).where(account.c.id == account_id).union_all(*others)  # type: ignore[return-value]


def check_sealed(conn: Connection, account_id: str) -> None:
    """Raise `NotSealed` while an entry about the account waits to be sealed: without it the rest would not be whole."""
    waiting = select(ledger.c.id).where(ledger.c.seq.is_(None), ledger.c.subject.in_(subjects(account_id)))
    if conn.execute(waiting.limit(1)).first() is not None:
        raise NotSealed("something about this account is being entered just now: run this again")


def entries(conn: Connection, account_id: str) -> Iterator[Row[Any]]:
    """The account's sealed entries, in their order."""
    mine = ledger.c.subject.in_(subjects(account_id))
    query = select(ledger).where(ledger.c.seq.is_not(None), ledger.c.kind != MADE, mine).order_by(ledger.c.seq)
    yield from conn.execute(query.execution_options(yield_per=500))


def entry_line(row: Row[Any]) -> dict[str, Any]:
    """An entry as it stands in the evidence: all that its hash is made of. Payload and salt are `null` where they were erased."""
    return {
        "seq": row.seq,
        "at": row.at.isoformat(timespec="microseconds"),
        "kind": row.kind,
        "subject": row.subject,
        "payload_hash": row.payload_hash,
        "salt": row.salt and row.salt.hex(),
        "payload": row.payload and row.payload.decode(),
    }


def stretches(conn: Connection, seqs: Sequence[int], keys: PublicKeys) -> Iterator[dict[str, Any]]:
    """The stretches in which these entries lie, each with the leaves of all its entries and the two checkpoints that bound it.

    Raises `EvidenceError` where the chain is broken there: what is not whole is no evidence.
    """
    reached = 0
    for seq in seqs:
        if seq <= reached:
            continue
        first, last = _bounds(conn, seq, keys)
        yield {"from": first and _checkpoint_line(first), "to": _checkpoint_line(last), "leaves": _leaves(conn, first, last)}
        reached = last.seq


def _bounds(conn: Connection, seq: int, keys: PublicKeys) -> tuple[Checkpoint | None, Checkpoint]:
    """The last checkpoint before an entry (`None`: the beginning) and the first one at it or after it."""
    first = _one(conn, select(checkpoint).where(checkpoint.c.seq < seq).order_by(checkpoint.c.seq.desc()), keys)
    last = _one(conn, select(checkpoint).where(checkpoint.c.seq >= seq).order_by(checkpoint.c.seq), keys)
    if last is None:
        raise NotSealed(f"entry {seq} is not signed yet: run this again")
    return first, last


def _one(conn: Connection, query: Select[Any], keys: PublicKeys) -> Checkpoint | None:
    row = conn.execute(query.limit(1)).first()
    if row is None:
        return None
    found = Checkpoint(row.seq, row.hash, row.at, row.key, row.signature)
    if (wrong := problem(found, keys)) is not None:
        raise EvidenceError(f"the checkpoint of entry {found.seq} proves nothing: {wrong}; see `courtesy ledger verify`")
    return found


def _checkpoint_line(each: Checkpoint) -> dict[str, Any]:
    at = each.at.isoformat(timespec="microseconds")
    return {"seq": each.seq, "hash": each.hash, "at": at, "key": each.key, "signature": each.signature.hex()}


def _leaves(conn: Connection, first: Checkpoint | None, last: Checkpoint) -> list[str]:
    previous, seq = (first.hash, first.seq) if first else (GENESIS, 0)
    columns = (ledger.c.seq, ledger.c.at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash)
    query = select(*columns).where(ledger.c.seq > seq, ledger.c.seq <= last.seq).order_by(ledger.c.seq)
    leaves = []
    for row in conn.execute(query.execution_options(yield_per=1000)):
        seq += 1
        leaves.append(leaf(row.at, row.kind, row.subject, row.payload_hash))
        previous = link(previous, seq, leaves[-1])
    if (seq, previous) != (last.seq, last.hash):
        raise EvidenceError(f"the ledger is broken before entry {last.seq}: see `courtesy ledger verify`")
    return leaves


def check_payload(row: Row[Any]) -> None:
    """Raise `EvidenceError` for a payload that is not what was sealed."""
    if row.payload is not None and (row.salt is None or payload_hash(row.salt, row.payload) != row.payload_hash):
        raise EvidenceError(f"the payload of entry {row.seq} was changed: see `courtesy ledger verify`")
