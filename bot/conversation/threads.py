"""Texts from borrowers: understood, acted on, and answered the way every contact goes. A thread goes on for days, in whatever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, and_, exists, func, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.contact import attempts, effects
from bot.contact.requests import Wish, ask_for
from bot.contact.scene import build_scene
from bot.contact.texts import ACKNOWLEDGEMENT, REPLY
from bot.conversation import record
from bot.conversation.choice import REMINDER, Scripts
from bot.conversation.findings import Spoken, findings
from bot.conversation.record import Ending, Turn
from bot.dialogue import Do, Expects, Language, Said, Say, Scene, Script, State, start, step, understood
from bot.portfolio.accounts import AccountFile, account_of_number, load_account
from bot.store import Store, blind, proof
from bot.store.locks import alone
from bot.store.tables import attempt, conversation, message, thread, turn
from bot.telephony.events import TextEvent
from bot.understanding import Meaning

log = structlog.get_logger(__name__)

OPEN_FOR = timedelta(days=7)
"""Since the last text of either side. Whoever writes later begins anew, and is asked again who they are."""
GOODBYE = timedelta(hours=1)
"""For so long after a thread has ended `thanks` and its like begin no new one; after an opt-out for as long as `OPEN_FOR`."""
_SAYS_NOTHING = ("unknown", "greeting", "affirm")
_ANSWERED_BY_CARRIER = ("START", "HELP")
"""Words to the carrier's opt-out service, which it has answered itself; they say nothing about the debt."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation by text that is not over. Effects and turns of all its texts belong to its first text's attempt."""

    id: str
    attempt_id: str
    account_id: str
    state: State
    verified_from: int | None
    script_digest: str


class Threads:
    """What borrowers write. An answer is asked of the guard like any other contact.

    `one_way` names the carriers that take no words of ours: what comes over them is acted on, and each text stands alone, for nothing
    that the script would ask reaches the borrower.
    """

    def __init__(self, store: Store, clock: Clock, scripts: Scripts, one_way: frozenset[str] = frozenset()) -> None:
        self._store = store
        self._clock = clock
        self._scripts = scripts
        self._one_way = one_way

    async def received(self, event: TextEvent) -> None:
        """A text came in. The same text twice changes nothing."""
        taken = await self._store.write(_receive, event, self._scripts, self._clock.now(), one_way=event.via in self._one_way)
        log.info("text.received", known=taken)

    async def settle_quiet(self) -> int:
        """Settle the threads in which nobody has written for `OPEN_FOR`; returns how many."""
        quiet = await self._store.read(_quiet_threads, self._clock.now())
        for each in quiet:
            await self._store.write(_settle, each, "borrower", self._clock.now())
        return len(quiet)


def _receive(conn: Connection, event: TextEvent, scripts: Scripts, now: datetime, *, one_way: bool = False) -> bool:
    number_index = blind(conn, event.from_number)
    alone(conn, f"text:{number_index}")  # two texts of one second are taken one after the other
    if attempts.by_sid(conn, event.sid) is not None:
        return True
    file = account_of_number(conn, number_index, event.extension)
    going_on = _going_on(conn, event, file, number_index, scripts, now) if file else None
    name = _put_on_file(conn, event, file, number_index, now)
    if file is None:
        meaning = _understood(event, _language(event.body or ""), None, event.at or now).meaning
        if "opt_out" in (meaning.intent, *meaning.also):
            effects.apply(conn, name, 0, "opt_out:all", {}, now)
    elif event.opt_out_type not in _ANSWERED_BY_CARRIER:
        _converse(conn, name, event, file, number_index, going_on, scripts, now, one_way=one_way)
    return False


def _put_on_file(conn: Connection, event: TextEvent, file: AccountFile | None, number_index: str, now: datetime) -> str:
    name = new_id("att")
    conn.execute(
        insert(attempt).values(
            id=name,
            account_id=file.id if file else None,
            group_id=file.group_id if file else None,
            caller_id=file.mandate.caller["id"] if file else None,
            channel="sms",
            direction="inbound",
            purpose="collect",
            number=event.from_number,
            number_index=number_index,
            via=event.via,
            our_number=event.to_number,
            state="ended",
            sid=event.sid,
            carrier_status="received",
            verified=False,
            epoch=0,
            reserved_at=now,
            ended_at=now,
        )
    )
    conn.execute(insert(message).values(attempt_id=name, text=event.body or ""))
    entry = {"sid": event.sid, "account": file.id if file else None, "channel": "sms", "number": number_index, "text": event.body or ""}
    entry |= {"via": event.via, "our_number": event.to_number}
    proof.record(conn, kind="text.received", subject=name, payload=entry, now=now)
    return name


def _converse(
    conn: Connection,
    name: str,
    event: TextEvent,
    file: AccountFile,
    number_index: str,
    going_on: Thread | None,
    scripts: Scripts,
    now: datetime,
    *,
    one_way: bool,
) -> None:
    """One step of the thread: the text, what it leads to, and the wish to answer it stand or fall together."""
    scene = _scene(file, now)
    script = scripts[scene.lang, REMINDER]
    state = going_on.state if going_on else start(script, scene)
    written_at = event.at.astimezone(scene.at.tzinfo) if event.at else scene.at
    said = _understood(event, state["lang"], state["expects"], written_at)
    meaning = said.meaning
    if going_on is None and meaning.intent in _SAYS_NOTHING and not meaning.also and _said_goodbye(conn, file, number_index, now):
        return
    on = going_on or _begin(conn, name, event, file, number_index, scene, script, now)
    result = step(script, scene, on.state, replace(said, at=scene.at))
    # Where the carrier has answered a STOP itself, a second confirmation would be one too many.
    replies = [action for action in result.actions if isinstance(action, Say)] if event.opt_out_type is None else []
    done = [action for action in result.actions if isinstance(action, Do)]
    seq = 1 + conn.execute(select(func.coalesce(func.max(turn.c.seq), 0)).where(turn.c.conversation_id == on.id)).scalar_one()
    turns = [Turn(seq, "borrower", event.body or "", meaning=meaning)]
    turns += [Turn(seq + i, "bot", reply.text, state=reply.state, expects=reply.expects) for i, reply in enumerate(replies, start=1)]
    record.advance(conn, on.id, on.attempt_id, state=result.state, turns=turns, done=done, now=now)
    if result.state["verified"]:
        attempts.mark_verified(conn, name)
        conn.execute(
            update(thread).where(thread.c.conversation_id == on.id, thread.c.verified_from.is_(None)).values(verified_from=seq)
        )
    if result.state["ended"]:
        attempts.end(conn, name, result.state["outcome"], now)
    if result.state["ended"] or one_way:
        _settle(conn, on.id, "bot", now)
    if replies:
        purpose = "opt_out_confirmation" if any(each.effect.startswith("opt_out") for each in done) else "collect"
        variables: dict[str, Any] = {"text": "\n".join(reply.text for reply in replies)}
        template, changed = REPLY, {each.effect for each in done}
        if any(each.startswith("frozen:") or each == "payment_check" for each in changed):
            template, variables["disputed"] = ACKNOWLEDGEMENT, "frozen:dispute" in changed
        ask_for(conn, Wish(file.id, "sms", "reply", now, number_index, purpose, template, variables, cause=f"{name}:reply"), now)


# ---------------------------------------------------------------- which thread a text belongs to

_COLUMNS = (
    conversation.c.id,
    conversation.c.attempt_id,
    conversation.c.account_id,
    conversation.c.state,
    thread.c.verified_from,
    conversation.c.script_digest,
)
_OPEN = select(*_COLUMNS).join(thread, thread.c.conversation_id == conversation.c.id).where(conversation.c.ended_at.is_(None))


def _going_on(
    conn: Connection, event: TextEvent, file: AccountFile, number_index: str, scripts: Scripts, now: datetime
) -> Thread | None:
    """The open thread that this text belongs to; `None` if it begins one.

    One that went quiet is settled, and so is one that followed a script which has been changed since: its state may mean nothing there.
    """
    here = (thread.c.number_index == number_index, thread.c.our_number == event.to_number, conversation.c.account_id == file.id)
    script = scripts[_scene(file, now).lang, REMINDER]
    found = None
    for *row, quiet in conn.execute(_OPEN.add_columns(_quiet(now)).where(*here).order_by(conversation.c.started_at)).all():
        each = Thread(*row)
        if quiet or each.script_digest != script.digest:
            _settle(conn, each.id, "borrower" if quiet else "bot", now)
        else:
            found = each
    return found


def _said_goodbye(conn: Connection, file: AccountFile, number_index: str, now: datetime) -> bool:
    """Whether a thread with them has just ended, or one lately because they opted out."""
    over = select(conversation.c.id).join(thread, thread.c.conversation_id == conversation.c.id)
    theirs = (thread.c.number_index == number_index, conversation.c.account_id == file.id)
    opted_out = and_(conversation.c.outcome == "opted_out", conversation.c.ended_at > now - OPEN_FOR)
    lately = or_(conversation.c.ended_at > now - GOODBYE, opted_out)
    return conn.execute(over.where(*theirs, lately, conversation.c.outcome != "no_response").limit(1)).first() is not None


def _quiet(now: datetime) -> ColumnElement[bool]:
    """Whether neither side has written lately: nothing came from this number about this account, and nothing went there."""
    lately = exists().where(
        attempt.c.number_index == thread.c.number_index,
        attempt.c.account_id == conversation.c.account_id,
        attempt.c.channel == "sms",
        attempt.c.reserved_at > now - OPEN_FOR,
    )
    return ~lately


def _begin(
    conn: Connection,
    name: str,
    event: TextEvent,
    file: AccountFile,
    number_index: str,
    scene: Scene,
    script: Script,
    now: datetime,
) -> Thread:
    state = start(script, scene)
    begun = record.begin(conn, attempt_id=name, account_id=file.id, scene=scene, script=script, state=state, now=now)
    conn.execute(insert(thread).values(conversation_id=begun, our_number=event.to_number, number_index=number_index))
    return Thread(begun, name, file.id, state, None, script.digest)


def _quiet_threads(conn: Connection, now: datetime) -> Sequence[str]:
    old = conversation.c.started_at <= now - OPEN_FOR  # few are: the others need not be looked at closely
    return [row.id for row in conn.execute(_OPEN.where(old, _quiet(now))).all()]


def _settle(conn: Connection, conversation_id: str, ended_by: str, now: datetime) -> None:
    """The thread is over: what came of it, and the checks on all that was written in it."""
    row = conn.execute(_OPEN.where(conversation.c.id == conversation_id)).one_or_none()
    if row is None:
        return
    on = Thread(*row)
    written = select(turn.c.seq, turn.c.text).where(turn.c.conversation_id == on.id, turn.c.side == "bot").order_by(turn.c.seq)
    proved = on.verified_from
    spoken = [Spoken(each.seq, each.text, 0, proved is not None and each.seq > proved) for each in conn.execute(written)]
    checked = findings(_scene(load_account(conn, on.account_id), now), on.state, spoken, to_person=False)
    record.finish(conn, on.id, on.attempt_id, Ending(on.state["outcome"] or "no_response", ended_by, findings=checked), now)


def _scene(file: AccountFile, now: datetime) -> Scene:
    return build_scene(file, channel="sms", direction="inbound", now=now)


# ---------------------------------------------------------------- what a text means


def _understood(event: TextEvent, lang: Language, expects: Expects | None, at: datetime) -> Said:
    """What a text means. What the carrier has taken for a STOP is one, in whatever word: it stops texts."""
    said = understood(event.body or "", lang=lang, at=at, expects=expects, channel="sms")
    if event.opt_out_type == "STOP" and "opt_out" not in (said.meaning.intent, *said.meaning.also):
        return replace(said, meaning=Meaning("opt_out", slots={"channel": "sms"}))
    return said


def _language(text: str) -> Language:
    return "zh-CN" if any("一" <= character <= "鿿" for character in text) else "en-US"
