"""Our numbers on file: what was made from each, which of them rest, and how they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, func, select, update

from bot.base.ids import new_id
from bot.contact.case import NEVER_PLACED
from bot.contact.pool import OurNumber, Use, choose
from bot.store import proof
from bot.store.prepared import Prepared
from bot.store.tables import attempt, number_rest

DAY = timedelta(hours=24)
WATCHED = timedelta(days=7)
"""Over so long it is counted how often a number is answered."""
ENOUGH = 50
"""So many calls, of the number and of the others in its pool, before they are compared: our own rule."""
WORSE = 0.5
"""A number that is answered less than so many times as often as the others of its pool is probably marked as a nuisance: our own rule."""
RESTS_FOR = timedelta(days=7)
"""What a number that is answered so rarely is given: our own rule."""

IS_RESTING = (number_rest.c.ended_at.is_(None), number_rest.c.until > bindparam("now"))
SOMETHING_RESTS = exists().where(*IS_RESTING)
_LOOKED_BACK = 50
"""So many contacts: who has had more since one of the pool was used has forgotten it."""
_RESTING = Prepared(select(number_rest.c.number).where(*IS_RESTING))
_KNOWN = Prepared(
    select(attempt.c.our_number)
    .where(attempt.c.number_index == bindparam("theirs"), attempt.c.channel == bindparam("channel"), attempt.c.our_number.is_not(None))
    .order_by(attempt.c.reserved_at.desc())
    .limit(_LOOKED_BACK)
)
"""By which numbers they know us, the latest first: those that we used, and those that they called or wrote to."""
_MADE = (attempt.c.our_number == bindparam("ours"), attempt.c.reserved_at > bindparam("since"), attempt.c.direction == "outbound")
_USED = Prepared(
    select(
        func.count().label("today"),
        func.count().filter(attempt.c.number_index == bindparam("theirs")).label("with_them"),
    ).where(*_MADE, attempt.c.channel == bindparam("channel"), func.coalesce(attempt.c.outcome, "") != NEVER_PLACED)
)


def number_for(
    conn: Connection, pool: Sequence[OurNumber], channel: str, theirs: str, now: datetime, *, something_rests: bool
) -> OurNumber | None:
    """The number for a contact with the borrower's number of that index; `None`: not now. Asks nothing where there is nothing to choose."""
    if len(pool) == 1 and not pool[0].is_limited and not something_rests:
        return pool[0]
    resting = {row.number for row in _RESTING.rows(conn, now=now)} if something_rests else set()
    ours = {each.number for each in pool}
    known = next((row.our_number for row in _KNOWN.rows(conn, theirs=theirs, channel=channel) if row.our_number in ours), None)

    def use(one: OurNumber) -> Use:
        if not one.is_limited:
            return Use(rests=one.number in resting)
        used = _USED.one(conn, ours=one.number, theirs=theirs, channel=channel, since=now - DAY)
        return Use(used.today, used.with_them, one.number in resting)

    return choose(pool, theirs, known, use)


@dataclass(frozen=True, slots=True)
class Health:
    """How one of our numbers fares: contacts of the last 24 hours, and calls of the last week that were placed and answered."""

    number: str
    today: int
    calls: int
    answered: int
    resting_until: datetime | None
    reason: str | None


def health(conn: Connection, numbers: Sequence[str], now: datetime) -> list[Health]:
    """Of each of these numbers, in their order."""
    of_them = (attempt.c.our_number.in_(numbers), attempt.c.direction == "outbound", func.coalesce(attempt.c.outcome, "") != NEVER_PLACED)
    calls = attempt.c.channel == "voice"
    counted = select(
        attempt.c.our_number,
        func.count().filter(attempt.c.reserved_at > now - DAY).label("today"),
        func.count().filter(calls).label("calls"),
        func.count().filter(calls, attempt.c.live_at.is_not(None)).label("answered"),
    )
    lately = counted.where(*of_them, attempt.c.reserved_at > now - WATCHED).group_by(attempt.c.our_number)
    made = {row.our_number: (row.today, row.calls, row.answered) for row in conn.execute(lately)}
    resting = select(number_rest).where(*IS_RESTING).order_by(number_rest.c.until)
    rests = {row.number: (row.until, row.reason) for row in conn.execute(resting, {"now": now})}
    return [Health(each, *made.get(each, (0, 0, 0)), *rests.get(each, (None, None))) for each in numbers]


def rest(conn: Connection, number: str, until: datetime, *, reason: str, by: str, now: datetime) -> None:
    """Nothing more is made from a number until then."""
    name = new_id("nrs")
    values = {"number": number, "until": until, "reason": reason, "by": by}
    conn.execute(number_rest.insert().values(id=name, **values, at=now))
    proof.record(conn, kind="number.rests", subject=name, payload={**values, "until": until.isoformat()}, now=now)


def end_rest(conn: Connection, number: str, *, by: str, now: datetime) -> int:
    """The number may be used again; returns how many rests were ended."""
    rows = conn.execute(select(number_rest.c.id).where(number_rest.c.number == number, *IS_RESTING), {"now": now}).scalars().all()
    for name in rows:
        conn.execute(update(number_rest).where(number_rest.c.id == name).values(ended_at=now, ended_by=by))
        proof.record(conn, kind="number.rest_ended", subject=name, payload={"by": by}, now=now)
    return len(rows)


def tend(conn: Connection, pools: Sequence[Sequence[OurNumber]], now: datetime) -> list[str]:
    """Give a rest to numbers that are answered far more rarely than the others of their pool; returns them."""
    tired = []
    for pool in pools:
        found = health(conn, [each.number for each in pool], now)
        calls, answered = sum(each.calls for each in found), sum(each.answered for each in found)
        for each in found:
            others = calls - each.calls
            if each.resting_until is not None or each.calls < ENOUGH or others < ENOUGH:
                continue
            if each.answered / each.calls < WORSE * (answered - each.answered) / others:
                theirs = f"of the others in its pool {answered - each.answered} of {others}"
                why = f"{each.answered} of {each.calls} calls answered in a week, {theirs}"
                rest(conn, each.number, now + RESTS_FOR, reason=why, by="courtesy", now=now)
                tired.append(each.number)
    return tired
