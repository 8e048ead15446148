"""The slots that a line can have. Each comes from the account, the place, or what was agreed; there are no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from string import Formatter
from typing import Any, Literal

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

from bot.dialogue import spoken
from bot.dialogue.types import Language, Scene
from compliance import local
from compliance.pack import Helpline

Agreed = Literal["promise", "plan", "callback"]


@dataclass(frozen=True, slots=True)
class Filling:
    """All that slots are filled from. `draft` is what the conversation has agreed on so far, as the state's JSON has it."""

    scene: Scene
    lang: Language
    products: Mapping[str, str]
    now: datetime
    draft: Mapping[str, Any] = field(default_factory=dict)

    @property
    def aloud(self) -> bool:
        return self.scene.channel == "voice"

    def money(self, amount: Decimal | None) -> str | None:
        return None if amount is None else spoken.money(amount, self.scene.account.currency, self.lang, aloud=self.aloud)

    def day(self, value: date | None) -> str | None:
        return None if value is None else spoken.day(value, self.lang, aloud=self.aloud)

    def count(self, value: int | None) -> str | None:
        """How many of something: 两期, two payments, 2."""
        if value is None:
            return None
        if not self.aloud:
            return str(value)
        return "两" if value == 2 and self.lang == "zh-CN" else spoken.number(value, self.lang)

    def digits(self, value: str | None) -> str | None:
        return None if value is None else spoken.digits(value, self.lang, aloud=self.aloud)

    def agreed(self, kind: Agreed, key: str) -> Any:
        return (self.draft.get(kind) or {}).get(key)


@dataclass(frozen=True, slots=True)
class Slot:
    """How a slot is filled, and who may hear it.

    `shows_debt`: it gives the debt away. `needs`: it is known only once that was agreed. `optional`: it may be empty even so.
    """

    fill: Callable[[Filling], str | None]
    shows_debt: bool = False
    needs: Agreed | None = None
    optional: bool = False


def _address(f: Filling) -> str:
    borrower = f.scene.borrower
    return borrower.name + borrower.title if f.lang == "zh-CN" else borrower.name


def _creditor(f: Filling) -> str:
    return f.scene.account.creditor


def _product(f: Filling) -> str:
    return f.products.get(f.scene.account.product) or f.products.get("other", "")


def _phone(f: Filling) -> str | None:
    """As people of the country say it when it is spoken, with the country code when it is written."""
    phone = f.scene.account.phone
    if not phone or not f.aloud:
        return phone
    try:
        national = format_number(parse(phone, None), PhoneNumberFormat.NATIONAL)
    except NumberParseException:
        national = phone
    return f.digits(national)


def _number(f: Filling, line: Helpline | None) -> str | None:
    return f.digits(line.number if line else None)


def _payment(f: Filling) -> str | None:
    return (f.scene.account.payment or "").rstrip("。.;； ") or None


def _hours(f: Filling) -> str:
    opens, closes = local.calling_hours(f.scene.place)
    start, end = (datetime.combine(f.now.date(), t) for t in (opens, closes))
    first, last = (spoken.clock_time(t, f.lang, aloud=f.aloud) for t in (start, end))
    return f"{first}到{last}" if f.lang == "zh-CN" else f"{first} and {last}"


def _stored_day(f: Filling, kind: Agreed, key: str) -> str | None:
    value = f.agreed(kind, key)
    return f.day(date.fromisoformat(value)) if value else None


def _stored_money(f: Filling, kind: Agreed, key: str) -> str | None:
    value = f.agreed(kind, key)
    return f.money(Decimal(value)) if value else None


def _instalment(f: Filling, which: int, key: str) -> str | None:
    rows = f.agreed("plan", "instalments")
    return rows[which][key] if rows else None


def _instalment_money(f: Filling, which: int) -> str | None:
    value = _instalment(f, which, "amount")
    return f.money(Decimal(value)) if value else None


def _callback_at(f: Filling) -> str | None:
    value = f.agreed("callback", "at")
    return spoken.moment(datetime.fromisoformat(value), f.now, f.lang, aloud=f.aloud) if value else None


def _first_instalment(f: Filling) -> str | None:
    value = _instalment(f, 0, "date")
    return f.day(date.fromisoformat(value)) if value else None


def _plan_count(f: Filling) -> str | None:
    rows = f.agreed("plan", "instalments")
    return f.count(len(rows)) if rows else None


def _promised_date(f: Filling) -> str | None:
    promised = f.scene.account.promised
    return f.day(promised.date) if promised else None


def _promised_amount(f: Filling) -> str | None:
    promised = f.scene.account.promised
    return f.money(promised.amount) if promised else None


SLOTS: dict[str, Slot] = {
    "agency": Slot(lambda f: f.scene.account.agency),
    "agency_phone": Slot(_phone, optional=True),
    "name": Slot(lambda f: f.scene.borrower.name),
    "address": Slot(_address),
    "helpline": Slot(lambda f: _number(f, local.helpline(f.scene.place)), optional=True),
    "emergency": Slot(lambda f: _number(f, local.emergency(f.scene.place)), optional=True),
    "callback_hours": Slot(_hours),
    "callback_at": Slot(_callback_at, needs="callback"),
    "creditor": Slot(_creditor, shows_debt=True),
    "product": Slot(_product, shows_debt=True),
    "total": Slot(lambda f: f.money(f.scene.account.total), shows_debt=True),
    "principal": Slot(lambda f: f.money(f.scene.account.principal), shows_debt=True, optional=True),
    "interest": Slot(lambda f: f.money(f.scene.account.interest), shows_debt=True, optional=True),
    "fees": Slot(lambda f: f.money(f.scene.account.fees), shows_debt=True, optional=True),
    "due_date": Slot(lambda f: f.day(f.scene.account.due_date), shows_debt=True, optional=True),
    "days_overdue": Slot(lambda f: f.count(f.scene.account.days_overdue), shows_debt=True, optional=True),
    "payment": Slot(_payment, shows_debt=True, optional=True),
    "latest_date": Slot(lambda f: f.day(f.now.date() + timedelta(f.scene.account.policy.max_promise_days)), shows_debt=True),
    "least_amount": Slot(lambda f: f.money(min(f.scene.account.policy.min_instalment, f.scene.account.total)), shows_debt=True),
    "most_instalments": Slot(lambda f: f.count(most_instalments(f.scene)), shows_debt=True),
    "promised_date": Slot(_promised_date, shows_debt=True, optional=True),
    "promised_amount": Slot(_promised_amount, shows_debt=True, optional=True),
    "promise_date": Slot(lambda f: _stored_day(f, "promise", "date"), shows_debt=True, needs="promise"),
    "promise_amount": Slot(lambda f: _stored_money(f, "promise", "amount"), shows_debt=True, needs="promise"),
    "plan_count": Slot(_plan_count, shows_debt=True, needs="plan"),
    "plan_first": Slot(_first_instalment, shows_debt=True, needs="plan"),
    "plan_each": Slot(lambda f: _instalment_money(f, 0), shows_debt=True, needs="plan"),
    "plan_last": Slot(lambda f: _instalment_money(f, -1), shows_debt=True, needs="plan"),
}


def secret_kind(scene: Scene) -> str | None:
    """What on file only the borrower would know: `digits`, else `birth_year` (a year alone never where digits are on file)."""
    if scene.borrower.id_last4:
        return "digits"
    return "birth_year" if scene.borrower.birth_year else None


def most_instalments(scene: Scene) -> int:
    """How many parts the policy allows for this total: not more than it says, and none but the last below the least amount."""
    policy, total = scene.account.policy, scene.account.total
    by_amount = int(total / policy.min_instalment) if policy.min_instalment > 0 else policy.max_instalments
    return max(0, min(policy.max_instalments, by_amount))


def slots_of(text: str) -> list[str]:
    """The slots of a line's text, in order. Raises `ValueError` where braces don't match."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
