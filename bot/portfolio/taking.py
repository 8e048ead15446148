"""Good rows of a placement file -> accounts: new, changed, or as they were. One call is one chunk in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, tuple_, update

from bot.base.ids import new_id
from bot.portfolio.accounts import keyable
from bot.portfolio.groups import Groups, identity_index
from bot.portfolio.history import snapshot
from bot.portfolio.placement import Counts, Row
from bot.store.locks import alone
from bot.store.tables import account, account_history, account_phone
from bot.store.types import blind

Change = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Held:
    """What is on file of an account that a row names."""

    id: str
    group_id: str
    digest: str
    status: str
    batch_id: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Taken:
    """A row with what it means for the accounts on file. `held` is `None` for a new account."""

    row: Row
    digest: str
    change: Change
    held: Held | None
    writes: bool


def compare(conn: Connection, mandate_id: str, batch_id: str | None, rows: Sequence[Row]) -> list[Taken]:
    """What each row would change; writes nothing.

    A row that `batch_id` itself has taken already (the import was killed and runs again) counts as what it was the first time.
    """
    held = _held(conn, mandate_id, rows)
    touched = [each.id for each in held.values() if each.batch_id == batch_id]
    ours = account_history.c.account_id.in_(touched) & (account_history.c.batch_id == batch_id)
    changed_before = set(conn.execute(select(account_history.c.account_id).where(ours)).scalars()) if touched else set()
    return [_compare(conn, row, held.get((row.creditor, row.account)), batch_id, changed_before) for row in rows]


def _compare(conn: Connection, row: Row, held: Held | None, batch_id: str | None, changed_before: set[str]) -> Taken:
    digest = _digest(conn, row)
    if held is None or held.status == "withdrawn":
        return Taken(row, digest, "created", held, writes=True)
    if held.digest != digest:
        return Taken(row, digest, "updated", held, writes=True)
    if held.batch_id == batch_id:
        return Taken(row, digest, "updated" if held.id in changed_before else "created", held, writes=False)
    return Taken(row, digest, "unchanged", held, writes=False)


def count(taken: Iterable[Taken], counts: Counts) -> None:
    """Add a chunk to the report's counts."""
    for each in taken:
        setattr(counts, each.change, getattr(counts, each.change) + 1)


def take(conn: Connection, mandate_id: str, batch_id: str, rows: Sequence[Row], now: datetime) -> tuple[list[Taken], dict[int, str]]:
    """Write a chunk. Returns what each row was, and the cap group of each line that was written.

    One import at a time: two that bring the same number would each take its holder for a person of their own.
    """
    alone(conn, "import")
    taken = compare(conn, mandate_id, batch_id, rows)
    writing = [each for each in taken if each.writes]
    if not writing:
        return taken, {}
    numbers = {phone.number: blind(conn, phone.number) for each in writing for phone in each.row.phones}
    identities = {each.row.line: identity_index(conn, each.row.name, each.row.id_last4, each.row.birth_year) for each in writing}
    groups = Groups(conn, numbers.values(), [index for index in identities.values() if index])
    joined = {}
    for each in writing:
        keys = [numbers[phone.number] for phone in each.row.phones]
        identity = identities[each.row.line]
        joined[each.row.line] = groups.join([*keys, identity] if identity else keys, each.held.group_id if each.held else None)
    groups.save(now)
    final = {line: groups.of(group) for line, group in joined.items()}
    _write(conn, writing, final, identities, numbers, mandate_id, batch_id, now)
    return taken, final


def _write(
    conn: Connection, writing: list[Taken], groups: Mapping[int, str], identities: Mapping[int, str | None], numbers: Mapping[str, str],
    mandate_id: str, batch_id: str, now: datetime,
) -> None:  # fmt: skip
    old = [each for each in writing if each.held]
    marks = _keep_history(conn, [each.held.id for each in old if each.held], batch_id, now)
    new_rows, changed_rows, phones = [], [], []
    for each in writing:
        values = _values(each.row) | {
            "batch_id": batch_id, "group_id": groups[each.row.line], "identity_index": identities[each.row.line],
            "digest": each.digest, "updated_at": now,
        }  # fmt: skip
        if each.held is None:
            name = new_id("acc")
            new = {"id": name, "mandate_id": mandate_id, "status": "open", "created_at": now, "ref_digits": keyable(each.row.account)}
            new_rows.append(values | new)
        else:
            name = each.held.id
            changed_rows.append(values | {"row_id": name, "status": "open" if each.held.status == "withdrawn" else each.held.status})
        for position, phone in enumerate(each.row.phones, 1):
            index = numbers[phone.number]
            confirmed_at, retired_at = marks.get((name, index), (None, None))
            phones.append(
                {"account_id": name, "position": position, "number": phone.number, "number_index": index,
                 "kind": "landline" if phone.kind == "landline" else "mobile", "confirmed_at": confirmed_at, "retired_at": retired_at}
            )  # fmt: skip
    if new_rows:
        conn.execute(insert(account), new_rows)
    if changed_rows:
        columns: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in changed_rows[0] if name != "row_id"}
        conn.execute(update(account).where(account.c.id == bindparam("row_id")).values(columns), changed_rows)
        conn.execute(delete(account_phone).where(account_phone.c.account_id.in_([row["row_id"] for row in changed_rows])))
    conn.execute(insert(account_phone), phones)


Marks = dict[tuple[str, str], tuple[datetime | None, datetime | None]]
"""(account, blind index of a number) -> when it was confirmed, when retired."""


def _keep_history(conn: Connection, ids: list[str], batch_id: str, now: datetime) -> Marks:
    """Write down accounts as they are before they change; gives back what was learnt of their numbers."""
    before = snapshot(conn, ids)
    if before:
        common = {"batch_id": batch_id, "at": now}
        conn.execute(
            insert(account_history), [{"id": new_id("his"), "account_id": key, "before": value, **common} for key, value in before.items()]
        )
    rows = conn.execute(select(account_phone).where(account_phone.c.account_id.in_(ids))) if ids else ()
    return {(row.account_id, row.number_index): (row.confirmed_at, row.retired_at) for row in rows}


def _held(conn: Connection, mandate_id: str, rows: Sequence[Row]) -> dict[tuple[str, str], Held]:
    columns = (account.c.creditor, account.c.ref, *(account.c[name] for name in Held.__dataclass_fields__))
    keys = [(row.creditor, row.account) for row in rows]
    found = conn.execute(select(*columns).where(account.c.mandate_id == mandate_id, tuple_(account.c.creditor, account.c.ref).in_(keys)))
    return {(row.creditor, row.ref): Held(*row[2:]) for row in found}


def _values(row: Row) -> dict[str, Any]:
    return {
        "creditor": row.creditor, "ref": row.account, "name": row.name, "id_last4": row.id_last4, "birth_year": row.birth_year,
        "place": row.place, "zones": list(row.zones), "language": row.language, "product": row.product, "product_name": row.product_name,
        "principal": row.principal, "interest": row.interest, "fees": row.fees, "total": row.total, "currency": row.currency,
        "due_date": row.due_date, "as_of": row.as_of, "consequences": list(row.consequences), "consent_voice": row.consent_voice,
        "consent_sms": row.consent_sms, "notes": dict(row.notes) or None,
    }  # fmt: skip


def _digest(conn: Connection, row: Row) -> str:
    """A name for the row's values. Blind: a plain hash of a phone number could be guessed back."""
    values = _values(row) | {"phones": [phone.number for phone in row.phones], "do_not_contact": row.do_not_contact}
    return blind(conn, "row:" + json.dumps(values, default=str, sort_keys=True, ensure_ascii=False))
