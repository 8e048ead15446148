"""What waits for a person: what a borrower asked for, claimed or objected to, until somebody has looked at it and said what was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_, select, update

from bot.base.errors import CourtesyError
from bot.dialogue import WISH_NOTED
from bot.store import proof
from bot.store.tables import effect, fact, handover, review

KINDS = (WISH_NOTED, "hardship_review", "waiver_review", "payment_check")
FROZEN = "frozen:"
"""Whatever made collection rest waits for a person too."""
PERSON = "handed_to_agent"
"""And so does a wish for a person that was not met in the call."""
_MET = exists().where(
    handover.c.attempt_id == effect.c.attempt_id, or_(handover.c.state != "over", handover.c.ending.in_(("talked", "call_back")))
)
_LONGEST_NOTE = 400


class ReviewError(CourtesyError):
    """A review that can't be done as asked."""


def wanted() -> ColumnElement[bool]:
    """Which effects go to a person."""
    return or_(effect.c.kind.in_(KINDS), effect.c.kind.startswith(FROZEN), and_(effect.c.kind == PERSON, ~_MET))


LOOKED_AT = and_(review.c.attempt_id == effect.c.attempt_id, review.c.seq == effect.c.seq)
"""Whose review a row is, for an outer join: who has none is open."""


def done(conn: Connection, attempt_id: str, seq: int, *, note: str, by: str, now: datetime, undo: bool = False) -> None:
    """Somebody has looked at it; `note` says what came of it. `undo`: a wish was misheard or is settled, the guard need not keep to it.

    Raises `ReviewError` for what waits for nobody (any more), no note, or the undoing of anything but a wish.
    """
    its = (effect.c.attempt_id == attempt_id, effect.c.seq == seq)
    found = select(effect.c.kind, effect.c.at).outerjoin_from(effect, review, LOOKED_AT)
    row = conn.execute(found.where(*its, wanted(), review.c.at.is_(None))).first()
    if row is None:
        raise ReviewError("there is no such review that is open: it may have been done meanwhile")
    if not note.strip() or len(note) > _LONGEST_NOTE:
        raise ReviewError(f"a review needs a note of what was done, of at most {_LONGEST_NOTE} characters")
    if undo and row.kind != WISH_NOTED:
        raise ReviewError("only a wish about hours or numbers can be undone here")
    conn.execute(insert(review).values(attempt_id=attempt_id, seq=seq, note=note.strip(), undone=undo, by=by, at=now))
    said = {"seq": seq, "note": note.strip(), "undone": undo, "by": by}
    proof.record(conn, kind="review.done", subject=attempt_id, payload=said, now=now)
    if undo:
        _end(conn, attempt_id, row.at, by, now)


def _end(conn: Connection, attempt_id: str, learnt_at: datetime, by: str, now: datetime) -> None:
    """The preferences that were learnt in the transaction of the effect end."""
    its = (fact.c.attempt_id == attempt_id, fact.c.side == "preference", fact.c.kind != "consents", fact.c.at == learnt_at)
    for name in conn.execute(select(fact.c.id).where(*its, fact.c.ended_at.is_(None))).scalars().all():
        conn.execute(update(fact).where(fact.c.id == name).values(ended_at=now))
        proof.record(conn, kind="fact.ended", subject=name, payload={"by": by}, now=now)
