"""The time zones that a row points to. A contact must be lawful in all of them, so too many is safe and too few is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.portfolio.placement.places import country_of
from bot.portfolio.placement.tables import country_zones, states
from bot.portfolio.placement.types import ValueProblem


def zones_of(place: str, given: str | None, from_phones: Sequence[str], year: int) -> tuple[str, ...]:
    """All zones that fit: those of the place (narrowed by `given`, an IANA name) and those of the phones; the likeliest is the first.

    A whole country with several times of day says nothing, so there the phones must tell where in it.
    `year` is when the zones' clocks are compared.
    Raises `ValueProblem` (`bad_zone`).
    """
    if given is not None and given not in _known_zones():
        raise ValueProblem("bad_zone", "the time zone is not an IANA name such as Asia/Shanghai or America/New_York")
    here = place_zones(place)
    if given is not None:
        fits = (given,) if given in here or _alike((given, *here), year) else (given, *here)
    elif place in _with_own_zones() or _alike(here, year):
        fits = here
    else:
        fits = tuple(zone for zone in from_phones if zone in here)
        if not fits:
            raise ValueProblem("bad_zone", "this place has several time zones and the phone does not tell which: give the zone, or a state")
    return tuple(dict.fromkeys([*(zone for zone in from_phones if zone in fits), *fits, *from_phones]))


def place_zones(place: str) -> tuple[str, ...]:
    """The zones of a place: of an American state its own, of another subdivision its country's."""
    if place in _with_own_zones():
        return states()[place[3:5]].zones
    return country_zones().get(country_of(place), ())


@cache
def _with_own_zones() -> frozenset[str]:
    return frozenset({f"US-{code}" for code in states()} | {"US-NY-NYC"})


@cache
def _known_zones() -> frozenset[str]:
    """Zones of places; `EST` or `Etc/GMT+5` have no summer time and are nobody's address."""
    return frozenset(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


@cache
def _alike(zones: tuple[str, ...], year: int) -> bool:
    """Whether clocks in all these zones show the same, winter and summer."""
    middays = [datetime(year, month, 1, 12, tzinfo=UTC) for month in range(1, 13)]
    return len({tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in middays) for zone in zones}) == 1
