"""What is found in a reply besides its intents: dates, times, amounts, counts, each with its place in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

Resolve = Callable[[date, bool], date | None]
"""(today, past) -> the day meant; `past` when the verb looks back. None where the words name no one day."""

Kind = Literal["D", "T", "A", "N"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One date (D), time (T), amount (A) or count (N). `start` and `end` are its place in the text it was found in."""

    kind: Kind
    start: int
    end: int
    day: Resolve | None = None
    hour: Hour | None = None
    number: Decimal | None = None
    away: timedelta | None = None
    """How long after the moment of the reply, where a time is said so."""

    def moment(self, at: datetime) -> datetime | None:
        """The moment that is so long after `at`; None where no length was said, or no calendar reaches it."""
        try:
            return None if self.away is None else at + self.away
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day as said: `sure` when the part of the day was said with it or it is past noon by itself."""

    value: time
    sure: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A reply in which each entity is one capital letter, so that patterns need not know numerals; `at` gives each its place."""

    text: str
    entities: tuple[Entity, ...]
    at: tuple[int, ...]

    def of(self, kind: Kind) -> list[tuple[int, Entity]]:
        """(place in the marked text, entity) of this kind, in order."""
        return [(place, e) for place, e in zip(self.at, self.entities, strict=True) if e.kind == kind]


def mark(text: str, entities: Iterable[Entity]) -> Marked:
    """Replace each entity by its letter. Of overlapping ones the first given wins."""
    taken: list[Entity] = []
    for entity in entities:
        if all(entity.end <= other.start or entity.start >= other.end for other in taken):
            taken.append(entity)
    taken.sort(key=lambda e: e.start)
    out: list[str] = []
    places: list[int] = []
    length = here = 0
    for entity in taken:
        piece = text[here : entity.start]
        out += (piece, entity.kind)
        length += len(piece)
        places.append(length)
        length += 1
        here = entity.end
    out.append(text[here:])
    return Marked("".join(out), tuple(taken), tuple(places))


def without(text: str, entities: Iterable[Entity]) -> str:
    """The text with the words of these entities made unreadable, its length kept: in `four hundred five days ago` five is no money."""
    for entity in entities:
        text = text[: entity.start] + "," * (entity.end - entity.start) + text[entity.end :]
    return text
