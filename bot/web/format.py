"""How values look on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Times:
    """Instants on the wall clocks of the borrower and of the office (`zone`)."""

    zone: ZoneInfo

    def office(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")

    def exact(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).strftime("%m-%d %H:%M:%S")

    def local(self, instant: datetime, zones: Iterable[str]) -> list[tuple[str, str]]:
        """The borrower's date and time and the zone, in each zone that their file points to; the office's where it points to none."""
        return [(instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M"), zone) for zone in tuple(zones) or (str(self.zone),)]


def clock_ms(ms: int | None) -> str:
    """Milliseconds as minutes and seconds: `1:05`."""
    if ms is None:
        return "—"
    return f"{ms // 60000}:{ms // 1000 % 60:02d}"


def city(zone: str) -> str:
    """The part of a zone's name that people use: `America/New_York` is `New York`."""
    return zone.rpartition("/")[2].replace("_", " ")


def wave_path(peaks: list[float]) -> str:
    """An SVG path of one upright stroke a peak, in a box of 100 units height."""
    return "".join(f"M{place} {50 - 48 * peak:.1f}V{50 + 48 * peak:.1f}" for place, peak in enumerate(peaks))


def query_string(query: Mapping[str, str], **changes: object) -> str:
    """The same URL query with some values changed: how paging keeps the filters."""
    return urlencode({**query, **{key: str(value) for key, value in changes.items()}})


FILTERS: dict[str, Callable[..., Any]] = {"clock_ms": clock_ms, "city": city, "wave_path": wave_path, "query_string": query_string}
