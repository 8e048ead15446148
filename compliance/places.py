"""Places, their zones, and what lies in what: `compliance/places.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import StringIO

from ruamel.yaml import YAML

_CITY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Places:
    """`zones`: the IANA zones of each country and subdivision. `taken_as`: places that are another one where nothing more is known."""

    zones: dict[str, tuple[str, ...]]
    taken_as: dict[str, str]
    legal_zone: frozenset[str]
    """Countries with one legal time, which holds whatever local habit is."""

    def known(self, place: str) -> bool:
        """A country, one of its subdivisions, or a city of a known subdivision (three letters)."""
        if place in self.zones:
            return True
        subdivision, _, city = place.rpartition("-")
        return subdivision.count("-") == 1 and subdivision in self.zones and _CITY.fullmatch(city) is not None

    def resolve(self, place: str) -> str | None:
        """The place that the rules are looked up for; None if it is unknown."""
        return self.taken_as.get(place, place) if self.known(place) else None

    def within(self, place: str) -> tuple[str, ...]:
        """`US-NY-NYC` lies in `US`, `US-NY` and itself."""
        parts = place.split("-")
        return tuple("-".join(parts[: count + 1]) for count in range(len(parts)))

    def zones_of(self, place: str) -> tuple[str, ...]:
        """All zones of a known place, of the nearest that has some of its own."""
        return next(self.zones[step] for step in reversed(self.within(place)) if step in self.zones)

    def zones_for(self, place: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """The zones in which a contact must be lawful: those that its file names and the one legal time of the place.

        The place's own where the file names none; nothing where the place then has several.
        """
        own = self.zones_of(place)
        if not named:
            return own if len(own) == 1 else ()
        return tuple(dict.fromkeys((*named, *own))) if place[:2] in self.legal_zone else named


@lru_cache(maxsize=1)
def load_places() -> Places:
    """The places that ship with the package."""
    text = (files("compliance") / "places.yaml").read_text(encoding="utf-8")
    data = YAML(typ="safe", pure=True).load(StringIO(text))
    zones: dict[str, tuple[str, ...]] = {}
    for country, entry in data["countries"].items():
        zones[country] = tuple(entry["zones"])
        for subdivision in entry.get("subdivisions", ()):
            zones[f"{country}-{subdivision}"] = tuple(entry["zones"])
        for subdivision, own in entry.get("own_zones", {}).items():
            zones[f"{country}-{subdivision}"] = tuple(own)
    legal = frozenset(country for country, entry in data["countries"].items() if entry.get("one_legal_time"))
    return Places(zones, dict(data["taken_as"]), legal)
