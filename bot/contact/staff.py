"""Our own people who take calls that are handed over, and who of them takes calls now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.store.tables import leg, presence
from bot.store.upsert import put

SAID_LASTS = timedelta(hours=12)
"""How long it holds what somebody has said of taking calls: a working day."""
RESTS = timedelta(minutes=10)
"""Who did not answer is called no more for so long, unless they say that they are there."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of ours. `user` is who they are in the console, `name` what the borrower hears."""

    user: str
    name: str
    phone: str = field(repr=False)
    languages: tuple[str, ...]
    hours: str | None = None
    """When they take calls if they have said nothing [never]."""


class Staff:
    """All who may be called; nobody else is. `zone` is the office's."""

    def __init__(self, people: Iterable[Colleague] = (), zone: ZoneInfo | None = None) -> None:
        self._people = {each.user: each for each in people}
        self._zone = zone or ZoneInfo("UTC")
        self.numbers = frozenset(each.phone for each in self._people.values())

    def __iter__(self) -> Iterator[Colleague]:
        return iter(self._people.values())

    def __bool__(self) -> bool:
        return bool(self._people)

    def get(self, user: str | None) -> Colleague | None:
        """Who has this name in the console."""
        return self._people.get(user or "")

    def within(self, hours: Any, now: datetime) -> bool:
        """Whether it is between two times, `09:00-18:00` or `{from, to}`, in the office now; what can't be read is never."""
        given = (hours.get("from"), hours.get("to")) if isinstance(hours, dict) else str(hours).split("-")
        try:
            begin, end = (time.fromisoformat(str(each).strip()) for each in given)
        except ValueError:
            return False
        at = now.astimezone(self._zone).time()
        return begin <= at < end if begin <= end else at >= begin or at < end


def say(conn: Connection, user: str, *, takes_calls: bool, lasts: timedelta = SAID_LASTS, now: datetime) -> None:
    """Somebody takes calls from now on, or does not, until they say otherwise or it is so long ago that it says nothing any more."""
    put(conn, presence, person=user, takes_calls=takes_calls, until=now + lasts)


def on_duty(conn: Connection, staff: Staff, now: datetime) -> list[Colleague]:
    """Who takes calls now, those on the telephone too."""
    said = {row.person: row.takes_calls for row in conn.execute(select(presence).where(presence.c.until > now))}
    return [each for each in staff if said.get(each.user, each.hours is not None and staff.within(each.hours, now))]


def on_the_phone(conn: Connection) -> set[str]:
    """Who is being called, or talks."""
    return set(conn.execute(select(leg.c.person).where(leg.c.state != "ended")).scalars())
