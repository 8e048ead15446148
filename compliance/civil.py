"""Civil time: wall clocks and calendar days in a zone, and the first instant at which a wall clock stands inside given hours.

Instants are in UTC. Everything here is exact over offset changes: the time line is walked in stretches of one offset, inside which
the wall clock runs evenly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
"""The calendar's own ends."""
_ONE_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Spans = tuple[tuple[int, int], ...]
"""Open stretches of one civil day in seconds of the wall clock, sorted and apart; each holds its first second and not its last."""
Weekly = tuple[Spans, ...]
"""Seven days of spans, Monday first."""
ALWAYS: Weekly = (((0, DAY),),) * 7


@lru_cache(maxsize=1024)
def find_zones(names: tuple[str, ...]) -> tuple[ZoneInfo, ...] | None:
    """The IANA zones of these names; None if one is unknown."""
    try:
        return tuple(map(ZoneInfo, names))
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=65_536)
def _stretches(zone: ZoneInfo, day: int) -> tuple[tuple[datetime, timedelta], ...]:
    """The UTC day `day` (counted from 1970) in stretches of one offset: (end, offset)."""
    start = _EPOCH + timedelta(days=day)
    end = start + _ONE_DAY
    first, last = _offset(zone, start), _offset(zone, end)
    if first == last:
        return ((end, first),)
    low, high = 0, DAY
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, start + timedelta(seconds=middle)) == first:
            low = middle
        else:
            high = middle
    change = start + timedelta(seconds=high)
    return ((change, first), (end, last)) if change < end else ((end, first),)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    return offset if offset is not None else timedelta()


def _stretch(zone: ZoneInfo, at: datetime) -> tuple[datetime, timedelta]:
    """Until when the offset at `at` surely holds (a day at most), and the offset."""
    found = _stretches(zone, (at - _EPOCH).days)
    return found[0] if at < found[0][0] else found[1]


def in_local_time(zone: ZoneInfo, at: datetime) -> datetime:
    """The same instant with the zone's offset of then: a plain offset, because Python finds a zone's repeated hour equal to nothing."""
    return at.astimezone(timezone(_stretch(zone, at)[1]))


def local_date(zone: ZoneInfo, at: datetime) -> date:
    """The civil date at an instant."""
    return (at + _stretch(zone, at)[1]).date()


@lru_cache(maxsize=65_536)
def day_start(zone: ZoneInfo, day: date) -> datetime:
    """The first instant at which the calendar shows `day` or, where the zone skipped it, a later one."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=26)
    while True:
        end, offset = _stretch(zone, at)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - offset
        if midnight < end:
            return max(midnight, at)
        at = end


def edges(zone: ZoneInfo, start: datetime, end: datetime, seconds: Collection[int]) -> Iterator[datetime]:
    """Every instant from `start` to before `end` at which the wall clock passes one of these seconds of the day, or is moved."""
    at = start
    while at < end:
        until, offset = _stretch(zone, at)
        midnight = (at + offset).replace(hour=0, minute=0, second=0, microsecond=0) - offset
        last = min(until, end)
        while midnight < last:
            yield from (passed for second in seconds if at <= (passed := midnight + timedelta(seconds=second)) < last)
            midnight += _ONE_DAY
        at = until
        if at < end and _offset(zone, at) != offset:
            yield at


def next_open(zone: ZoneInfo, at: datetime, weekly: Weekly, closed: Set[date] = frozenset()) -> datetime | None:
    """The first instant not before `at` at which the wall clock stands inside `weekly`, on a date that is not `closed`; None if none comes.

    A clock change can skip a span that comes once a week, and then it comes two weeks later: that is how long to look, and longer by as
    many days as are closed.
    """
    give_up = at + (len(closed) + 16) * _ONE_DAY
    while at < give_up:
        end, offset = _stretch(zone, at)
        wall = at + offset
        second = wall.hour * 3600 + wall.minute * 60 + wall.second
        if not closed or wall.date() not in closed:
            for start, stop in weekly[wall.weekday()]:
                if second < stop:
                    opens = at if second >= start else _midnight(at, second) + timedelta(seconds=start)
                    if opens < end:
                        return opens
                    break
        at = min(end, _midnight(at, second) + _ONE_DAY)
    return None


def _midnight(at: datetime, second: int) -> datetime:
    """When the wall clock's day began that stands at `second`, had there been no change of the clocks since."""
    return at - timedelta(seconds=second, microseconds=at.microsecond)


@lru_cache(maxsize=4096)
def weekly(start: int, end: int, weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)) -> Weekly:
    """From `start` to `end` (seconds of the day) on these weekdays (1 is Monday). An end not after its start runs past midnight."""
    days: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday in weekdays:
        if end > start:
            days[weekday - 1].append((start, end))
            continue
        days[weekday - 1].append((start, DAY))
        if end > 0:
            days[weekday % 7].append((0, end))
    return tuple(_tidy(day) for day in days)


@lru_cache(maxsize=4096)
def either(one: Weekly, other: Weekly) -> Weekly:
    """Open where one of the two is."""
    return tuple(_tidy([*a, *b]) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=4096)
def both(one: Weekly, other: Weekly) -> Weekly:
    """Open where both are."""
    return tuple(
        _tidy((max(a, c), min(b, d)) for a, b in day for c, d in with_day if max(a, c) < min(b, d))
        for day, with_day in zip(one, other, strict=True)
    )


@lru_cache(maxsize=4096)
def outside(closed: Weekly) -> Weekly:
    """Open where `closed` is not."""
    days = []
    for day in closed:
        edges = [0, *(edge for span in day for edge in span), DAY]
        days.append(tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b))
    return tuple(days)


def _tidy(spans: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
