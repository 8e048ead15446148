"""What we have done and learnt about the borrowers of a mandate, as lines of a file of shared counts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.contact.case import NEVER_PLACED, call_result
from bot.contact.shared.form import FACTS, WISHES
from bot.contact.shared.hashes import Salt
from bot.contact.shared.lookup import entries_of, keys_of, salts
from bot.portfolio.accounts import load_mandate
from bot.store import proof
from bot.store.tables import account, account_phone, attempt, fact, request, suppression

REACH = timedelta(days=366)
"""No rule can look further back (`compliance.schema.Days`)."""
_CHUNK = 500
"""People at a time."""
_OF_ONE_DEBT = ("dispute", "original_creditor_request", "cease", "refuses_to_pay")
Line = dict[str, Any]


def export_counts(conn: Connection, mandate_id: str, salt: Salt, now: datetime) -> Iterator[bytes]:
    """The lines of the file: the header, then entry by entry. Raises `AccountError` for a mandate that is not there."""
    mandate = load_mandate(conn, mandate_id)
    creditor = salt.creditor(mandate.document["creditor"]["name"])
    header = {"courtesy_counts": 1, "caller": mandate.caller["id"], "creditor": creditor, "salt": salt.check, "at": now.isoformat()}
    yield _written(header)
    people = conn.execute(select(account.c.group_id).where(account.c.mandate_id == mandate_id).distinct().order_by(account.c.group_id))
    groups = people.scalars().all()
    done: set[str] = set()
    for start in range(0, len(groups), _CHUNK):
        for line in _Chunk(conn, mandate_id, groups[start : start + _CHUNK], salt, now).lines(creditor):
            if line["id"] not in done:  # a number's refusal is every person's who has it
                done.add(line["id"])
                yield _written(line)


def note_export(conn: Connection, mandate_id: str, *, lines: int, sha256: str, by: str, now: datetime) -> None:
    """Put on record that data about borrowers, hashed, was handed on."""
    proof.record(conn, kind="counts.exported", subject=mandate_id, payload={"lines": lines, "sha256": sha256, "by": by}, now=now)


def _written(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Chunk:
    """Some of the people of the mandate, with their accounts under it and what names them."""

    def __init__(self, conn: Connection, mandate_id: str, groups: Sequence[str], salt: Salt, now: datetime) -> None:
        self._conn, self._salt, self._now = conn, salt, now
        ours = (account.c.mandate_id == mandate_id, account.c.group_id.in_(groups))
        self._accounts = {row.id: row for row in conn.execute(select(account).where(*ours))}
        self._phones: dict[str, list[Row[Any]]] = defaultdict(list)
        for phone in conn.execute(select(account_phone).join(account).where(*ours)):
            self._phones[phone.account_id].append(phone)
        named: dict[str, set[str]] = defaultdict(set)
        for row in self._accounts.values():
            named[row.group_id] |= self._names_of(row)
        self._keys = {group: sorted(keys) for group, keys in named.items()}

    def _names_of(self, row: Row[Any]) -> set[str]:
        """A number that is known to be somebody else's names the borrower no more, unless nothing else does."""
        person = self._salt.person(row.name, row.id_last4, row.birth_year)
        phones = self._phones[row.id]
        numbers = [each.number for each in phones if each.retired_at is None] or ([] if person else [each.number for each in phones])
        return {*map(self._salt.number, numbers), *([person] if person else [])}

    def _keys_of(self, account_id: str) -> list[str]:
        return self._keys[self._accounts[account_id].group_id]

    def lines(self, creditor: str) -> Iterator[Line]:
        yield from self._attempts()
        yield from self._facts()
        yield from self._suppressions()
        yield from self._passed_on(creditor)

    def _line(self, name: str, keys: Sequence[str], side: str, kind: str, at: datetime, **rest: Any) -> Line:
        stated = {key: value for key, value in rest.items() if value is not None}
        return {"id": self._salt.entry(name), "keys": list(keys), "side": side, "kind": kind, "at": at.isoformat(), **stated}

    def _debt(self, account_id: str) -> str:
        row = self._accounts[account_id]
        return self._salt.debt(row.creditor, row.ref)

    def _attempts(self) -> Iterator[Line]:
        """Contacts that we made. One that is open now will have ended by the time that it is read, nobody knows how: it is unknown."""
        made = (attempt.c.account_id.in_(self._accounts), attempt.c.direction == "outbound", attempt.c.reserved_at > self._now - REACH)
        placed = or_(attempt.c.outcome.is_(None), attempt.c.outcome != NEVER_PLACED)
        query = select(attempt, request.c.origin).outerjoin(request, request.c.id == attempt.c.request_id).where(*made, placed)
        for row in self._conn.execute(query.order_by(attempt.c.reserved_at, attempt.c.id)).mappings():
            data: dict[str, Any] = {"by": row["caller_id"]}
            if row["channel"] == "sms":
                kind, data["reply"] = "sms", row["origin"] == "reply"
            else:
                result = call_result(row)
                kind, data["voice"], data["result"] = "call", "artificial", "unknown" if result == "open" else result
            name, number = row["account_id"], self._salt.number(row["number"])
            what = {"number": number, "debts": [self._debt(name)], "data": data}
            yield self._line(row["id"], self._keys_of(name), "event", kind, row["reserved_at"], **what)

    def _facts(self) -> Iterator[Line]:
        taken = or_(fact.c.kind.in_(FACTS), fact.c.kind.in_(WISHES))
        query = select(fact).where(fact.c.account_id.in_(self._accounts), fact.c.ended_at.is_(None), taken)
        for row in self._conn.execute(query.order_by(fact.c.at, fact.c.id)):
            number = self._hashed(row.account_id, row.number_index)
            keys = [number] if number and row.kind == "wrong_number" else self._keys_of(row.account_id)
            debts = [self._debt(row.account_id)] if row.kind in _OF_ONE_DEBT else None
            yield self._line(row.id, keys, row.side, row.kind, row.at, number=number, debts=debts, data=row.data or None)

    def _hashed(self, account_id: str, index: str | None) -> str | None:
        return next((self._salt.number(each.number) for each in self._phones[account_id] if each.number_index == index), None)

    def _suppressions(self) -> Iterator[Line]:
        """What was refused, by the person, or for a number, whoever has it."""
        numbers = {each.number_index: self._salt.number(each.number) for phones in self._phones.values() for each in phones}
        of_them = or_(suppression.c.group_id.in_(self._keys), suppression.c.number_index.in_(numbers))
        query = select(suppression).where(of_them, suppression.c.lifted_at.is_(None)).order_by(suppression.c.at, suppression.c.id)
        for row in self._conn.execute(query):
            data = {"channel": row.channel}
            if row.number_index is None:
                yield self._line(row.id, self._keys[row.group_id], "preference", "refuses", row.at, data=data)
            elif row.number_index in numbers:
                number = numbers[row.number_index]
                yield self._line(row.id, [number], "preference", "refuses", row.at, number=number, data=data)

    def _passed_on(self, creditor: str) -> Iterator[Line]:
        """What others have shared with us under the same salt for the same lender: it stays with the person when the accounts move on."""
        keys = {key for keys in self._keys.values() for key in keys}
        for name, salt in salts(self._conn):
            rows = entries_of(self._conn, name, creditor, keys) if salt == self._salt else []
            named = keys_of(self._conn, [row.id for row in rows])
            for row in rows:
                line = {"id": row.id, "keys": named[row.id], "side": row.side, "kind": row.kind, "at": row.at.isoformat()}
                rest = {"number": row.number, "debts": row.debts, "data": row.data or None}
                yield line | {key: value for key, value in rest.items() if value is not None}
