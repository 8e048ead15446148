"""Calls and messages as Twilio's REST interface shows them: every key of its OpenAPI is there, null when unknown."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Literal

from bot.base.segments import segments

API = "2010-04-01"
Direction = Literal["outbound-api", "inbound", "outbound-dial", "outbound-reply"]
CALL_ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_CALL_LISTS = (
    "notifications", "recordings", "payments", "events", "siprec", "streams", "transcriptions",
    "user_defined_message_subscriptions", "user_defined_messages",
)  # fmt: skip
_ERRORS = {
    30001: "Queue overflow", 30003: "Unreachable destination handset", 30004: "Message blocked", 30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier", 30007: "Message filtered", 30008: "Unknown error", 30036: "Validity Period Expired",
}  # fmt: skip
_US = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


def new_sid(prefix: str) -> str:
    """Two letters that say what it is (CA call, SM message, MZ stream, ...) and 32 hex digits."""
    return prefix + secrets.token_hex(16)


def is_number(text: str) -> bool:
    """Whether `text` is written as E.164."""
    return re.fullmatch(r"\+[1-9]\d{6,14}", text) is not None


@dataclass(slots=True)
class Callbacks:
    """Where a resource's changes are told, how, and (of a call) which of them."""

    url: str | None = None
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(slots=True)
class Call:
    """One call. Times are instants of the carrier's clock; `duration_s` is set when an answered call has ended."""

    sid: str
    to: str
    from_: str
    created: datetime
    direction: Direction = "outbound-api"
    status: str = "queued"
    updated: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None
    duration_s: int | None = None
    answered_by: str | None = None
    sip_code: str | None = None
    parent_sid: str | None = None
    number_sid: str | None = None
    queue_ms: int = 0
    sequence: int = 0
    callbacks: Callbacks = field(default_factory=Callbacks)

    @property
    def over(self) -> bool:
        return self.status in CALL_ENDED


@dataclass(slots=True)
class Message:
    """One text."""

    sid: str
    to: str
    from_: str
    body: str
    created: datetime
    direction: Direction = "outbound-api"
    status: str = "queued"
    updated: datetime | None = None
    sent: datetime | None = None
    error_code: int | None = None
    service_sid: str | None = None
    media: tuple[str, ...] = ()
    callbacks: Callbacks = field(default_factory=Callbacks)


@dataclass(slots=True)
class OperatorText(Message):
    """A text over the operator's protocol. `ref` is the client's own name for it; `extension` the digits behind the operator's number."""

    ref: str = ""
    extension: str = ""
    code: str | None = None


def rfc2822(instant: datetime | None) -> str | None:
    return format_datetime(instant.replace(microsecond=0)) if instant else None


def _formatted(number: str) -> str:
    us = _US.fullmatch(number)
    return f"({us[1]}) {us[2]}-{us[3]}" if us else number


def call_json(call: Call, account: str) -> dict[str, Any]:
    """The call resource."""
    base = f"/{API}/Accounts/{account}/Calls/{call.sid}"
    return {
        "sid": call.sid,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(call.updated or call.created),
        "parent_call_sid": call.parent_sid,
        "account_sid": account,
        "to": call.to,
        "to_formatted": _formatted(call.to),
        "from": call.from_,
        "from_formatted": _formatted(call.from_),
        "phone_number_sid": call.number_sid,
        "status": call.status,
        "start_time": rfc2822(call.started),
        "end_time": rfc2822(call.ended),
        "duration": None if call.duration_s is None else str(call.duration_s),
        "price": None,
        "price_unit": "USD",
        "direction": call.direction,
        "answered_by": call.answered_by,
        "api_version": API,
        "forwarded_from": None,
        "group_sid": None,
        "caller_name": None,
        "queue_time": str(call.queue_ms),
        "trunk_sid": None,
        "uri": f"{base}.json",
        "subresource_uris": {name: f"{base}/{''.join(w.title() for w in name.split('_'))}.json" for name in _CALL_LISTS},
    }


def message_json(message: Message, account: str) -> dict[str, Any]:
    """The message resource."""
    base = f"/{API}/Accounts/{account}/Messages/{message.sid}"
    unsent = message.status in ("accepted", "scheduled") and message.service_sid is not None
    error = None if message.error_code is None else _ERRORS.get(message.error_code, "Unknown error")
    return {
        "body": message.body,
        "num_segments": "0" if unsent else str(segments(message.body)),
        "direction": message.direction,
        "from": message.from_ or None,
        "to": message.to,
        "date_updated": rfc2822(message.updated or message.created),
        "price": None,
        "error_message": error,
        "uri": f"{base}.json",
        "account_sid": account,
        "num_media": str(len(message.media)),
        "status": message.status,
        "messaging_service_sid": message.service_sid,
        "sid": message.sid,
        "date_sent": rfc2822(message.sent),
        "date_created": rfc2822(message.created),
        "error_code": message.error_code,
        "price_unit": "USD",
        "api_version": API,
        "subresource_uris": {"media": f"{base}/Media.json"},
    }
