"""Tables that ship beside this module and with `tzdata`: countries, subdivisions, Chinese provinces, American states, time zones."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Province(NamedTuple):
    """A province of China: GB/T 2260 code, the place that it is to us, its names."""

    gb_code: str
    place: str
    short: str
    full: str
    english: str


class State(NamedTuple):
    """A state or territory of the US with its legal time zones."""

    code: str
    name: str
    zones: tuple[str, ...]


def _lines(package: str, *path: str) -> list[str]:
    text = files(package).joinpath(*path).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 code -> English name, as tzdata's iso3166.tab has it."""
    rows = (line.split("\t") for line in _lines("tzdata", "zoneinfo", "iso3166.tab"))
    return {code: name for code, name in rows}  # noqa: C416 - says what the two columns are


@cache
def country_zones() -> dict[str, tuple[str, ...]]:
    """ISO 3166-1 code -> the zones in it, as tzdata's zone.tab has it. China has one legal time, Xinjiang too."""
    found: dict[str, list[str]] = {}
    for line in _lines("tzdata", "zoneinfo", "zone.tab"):
        code, _, zone = line.split("\t")[:3]
        found.setdefault(code, []).append(zone)
    return {code: tuple(zones) for code, zones in found.items()} | {"CN": ("Asia/Shanghai",)}


@cache
def subdivisions() -> frozenset[str]:
    """Every ISO 3166-2 code, such as `CN-GD`."""
    rows = (line.split() for line in _lines(__package__, "data", "subdivisions.txt"))
    return frozenset(f"{country}-{code}" for country, *codes in rows for code in codes)


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes of money."""
    return frozenset(code for line in _lines(__package__, "data", "currencies.txt") for code in line.split())


@cache
def provinces() -> tuple[Province, ...]:
    return tuple(Province(*line.split(" ", 4)) for line in _lines(__package__, "data", "cn_provinces.txt"))


@cache
def states() -> dict[str, State]:
    """Postal code -> state."""
    rows = (line.split(";") for line in _lines(__package__, "data", "us_states.txt"))
    return {code: State(code, name, tuple(zones.split())) for code, name, zones in rows}
