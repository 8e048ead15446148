"""Deciding old decisions again: under the packs of then, which must say the same, and under others, whose differences are wanted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, LargeBinary, Row, select, type_coerce

from bot.base.keys import SealError
from bot.contact.kept_packs import kept_packs
from bot.store.tables import decision
from bot.store.types import keys_of
from compliance import Case, CaseError, Decision, Override, PackError, Packs, decide, parse_case
from compliance.packs import words_of

STRETCH = 10_000
"""Decisions that are read by one process in one go."""
_AT_ONCE = 500


class Said(NamedTuple):
    """An answer, as far as it is compared: `rules` are those that took part, and what each of them alone would say."""

    outcome: str
    not_before: datetime | None
    rules: Mapping[str, str]


Kind = Literal["change", "alarm", "words", "unreadable"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A decision that comes out otherwise.

    `change`: under the new packs. `alarm`: under the packs of then, so it was changed afterwards or the program decides otherwise
    today. `words`: the same, but phrases or places have changed since, and may be why. `unreadable`: it can't be decided again.
    """

    kind: Kind
    decision: str
    request: str
    at: datetime
    was: Said
    now: Said | None = None
    why: str = ""


@dataclass(slots=True)
class Counts:
    """What was read, and what came of it."""

    decided: int = 0
    same: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    """Decisions that were made by a condition of our own before any law was asked, by its name: there is nothing to decide again."""
    older: int = 0
    """Decisions of a version of the program that kept no packs: what they were made under is not on file."""

    def add(self, other: Counts) -> None:
        """Take in what was seen elsewhere."""
        self.decided += other.decided
        self.same += other.same
        self.kinds += other.kinds
        self.own += other.own
        self.older += other.older


class Time(NamedTuple):
    """From an instant on, before another (`None`: to the end)."""

    since: datetime
    until: datetime | None


def stretches(conn: Connection, time: Time) -> list[Time]:
    """A time in pieces with some `STRETCH` decisions each."""
    starts, ahead = [time.since], _within(select(decision.c.at), time).order_by(decision.c.at)
    while (following := conn.execute(_within(ahead, Time(starts[-1], None)).offset(STRETCH).limit(1)).scalar()) is not None:
        if following == starts[-1]:  # more than fit have one instant: they stay together
            later = conn.execute(ahead.where(decision.c.at > following).limit(1)).scalar()
            if later is None:
                break
            following = later
        starts.append(following)
    return [Time(start, end) for start, end in zip(starts, [*starts[1:], time.until], strict=True)]


def _within(query: Any, time: Time) -> Any:
    query = query.where(decision.c.at >= time.since)
    return query if time.until is None else query.where(decision.c.at < time.until)


def replay(conn: Connection, time: Time, packs: Packs, counts: Counts) -> Iterator[Difference]:
    """Decide again what was decided in a time, with flat memory."""
    old = _Old(conn, packs)
    case = type_coerce(decision.c.case, LargeBinary)  # raw: one that was tampered with must be named, not end the reading
    others = [column for column in decision.c if column.name != "case"]
    query = _within(select(*others, case.label("sealed")), time).order_by(decision.c.at, decision.c.id)
    for row in conn.execute(query.execution_options(yield_per=_AT_ONCE)):
        if row.pack_set is None and row.packs:
            counts.older += 1
            continue
        if row.pack_set is None:
            counts.own[row.reasons[0]["rule"] if row.reasons else ""] += 1
            continue
        counts.decided += 1
        found = list(_again(row, old, packs))
        counts.same += not found
        counts.kinds.update(each.kind for each in found)
        yield from found


class _Old:
    """The packs of then, by their digest; few sets are ever in use."""

    def __init__(self, conn: Connection, today: Packs) -> None:
        self.conn = conn
        self._today = today
        self._read: dict[str, Packs | None] = {}

    def packs(self, digest: str) -> Packs | None:
        """Raises PackError where they can't be read any more."""
        if digest == self._today.digest:
            return self._today
        if digest not in self._read:
            self._read[digest] = kept_packs(self.conn, digest)
        return self._read[digest]


def _again(row: Row[Any], old: _Old, packs: Packs) -> Iterator[Difference]:
    was = Said(row.outcome, row.not_before, {each["rule"]: each["outcome"] for each in row.reasons})
    common = (row.id, row.request_id, row.at, was)
    try:
        case = parse_case(json.loads(keys_of(old.conn.dialect).open(row.sealed, "decision.case")))
        overrides = [Override.model_validate(each) for each in row.overrides or ()]
        then = old.packs(row.pack_set)
    except (SealError, CaseError, ValidationError, ValueError, TypeError):
        yield Difference("unreadable", *common, why="its case can't be read")
        return
    except PackError:
        yield Difference("unreadable", *common, why="this version of the program can't read the packs of then")
        return
    if then is None:
        yield Difference("unreadable", *common, why="the packs of then are not on file, or were changed")
        return
    under_then = _said(case, then, overrides)
    if under_then != was:
        kind: Kind = "alarm" if words_of(then.texts) == words_of(packs.texts) else "words"
        yield Difference(kind, *common, under_then)
    elif then is not packs and (under_now := _said(case, packs, overrides)) != was:
        yield Difference("change", *common, under_now)


def _said(case: Case, packs: Packs, overrides: list[Override]) -> Said:
    found: Decision = decide(case, packs, overrides)
    return Said(found.outcome, found.not_before, {each.rule: each.outcome for each in found.reasons})
