"""Phone numbers: as lenders write them -> E.164, with what the numbering plan tells of kind, country and time zone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType
from phonenumbers.timezone import time_zones_for_geographical_number

from bot.portfolio.placement.tables import country_zones
from bot.portfolio.placement.types import Phone, PhoneKind, ValueProblem

_ALLOWED = re.compile(r"\+?[0-9 ().·\-/]+")
_ROUNDED = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
_CN_MOBILE = re.compile(r"(?:00)?861[3-9][0-9]{9}")
_KINDS: dict[int, PhoneKind] = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.FIXED_LINE: "landline"}


def parse_phone(text: str, regions: Sequence[str]) -> Phone:
    """The number that `text` holds; one without its country code is of the first of `regions` where it is possible.

    Raises `ValueProblem` (`bad_phone`).
    """
    if _ROUNDED.fullmatch(text):
        raise ValueProblem("bad_phone", "a spreadsheet has rounded this number, its last digits are lost: format the column as text")
    if not _ALLOWED.fullmatch(text) or "/" in text:
        raise ValueProblem("bad_phone", "this is not one phone number: digits, spaces, dashes, dots, brackets and a leading + belong here")
    text = re.sub(r"(?<=[0-9]{10})\.0$", "", text)
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("+"):
        number = _valid("+" + digits, None)
    elif _CN_MOBILE.fullmatch(digits):
        number = _valid("+" + digits.removeprefix("00"), None)
    else:
        number = next((found for region in regions if (found := _valid(digits, region))), None)
    if number is None:
        raise ValueProblem("bad_phone", "the numbering plan has no such number; one of another country needs its + and country code")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, _KINDS.get(phonenumbers.number_type(number), "unknown"))


def stated_country(text: str) -> str | None:
    """The country of a number that is written with its country code; `None` if it is not, or not valid."""
    digits = re.sub(r"[^0-9]", "", text)
    if not text.startswith("+") or not digits:
        return None
    number = _valid("+" + digits, None)
    return None if number is None else phonenumbers.region_code_for_number(number)


def phone_zones(number: str) -> tuple[str, ...]:
    """The time zones that a number (E.164) points to by its area code; none where it points nowhere in particular."""
    if number.startswith("+86"):
        return ("Asia/Shanghai",)
    parsed = phonenumbers.parse(number, None)
    if phonenumbers.is_number_geographical(parsed):
        return tuple(zone for zone in time_zones_for_geographical_number(parsed) if zone != "Etc/Unknown")
    zones = country_zones().get(phonenumbers.region_code_for_number(parsed) or "", ())
    return zones if len(zones) == 1 else ()


def _valid(text: str, region: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
