"""The life of a hand-over: a live call leaves the bot, waits, and is taken by a person of ours.

waiting -> ringing -> accepted -> joined -> talking -> over, or waiting -> offered -> over where nobody comes. Who is called has a leg:
dialing -> accepted -> joined -> ended. Every step is one transaction that can be repeated, and what the carrier asks us (which it does in
order, and once) moves it on; reports of calls' ends may be late, doubled or missing. All steps wait for each other: they are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, exists, func, insert, or_, select, update

from bot.contact import attempts, effects, live, staff
from bot.dialogue.negotiate import usual_callback
from bot.store import proof
from bot.store.locks import alone
from bot.store.tables import account, attempt, effect, handover, leg, suppression

Ending = Literal["talked", "hung_up", "call_back", "nobody", "failed", "stopped"]
LegEnding = Literal["talked", "left", "refused", "no_answer", "failed", "cancelled"]
YES = "1"
"""The key that takes a call, or asks for a call-back."""
_NOT_WITH_A_PERSON = ("waiting", "ringing", "accepted", "offered")


def ask(conn: Connection, attempt_id: str, why: str, lang: str, now: datetime, *, wanted: str | None = None) -> bool:
    """A person is to take this call: whoever is free, or `wanted`, who takes it from the bot while it talks.

    `False` if the call is over, or handed over already.
    """
    _together(conn)
    call, row = attempts.hold(conn, attempt_id), load(conn, attempt_id)
    if call is None or call.state != "live" or (row is not None and row.state != "over"):
        return False
    fresh: dict[str, Any] = {"state": "waiting", "why": why, "lang": lang, "wanted": wanted, "person": None, "tries": [], "asked_at": now}
    if row is None:
        conn.execute(insert(handover).values(attempt_id=attempt_id, **fresh))
    else:
        again = {"led_at": None, "joined_at": None, "ended_at": None, "ending": None}
        conn.execute(update(handover).where(handover.c.attempt_id == attempt_id).values(**fresh, **again))
    proof.record(conn, kind="handover.asked", subject=attempt_id, payload={"why": why, "by": wanted or "courtesy"}, now=now)
    return True


def leave(conn: Connection, attempt_id: str, why: str, lang: str, now: datetime) -> str | None:
    """The dialogue wants a person: the bot leaves. The carrier's name for the call; `None` if nobody can be asked to take it any more."""
    taken_over = load(conn, attempt_id)  # somebody may be on the way already
    if (taken_over is None or taken_over.state == "over") and not ask(conn, attempt_id, why, lang, now):
        return None
    led(conn, attempt_id, now)
    call = attempts.load(conn, attempt_id)
    return None if call is None or call.state != "live" else str(call.sid)


def load(conn: Connection, attempt_id: str) -> Row[Any] | None:
    """The hand-over of a call, or `None`."""
    return conn.execute(select(handover).where(handover.c.attempt_id == attempt_id)).one_or_none()


def is_open(conn: Connection, attempt_id: str) -> bool:
    """Whether the borrower waits for a person, or talks to one; not while somebody is only called to take the call from the bot."""
    row = load(conn, attempt_id)
    return row is not None and row.state != "over" and row.wanted is None


def is_vain(conn: Connection, attempt_id: str, now: datetime) -> bool:
    """Whether nobody is there, and nothing can be offered instead: then it is over."""
    row = load(conn, attempt_id)
    if row is None or row.state != "offered" or _call_back(conn, attempt_id, now) is not None:
        return False
    close(conn, attempt_id, "nobody", now)
    return True


def led(conn: Connection, attempt_id: str, now: datetime) -> None:
    """The carrier is told to lead the borrower to where they belong: the bot leaves, if it was there."""
    move(conn, attempt_id, led_at=now, wanted=None)


def move(conn: Connection, attempt_id: str, **values: Any) -> None:
    conn.execute(update(handover).where(handover.c.attempt_id == attempt_id).values(**values))


def close(conn: Connection, attempt_id: str, ending: Ending, now: datetime) -> None:
    """It is over; the first ending stands."""
    _together(conn)
    row = load(conn, attempt_id)
    if row is None or row.state == "over":
        return
    move(conn, attempt_id, state="over", ending=ending, ended_at=now)
    talked = (now - row.joined_at).total_seconds() if row.joined_at and ending == "talked" else None
    proof.record(conn, kind="handover.ended", subject=attempt_id, payload={"ending": ending, "seconds": talked}, now=now)


# ---------------------------------------------------------------- the person's leg


def leg_sent(conn: Connection, leg_id: str, sid: str) -> bool:
    """The carrier has taken the call; `False` if it is not wanted any more."""
    _together(conn)
    conn.execute(update(leg).where(leg.c.id == leg_id, leg.c.sid.is_(None)).values(sid=sid))
    return str(conn.execute(select(leg.c.state).where(leg.c.id == leg_id)).scalar_one()) != "ended"


def leg_status(conn: Connection, leg_id: str, sid: str, status: str, now: datetime) -> None:
    """What the carrier says of the call to a person of ours. Only its end is news: what happens within it they ask us themselves."""
    _together(conn)
    row = _leg(conn, leg_id)
    if row is None or row.sid not in (None, sid):
        return
    conn.execute(update(leg).where(leg.c.id == leg_id).values(sid=sid))
    if status in attempts.CALL_ENDINGS:
        leg_over(conn, leg_id, "no_answer" if status in ("busy", "no-answer") else "failed", now)


def leg_over(conn: Connection, leg_id: str, ending: LegEnding, now: datetime) -> None:
    """The call to a person has ended (`ending` where they had not taken it): the next one is called, or the talk is over."""
    _together(conn)
    row = _leg(conn, leg_id)
    if row is None or row.state == "ended":
        return
    asked = load(conn, row.attempt_id)
    met = asked is not None and asked.person == row.person and asked.joined_at is not None
    how = ending if row.state == "dialing" else "talked" if met else "left"
    conn.execute(update(leg).where(leg.c.id == leg_id).values(state="ended", ended_at=now, ending=how))
    proof.record(conn, kind="handover.left", subject=row.attempt_id, payload={"leg": leg_id, "person": row.person, "how": how}, now=now)
    if how == "no_answer":
        staff.say(conn, row.person, takes_calls=False, lasts=staff.RESTS, now=now)
    if asked is None or asked.person != row.person:
        return
    if asked.state == "talking":
        close(conn, row.attempt_id, "talked", now)
    elif asked.wanted is not None:
        close(conn, row.attempt_id, "nobody", now)  # who wanted to take the call did not come; the bot has never left it
    elif asked.state in ("ringing", "accepted", "joined"):
        move(conn, row.attempt_id, state="waiting", person=None, tries=[*asked.tries, row.person])


ToPerson = Literal["ask", "summary", "room", "refused", "gone"]


def answer_person(conn: Connection, leg_id: str, sid: str, keys: str | None, left_room: bool, now: datetime) -> ToPerson:
    """What a person of ours hears next. `keys`: what they have pressed; `None` where they were not asked.

    Before they have pressed `YES` they hear nothing of the borrower: it may be their voicemail. Then the summary, and then the room.
    """
    _together(conn)
    row = _leg(conn, leg_id)
    if row is None or row.sid not in (None, sid):
        return "gone"
    conn.execute(update(leg).where(leg.c.id == leg_id).values(sid=sid))
    asked = load(conn, row.attempt_id)
    if row.state == "ended" or asked is None or asked.state == "over" or asked.person != row.person or left_room:
        leg_over(conn, leg_id, "left", now)
        return "gone"
    if row.state == "dialing" and keys is None:
        return "ask"
    if row.state == "dialing" and keys != YES:
        leg_over(conn, leg_id, "refused" if keys else "no_answer", now)  # no key: perhaps a machine
        return "refused"
    if row.state == "dialing":
        conn.execute(update(leg).where(leg.c.id == leg_id).values(state="accepted"))
        move(conn, row.attempt_id, state="accepted")
        return "summary"
    if row.state == "accepted":
        conn.execute(update(leg).where(leg.c.id == leg_id).values(state="joined"))
        move(conn, row.attempt_id, state="joined", led_at=None)
        entry = {"leg": leg_id, "person": row.person}
        proof.record(conn, kind="handover.joined", subject=row.attempt_id, payload=entry, now=now)
    return "room"


def _leg(conn: Connection, leg_id: str) -> Row[Any] | None:
    return conn.execute(select(leg).where(leg.c.id == leg_id)).one_or_none()


# ---------------------------------------------------------------- the borrower's side


@dataclass(frozen=True, slots=True)
class ToBorrower:
    """What the borrower hears next, and of whom. `back_at`: when they could be called back, or will be; `None`: that is not offered."""

    what: Literal["bye", "room", "coming", "calling", "queue", "offer", "booked", "nobody"]
    lang: str
    person: str | None = None
    back_at: datetime | None = None


def answer_borrower(conn: Connection, attempt_id: str, sid: str, keys: str | None, left_room: bool, now: datetime) -> ToBorrower | None:
    """What a borrower who was handed over hears next; `None` if this is no such call. `keys` as in `answer_person`."""
    _together(conn)
    row, call = load(conn, attempt_id), attempts.load(conn, attempt_id)
    if row is None or call is None or call.sid != sid:
        return None
    if row.state in _NOT_WITH_A_PERSON and live.barred(conn, (attempt_id,)):
        close(conn, attempt_id, "stopped", now)
        return ToBorrower("bye", row.lang)
    if row.state in ("joined", "talking") and left_room:
        close(conn, attempt_id, "talked", now)
        return ToBorrower("bye", row.lang)
    if row.state == "joined":
        move(conn, attempt_id, state="talking", joined_at=now)
    if row.state in ("joined", "talking"):
        return ToBorrower("room", row.lang, row.person)
    if row.state in ("over", "accepted"):
        return ToBorrower("bye" if row.state == "over" else "coming", row.lang, row.person)
    return _waiting(conn, row, keys, now)


def _waiting(conn: Connection, row: Row[Any], keys: str | None, now: datetime) -> ToBorrower:
    """Nobody has taken the call yet."""
    back_at = _call_back(conn, row.attempt_id, now)
    if keys == YES and back_at is not None:
        seq = conn.execute(select(func.count()).select_from(effect).where(effect.c.attempt_id == row.attempt_id)).scalar_one()
        effects.apply(conn, row.attempt_id, seq, "callback_booked", {"at": back_at.isoformat()}, now)
        close(conn, row.attempt_id, "call_back", now)
        return ToBorrower("booked", row.lang, None, back_at)
    if row.state == "offered" and (keys is not None or back_at is None):
        close(conn, row.attempt_id, "nobody", now)
        return ToBorrower("nobody", row.lang)
    what: dict[str, Literal["offer", "calling", "queue"]] = {"offered": "offer", "ringing": "calling", "waiting": "queue"}
    return ToBorrower(what[row.state], row.lang, row.person, back_at)


def _call_back(conn: Connection, attempt_id: str, now: datetime) -> datetime | None:
    """When we would call back; `None` where collection rests, or the borrower wants no more calls."""
    theirs = or_(suppression.c.group_id == attempt.c.group_id, suppression.c.number_index == attempt.c.number_index)
    refused = exists().where(theirs, suppression.c.channel.in_(("voice", "all")), suppression.c.lifted_at.is_(None))
    joined = attempt.join(account, account.c.id == attempt.c.account_id)
    may_be_called = (attempt.c.id == attempt_id, account.c.status == "open", ~refused)
    found = conn.execute(select(account.c.place, account.c.zones).select_from(joined).where(*may_be_called)).one_or_none()
    if found is None or not found.zones:
        return None
    return usual_callback(None, found.place, now.astimezone(ZoneInfo(found.zones[0])))


def _together(conn: Connection) -> None:
    alone(conn, "handover")
