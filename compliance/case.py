"""One contact that somebody wants to make, and what is on file: the contract of guard cases, field by field.

All instants are in UTC after parsing. The vocabulary below is the contract's; the rule packs use the same words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictBool, StrictInt, StrictStr

Role = Literal["creditor", "agency", "buyer"]
Lender = Literal["bank", "consumer_finance", "microloan", "microfinance", "other"]
Product = Literal["online_consumer_loan", "credit_card", "student_loan", "medical", "other"]
Channel = Literal["voice", "voicemail", "sms", "email", "letter"]
Voice = Literal["artificial", "live"]
NumberKind = Literal["mobile", "landline", "work", "employer_email", "skip_traced"]
Person = Literal[
    "borrower", "spouse", "parent", "attorney", "guarantor", "co_borrower", "agreed_contact", "emergency_contact", "referee", "neighbour"
]  # fmt: skip
Purpose = Literal[
    "collect", "notify", "locate", "restore_contact", "verify_death", "demand_from_third_party", "opt_out_confirmation",
    "remedy_notice", "marketing",
]  # fmt: skip
Result = Literal[
    "no_answer", "no_answer_no_voicemail", "busy", "not_in_service", "dropped", "open", "unknown", "voicemail_silent",
    "voicemail_limited", "voicemail", "conversation", "notified", "wrong_person", "answered",
]  # fmt: skip
EventKind = Literal[
    "call", "sms", "email", "ringless_voicemail", "inbound_call", "inbound_sms", "inbound_email",
    "validation_notice", "verification_sent", "dispute", "original_creditor_request", "cease", "refuses_to_pay",
    "attorney", "bankruptcy", "deceased", "moratorium", "incapacity", "wrong_number", "contact_refuses",
]  # fmt: skip
PreferenceKind = Literal["inconvenient", "only_between", "agreed_hours", "refuses", "consents", "employer_forbids"]
Scope = Literal["account", "extra_calls", "commercial"]

UNSETTLED: tuple[Result | None, ...] = (None, "open", "unknown")
"""Results of a call that could turn out to be any result."""

EARLIEST, LATEST = datetime(2, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)
"""Between these it can be computed what was some days before and will be some years after, in every zone."""
DAY = 86_400
"""Seconds of a civil day on the wall clock."""


def _parsed(value: Any) -> datetime:
    if isinstance(value, str):
        try:
            at = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("should be an ISO 8601 time with an offset, such as 2026-05-05T10:00:00-04:00") from None
    elif isinstance(value, datetime):
        at = value
    else:
        raise ValueError("should be an ISO 8601 time with an offset, as text")
    if at.tzinfo is None:
        raise ValueError("has no offset: an ISO 8601 time such as 2026-05-05T10:00:00-04:00 is needed")
    return at


def _instant(value: Any) -> datetime:
    """An ISO 8601 time with an offset, in UTC."""
    at = _parsed(value)
    if at.tzinfo is UTC:
        return at
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("is outside the years from 1 to 9999") from None


def _end(value: Any) -> datetime | None:
    """Until when something lasts, in UTC; what lasts to the end of the calendar has no known end."""
    if value is None:
        return None
    at = _parsed(value)
    return None if at.year >= LATEST.year else _instant(at)


def _clock(value: Any) -> int:
    """`HH:MM` or `HH:MM:SS` as seconds of the day; `24:00` is the day's end."""
    parts = value.split(":") if isinstance(value, str) else []
    if len(parts) not in (2, 3) or not all(len(part) == 2 and part.isascii() and part.isdigit() for part in parts):
        raise ValueError("should be a clock time such as 09:00")
    hours, minutes, seconds = (int(part) for part in [*parts, "00"][:3])
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY:
        raise ValueError("should be a clock time from 00:00 to 24:00")
    return total


Instant = Annotated[datetime, PlainValidator(_instant)]
End = Annotated[datetime | None, PlainValidator(_end)]
ClockTime = Annotated[int, PlainValidator(_clock)]
Weekday = Annotated[StrictInt, Field(ge=1, le=7)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Caller(_Part):
    """Who makes the contact; `creditor` collects its own debt in its own name."""

    role: Role = "agency"
    id: StrictStr | None = None
    on_behalf_of: StrictStr | None = None


class Debt(_Part):
    """Student loans with one `account_number` are one debt."""

    id: StrictStr
    product: Product = "other"
    time_barred: StrictBool = False
    account_number: StrictStr | None = None


class Preference(_Part):
    """What the borrower asked for or agreed to. `start` and `end` are seconds of the wall clock's day."""

    kind: PreferenceKind
    at: Instant
    weekdays: tuple[Weekday, ...] | None = None
    start: ClockTime | None = Field(None, alias="from")
    end: ClockTime | None = Field(None, alias="to")
    channel: Literal["voice", "sms", "email", "all"] | None = None
    voice: Voice | None = None
    number: StrictStr | None = None
    scope: Scope | None = None
    until: End = None


class Event(_Part):
    """Something that happened before. Which fields carry a meaning depends on `kind`; a call without a `result` has an unknown fate."""

    kind: EventKind
    at: Instant
    by: StrictStr | None = None
    person: Person | None = None
    number: StrictStr | None = None
    debts: tuple[StrictStr, ...] | None = None
    voice: Voice | None = None
    result: Result | None = None
    reply: StrictBool = False
    text: StrictStr | None = None
    conversation: StrictBool | None = None
    written: StrictBool | None = None
    until: End = None


class Attempt(_Part):
    """The contact in question."""

    at: Instant
    channel: Channel | None = None
    person: Person = "borrower"
    number: StrictStr | None = None
    number_kind: NumberKind | None = None
    debts: tuple[StrictStr, ...] | None = None
    purpose: Purpose = "collect"
    voice: Voice | None = None
    opt_out_notice: StrictBool | None = None
    reply: StrictBool = False
    states_debt: StrictBool | None = None
    identity_verified: StrictBool | None = None
    text: StrictStr | None = None


class Case(_Part):
    """A whole guard case; `parse_case` makes it."""

    id: StrictStr
    place: StrictStr
    attempt: Attempt
    zones: tuple[StrictStr, ...] | None = None
    caller: Caller = Caller()
    lender: Lender = "other"
    debts: tuple[Debt, ...] = (Debt(id="A"),)
    preferences: tuple[Preference, ...] = ()
    events: tuple[Event, ...] = ()
