"""Where a borrower lives, as guard cases name it: `CN-GD`, `US-FL`, `US-NY-NYC`, `HK`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from bot.portfolio.placement.tables import countries, provinces, states, subdivisions
from bot.portfolio.placement.types import ValueProblem

CITIES = frozenset({"US-NY-NYC"})
"""Cities that a rule pack knows of."""

_COUNTRY_NAMES = {
    "中国": "CN", "中国大陆": "CN", "prc": "CN", "mainlandchina": "CN",
    "美国": "US", "usa": "US", "u.s.a.": "US", "u.s.": "US", "unitedstatesofamerica": "US",
    "英国": "GB", "uk": "GB", "unitedkingdom": "GB", "greatbritain": "GB",
    "印度": "IN", "新加坡": "SG", "中国香港": "HK", "hongkong": "HK", "hongkongsar": "HK", "macau": "MO",
    "中国澳门": "MO", "中国台湾": "TW",
}  # fmt: skip
_CITY_NAMES = {"newyorkcity": "US-NY-NYC", "nyc": "US-NY-NYC", "纽约市": "US-NY-NYC", "washingtondc": "US-DC", "washingtond.c.": "US-DC"}
_OWN_LAW = {"CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW"}
"""Subdivisions that ISO 3166-2 lists under China and whose law is their own: never decided by China's rules."""


@lru_cache(4096)
def parse_place(text: str, likely: Sequence[str] = ()) -> str:
    """The place that `text` names. `likely` are countries, the likeliest first, that decide what `CA` or `IN` stands for.

    Raises `ValueProblem` (`unknown_place`).
    """
    code = text.upper().replace("_", "-")
    if code in CITIES or code in subdivisions():
        return _OWN_LAW.get(code, code)
    key = text.casefold().replace(" ", "").replace(",", "")
    if key in _names():
        return _names()[key]
    if len(code) in (2, 3) and code.isascii() and code.isalnum():
        return _bare_code(code, likely)
    for province in provinces():
        rest = text.removeprefix(province.full)
        if rest != text or (text.startswith(province.short) and text[len(province.short)] in " -·/"):
            return province.place
    raise ValueProblem("unknown_place", "the place is not known: give an ISO 3166-2 code such as CN-GD, or the name of a province or state")


def country_of(place: str) -> str:
    """The ISO 3166-1 code of a place."""
    return place[:2]


@cache
def _names() -> dict[str, str]:
    known = {name.casefold().replace(" ", "").replace(",", ""): code for code, name in countries().items()}
    for province in provinces():
        gb_code = province.gb_code
        names = (province.short, province.full, province.english, province.english + " Province", gb_code, gb_code + "0000")
        known |= {name.casefold().replace(" ", ""): province.place for name in names}
    known |= {state.name.casefold().replace(" ", ""): f"US-{code}" for code, state in states().items()}
    return known | _COUNTRY_NAMES | _CITY_NAMES


def _bare_code(code: str, likely: Sequence[str]) -> str:
    """`CA` is California, Canada, or nothing at all: who else is in the row decides."""
    for country in likely:
        if code == country:
            return country
        if f"{country}-{code}" in subdivisions():
            full = f"{country}-{code}"
            return _OWN_LAW.get(full, full)
    meanings = {full for full in (code, f"US-{code}", f"CN-{code}") if full in countries() or full in subdivisions()}
    if len(meanings) == 1:
        return _OWN_LAW.get(*meanings, *meanings)
    if meanings:
        raise ValueProblem("unknown_place", f"the code stands for several places: write one of {', '.join(sorted(meanings))}")
    raise ValueProblem("unknown_place", "the code is of no country, Chinese province or American state")
