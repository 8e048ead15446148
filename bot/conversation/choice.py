"""Which script a conversation follows: what is on file about earlier ones decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.dialogue import Promised, Scene, Script
from bot.portfolio.accounts import AccountFile
from bot.store.tables import conversation, promise

Scripts = Mapping[tuple[str, str], Script]
"""The dialogue scripts in use, by (language, name)."""
REMINDER = "reminder"
IN_USE = (REMINDER, "follow_up", "promise_due", "promise_broken")
"""The scripts that may be followed. Where one is missing in a language the first takes its place, so that one has to be there."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A script, and the scene with what it needs to know of earlier conversations."""

    script: Script
    scene: Scene


def choose(conn: Connection, scripts: Scripts, file: AccountFile, scene: Scene) -> Chosen:
    """The script of this conversation. Only a call of ours takes up what was agreed earlier; whoever calls or writes says what it is about.

    A promise is called broken only where an import has settled it so (`bot.portfolio.promises`); one that is still open is never passed
    over: the call reminds of it, however far ahead it is.
    """
    name, promised = REMINDER, None
    if scene.channel == "voice" and scene.direction == "outbound":
        agreed = _agreed(conn, file.id)
        name = "follow_up" if _verified_before(conn, file.id) else REMINDER
        if (broken := next((each for each in agreed if each.status == "broken"), None)) is not None:
            name, promised = "promise_broken", Promised(broken.due, broken.amount)
        elif (due := next((each for each in agreed if each.status == "open" and each.due >= scene.at.date()), None)) is not None:
            name, promised = "promise_due", Promised(due.due, due.amount)
    script = scripts.get((scene.lang, name)) or scripts[scene.lang, REMINDER]
    return Chosen(script, replace(scene, account=replace(scene.account, promised=promised)))


def _agreed(conn: Connection, account_id: str) -> list[Row[Any]]:
    """What was agreed last, by the day on which it is due: a promise, or the instalments of a plan."""
    mine = (promise.c.account_id == account_id, promise.c.status != "replaced")
    last = select(promise.c.attempt_id).where(*mine).order_by(promise.c.at.desc(), promise.c.id.desc()).limit(1).scalar_subquery()
    found = select(promise.c.due, promise.c.amount, promise.c.status).where(*mine, promise.c.attempt_id == last)
    return list(conn.execute(found.order_by(promise.c.due)))


def _verified_before(conn: Connection, account_id: str) -> bool:
    over = or_(conversation.c.ended_at.is_not(None), conversation.c.channel == "sms")  # texts go on for days; a call may be this one
    ours = (conversation.c.account_id == account_id, conversation.c.verified.is_(True), over)
    return conn.execute(select(conversation.c.id).where(*ours).limit(1)).first() is not None
