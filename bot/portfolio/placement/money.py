"""Currencies, and what is usual in a place."""

from __future__ import annotations

_USUAL = {"CN": "CNY", "US": "USD", "HK": "HKD", "MO": "MOP", "TW": "TWD", "GB": "GBP", "IN": "INR", "SG": "SGD"}
_CHINESE = frozenset({"CN", "HK", "MO", "TW"})


def usual_currency(country: str) -> str | None:
    """The currency of a country's loans where we know it; elsewhere a file must say."""
    return _USUAL.get(country)


def usual_language(country: str) -> str:
    """The language that a borrower in this country is spoken to where the file does not say."""
    return "zh-CN" if country in _CHINESE else "en-US"
