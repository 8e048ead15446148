"""What other callers have shared about a person, as entries of the person's guard case.

It is looked up by the person's hashes whenever a case is built, so it makes no difference which came first, the counts or the placement,
and what was shared follows the person when two cap groups turn out to be one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, select

from bot.contact.shared.hashes import Salt
from bot.portfolio.accounts import AccountFile
from bot.store.prepared import Prepared
from bot.store.tables import account, account_phone, shared_entry, shared_key, shared_salt

Entries = dict[str, list[dict[str, Any]]]
"""By the side of the case on which they stand: `preference` and `event`."""


class Known(NamedTuple):
    """All that is on file of one person, from which hashes are made. Personal."""

    accounts: list[Row[Any]]
    numbers: dict[str, str]
    """Each number with its blind index."""

    def keys(self, salt: Salt) -> set[str]:
        """The hashes by which the other party may have named this person."""
        people = {salt.person(each.name, each.id_last4, each.birth_year) for each in self.accounts} - {None}
        return {each for each in people if each} | set(map(salt.number, self.numbers))


_SALTS = Prepared(select(shared_salt.c.id, shared_salt.c.salt))
_ACCOUNTS = select(
    account.c.id, account.c.creditor, account.c.ref, account.c.name, account.c.id_last4, account.c.birth_year
).where(account.c.group_id == bindparam("group"))  # fmt: skip
_NUMBERS = (
    select(account_phone.c.number, account_phone.c.number_index)
    .join(account, account.c.id == account_phone.c.account_id)
    .where(account.c.group_id == bindparam("group"))
)


def salts(conn: Connection) -> list[tuple[str, Salt]]:
    """Every salt that counts were taken under, with its name."""
    return [(row.id, Salt(bytes.fromhex(row.salt))) for row in _SALTS.rows(conn)]


def entries_of(conn: Connection, salt_id: str, creditor: str, keys: Collection[str]) -> Sequence[Row[Any]]:
    """What was shared under a salt about whom these hashes name, for one lender (its hash), the oldest first, each once."""
    about = select(shared_key.c.entry_id).where(shared_key.c.key.in_(sorted(keys)))
    ours = (shared_entry.c.id.in_(about), shared_entry.c.salt_id == salt_id, shared_entry.c.creditor == creditor)
    return conn.execute(select(shared_entry).where(*ours).order_by(shared_entry.c.at, shared_entry.c.id)).all()


def keys_of(conn: Connection, entries: Sequence[str]) -> dict[str, list[str]]:
    """The hashes that say whom each of these entries is about."""
    found: dict[str, list[str]] = {name: [] for name in entries}
    for row in conn.execute(select(shared_key).where(shared_key.c.entry_id.in_(entries)).order_by(shared_key.c.key)):
        found[row.entry_id].append(row.key)
    return found


def shared_entries(conn: Connection, file: AccountFile, now: datetime, newest_consent: datetime) -> Entries:
    """What others have shared about this person for the same lender. Nothing in it is dated after `now`.

    A refusal that stands is never older than a consent of the lender's file (see `bot.contact.case`).
    """
    found: Entries = {"preference": [], "event": []}
    held = salts(conn)
    if not held:
        return found
    whose = {"group": file.group_id}
    known = Known(list(conn.execute(_ACCOUNTS, whose)), {row.number: row.number_index for row in conn.execute(_NUMBERS, whose)})
    for name, salt in held:
        numbers = {salt.number(number): index for number, index in known.numbers.items()}
        debts = {salt.debt(each.creditor, each.ref): each.id for each in known.accounts}
        lender = salt.creditor(file.mandate.document["creditor"]["name"])
        for row in entries_of(conn, name, lender, known.keys(salt)):
            at = max(row.at, newest_consent) if row.kind == "refuses" else row.at
            found[row.side].append({"kind": row.kind, "at": min(at, now).isoformat(), **row.data, **_named(row, numbers, debts)})
    return found


def _named(row: Row[Any], numbers: Mapping[str, str], debts: Mapping[str, str]) -> dict[str, Any]:
    """Numbers and debts under our own names where we know them; under their hashes, which are names too, where we don't."""
    stated: dict[str, Any] = {}
    if row.number:
        stated["number"] = numbers.get(row.number, row.number)
    if row.debts:
        stated["debts"] = [debts.get(each, each) for each in row.debts]
    return stated
