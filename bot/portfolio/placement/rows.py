"""One raw row -> one checked `Row`, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ParamSpec, TypeVar

from bot.portfolio.placement import checks, values
from bot.portfolio.placement.columns import OURS
from bot.portfolio.placement.money import usual_currency, usual_language
from bot.portfolio.placement.phones import parse_phone, phone_zones, stated_country
from bot.portfolio.placement.places import country_of, parse_place
from bot.portfolio.placement.reading import RawRow
from bot.portfolio.placement.text import clean, is_nothing, without_whole_ids
from bot.portfolio.placement.types import Finding, OptOut, Phone, Row, ValueProblem
from bot.portfolio.placement.zones import zones_of

T = TypeVar("T")
P = ParamSpec("P")
_PARTS = ("principal", "interest", "fees")
_NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Context:
    """What a row does not say itself. `likely` are the countries that the file speaks of, the likeliest first."""

    today: date
    default_as_of: date
    default_creditor: str | None
    likely: tuple[str, ...]


class RowReader:
    """Takes a row's values one by one and gathers what is wrong. `row()` is the answer, `findings` says why there is none."""

    def __init__(self, raw: RawRow, columns: Mapping[str, str | None], context: Context) -> None:
        self.line = raw.line
        self.findings: list[Finding] = []
        self.warnings: list[Finding] = []
        self._context = context
        self._fields = frozenset(field for field in columns.values() if field)
        self._cells: dict[str, list[str]] = {}
        self._notes: dict[str, str] = {}
        for header, cell in raw.values.items():
            value = clean(cell)
            if is_nothing(value):
                continue
            field = columns.get(header)
            if field is not None:
                self._cells.setdefault(field, []).append(value)
            elif header not in OURS:
                self._notes[header[:100]] = without_whole_ids(value)[:_NOTE_LENGTH]
        self.account = self._take("account", values.parse_account)
        self.creditor = self._take("creditor", values.parse_creditor) if self._one("creditor") else context.default_creditor
        self.do_not_contact = self._take("do_not_contact", values.parse_flag) or False
        self._phone_texts = [(field, text) for field in ("phone", "phone2") if (text := self._one(field))]
        self._place = self._read_place()
        self._country = country_of(self._place) if self._place else None
        self._phones = self._read_phones()

    def opt_out(self) -> OptOut | None:
        """Whom a row that is not taken wants left alone."""
        if not self.do_not_contact:
            return None
        return OptOut(self.creditor or "", self.account or "", tuple(phone.number for phone in self._phones))

    def row(self) -> Row | None:
        """The row with everything checked; `None` if `findings` holds anything."""
        self._need("account", self.account)
        self._need("creditor", self.creditor)
        name = self._need("name", self._take("name", values.parse_name))
        if not self._phone_texts:
            self._need("phone", None)
        id_last4 = self._take("id_last4", values.parse_id)
        birth_year = self._take("birth_year", lambda text: values.parse_birth_year(text, self._context.today))
        currency, (total, principal, interest, fees) = self._read_money()
        due_date, as_of = self._read_dates()
        product, product_name = self._take("product", values.parse_product) or ("other", None)
        language = self._take("language", values.parse_language) or usual_language(self._country or "")
        consequences = self._take("allowed_consequences", values.parse_consequences) or ()
        consent_voice, consent_sms = (self._take(field, values.parse_flag) for field in ("consent_voice", "consent_sms"))
        zones = self._read_zones()
        if self.findings or not (self.account and self.creditor and name and self._place and total and currency and as_of):
            return None
        if checks.is_stale(as_of, self._context.today):
            old = "the data is more than 7 days old: contacts about the amount wait for a fresh file"
            self.warnings.append(Finding(self.line, "as_of", "stale", old))
        return Row(
            line=self.line, account=self.account, creditor=self.creditor, name=name, phones=tuple(self._phones), id_last4=id_last4,
            birth_year=birth_year, place=self._place, zones=zones, language=language, product=product, product_name=product_name,
            principal=principal, interest=interest, fees=fees, total=total, currency=currency, due_date=due_date, as_of=as_of,
            consequences=consequences, consent_voice=consent_voice, consent_sms=consent_sms, do_not_contact=self.do_not_contact,
            notes=self._notes,
        )  # fmt: skip

    def _one(self, field: str) -> str | None:
        return next(iter(self._cells.get(field, ())), None)

    def _take(self, field: str, parser: Callable[[str], T]) -> T | None:
        text = self._one(field)
        return None if text is None else self._try(field, parser, text)

    def _try(self, field: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return work(*args, **kwargs)
        except ValueProblem as problem:
            self.findings.append(Finding(self.line, field, problem.code, str(problem)))
            return None

    def _need(self, field: str, value: T | None) -> T | None:
        """`value`; where the cell was empty, a finding that it is needed."""
        if value is None and not any(finding.field == field for finding in self.findings):
            self.findings.append(Finding(self.line, field, "missing", f"`{field}` is needed"))
        return value

    def _read_place(self) -> str | None:
        stated = [stated_country(text) for _, text in self._phone_texts] if len(self._one("place") or "") <= 3 else []
        likely = tuple(dict.fromkeys(country for country in (*stated, *self._context.likely) if country))
        return self._need("place", self._take("place", lambda text: parse_place(text, likely)))

    def _read_phones(self) -> list[Phone]:
        regions: Sequence[str] = (self._country,) if self._country else (*self._context.likely, "CN", "US")
        found = [self._try(field, parse_phone, text, regions) for field, text in self._phone_texts]
        return list(dict.fromkeys(phone for phone in found if phone))

    def _read_zones(self) -> tuple[str, ...]:
        if self._place is None:
            return ()
        given = self._one("zone")
        hints = [zone for phone in self._phones for zone in phone_zones(phone.number)]
        return self._try("zone", zones_of, self._place, given, hints, self._context.today.year) or ()

    def _read_money(self) -> tuple[str | None, tuple[Decimal | None, ...]]:
        currency = self._take("currency", values.parse_currency)
        if self._country and "currency" not in self._cells:
            currency = self._need("currency", usual_currency(self._country))
        amounts = {field: self._read_amount(field, currency) for field in ("total", *_PARTS)}
        total = self._need("total", amounts["total"])
        if total is not None and not any(finding.field in amounts for finding in self.findings):
            parts = [amounts[field] for field in _PARTS]
            self._try("total", checks.check_total, total, parts, all_columns=self._fields.issuperset(_PARTS))
        return currency, tuple(amounts.values())

    def _read_amount(self, field: str, currency: str | None) -> Decimal | None:
        """The sum of a field's columns, which is one but for `fees`."""
        amount: Decimal | None = None
        for text in self._cells.get(field, ()):
            read = self._try(field, values.parse_amount, text)
            if read is None:
                return None
            if currency and read[1] and currency not in read[1]:
                self.findings.append(Finding(self.line, field, "bad_currency", "the amount's sign is of another currency"))
            amount = (amount or Decimal(0)) + read[0]
        return amount

    def _read_dates(self) -> tuple[date | None, date | None]:
        month_first = self._country in ("US", None) or "US" in self._context.likely
        due = self._take("due_date", lambda text: values.parse_date(text, month_first=month_first))
        if "as_of" in self._cells:
            as_of = self._take("as_of", lambda text: values.parse_date(text, month_first=month_first))
        else:
            as_of = self._context.default_as_of
        days = self._take("days_overdue", values.parse_days)
        if as_of is None or any(finding.field in ("due_date", "as_of") for finding in self.findings):
            return None, None
        self._try("as_of", checks.check_as_of, as_of, self._context.today)
        if due is not None:
            self._try("due_date", checks.check_due_date, due, as_of)
        if days is not None and not any(finding.field == "due_date" for finding in self.findings):
            due = self._try("days_overdue", checks.check_days_overdue, days, due, as_of)
        return due, as_of
