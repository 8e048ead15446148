"""A file of shared counts into the database: entry by entry, each known for the same when it comes again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from bot.base.clock import Clock
from bot.contact.shared.form import Entry, Header, parse_line
from bot.contact.shared.hashes import Salt, SharedError
from bot.portfolio.accounts import load_mandate
from bot.store import Store, proof
from bot.store.tables import account, account_phone, mandate, shared_entry, shared_key, shared_salt
from bot.store.types import blind
from bot.store.upsert import insert_new

_CHUNK = 500
"""Entries a transaction."""
_AHEAD = timedelta(hours=1)
"""So much the other party's clock may be ahead: what they say has happened, has."""
Change = Literal["added", "updated", "unchanged"]


@dataclass
class Rows:
    """What became of the file's entries; `read` is the sum of the others."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass
class Taken:
    """How an import went. `matched`: entries about somebody on file; `waiting`: about nobody yet, kept until a placement brings them."""

    file: str
    sha256: str
    caller: str
    rows: Rows = field(default_factory=Rows)
    matched: int = 0
    waiting: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_counts(store: Store, clock: Clock, path: Path, salt: Salt, *, mandate_id: str | None, by: str) -> Taken:
    """Take a file. Raises `SharedError` for one that is not for us: another salt, another lender than the mandate's, or our own.

    A faulty line is in the report, and the others are taken.
    """
    with path.open("rb") as lines:
        header = _header(path, next(lines, b""), salt)
        store.read_now(_check, path, header, salt, mandate_id)
        known = store.read_now(_keys_on_file, salt, header.creditor)
        ours = store.read_now(_our_callers)
        taken = Taken(path.name, _sha256(path), header.caller)
        salt_id = store.write_now(_keep_salt, salt, clock.now())
        for chunk in _chunks(enumerate(lines, 2)):
            entries = list(_good(chunk, taken, ours, clock.now()))
            for change in store.write_now(_take, entries, salt_id, header.creditor, clock.now()):
                setattr(taken.rows, change, getattr(taken.rows, change) + 1)
            matched = sum(not known.isdisjoint(entry.keys) for entry in entries)
            taken.matched += matched
            taken.waiting += len(entries) - matched
    store.write_now(_note, taken, by, clock.now())
    return taken


def _header(path: Path, line: bytes, salt: Salt) -> Header:
    try:
        header = parse_line(Header, line)
    except ValueError as problem:
        raise SharedError(f"{path}, line 1: is no header of shared counts ({problem})") from None
    if header.salt != salt.check:
        raise SharedError(
            f"{path}: nothing matched, because the file was made with another salt than the one given. "
            "Both parties need the very same salt: ask the other for it again, and compare the two files byte by byte"
        )
    return header


def _check(conn: Connection, path: Path, header: Header, salt: Salt, mandate_id: str | None) -> None:
    if header.caller in _our_callers(conn):
        raise SharedError(f"{path}: holds our own contacts (caller `{header.caller}`), which are on file; take the other party's file")
    if mandate_id is None:
        return
    lender = load_mandate(conn, mandate_id).document["creditor"]["name"]
    if salt.creditor(lender) != header.creditor:
        raise SharedError(
            f"{path}: is about the borrowers of another lender than the mandate `{mandate_id}`, or its name is written otherwise"
        )


def _our_callers(conn: Connection) -> set[str]:
    return set(conn.execute(select(mandate.c.caller_id).distinct()).scalars())


def _keys_on_file(conn: Connection, salt: Salt, creditor: str) -> set[str]:
    """The hashes of everybody on file for this lender, to tell who is known here."""
    ours = {row.id for row in conn.execute(select(mandate.c.id, mandate.c.creditor)) if salt.creditor(row.creditor) == creditor}
    people = select(account.c.name, account.c.id_last4, account.c.birth_year).where(account.c.mandate_id.in_(ours))
    numbers = select(account_phone.c.number).join(account).where(account.c.mandate_id.in_(ours))
    found = {salt.person(*row) for row in conn.execute(people)} | {salt.number(number) for number in conn.execute(numbers).scalars()}
    return {each for each in found if each}


def _keep_salt(conn: Connection, salt: Salt, now: datetime) -> str:
    name = blind(conn, f"salt:{salt.secret.hex()}")
    insert_new(conn, shared_salt, id=name, salt=salt.secret.hex(), at=now)
    return name


def _good(chunk: Sequence[tuple[int, bytes]], taken: Taken, ours: set[str], now: datetime) -> Iterator[Entry]:
    for number, line in chunk:
        if not line.strip():
            continue
        taken.rows.read += 1
        try:
            entry = parse_line(Entry, line)
            if entry.at > now + _AHEAD:
                raise ValueError("at: is after now")
            if entry.data.get("by") in ours:
                raise ValueError("data.by: is a contact of our own, which is on file")
        except ValueError as problem:
            taken.rows.refused += 1
            taken.errors.append({"line": number, "message": str(problem)})
        else:
            yield entry


def _take(conn: Connection, entries: Sequence[Entry], salt_id: str, creditor: str, now: datetime) -> list[Change]:
    query = select(shared_entry).where(shared_entry.c.id.in_([entry.id for entry in entries]))
    held = {row.id: row for row in conn.execute(query)}
    changes: list[Change] = []
    seen: set[str] = set()
    for entry in entries:
        row = held.get(entry.id)
        values = {"kind": entry.kind, "side": entry.side, "at": entry.at, "number": entry.number, "data": entry.data}
        values["debts"] = list(entry.debts) if entry.debts is not None else None
        if entry.id in seen:
            changes.append("unchanged")
        elif row is None:
            conn.execute(insert(shared_entry).values(id=entry.id, salt_id=salt_id, creditor=creditor, imported_at=now, **values))
            changes.append("added")
        elif _settles(row, values):
            conn.execute(update(shared_entry).where(shared_entry.c.id == entry.id).values(imported_at=now, **values))
            changes.append("updated")
        else:
            changes.append("unchanged")
        seen.add(entry.id)
        for key in dict.fromkeys(entry.keys):
            insert_new(conn, shared_key, key=key, entry_id=entry.id)
    return changes


def _settles(row: Row[Any], values: dict[str, Any]) -> bool:
    """Whether an entry tells how a call ended of which that was unknown. Nothing else of it changes: what holds contacts back stays."""
    before = {name: getattr(row, name) for name in values}
    if row.kind != "call" or row.data.get("result") != "unknown" or before == values:
        return False
    return values | {"data": values["data"] | {"result": "unknown"}} == before


def _note(conn: Connection, taken: Taken, by: str, now: datetime) -> None:
    payload = {"caller": taken.caller, "sha256": taken.sha256, "rows": asdict(taken.rows), "by": by}
    proof.record(conn, kind="counts.imported", subject=taken.sha256[:40], payload=payload, now=now)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chunks(lines: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    while chunk := list(islice(lines, _CHUNK)):
        yield chunk
