"""What a place adds to a conversation: whom to call in a crisis, and in which hours a call-back can be booked.

The guard decides on every contact at the moment it is made; these hours only keep us from agreeing to a time that it would refuse.
"""

from __future__ import annotations

from datetime import time

_HELPLINES = {"CN": "12356", "US": "988", "GB": "116 123", "HK": "18111", "SG": "1767", "IN": "14416"}
_EMERGENCY = {"CN": "120", "US": "911", "GB": "999", "HK": "999", "SG": "995", "IN": "112"}
_HOURS = {
    "CN": (time(8), time(22)),  # GB/T 45251-2025, chapter 5.3
    "US": (time(8), time(21)),  # 12 CFR 1006.6(b)(1)(i)
    "IN": (time(8), time(19)),  # RBI circular of 2022-08-12
}
_CAUTIOUS = (time(9), time(19))
"""Where the law names no hours, or we know none."""


def _country(place: str) -> str:
    return place.split("-")[0].upper()


def helpline(place: str) -> str | None:
    """The free helpline for somebody in a crisis (the contract of mandates lists them)."""
    return _HELPLINES.get(_country(place))


def emergency(place: str) -> str | None:
    """The number for somebody in danger right now."""
    return _EMERGENCY.get(_country(place))


def callback_hours(place: str) -> tuple[time, time]:
    """The first instant in, and the first instant out again, in the borrower's own time."""
    return _HOURS.get(_country(place), _CAUTIOUS)
