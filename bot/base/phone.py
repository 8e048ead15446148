"""Telephone numbers as a person types them at a command."""

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
