"""Telephone numbers as a person types them at a command, and as operators write them."""

from __future__ import annotations

import phonenumbers

from bot.base.errors import CourtesyError


def normalise(text: str) -> str:
    """E.164 for a number with its country code, such as `+86 138 0000 0101`. Raises `CourtesyError` for anything else."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException as problem:
        raise CourtesyError("write the number with a plus and its country code, such as +8613800000101") from problem
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def to_national(number: str, country_code: str) -> str:
    """A number in E.164 as operators of its own country write it, without the country code; another country's number stays as it is."""
    return number.removeprefix(f"+{country_code}")


def from_national(text: str, country_code: str) -> str | None:
    """E.164 for a number as such an operator writes it, with the country code or without; `None` for what is no number."""
    try:
        number = phonenumbers.parse(text, phonenumbers.region_code_for_country_code(int(country_code)))
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_possible_number(number) else None
