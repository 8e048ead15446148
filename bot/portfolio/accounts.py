"""One borrower's file, read whole: the account, its numbers, its mandate, and what else is on file of the same person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, or_, select

from bot.base.errors import CourtesyError
from bot.store.prepared import Prepared
from bot.store.tables import account, account_phone, mandate
from bot.store.types import blind
from compliance import Plain

STALE_DAYS = 7
"""A file older than this is not good enough to speak about an amount (contract of placement files, `as_of`)."""


class AccountError(CourtesyError):
    """There is no such account, or the name fits several."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number of an account. `kind` is mobile or landline; `index` names it where the number itself need not be known."""

    position: int
    number: str
    index: str
    kind: str
    confirmed_at: datetime | None
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may contact whom, on whose behalf. `document` is the mandate file as the contract has it."""

    id: str
    document: dict[str, Any]
    valid_from: date
    valid_to: date
    sample: bool
    ended_at: datetime | None

    @property
    def caller(self) -> dict[str, Any]:
        caller: dict[str, Any] = self.document["caller"]
        return caller

    def problem(self, channel: str, on: date) -> Plain | None:
        """Why nothing may be sent over `channel` on that day under this mandate; `None` if it may."""
        if self.ended_at is not None:
            return Plain("the mandate has been ended", "委托已终止")
        if not self.valid_from <= on <= self.valid_to:
            return Plain(f"the mandate runs from {self.valid_from} to {self.valid_to}", f"委托期限为 {self.valid_from} 至 {self.valid_to}")
        if channel not in self.document["channels"]:
            return Plain(f"the mandate does not cover {channel}", f"委托不包括 {channel} 渠道")
        return None


@dataclass(frozen=True, slots=True)
class AccountFile:
    """An account as the guard and the dialogue need it. Personal: never logged."""

    id: str
    ref: str
    group_id: str
    creditor: str
    name: str
    id_last4: str | None
    birth_year: int | None
    place: str
    zones: tuple[str, ...]
    language: str
    product: str
    principal: Decimal | None
    interest: Decimal | None
    fees: Decimal | None
    total: Decimal
    currency: str
    due_date: date | None
    as_of: date
    consequences: tuple[str, ...]
    consent_voice: bool | None
    consent_sms: bool | None
    status: str
    phones: tuple[Phone, ...]
    mandate: Mandate

    def phone(self, index: str) -> Phone | None:
        """The account's number with this blind index."""
        return next((phone for phone in self.phones if phone.index == index), None)

    @property
    def best_phone(self) -> Phone | None:
        """The number to try first: confirmed before not, then in the order of the file; never a retired one."""
        usable = [phone for phone in self.phones if phone.retired_at is None]
        return min(usable, key=lambda phone: (phone.confirmed_at is None, phone.position), default=None)

    def day(self, at: datetime) -> date:
        """The date of an instant in the first of the borrower's zones (UTC where none is known)."""
        return at.astimezone(ZoneInfo(self.zones[0]) if self.zones else UTC).date()

    def is_stale(self, at: datetime) -> bool:
        """Whether the lender's file is too old by then to speak about the amount."""
        return (self.day(at) - self.as_of).days > STALE_DAYS


_MANDATE = (mandate.c.id, mandate.c.document, mandate.c.valid_from, mandate.c.valid_to, mandate.c.sample, mandate.c.ended_at)
_ACCOUNT = tuple(account.c[name] for name in AccountFile.__dataclass_fields__ if name not in ("phones", "mandate"))
FILE = (*_ACCOUNT, *(column.label(f"mandate_{column.name}") for column in _MANDATE))
"""What `file_of` needs, from the account joined with its mandate."""
_BY_ID = select(*FILE).join(mandate, mandate.c.id == account.c.mandate_id).where(account.c.id == bindparam("id"))
_PHONES = Prepared(
    select(*(account_phone.c[name] for name in ("position", "number", "number_index", "kind", "confirmed_at", "retired_at")))
    .where(account_phone.c.account_id == bindparam("id"))
    .order_by(account_phone.c.position)
)
_MANDATE_BY_ID = select(*_MANDATE).where(mandate.c.id == bindparam("id"))


def keyable(ref: str) -> str:
    """What of a reference a caller can key."""
    return "".join(each for each in ref if each in "0123456789")


def load_account(conn: Connection, account_id: str) -> AccountFile:
    """The file of one account. Raises `AccountError` if there is none."""
    row = conn.execute(_BY_ID, {"id": account_id}).one_or_none()
    if row is None:
        raise AccountError("there is no such account")
    return file_of(conn, tuple(row))


def file_of(conn: Connection, row: tuple[Any, ...]) -> AccountFile:
    """The file of the account of which `row` has the columns `FILE`; its numbers are read."""
    values = dict(zip(AccountFile.__dataclass_fields__, row, strict=False))
    values |= {"zones": tuple(values["zones"]), "consequences": tuple(values["consequences"]), "mandate": Mandate(*row[len(_ACCOUNT) :])}
    return AccountFile(**values | {"phones": tuple(Phone(*phone) for phone in _PHONES.rows(conn, id=values["id"]))})


def load_mandate(conn: Connection, mandate_id: str) -> Mandate:
    """A mandate by its id. Raises `AccountError` if there is none."""
    row = conn.execute(_MANDATE_BY_ID, {"id": mandate_id}).one_or_none()
    if row is None:
        raise AccountError(f"there is no mandate `{mandate_id}`: see `courtesy mandate list`")
    return Mandate(*row)


def find_accounts(conn: Connection, name: str) -> list[str]:
    """The ids of the accounts that a person may mean by `name`: our id, the lender's reference, or a phone number (E.164)."""
    numbers = select(account_phone.c.account_id).where(account_phone.c.number_index == blind(conn, name))
    query = (
        select(account.c.id)
        .where(or_(account.c.id == name, account.c.ref == name, account.c.id.in_(numbers)))
        .order_by(account.c.created_at)
    )
    return list(conn.execute(query).scalars())


_EXTENSION_DIGITS = 6


def extension_of(account_id: str) -> str:
    """Digits that tell an account's texts from those of others: an answer to them comes to our number with these behind it."""
    return f"{int(sha256(account_id.encode()).hexdigest(), 16) % 10**_EXTENSION_DIGITS:0{_EXTENSION_DIGITS}}"


def account_of_number(conn: Connection, number_index: str, extension: str = "") -> AccountFile | None:
    """Whose number this is, if it is on accounts of one person only: the newest of them. Nobody is guessed among several.

    Where the account's `extension` came with it, only the accounts that have it are meant, if there are any.
    """
    rows = conn.execute(
        select(account.c.id, account.c.group_id)
        .join(account_phone, account_phone.c.account_id == account.c.id)
        .where(account_phone.c.number_index == number_index, account_phone.c.retired_at.is_(None), account.c.status != "withdrawn")
        .order_by(account.c.created_at.desc(), account.c.id)
    ).all()
    meant = [row for row in rows if extension_of(row.id) == extension] or rows
    return load_account(conn, meant[0].id) if meant and len({row.group_id for row in meant}) == 1 else None
