"""Calls to our own people, and leading a live call elsewhere: what a carrier must be able to do for a hand-over.

No contact with a borrower is made this way. A leg to one of our people takes a permit of its own type, which is made by the transaction
that puts that leg on file, for the configured number of somebody who is not a borrower; and the adapter, which knows those numbers too,
dials no other. A borrower is only led elsewhere within a call that the guard has allowed, or that they have made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, insert, select

from bot.base.ids import new_id
from bot.contact.gateway import CallOrder, Found, Receipt
from bot.contact.permit import LIFETIME, Channel, PermitError
from bot.contact.staff import Colleague, Staff
from bot.store import proof
from bot.store.tables import account_phone, leg
from bot.store.types import blind

_seal = object()


@dataclass(slots=True)
class StaffPermit:
    """Leave to call `number`, somebody of ours, once, for leg `leg_id` of a hand-over of `attempt_id`. `seal` can't be had elsewhere."""

    leg_id: str
    attempt_id: str
    number: str = field(repr=False)
    expires_at: datetime
    seal: object = field(repr=False)
    _used: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        if self.seal is not _seal:
            raise PermitError("leave to call a colleague is given by the transaction that puts the call on file")

    def use(self, *, now: datetime) -> str:
        """Spend it and return the number. Raises `PermitError` if it was spent or is too old."""
        if self._used or now >= self.expires_at:
            raise PermitError("this leave to call a colleague has been used, or is too old")
        self._used = True
        return self.number


def is_borrowers(conn: Connection, who: Colleague) -> bool:
    """Whether somebody is configured with a borrower's number: that would be called without the guard, so it is not called."""
    theirs = select(account_phone.c.account_id).where(account_phone.c.number_index == blind(conn, who.phone)).limit(1)
    return conn.execute(theirs).first() is not None


def not_called(conn: Connection, staff: Staff) -> list[str]:
    """Who of ours is never called, by their names in the console: their number is a borrower's."""
    return [each.user for each in staff if is_borrowers(conn, each)]


def ring(conn: Connection, staff: Staff, who: Colleague, attempt_id: str, now: datetime) -> StaffPermit:
    """Put a call to `who` on file. Raises `PermitError` for somebody who is not among `staff`, and for a borrower's number."""
    if staff.get(who.user) != who or is_borrowers(conn, who):
        raise PermitError("this is the number of nobody in `people`, or of a borrower")
    name = new_id("leg")
    conn.execute(insert(leg).values(id=name, attempt_id=attempt_id, person=who.user, state="dialing", at=now))
    proof.record(conn, kind="handover.rung", subject=attempt_id, payload={"leg": name, "person": who.user}, now=now)
    return StaffPermit(name, attempt_id, who.phone, now + LIFETIME, _seal)


class Switchboard(Protocol):
    """The part of a carrier's adapter that hands calls over. Each method may raise `GatewayError` (not done) or `LostAnswer` (perhaps)."""

    async def ring(self, permit: StaffPermit, order: CallOrder) -> Receipt:
        """Call one of our own people; what they hear is asked of us once they answer. Raises `PermitError` for any other number."""
        ...

    async def lead(self, sid: str, attempt_id: str, limit: timedelta) -> None:
        """Let a borrower's live call ask us anew what to do, wherever it is: it leaves its media stream, or its room.

        From its answer on it may last as long as `limit`. A call that has ended is no error.
        """
        ...

    async def hang_up(self, sid: str) -> None: ...

    async def status(self, sid: str, channel: Channel) -> Found | None: ...
