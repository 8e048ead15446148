"""The life of an attempt: reserved -> dialing -> sent -> live -> ended, or unknown. Each step is a verb that can be repeated.

`dialing` is the fence: it is committed before the carrier is called, and who does not win it stops. So whoever finds an attempt
`reserved` knows that nobody was called, and whoever finds it `dialing` without being the one who dials does not know, and never dials.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from bot.base.ids import new_id
from bot.contact import overrides, stops
from bot.contact.case import NEVER_PLACED
from bot.contact.routes import TWILIO
from bot.contact.texts import WHILE_RESTING
from bot.contact.unreached import tell_missed
from bot.store import proof
from bot.store.tables import account, attempt, campaign, conversation, decision, mandate, media_token, request, suppression
from bot.store.types import blind

TOKEN_LIFETIME = timedelta(seconds=30)
"""From the carrier's question what to do with a call until its media stream connects."""
CALL_ENDINGS = {"completed": None, "busy": "busy", "no-answer": "no_answer", "failed": "dropped", "canceled": "no_answer"}
"""A carrier's last words about a call, and the outcome where nobody spoke. `completed` says nothing of who was reached.

A call that we cancelled may have rung: it counts as one that nobody answered.
"""
TEXT_ENDINGS = {"delivered": "delivered", "undelivered": "undelivered", "failed": "undelivered", "canceled": "cancelled"}
UNREPORTED = "sent"
"""The outcome of a text of which no report came in time."""
_PERMANENT_SIP = frozenset({"404", "410", "484", "604"})


_BY_ID = select(attempt).where(attempt.c.id == bindparam("id"))
_HOLD = _BY_ID.with_for_update(key_share=True)


def load(conn: Connection, attempt_id: str) -> Row[Any] | None:
    """The attempt's row, or `None`."""
    return conn.execute(_BY_ID, {"id": attempt_id}).one_or_none()


def hold(conn: Connection, attempt_id: str) -> Row[Any] | None:
    """The attempt's row, which nobody else changes until this transaction ends; every step begins with it. `None` if there is none."""
    return conn.execute(_HOLD, {"id": attempt_id}).one_or_none()


_MOVE = update(attempt).where(attempt.c.id == bindparam("which"))


def fence(conn: Connection, attempt_id: str, now: datetime) -> bool:
    """Win the right to call the carrier, or stop.

    Stops, pauses, refusals and the end of an override are read again, so that one since the reservation holds.
    """
    row = hold(conn, attempt_id)
    if row is None or row.state != "reserved":
        return False
    if _held_back(conn, row) or _override_ended(conn, attempt_id, now):
        give_back(conn, row, now)
        return False
    conn.execute(_MOVE, {"which": attempt_id, "state": "dialing", "dialing_at": now})
    proof.record(conn, kind="attempt.dialing", subject=attempt_id, payload={}, now=now)
    return True


_CIRCUMSTANCES = (
    select(
        request.c.origin,
        request.c.template,
        request.c.campaign_id,
        campaign.c.status.label("campaign_status"),
        account.c.creditor,
        account.c.status.label("account_status"),
        mandate.c.ended_at.label("mandate_ended_at"),
    )
    .select_from(
        request.join(account, account.c.id == request.c.account_id)
        .join(mandate, mandate.c.id == account.c.mandate_id)
        .outerjoin(campaign, campaign.c.id == request.c.campaign_id)
    )
    .where(request.c.id == bindparam("request"))
)
_REFUSED_SINCE = (
    select(suppression.c.id)
    .where(
        suppression.c.lifted_at.is_(None),
        or_(suppression.c.channel == bindparam("channel"), suppression.c.channel == "all"),
        suppression.c.at >= bindparam("since"),
        or_(suppression.c.group_id == bindparam("group"), suppression.c.number_index == bindparam("number")),
    )
    .limit(1)
)


def _held_back(conn: Connection, row: Row[Any]) -> bool:
    found = conn.execute(_CIRCUMSTANCES, {"request": row.request_id}).one()
    rests = found.account_status != "open" and not (found.account_status == "frozen" and found.template in WHILE_RESTING)
    if not stops.runs(found.campaign_status) or rests or found.mandate_ended_at is not None:
        return True
    whose: dict[str, Any] = {"campaign": found.campaign_id, "creditor": found.creditor, "number_index": row.number_index}
    if stops.which(stops.active(conn), channel=row.channel, template=found.template, **whose) is not None:
        return True
    if found.origin == "reply":  # what they have just written is answered once, a refusal too
        return False
    since = {"channel": row.channel, "since": row.reserved_at, "group": row.group_id, "number": row.number_index}
    return conn.execute(_REFUSED_SINCE, since).first() is not None


_OVERRIDDEN = select(decision.c.reasons).where(decision.c.attempt_id == bindparam("attempt"), decision.c.overrides.is_not(None))


def _override_ended(conn: Connection, attempt_id: str, now: datetime) -> bool:
    decided = conn.execute(_OVERRIDDEN, {"attempt": attempt_id}).first()
    needed = {each["overridden"]["id"] for each in decided.reasons if "overridden" in each} if decided else set()
    return bool(needed) and overrides.have_ended(conn, needed, now)


def give_back(conn: Connection, row: Row[Any], now: datetime, *, again_at: datetime | None = None) -> None:
    """End an attempt that certainly reached nobody; its request is due again (or at `again_at`), unless its campaign was stopped."""
    end(conn, row.id, NEVER_PLACED, now)
    # Held, so that whoever stops the campaign now finds the request that is due again.
    of_the_request = select(campaign.c.status).join(request, request.c.campaign_id == campaign.c.id).where(request.c.id == row.request_id)
    over = conn.execute(of_the_request.with_for_update(read=True, of=campaign)).scalar_one_or_none() == "stopped"
    values: dict[str, Any] = {"state": "cancelled", "closed_at": now} if over else {"state": "planned", "closed_at": None}
    if again_at is not None:
        values["due_at"] = again_at
    conn.execute(update(request).where(request.c.id == row.request_id).values(**values))


def sent(conn: Connection, attempt_id: str, sid: str, status: str, now: datetime) -> None:
    """The carrier took it. A callback may have been quicker; then nothing is undone.

    An attempt that was given up because the carrier did not know it counts again as soon as the carrier speaks of it.
    """
    row = hold(conn, attempt_id)
    if row is None or row.sid is not None:
        return
    values: dict[str, Any] = {"sid": sid, "sent_at": now}
    if row.state in ("dialing", "unknown"):
        values["state"] = "sent"
    elif row.outcome == NEVER_PLACED:
        values["outcome"] = None
        proof.record(conn, kind="attempt.outcome", subject=attempt_id, payload={"outcome": None}, now=now)
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(**values))
    proof.record(conn, kind="attempt.sent", subject=attempt_id, payload={"sid": sid, "status": status}, now=now)


def refused(conn: Connection, attempt_id: str, *, code: str, permanent: bool, now: datetime, again_at: datetime | None = None) -> None:
    """It was refused, so certainly nobody was reached. With `again_at` the trouble passes: the request is due again then."""
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(carrier_code=code))
    row = hold(conn, attempt_id)
    if row is not None and again_at is not None:
        give_back(conn, row, now, again_at=again_at)
    else:
        end(conn, attempt_id, "not_in_service" if permanent else NEVER_PLACED, now)


def lost(conn: Connection, attempt_id: str, now: datetime) -> None:
    """Nobody knows whether the carrier took it. It counts under every rule, and the sweep asks."""
    done = conn.execute(update(attempt).where(attempt.c.id == attempt_id, attempt.c.state == "dialing").values(state="unknown"))
    if done.rowcount:
        proof.record(conn, kind="attempt.unknown", subject=attempt_id, payload={}, now=now)


def end(conn: Connection, attempt_id: str, outcome: str | None, now: datetime) -> None:
    """The contact is over. The first end stands; an outcome that was settled in a conversation is never replaced."""
    row = hold(conn, attempt_id)
    if row is None:
        return
    if row.state != "ended":
        conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(state="ended", ended_at=now))
        proof.record(conn, kind="attempt.ended", subject=attempt_id, payload={}, now=now)
    settle(conn, attempt_id, outcome, now)


def settle(conn: Connection, attempt_id: str, outcome: str | None, now: datetime) -> None:
    """What the contact came to, though it may go on with a person of ours."""
    row = hold(conn, attempt_id)
    if row is not None and row.outcome is None and outcome is not None:
        tell_missed(conn, row, outcome, now)
        conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(outcome=outcome))
        proof.record(conn, kind="attempt.outcome", subject=attempt_id, payload={"outcome": outcome}, now=now)


def call_status(
    conn: Connection, attempt_id: str, *, sid: str, status: str, sip_code: str | None, seconds: int | None, now: datetime
) -> None:
    """What the carrier says of a call. Late, repeated and reordered reports end in the same state."""
    sent(conn, attempt_id, sid, status, now)
    row = hold(conn, attempt_id)
    if row is None or row.sid != sid or row.carrier_status in CALL_ENDINGS:
        return
    values: dict[str, Any] = {"carrier_status": status}
    if seconds is not None:
        values["seconds"] = seconds
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(**values))
    if status in CALL_ENDINGS:
        outcome = CALL_ENDINGS[status]
        if status == "failed" and sip_code in _PERMANENT_SIP:
            outcome = "not_in_service"
        if status == "completed" and not _talking(conn, attempt_id):
            outcome = "dropped"
        end(conn, attempt_id, outcome, now)


def _talking(conn: Connection, attempt_id: str) -> bool:
    """Whether a conversation was begun: then its own end says how it went."""
    return conn.execute(select(conversation.c.id).where(conversation.c.attempt_id == attempt_id)).first() is not None


def text_status(conn: Connection, attempt_id: str, *, sid: str, status: str, code: str | None, now: datetime) -> None:
    """What the carrier says of a text. A report that comes after it was given up says what became of it all the same."""
    sent(conn, attempt_id, sid, status, now)
    row = hold(conn, attempt_id)
    if row is None or row.sid != sid or row.carrier_status in TEXT_ENDINGS:
        return
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(carrier_status=status, carrier_code=row.carrier_code or code))
    if status in TEXT_ENDINGS:
        outcome = TEXT_ENDINGS[status]
        end(conn, attempt_id, outcome, now)
        if row.outcome == UNREPORTED:
            conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(outcome=outcome))
            proof.record(conn, kind="attempt.outcome", subject=attempt_id, payload={"outcome": outcome}, now=now)


def answer(conn: Connection, attempt_id: str, sid: str, now: datetime) -> str | None:
    """Somebody picked up: claim the call with a new epoch. Returns the one-use token of its media stream; `None`: hang up."""
    sent(conn, attempt_id, sid, "in-progress", now)
    row = hold(conn, attempt_id)
    if row is None or row.sid != sid or row.state not in ("sent", "live"):
        return None
    token = secrets.token_urlsafe(24)
    epoch = row.epoch + 1
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(state="live", live_at=row.live_at or now, epoch=epoch))
    conn.execute(
        insert(media_token).values(
            token_hash=_hash(token), attempt_id=attempt_id, epoch=epoch, expires_at=now + TOKEN_LIFETIME, used_at=None
        )
    )
    return token


def receive(
    conn: Connection, *, sid: str, number: str, account_id: str, group_id: str, caller_id: str, now: datetime, our_number: str | None = None
) -> str | None:
    """A borrower calls us: put the call on file, answered. Returns its media token; `None` if this call was received before and is over."""
    known = conn.execute(select(attempt.c.id).where(attempt.c.sid == sid)).scalar_one_or_none()
    if known is not None:
        return answer(conn, known, sid, now)
    name = new_id("att")
    conn.execute(
        insert(attempt).values(
            id=name,
            account_id=account_id,
            group_id=group_id,
            caller_id=caller_id,
            channel="voice",
            direction="inbound",
            purpose="collect",
            number=number,
            number_index=blind(conn, number),
            our_number=our_number,
            state="sent",
            sid=sid,
            verified=False,
            epoch=0,
            reserved_at=now,
            sent_at=now,
        )
    )
    entry = {"sid": sid, "account": account_id, "channel": "voice", "number": blind(conn, number)}
    proof.record(conn, kind="call.received", subject=name, payload=entry, now=now)
    return answer(conn, name, sid, now)


def carrier_of(conn: Connection, name: str) -> str:
    """The carrier that has an attempt, by our name for it or by the carrier's."""
    query = select(attempt.c.via).where(or_(attempt.c.id == name, attempt.c.sid == name))
    return conn.execute(query).scalar_one_or_none() or TWILIO


def by_sid(conn: Connection, sid: str) -> str | None:
    """The attempt that the carrier knows by this name."""
    return conn.execute(select(attempt.c.id).where(attempt.c.sid == sid)).scalar_one_or_none()


def claim(conn: Connection, token: str, now: datetime) -> str | None:
    """Spend a media token: the attempt whose stream may connect now; `None` if it is spent, too old, or the call went on elsewhere."""
    row = conn.execute(select(media_token).where(media_token.c.token_hash == _hash(token)).with_for_update(key_share=True)).one_or_none()
    if row is None or row.used_at is not None or row.expires_at <= now:
        return None
    call = hold(conn, row.attempt_id)
    if call is None or call.state != "live" or call.epoch != row.epoch:
        return None
    conn.execute(update(media_token).where(media_token.c.token_hash == row.token_hash).values(used_at=now))
    return str(row.attempt_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def mark_verified(conn: Connection, attempt_id: str) -> None:
    """The borrower proved who they are."""
    conn.execute(update(attempt).where(attempt.c.id == attempt_id).values(verified=True))


def recover(conn: Connection, now: datetime) -> dict[str, int]:
    """What a service that starts finds from one that died: nothing is dialled again that may have been dialled.

    `reserved` was never dialled: its request is due again. `dialing` may have been: it becomes `unknown`.
    """
    counts = {"given_back": 0, "unknown": 0}
    for row in conn.execute(select(attempt).where(attempt.c.state == "reserved").with_for_update(key_share=True)).all():
        give_back(conn, row, now)
        counts["given_back"] += 1
    for row in conn.execute(select(attempt.c.id).where(attempt.c.state == "dialing")).all():
        lost(conn, row.id, now)
        counts["unknown"] += 1
    return counts
