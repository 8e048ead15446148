"""Checking the whole ledger: the chain, the payloads, the signatures, and whether the other tables still say what the ledger says.

In one pass, with flat memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic_core import from_json
from sqlalchemy import Column, ColumnElement, Connection, Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.types import LargeBinary

from bot.base.keys import SealError
from bot.contact import checkpoint_file
from bot.contact.statements import Statement, disagreements, statements, unknown_rows
from bot.store.tables import checkpoint, ledger
from bot.store.types import keys_of
from compliance.checkpoint import Checkpoint, PublicKeys, fingerprint
from compliance.checkpoint import problem as problem_of
from compliance.ledger import Chain, Entry, Problem

_AT_ONCE = 500
"""Entries whose rows in other tables are looked up together."""
_PASSED_OVER = timedelta(minutes=1)
"""An entry that still waits when others, so much younger, have been sealed was passed over. Sealing takes a second."""


@dataclass(slots=True)
class Counts:
    """What was seen."""

    entries: int = 0
    erased: int = 0
    waiting: int = 0
    checkpoints: int = 0
    signed: int = 0
    """The last entry that a good checkpoint covers."""

    def add(self, other: Counts) -> None:
        """Take in what was seen elsewhere."""
        self.entries += other.entries
        self.erased += other.erased
        self.waiting += other.waiting
        self.checkpoints += other.checkpoints
        self.signed = max(self.signed, other.signed)


@dataclass(frozen=True, slots=True)
class Outside:
    """The file of checkpoints, as long as it was before the snapshot was taken: what it says by then is in the database too."""

    path: Path
    size: int | None
    """`None`: there is no such file."""


def outside(path: Path) -> Outside:
    """The file of checkpoints as it is now."""
    return Outside(path, path.stat().st_size if path.exists() else None)


class Span(NamedTuple):
    """A stretch of the ledger: the entries after `after`, up to `upto` (`None`: to the end)."""

    after: int = 0
    upto: int | None = None


def audit(conn: Connection, keys: PublicKeys, file: Outside, counts: Counts, *, tables: bool = True) -> Iterator[Problem]:
    """Everything that is wrong, as it is found. `keys` are the public keys that count; without `tables` only the chain is checked."""
    yield from walk(conn, keys, file, counts, Span(), tables=tables)
    yield from beside(conn, file, counts, tables=tables)


def walk(conn: Connection, keys: PublicKeys, file: Outside, counts: Counts, span: Span, *, tables: bool) -> Iterator[Problem]:
    """What is wrong with the entries of a stretch, with its checkpoints, and with the rows that its entries speak of."""
    bad: list[Problem] = []
    chain = _chain(conn, _good(_checkpoints(conn, file, span), keys, counts, bad), span)
    for rows in conn.execute(_sealed(span).execution_options(yield_per=_AT_ONCE)).partitions():
        entries = [_entry(conn, tuple(row)) for row in rows]
        for entry in entries:
            yield from chain.take(entry)
        yield from bad
        bad.clear()
        counts.entries += len(entries)
        counts.erased += sum(entry.payload is None for entry in entries)
        if tables:
            yield from _tables(conn, entries)
    yield from chain.end()
    yield from bad


def beside(conn: Connection, file: Outside, counts: Counts, *, tables: bool) -> Iterator[Problem]:
    """What is wrong and is no entry's: what waits, what is missing outside, what the ledger does not know."""
    if file.size is None and conn.execute(select(checkpoint.c.seq).limit(1)).first() is not None:
        yield Problem(0, "checkpoint", f"the file of checkpoints {file.path} is not there: what was cut off at the end would not show")
    yield from _waiting(conn, counts)
    yield from _copied(conn)
    if tables:
        for row in unknown_rows(conn):
            yield Problem(0, "table", f"the table `{row.table}` says what the ledger does not know: {row.detail}", "", row.key)


STRETCH = 25_000
"""Entries that one process checks in one go."""


def stretches(conn: Connection) -> list[Span]:
    """A ledger in stretches. The last one has no end: it is where numbers stand that are none."""
    head = conn.execute(select(ledger.c.seq).where(ledger.c.seq < 2**62).order_by(ledger.c.seq.desc()).limit(1)).scalar() or 0
    ends = list(range(STRETCH, head, STRETCH))
    return [Span(after, upto) for after, upto in zip([0, *ends], [*ends, None], strict=True)]


def part(conn: Connection, span: Span, public: tuple[bytes, ...], file: Outside, *, tables: bool) -> tuple[list[Problem], Counts]:
    """`audit` of one stretch, for another process: what is no entry's goes with the first. `public` are the keys, 32 bytes each."""
    counts, keys = Counts(), {fingerprint(key): key for key in map(Ed25519PublicKey.from_public_bytes, public)}
    found = list(walk(conn, keys, file, counts, span, tables=tables))
    return found + (list(beside(conn, file, counts, tables=tables)) if span.after == 0 else []), counts


def _chain(conn: Connection, checkpoints: Iterator[Checkpoint], span: Span) -> Chain:
    """The chain after what stands before the stretch, whatever that is: whether it fits is seen in the stretch before."""
    before = select(ledger.c.seq, ledger.c.hash).where(ledger.c.seq <= span.after).order_by(ledger.c.seq.desc()).limit(1)
    found = conn.execute(before).first() if span.after else None
    return Chain(checkpoints, last=found.seq, hash_=found.hash) if found else Chain(checkpoints)


def _within(column: Column[int], span: Span) -> ColumnElement[bool]:
    return column > span.after if span.upto is None else and_(column > span.after, column <= span.upto)


def _sealed(span: Span) -> Select[Any]:
    """Instants and payloads are read raw: one that was tampered with must be named, not end the reading."""
    at, payload = type_coerce(ledger.c.at, String), type_coerce(ledger.c.payload, LargeBinary)
    columns = (ledger.c.seq, at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash, ledger.c.hash, ledger.c.salt, payload)
    return select(*columns).where(_within(ledger.c.seq, span)).order_by(ledger.c.seq)


_UNREADABLE = b"\0"
"""Stands for a payload that can't be opened; it has the hash of none."""


def _entry(conn: Connection, row: Sequence[Any]) -> Entry:
    seq, at, kind, subject, digest, sealed, salt, payload = row
    if payload is not None:
        try:
            payload = keys_of(conn.dialect).open(payload, "ledger.payload")
        except (SealError, TypeError, ValueError):
            payload = _UNREADABLE
    return Entry(seq, _instant(at), kind, subject, digest, sealed, salt, payload)


def _instant(at: Any) -> Any:
    """SQLite keeps instants as text in UTC. What is none stays as it is, and fits no seal."""
    if not isinstance(at, str):
        return at
    try:
        return datetime.fromisoformat(at).replace(tzinfo=UTC)
    except ValueError:
        return at


def _tables(conn: Connection, entries: Sequence[Entry]) -> Iterator[Problem]:
    said: list[tuple[int, Statement]] = []
    for index, entry in enumerate(entries):
        if entry.payload is not None and entry.payload is not _UNREADABLE:
            try:
                said += [(index, each) for each in statements(entry.kind, entry.subject, entry.at, from_json(entry.payload))]
            except (ValueError, TypeError, KeyError, AttributeError):
                continue  # no payload of ours: its hash does not fit either, which has been said
    for index, detail in disagreements(conn, said):
        entry = entries[index]
        yield Problem(entry.seq, "table", detail, entry.kind, entry.subject)


def _checkpoints(conn: Connection, file: Outside, span: Span) -> Iterator[Checkpoint]:
    """Those of the table and of the file, in the order of their numbers; one that stands in both, once."""
    before = None
    for each in merge(_in_table(conn, span), _in_file(file, span), key=lambda each: each.seq):
        if each != before:
            yield each
        before = each


def _in_table(conn: Connection, span: Span) -> Iterator[Checkpoint]:
    columns = (checkpoint.c.seq, checkpoint.c.hash, type_coerce(checkpoint.c.at, String), checkpoint.c.key, checkpoint.c.signature)
    query = select(*columns).where(_within(checkpoint.c.seq, span)).order_by(checkpoint.c.seq)
    for seq, hash_, at, key, signature in conn.execute(query.execution_options(yield_per=1000)):
        yield Checkpoint(seq, hash_, _instant(at), key, signature)


def _in_file(file: Outside, span: Span) -> Iterable[Checkpoint]:
    return () if file.size is None else checkpoint_file.read(file.path, file.size, *span)


def _good(found: Iterable[Checkpoint], keys: PublicKeys, counts: Counts, bad: list[Problem]) -> Iterator[Checkpoint]:
    """The checkpoints that are signed by us; the others become problems."""
    for each in found:
        problem = problem_of(each, keys)
        if problem is None and each.seq < counts.signed:
            problem = f"it stands after the one of entry {counts.signed}"
        if problem is not None:
            bad.append(Problem(each.seq, "checkpoint", f"the checkpoint of entry {each.seq} proves nothing: {problem}"))
            continue
        counts.checkpoints += 1
        counts.signed = each.seq
        yield each


def _waiting(conn: Connection, counts: Counts) -> Iterator[Problem]:
    """Entries that are not sealed yet are no problem, unless they should be."""
    counts.waiting = conn.execute(select(func.count()).where(ledger.c.seq.is_(None))).scalar_one()
    at = type_coerce(ledger.c.at, String)
    newest = _instant(conn.execute(select(at).where(ledger.c.seq.is_not(None)).order_by(ledger.c.seq.desc()).limit(1)).scalar())
    passed_over = or_(ledger.c.hash.is_not(None), ledger.c.payload.is_(None))
    if isinstance(newest, datetime):
        passed_over = or_(passed_over, ledger.c.at < newest - _PASSED_OVER)
    columns = (ledger.c.id, ledger.c.kind, ledger.c.subject)
    for row in conn.execute(select(*columns).where(and_(ledger.c.seq.is_(None), passed_over)).order_by(ledger.c.id)):
        yield Problem(0, "waiting", f"the row {row.id} was never sealed, or its seal was taken off", row.kind, row.subject)


def _copied(conn: Connection) -> Iterator[Problem]:
    """Entries with the payload of another one: whoever can't seal a payload can still copy one, to vouch for what was never recorded.

    Every payload has a salt of its own, so no two have the same hash.
    """
    twice = select(ledger.c.payload_hash).group_by(ledger.c.payload_hash).having(func.count() > 1)
    first = select(func.min(ledger.c.id)).where(ledger.c.payload_hash.in_(twice)).group_by(ledger.c.payload_hash)
    columns = (ledger.c.id, ledger.c.seq, ledger.c.kind, ledger.c.subject)
    for row in conn.execute(select(*columns).where(ledger.c.payload_hash.in_(twice), ledger.c.id.not_in(first)).order_by(ledger.c.id)):
        yield Problem(
            row.seq or 0, "payload", f"the row {row.id} has the payload of an earlier entry: it was copied", row.kind, row.subject
        )
