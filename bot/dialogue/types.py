"""What goes into the dialogue engine and what comes out. All of it is data; nothing here does anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from bot.understanding import Meaning

Language = Literal["zh-CN", "en-US"]
Expects = Literal["identity", "digits", "payment", "yes_no", "callback_time"]


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who we want to talk to. `id_last4` or `birth_year` is what only they would know."""

    name: str
    title: str = ""
    id_last4: str | None = None
    birth_year: int | None = None
    phone: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the creditor lets us agree to."""

    max_instalments: int = 0
    min_instalment: Decimal = Decimal(0)
    max_promise_days: int = 0
    max_waiver_percent: int = 0


@dataclass(frozen=True, slots=True)
class Promised:
    """A payment that the borrower has agreed to earlier, and that is still open."""

    date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """The debt, as the lender's file has it. Amounts are in `currency`'s own units."""

    id: str
    agency: str
    """What is said before identity is verified: the caller's public name, which gives no debt away."""
    creditor: str
    product: str
    total: Decimal
    principal: Decimal | None = None
    interest: Decimal | None = None
    fees: Decimal | None = None
    currency: str = "CNY"
    due_date: date | None = None
    as_of: date | None = None
    days_overdue: int | None = None
    allowed_consequences: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    payment: str | None = None
    """How to pay, in the language of the conversation: the lender's own channels, never us."""
    phone: str | None = None
    """The number on which the agency can be called back."""
    promised: Promised | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation's fixed circumstances. `at` is the moment it began, in the borrower's own time zone."""

    lang: Language
    channel: Literal["voice", "sms"]
    direction: Literal["outbound", "inbound"]
    at: datetime
    place: str
    borrower: Borrower
    account: Account
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Began:
    """The other side is on the line (outbound: picked up), or the thread begins."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When, or on which number, the borrower wants to be called. `preferences` are those of a guard case, without `at`; a refusal is of
    the number on which it was said."""

    about: Literal["hours", "number"]
    preferences: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The borrower said or wrote something; `at` is the moment, for relative dates. `meaning` is that of the words beside a wish."""

    text: str
    meaning: Meaning
    at: datetime
    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys of the telephone."""

    digits: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing came for as long as the question's patience lasts."""


@dataclass(frozen=True, slots=True)
class HungUp:
    """The borrower ended the call, or the thread."""


@dataclass(frozen=True, slots=True)
class MachineAnswered:
    """An answering machine; we are past its beep."""


@dataclass(frozen=True, slots=True)
class Screened:
    """A handset's assistant asks who is calling and why."""

    text: str


Event = Began | Said | Keyed | Silent | HungUp | MachineAnswered | Screened


@dataclass(frozen=True, slots=True)
class Say:
    """One turn of the bot: the very words, what they ask for, and whether the borrower may cut in."""

    text: str
    line: str
    state: str
    expects: Expects | None
    interruptible: bool


@dataclass(frozen=True, slots=True)
class Do:
    """Something changes beyond this conversation: an effect of contract rehearsals (`opt_out:voice`, `promise_recorded`, ...)."""

    effect: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """The conversation is over, with this outcome."""

    outcome: str


Action = Say | Do | End
State = dict[str, Any]
"""JSON. Among its keys, always: `state` (where we are), `verified` (bool), `outcome` (None until settled), `promise`, `plan`, `callback`,
`expects` (what was asked last) and `lang` (a language that the borrower asked for is spoken from then on)."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one event led to. The actions are performed in order."""

    state: State
    actions: tuple[Action, ...]
