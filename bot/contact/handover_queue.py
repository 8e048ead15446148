"""Who is called for whom, who waits how long, and what the carrier has to be told: looked at again and again, so nothing is forgotten."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from bot.contact import handover as handovers
from bot.contact.staff import Colleague, Staff, on_duty, on_the_phone
from bot.contact.switchboard import StaffPermit, is_borrowers, ring
from bot.store.locks import alone
from bot.store.tables import account, attempt, handover, leg, mandate

RING_S = 20
"""How long a person of ours is called: below the time after which most voicemails answer."""
UNHEARD_OF = timedelta(seconds=RING_S + 15)
"""A call to a person that was not answered by then has failed, whatever the carrier says of it later."""
LED_AGAIN = timedelta(seconds=5)
"""A borrower who is not yet where the carrier was told to lead them is led there again."""
FAREWELL = timedelta(seconds=10)
"""How long the other side may take to hear that it is over."""
FORGOTTEN = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=10)
"""Nobody waits longer, or is asked to: they are offered a call-back."""
USUAL_TALK = timedelta(minutes=3)
"""Until there have been talks to measure."""
_MEASURED = 20


@dataclass(slots=True)
class Todo:
    """What the carrier is to be told now: whom to ring, which borrowers (call, attempt) to lead to us, which calls to people to end."""

    ring: list[StaffPermit] = field(default_factory=list)
    lead: list[tuple[str, str]] = field(default_factory=list)
    hang_up: list[str] = field(default_factory=list)


def stirs(conn: Connection, now: datetime) -> bool:
    """Whether there is anything to look at."""
    recent = and_(handover.c.state == "over", handover.c.ended_at >= now - FORGOTTEN)
    unfinished = select(handover.c.attempt_id).join(attempt).where(or_(handover.c.state != "over", and_(recent, attempt.c.state == "live")))
    calls = select(leg.c.id).where(leg.c.state != "ended")
    return any(conn.execute(each.limit(1)).first() is not None for each in (unfinished, calls))


def advance(conn: Connection, staff: Staff, now: datetime) -> Todo:
    """Settle what has ended, call people for those who wait, and find who is not where they belong."""
    alone(conn, "handover")
    todo = Todo()
    _settle(conn, todo, now)
    _call(conn, staff, todo, now)
    for row in conn.execute(_calls().where(handover.c.state == "joined", or_(handover.c.led_at.is_(None), _led_before(now)))).all():
        handovers.led(conn, row.attempt_id, now)
        todo.lead.append((row.sid, row.attempt_id))
    return todo


def _settle(conn: Connection, todo: Todo, now: datetime) -> None:
    for row in conn.execute(_calls().where(handover.c.state != "over", attempt.c.state == "ended")).all():
        handovers.close(conn, row.attempt_id, "talked" if row.state == "talking" else "hung_up", now)
    over = select(leg, handover.c.ended_at.label("since")).join(handover, handover.c.attempt_id == leg.c.attempt_id)
    for row in conn.execute(over.where(leg.c.state != "ended", handover.c.state == "over")).all():
        if row.state == "dialing" or row.since <= now - FAREWELL:
            _end_leg(conn, row, "cancelled", todo, now)
    for row in conn.execute(select(leg).where(leg.c.state == "dialing", leg.c.at <= now - UNHEARD_OF)).all():
        _end_leg(conn, row, "no_answer", todo, now)
    left_behind = and_(handover.c.state == "over", handover.c.ended_at <= now - FAREWELL, handover.c.ended_at >= now - FORGOTTEN)
    for row in conn.execute(_calls().where(left_behind, attempt.c.state == "live", _led_before(now))).all():
        handovers.led(conn, row.attempt_id, now)  # perhaps alone in a room that the other has left
        todo.lead.append((row.sid, row.attempt_id))


def _end_leg(conn: Connection, row: Row[Any], how: handovers.LegEnding, todo: Todo, now: datetime) -> None:
    handovers.leg_over(conn, row.id, how, now)
    if row.sid is not None:
        todo.hang_up.append(row.sid)


def _calls() -> Any:
    return select(handover, attempt.c.sid).join(attempt)


def _led_before(now: datetime) -> Any:
    return handover.c.led_at <= now - LED_AGAIN


# ---------------------------------------------------------------- who is called


def _call(conn: Connection, staff: Staff, todo: Todo, now: datetime) -> None:
    waiting = _waiting(conn)
    if not waiting:
        return
    duty, busy = on_duty(conn, staff, now), on_the_phone(conn)
    for place, row in enumerate(waiting, start=1):
        able = [each for each in _able(staff, duty, row, now) if not is_borrowers(conn, each)]
        free = sorted((each for each in able if each.user not in busy), key=lambda each: _last_call(conn, each))
        if free:
            busy.add(free[0].user)
            todo.ring.append(ring(conn, staff, free[0], row.attempt_id, now))
            handovers.move(conn, row.attempt_id, state="ringing", person=free[0].user)
        elif row.wanted is not None:
            handovers.close(conn, row.attempt_id, "nobody", now)
        elif not able or now - row.asked_at > LONGEST_WAIT or _expected(conn, place, len(able)) > LONGEST_WAIT:
            handovers.move(conn, row.attempt_id, state="offered")


def _waiting(conn: Connection) -> list[Row[Any]]:
    """Who waits, the first in line first; somebody in distress goes before all others."""
    with_mandate = _calls().add_columns(mandate.c.document).outerjoin(account, account.c.id == attempt.c.account_id).outerjoin(mandate)
    rows = conn.execute(with_mandate.where(handover.c.state == "waiting", attempt.c.state == "live")).all()
    return sorted(rows, key=lambda row: (row.why != "crisis", row.asked_at, row.attempt_id))


def _able(staff: Staff, duty: list[Colleague], row: Row[Any], now: datetime) -> list[Colleague]:
    """Who may take this call: they speak the language, the mandate has them, and they were not called for it in vain."""
    if row.wanted is not None:
        return [who for who in (staff.get(row.wanted),) if who is not None]
    agents = (row.document or {}).get("agents")
    if isinstance(agents, dict) and agents.get("hours") and not staff.within(agents["hours"], now):
        return []
    return [each for each in duty if row.lang in each.languages and each.user not in row.tries and is_among(agents, each)]


def is_among(agents: Any, who: Colleague) -> bool:
    """Whether a mandate's `agents` have somebody take its calls, by phone or by name: where it names nobody, all do."""
    named = [each for key in ("phones", "seats") for each in agents.get(key) or ()] if isinstance(agents, dict) else agents or []
    return not named or not {who.user, who.name, who.phone}.isdisjoint(str(each) for each in named)


def _last_call(conn: Connection, who: Colleague) -> tuple[bool, datetime | time, str]:
    """Whoever has been without a call for longest comes first."""
    last = conn.execute(select(func.max(leg.c.at)).where(leg.c.person == who.user)).scalar_one()
    return (last is not None, last or time(), who.user)


# ---------------------------------------------------------------- who waits how long


def queue(conn: Connection, attempt_id: str, staff: Staff, now: datetime) -> tuple[int, int]:
    """The place of a call among those that wait, and about how many minutes it will take."""
    waiting = _waiting(conn)
    place = next((at for at, row in enumerate(waiting, start=1) if row.attempt_id == attempt_id), 1)
    mine = [row for row in waiting if row.attempt_id == attempt_id]
    able = len(_able(staff, on_duty(conn, staff, now), mine[0], now)) if mine else 1
    return place, max(1, math.ceil(_expected(conn, place, able).total_seconds() / 60))


def _expected(conn: Connection, place: int, people: int) -> timedelta:
    """By how long the last talks took."""
    talks = select(handover.c.joined_at, handover.c.ended_at).where(handover.c.ending == "talked", handover.c.joined_at.is_not(None))
    rows = conn.execute(talks.order_by(handover.c.ended_at.desc()).limit(_MEASURED)).all()
    usual = sum((row.ended_at - row.joined_at for row in rows), timedelta()) / len(rows) if rows else USUAL_TALK
    return usual * place / max(1, people)
