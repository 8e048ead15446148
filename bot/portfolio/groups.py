"""Cap groups: accounts that share a number, or name + ID digits + birth year, are one person for the caps.

Whoever decides about a person, or learns that they want no contact, holds the rows of their groups first, so that nobody decides
beside them; an import that finds two people to be one holds both. A row that is held late is read anew, or is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, delete, insert, select, union, update

from bot.base.ids import new_id
from bot.store.tables import account, account_phone, attempt, cap_group, fact, request, rule_override, suppression
from bot.store.types import blind

_WITH_GROUP = (account, fact, suppression, request, attempt, rule_override)


def identity(name: str, id_last4: str | None, birth_year: int | None) -> str | None:
    """What tells the same person, written in one way; `None` where not all is known. Personal: only ever stored as a keyed hash."""
    if not id_last4 or not birth_year:
        return None
    return f"identity:{name.casefold().replace(' ', '')}:{id_last4}:{birth_year}"


def identity_index(conn: Connection, name: str, id_last4: str | None, birth_year: int | None) -> str | None:
    """The blind index by which the same person is found; `None` where not all is known."""
    known = identity(name, id_last4, birth_year)
    return blind(conn, known) if known else None


def holding(accounts: Select[str]) -> Select[str]:
    """A statement that holds the groups of `accounts`, and of all accounts that share a number with them, until the transaction ends.

    They are held in the order of their ids, so that nobody waits for somebody who waits for them. SQLite has one writer and no such locks.
    """
    theirs = select(account_phone.c.number_index).where(account_phone.c.account_id.in_(accounts))
    sharing = select(account_phone.c.account_id).where(account_phone.c.number_index.in_(theirs))
    groups = select(account.c.group_id).where(account.c.id.in_(union(accounts, sharing)))
    return _held(groups)


def hold(conn: Connection, *, groups: Iterable[str] = (), numbers: Iterable[str] = ()) -> None:
    """Hold these groups, and those of all accounts that have one of these numbers (blind indexes)."""
    if conn.dialect.name == "sqlite":
        return
    having = select(account.c.group_id).join(account_phone, account_phone.c.account_id == account.c.id)
    numbers = sorted(set(numbers))
    found = set(conn.execute(having.where(account_phone.c.number_index.in_(numbers))).scalars()) if numbers else set()
    conn.execute(_held(sorted(found.union(groups))))


def _held(groups: Select[str] | list[str]) -> Select[str]:
    return select(cap_group.c.id).where(cap_group.c.id.in_(groups)).order_by(cap_group.c.id).with_for_update(key_share=True, of=cap_group)


class Groups:
    """The groups that a chunk of rows belongs to. `join` each row, then `save` once, then ask `of` for the final names."""

    def __init__(self, conn: Connection, numbers: Iterable[str], identities: Iterable[str]) -> None:
        self._conn = conn
        self._by_key: dict[str, str] = {}
        self._new: set[str] = set()
        self._merged: dict[str, str] = {}
        phones = select(account_phone.c.number_index, account.c.group_id).join(account, account.c.id == account_phone.c.account_id)
        people = select(account.c.identity_index, account.c.group_id)
        for key, group in conn.execute(phones.where(account_phone.c.number_index.in_(sorted(set(numbers))))):
            self._by_key[key] = group
        for key, group in conn.execute(people.where(account.c.identity_index.in_(sorted(set(identities))))):
            self._by_key[key] = group

    def join(self, keys: Iterable[str], current: str | None) -> str:
        """Put the holder of `keys` (blind indexes) into one group with all who share one; `current` is the group it is in already."""
        keys = list(keys)
        found = {self.of(self._by_key[key]) for key in keys if key in self._by_key} | ({self.of(current)} if current else set())
        if not found:
            found = {new_id("grp")}
            self._new |= found
        stays = min(found, key=lambda group: (group in self._new, group))
        self._merged |= dict.fromkeys(found - {stays}, stays)
        self._by_key |= dict.fromkeys(keys, stays)
        return stays

    def of(self, group: str) -> str:
        """The group that `group` has become part of, or itself."""
        while group in self._merged:
            group = self._merged[group]
        return group

    def save(self, now: datetime) -> None:
        """Write new groups, and give all that was on file of a merged group to the one that stays."""
        made = [{"id": group, "created_at": now} for group in sorted(self._new - self._merged.keys())]
        if made:
            self._conn.execute(insert(cap_group), made)
        hold(self._conn, groups=self._merged.keys() | self._merged.values())
        for gone in sorted(self._merged.keys() - self._new):
            for table in _WITH_GROUP:
                self._conn.execute(update(table).where(table.c.group_id == gone).values(group_id=self.of(gone)))
            self._conn.execute(delete(cap_group).where(cap_group.c.id == gone))
