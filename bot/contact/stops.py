"""The kill switch. A stop is a row; while it is not lifted, nothing in its scope is dialled, and live calls end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.contact.texts import ANSWERS
from bot.store import proof
from bot.store.locks import alone
from bot.store.tables import stop

Scope = Literal["everything", "campaign", "creditor", "script", "text", "number"]
LONGEST_REASON = 400
LIFTED = "stop.lifted"
"""The ledger's kind of entry for a stop that was lifted."""


class StopError(CourtesyError):
    """A stop that can't be set or lifted as asked."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop that is in force. `value` names what is stopped: a campaign's id, a creditor, a script, a text, a number's blind index."""

    id: str
    scope: Scope
    value: str | None
    reason: str
    by: str
    at: datetime

    @property
    def calls(self) -> bool:
        """Whether it covers every call. Which script a call will follow is known only as it begins, so a stop of one stops all calls."""
        return self.scope in ("everything", "script")

    @property
    def texts(self) -> tuple[str, ...]:
        """The text templates that it covers. With a script the answers to texts, which are in its words, and the text of its name."""
        named = {"script": (self.value, *ANSWERS), "text": (self.value,)}.get(self.scope, ())
        return tuple(each for each in named if each is not None)


def set_stop(conn: Connection, *, scope: Scope, value: str | None, reason: str, by: str, now: datetime) -> str:
    """Stop everything in the scope, from this instant on. Returns the stop's id; a stop that is already set is kept.

    A reason that is too long is cut: no stop may fail for its words.
    """
    reason = reason[:LONGEST_REASON]
    if (scope == "everything") != (value is None):
        raise StopError("a stop of everything has no value, every other names what it stops")
    alone(conn, "stop")
    for known in active(conn):
        if (known.scope, known.value) == (scope, value):
            return known.id
    name = new_id("stop")
    conn.execute(insert(stop).values(id=name, scope=scope, value=value, reason=reason, by=by, at=now))
    proof.record(conn, kind="stop.set", subject=name, payload={"scope": scope, "value": value, "reason": reason, "by": by}, now=now)
    return name


def lift(conn: Connection, stop_id: str, *, reason: str, by: str, now: datetime) -> None:
    """Let contacts go on; why is kept in the ledger. Raises `StopError` for a stop that is not in force."""
    done = conn.execute(update(stop).where(stop.c.id == stop_id, stop.c.lifted_at.is_(None)).values(lifted_at=now, lifted_by=by))
    if done.rowcount != 1:
        raise StopError("there is no such stop in force")
    proof.record(conn, kind=LIFTED, subject=stop_id, payload={"reason": reason, "by": by}, now=now)


_ACTIVE = (
    select(stop.c.id, stop.c.scope, stop.c.value, stop.c.reason, stop.c.by, stop.c.at)
    .where(stop.c.lifted_at.is_(None))
    .order_by(stop.c.at, stop.c.id)
)


def active(conn: Connection) -> list[Stop]:
    """Every stop in force, the oldest first."""
    return [Stop(*row) for row in conn.execute(_ACTIVE)]


def which(
    stops: Iterable[Stop], *, campaign: str | None, creditor: str, channel: str, template: str | None, number_index: str
) -> Stop | None:
    """The first stop that forbids a contact with these particulars, or `None`. `template`: of a text; a call has none."""
    subject = {"campaign": campaign, "creditor": creditor, "number": number_index}

    def covers(stop: Stop) -> bool:
        if stop.scope == "everything" or (stop.scope in subject and stop.value == subject[stop.scope]):
            return True
        return stop.calls if channel == "voice" else template in stop.texts

    return next((each for each in stops if covers(each)), None)


def runs(campaign_status: str | None) -> bool:
    """Whether a contact may be sent for its campaign's sake; `None` is the status of a contact that belongs to no campaign."""
    return campaign_status in (None, "running")
