"""Resources that are only settings: numbers, applications, caller ids, messaging services. Kept as Twilio shows them, in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from multidict import MultiMapping

from bot.carrier.errors import RestError
from bot.carrier.resources import API, is_number, new_sid

_URLS = frozenset({"voice_url", "voice_fallback_url", "sms_url", "sms_fallback_url", "status_callback"})
_METHODS = dict.fromkeys(("voice_method", "voice_fallback_method", "sms_method", "sms_fallback_method", "status_callback_method"), "POST")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of setting. `settable` are its fields with their defaults, `fixed` the others; `required` must be given to make one."""

    name: str
    plural: str
    prefix: str
    settable: Mapping[str, Any]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    required: str | None = None


_SMS = dict.fromkeys(("sms_url", "sms_fallback_url"))
_VOICE = dict.fromkeys(("voice_url", "voice_fallback_url", "status_callback")) | {"voice_caller_id_lookup": False}
NUMBERS = Kind(
    "IncomingPhoneNumbers", "incoming_phone_numbers", "PN",
    _SMS | _VOICE | _METHODS | dict.fromkeys(("friendly_name", "sms_application_sid", "voice_application_sid", "trunk_sid", "address_sid",
    "identity_sid", "bundle_sid", "emergency_address_sid")) | {"emergency_status": "Inactive", "voice_receive_mode": "voice"},
    {"address_requirements": "none", "beta": False, "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
     "origin": "twilio", "status": "in-use", "type": "local", "emergency_address_status": "unregistered", "api_version": API},
    "phone_number",
)  # fmt: skip
APPLICATIONS = Kind(
    "Applications", "applications", "AP",
    _SMS | _VOICE | _METHODS | dict.fromkeys(("friendly_name", "sms_status_callback", "message_status_callback"))
    | {"public_application_connect_enabled": False},
    {"api_version": API},
)  # fmt: skip
CALLER_IDS = Kind("OutgoingCallerIds", "outgoing_caller_ids", "PN", {"friendly_name": None}, {}, "phone_number")
SERVICES = Kind(
    "Services", "services", "MG",
    {"friendly_name": None, "inbound_request_url": None, "inbound_method": "POST", "fallback_url": None, "fallback_method": "POST",
     "status_callback": None, "sticky_sender": True, "mms_converter": True, "smart_encoding": True, "scan_message_content": "inherit",
     "fallback_to_long_code": True, "area_code_geomatch": True, "synchronous_validation": False, "validity_period": 36000,
     "use_inbound_webhook_on_number": False, "usecase": "undeclared"},
    {"us_app_to_person_registered": False}, "friendly_name",
)  # fmt: skip


@dataclass(slots=True)
class Setting:
    """One resource. `numbers` are a messaging service's senders, by their sid."""

    sid: str
    created: datetime
    values: dict[str, Any]
    updated: datetime | None = None
    numbers: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


class Shelf:
    """All settings of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.items: dict[str, Setting] = {}

    def make(self, form: MultiMapping[str], now: datetime) -> Setting:
        """Raises `RestError` 20001 where something needed is missing or wrong."""
        given = _given(form, self.kind)
        values = dict(self.kind.settable) | dict(self.kind.fixed) | given
        if (name := self.kind.required) is not None:
            values[name] = form.get(_camel(name), "")
            if not values[name] or (name == "phone_number" and not is_number(values[name])):
                raise RestError(20001)
        if self.kind.required == "phone_number" and values["friendly_name"] is None:
            values["friendly_name"] = values["phone_number"]
        made = Setting(new_sid(self.kind.prefix), now, values)
        self.items[made.sid] = made
        return made

    def change(self, sid: str, form: MultiMapping[str], now: datetime) -> Setting:
        found = self.get(sid)
        found.values |= _given(form, self.kind)
        found.updated = now
        return found

    def get(self, sid: str) -> Setting:
        """Raises `RestError` 20404."""
        found = self.items.get(sid)
        if found is None:
            raise RestError(20404)
        return found


_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class Shelves:
    """Everything of this kind that an account has."""

    def __init__(self) -> None:
        self.numbers = Shelf(NUMBERS)
        self.applications = Shelf(APPLICATIONS)
        self.caller_ids = Shelf(CALLER_IDS)
        self.services = Shelf(SERVICES)
        self.any_number = Setting("", _BEGINNING, dict(NUMBERS.settable))
        """Where to tell of what comes in on a number that is not among `numbers`."""

    def number(self, number: str) -> Setting:
        """The settings of one of the service's numbers."""
        return next((it for it in self.numbers.items.values() if it["phone_number"] == number), self.any_number)


def setting_json(kind: Kind, it: Setting, account: str) -> dict[str, Any]:
    """The resource as the 2010 API shows it."""
    return it.values | {
        "sid": it.sid,
        "account_sid": account,
        "date_created": format_datetime(it.created.replace(microsecond=0)),
        "date_updated": format_datetime((it.updated or it.created).replace(microsecond=0)),
        "uri": f"/{API}/Accounts/{account}/{kind.name}/{it.sid}.json",
    }


def _given(form: MultiMapping[str], kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, default in kind.settable.items():
        value = form.get(_camel(name))
        if value is None:
            continue
        if name in _METHODS and value.upper() not in ("GET", "POST"):
            raise RestError(20001)
        if name in _URLS and value and not re.match(r"https?://", value):
            raise RestError(21205)
        found[name] = _typed(value, default)
    return found


def _typed(value: str, default: Any) -> Any:
    if isinstance(default, bool):
        return value.lower() == "true"
    if isinstance(default, int):
        return int(value) if value.isdecimal() else default
    return value or default


def _camel(name: str) -> str:
    return "".join(part.title() for part in name.split("_"))
