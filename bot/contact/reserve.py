"""The second answer: decided and recorded in one transaction, which alone makes a permit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from bot.base.ids import new_id
from bot.contact import proof, requests, stops
from bot.contact.ask import Answer, ask, stays_allowed
from bot.contact.gateway import TextOrder
from bot.contact.permit import Permit, _issue
from bot.contact.texts import Templates, render
from bot.portfolio.accounts import AccountFile, Phone, load_account
from bot.store.tables import attempt, decision, message, pace
from bot.store.upsert import put
from compliance import Packs

TEXT_VALID_S = (3600, 1200, 300, 60, 10)
"""How long a carrier may keep trying a text: at most an hour, and no longer than the guard would still allow it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast and how much: contacts a second for each channel, and calls at once."""

    calls_per_second: float
    texts_per_second: float
    live_calls: int
    caller_number: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """The guard said yes and the attempt is on file; the contact may be made once with `permit`."""

    attempt_id: str
    permit: Permit
    file: AccountFile
    text: TextOrder | None


@dataclass(frozen=True, slots=True)
class Refused:
    """No contact now: the guard's answer, a stop, or (neither) it is not this request's turn. What must be on file is."""

    answer: Answer | None
    stop: stops.Stop | None = None


def reserve(conn: Connection, request_id: str, packs: Packs, texts: Templates, limits: Limits, now: datetime) -> Reserved | Refused:
    """Lock, read the facts, decide, and record: one transaction. On SQLite the writer is alone, so the locks are its own."""
    wished = requests.load(conn, request_id)
    if wished.state != "planned" or wished.due_at > now:
        return Refused(None)
    file = load_account(conn, wished.account_id)
    phone = requests.phone_of(wished, file)
    stopped = stops.which(
        stops.active(conn),
        campaign=wished.campaign_id,
        creditor=file.creditor,
        script=wished.template if wished.channel == "sms" else stops.CALL_SCRIPT,
        number_index=phone.index if phone else "",
    )
    if stopped is not None:
        return Refused(None, stopped)
    if not _may_start(conn, wished, limits, now):
        return Refused(None)
    question = requests.question(wished, file, texts, "now", now)
    answer = ask(conn, packs, question, now)
    requests.settle(conn, wished, answer, now)
    if answer.outcome != "allow" or phone is None:
        return Refused(answer)
    _take_turn(conn, wished.channel, limits, now)
    valid_s = stays_allowed(conn, packs, question, now, TEXT_VALID_S) if wished.channel == "sms" else None
    name = _put_on_file(conn, wished, file, phone, answer, now)
    text = None if valid_s is None else _text_order(conn, name, wished, file, texts, limits.caller_number, valid_s, now)
    permit = _issue(name, "voice" if text is None else "sms", phone.number, sample=file.mandate.sample, now=now)
    return Reserved(name, permit, file, text)


def _put_on_file(conn: Connection, wished: requests.Request, file: AccountFile, phone: Phone, answer: Answer, now: datetime) -> str:
    name = new_id("att")
    conn.execute(
        insert(attempt).values(
            id=name,
            request_id=wished.id,
            account_id=file.id,
            group_id=file.group_id,
            caller_id=file.mandate.caller["id"],
            channel=wished.channel,
            direction="outbound",
            purpose=wished.purpose,
            number=phone.number,
            number_index=phone.index,
            state="reserved",
            verified=False,
            epoch=0,
            reserved_at=now,
        )
    )
    conn.execute(update(decision).where(decision.c.id == answer.id).values(attempt_id=name))
    requests.close(conn, wished.id, "attempted", now)
    proof.record(conn, kind="attempt.reserved", subject=name, payload={"request": wished.id, "decision": answer.id}, now=now)
    return name


def _text_order(
    conn: Connection,
    name: str,
    wished: requests.Request,
    file: AccountFile,
    texts: Templates,
    caller_number: str,
    valid_s: int,
    now: datetime,
) -> TextOrder:
    rendered = render(texts, file, wished.template, wished.variables, now)
    conn.execute(insert(message).values(attempt_id=name, template=rendered.template, version=rendered.version, text=rendered.text))
    return TextOrder(caller_number, rendered.text, rendered.template, rendered.version, valid_s)


def _may_start(conn: Connection, wished: requests.Request, limits: Limits, now: datetime) -> bool:
    """Whether the campaign, the pace, the live calls and this person's open call leave room."""
    if stops.rests(conn, wished.campaign_id):
        return False
    next_at = conn.execute(select(pace.c.next_at).where(pace.c.queue == wished.channel)).scalar_one_or_none()
    if next_at is not None and next_at > now:
        return False
    if wished.channel == "voice" and requests.open_calls(conn) >= limits.live_calls:
        return False
    return not requests.call_is_open(conn, wished.group_id)


def _take_turn(conn: Connection, channel: str, limits: Limits, now: datetime) -> None:
    rate = limits.calls_per_second if channel == "voice" else limits.texts_per_second
    following = now + timedelta(seconds=1 / rate)
    put(conn, pace, queue=channel, next_at=following)
