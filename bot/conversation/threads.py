"""Texts from borrowers: understood, acted on, and answered the way every contact goes."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import Connection, insert

from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.contact import attempts, effects
from bot.contact.requests import Wish, ask_for
from bot.contact.scene import build_scene
from bot.contact.texts import REPLY
from bot.conversation import record
from bot.conversation.choice import REMINDER, Scripts
from bot.conversation.findings import Spoken, findings
from bot.conversation.record import Ending, Turn
from bot.dialogue import Do, Said, Say, start, step
from bot.portfolio.accounts import AccountFile, account_of_number
from bot.store import Store, blind, proof
from bot.store.tables import attempt, message
from bot.telephony.events import TextEvent
from bot.understanding import Meaning, understand

log = structlog.get_logger(__name__)


class Threads:
    """What borrowers write. A text is one short conversation; its answer is asked of the guard like any other contact."""

    def __init__(self, store: Store, clock: Clock, scripts: Scripts) -> None:
        self._store = store
        self._clock = clock
        self._scripts = scripts

    async def received(self, event: TextEvent) -> None:
        """A text came in. The same text twice changes nothing."""
        taken = await self._store.write(_receive, event, self._scripts, self._clock.now())
        log.info("text.received", known=taken)


def _receive(conn: Connection, event: TextEvent, scripts: Scripts, now: datetime) -> bool:
    if attempts.by_sid(conn, event.sid) is not None:
        return True
    number_index = blind(conn, event.from_number)
    file = account_of_number(conn, number_index)
    name = _put_on_file(conn, event, file, number_index, now)
    if file is None:
        meaning = _understood(event, _language(event.body or ""), now)
        if "opt_out" in (meaning.intent, *meaning.also):
            effects.apply(conn, name, 0, "opt_out:all", {}, now)
        return False
    _converse(conn, name, event, file, number_index, scripts, now)
    return True


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
    proof.record(conn, kind="text.received", subject=name, payload=entry, now=now)
    return name


def _converse(
    conn: Connection, name: str, event: TextEvent, file: AccountFile, number_index: str, scripts: Scripts, now: datetime
) -> None:
    scene = build_scene(file, channel="sms", direction="inbound", now=now)
    script = scripts[scene.lang, REMINDER]
    state = start(script, scene)
    thread = record.begin(conn, attempt_id=name, account_id=file.id, scene=scene, script=script, state=state, now=now)
    meaning = _understood(event, scene.lang, scene.at)
    result = step(script, scene, state, Said(event.body or "", meaning, scene.at))
    replies = [action for action in result.actions if isinstance(action, Say)]
    done = [action for action in result.actions if isinstance(action, Do)]
    turns = [Turn(1, "borrower", event.body or "", meaning=meaning)]
    turns += [Turn(2 + i, "bot", reply.text, state=reply.state, expects=reply.expects) for i, reply in enumerate(replies)]
    record.advance(conn, thread, name, state=result.state, turns=turns, done=done, now=now)
    spoken = [Spoken(each.seq, each.text, 0, bool(result.state["verified"])) for each in turns[1:]]
    checked = findings(scene, result.state, spoken, to_person=False)
    record.finish(conn, thread, name, Ending(result.state["outcome"] or "no_response", "bot", findings=checked), now)
    if replies and event.opt_out_type is None:  # where the carrier has answered a STOP itself, a second confirmation would be one too many
        purpose = "opt_out_confirmation" if any(each.effect.startswith("opt_out") for each in done) else "collect"
        variables = {"text": "\n".join(reply.text for reply in replies)}
        ask_for(conn, Wish(file.id, "sms", "reply", now, number_index, purpose, REPLY, variables, cause=f"{name}:reply"), now)


def _understood(event: TextEvent, lang: str, at: datetime) -> Meaning:
    """What a text means. What the carrier has taken for a STOP is one, in whatever word: it stops texts."""
    meaning = understand(event.body or "", lang=lang, at=at, channel="sms")
    if event.opt_out_type == "STOP" and "opt_out" not in (meaning.intent, *meaning.also):
        return Meaning("opt_out", slots={"channel": "sms"})
    return meaning


def _language(text: str) -> str:
    return "zh-CN" if any("一" <= character <= "鿿" for character in text) else "en-US"
