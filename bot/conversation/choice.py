"""Which script a conversation follows: what is on file about earlier ones decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, or_, select

from bot.dialogue import Promised, Scene, Script
from bot.portfolio.accounts import AccountFile
from bot.store.tables import conversation, promise

Scripts = Mapping[tuple[str, str], Script]
"""The dialogue scripts in use, by (language, name)."""
REMINDER = "reminder"
_SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A script, and the scene with what it needs to know of earlier conversations."""

    script: Script
    scene: Scene


def choose(conn: Connection, scripts: Scripts, file: AccountFile, scene: Scene) -> Chosen:
    """The script of this conversation. Only a call of ours takes up what was agreed earlier; whoever calls or writes says what it is about.

    A promise is called broken only where the lender's file is younger than its day: what is not in it was not paid.
    """
    name, promised = REMINDER, None
    if scene.channel == "voice" and scene.direction == "outbound":
        promised = _open_promise(conn, file.id)
        name = _about(promised, scene.at.date(), file.as_of) or (REMINDER if not _verified_before(conn, file.id) else "follow_up")
    script = scripts.get((scene.lang, name)) or scripts[scene.lang, REMINDER]
    return Chosen(script, replace(scene, account=replace(scene.account, promised=promised)))


def _about(promised: Promised | None, today: date, as_of: date) -> str | None:
    if promised is None:
        return None
    if today <= promised.date <= today + _SOON:
        return "promise_due"
    return "promise_broken" if promised.date < today and promised.date < as_of else None


def _open_promise(conn: Connection, account_id: str) -> Promised | None:
    """The one that is due first."""
    found = select(promise.c.due, promise.c.amount).where(promise.c.account_id == account_id, promise.c.status == "open")
    row = conn.execute(found.order_by(promise.c.due).limit(1)).one_or_none()
    return None if row is None else Promised(row.due, row.amount)


def _verified_before(conn: Connection, account_id: str) -> bool:
    over = or_(conversation.c.ended_at.is_not(None), conversation.c.channel == "sms")  # texts go on for days; a call may be this one
    ours = (conversation.c.account_id == account_id, conversation.c.verified.is_(True), over)
    return conn.execute(select(conversation.c.id).where(*ours).limit(1)).first() is not None
