"""What reading a placement file gives: good rows, refused rows, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.portfolio.errors import PortfolioError

PhoneKind = Literal["mobile", "landline", "unknown"]


class PlacementError(PortfolioError):
    """The file as a whole can't be read: nothing of it was imported."""


class ValueProblem(PortfolioError):
    """One value breaks its field's rule. `code` is the contract's; the message names the rule and never the value."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, or worth knowing, in a line of the file; holds no personal data."""

    line: int
    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164, and what the numbering plan says it is."""

    number: str
    kind: PhoneKind


@dataclass(frozen=True, slots=True)
class Row:
    """One account, all values checked. `zones` are all IANA zones that the row points to; amounts are in units of `currency`."""

    line: int
    account: str
    creditor: str
    name: str
    phones: tuple[Phone, ...]
    id_last4: str | None
    birth_year: int | None
    place: str
    zones: tuple[str, ...]
    language: str
    product: str
    product_name: str | None
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
    do_not_contact: bool
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken. `values` are as they came and personal: for the rejects file only.

    A refused row that says `do_not_contact` is still heeded: `opt_out` is what it names the borrower by, where that could be read.
    """

    line: int
    values: Mapping[str, str]
    findings: tuple[Finding, ...]
    duplicate: bool = False
    opt_out: OptOut | None = None


@dataclass(frozen=True, slots=True)
class OptOut:
    """A wish for no contact in a row that was not taken: the account it names, and the numbers."""

    creditor: str
    account: str
    numbers: tuple[str, ...]
