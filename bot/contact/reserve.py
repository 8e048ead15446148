"""The second answer: decided and recorded in one transaction, which alone makes a permit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, select, update

from bot.base.ids import new_id
from bot.contact import requests, stops
from bot.contact.ask import Answer, Question, answer_no_number, consider, keep, stays_allowed
from bot.contact.gateway import CallOrder, TextOrder
from bot.contact.our_numbers import SOMETHING_RESTS, number_for
from bot.contact.permit import LIFETIMES_S, Channel, Permit, _issue
from bot.contact.pool import OurNumber
from bot.contact.routes import TWILIO, Route, choose
from bot.contact.texts import ACKNOWLEDGEMENT, ANSWERS, DISPUTE_RECEIVED, OPT_OUT_CONFIRMATION, Rendered, Templates
from bot.portfolio.accounts import FILE, AccountFile, Phone, extension_of, file_of
from bot.portfolio.groups import holding
from bot.store import StoreError, proof
from bot.store.driver import together
from bot.store.prepared import Prepared
from bot.store.tables import account, attempt, campaign, mandate, message, pace, request, stop
from bot.store.upsert import insert_new
from compliance import Packs, Plain

_TRIES = 5
NUMBERS_AGAIN = timedelta(hours=1)
"""When a contact for which none of our numbers may be used is looked at again."""
TEXT_VALID_S = (3600, 1200, 300, 60, 10)
"""How long a carrier may keep trying a text: at most an hour, and no longer than the guard would still allow it, the permit's own time
included."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast and how much: contacts a second for each channel, and calls at once; which way, where `routes` say so."""

    calls_per_second: float
    texts_per_second: float
    live_calls: int
    caller_number: str
    routes: tuple[Route, ...] = ()

    def route(self, channel: Channel, number: str) -> Route:
        """The way of a contact to `number`."""
        per_second = self.calls_per_second if channel == "voice" else self.texts_per_second
        return choose(self.routes, channel, number, Route(TWILIO, channel, (OurNumber(self.caller_number),), channel, per_second))


@dataclass(frozen=True, slots=True)
class Reserved:
    """The guard said yes and the attempt is on file; the contact may be made once with `permit`."""

    attempt_id: str
    permit: Permit
    file: AccountFile
    order: CallOrder | TextOrder


@dataclass(frozen=True, slots=True)
class Refused:
    """No contact now: the guard's answer, a stop, or (neither) it is not this request's turn. What must be on file is."""

    answer: Answer | None
    stop: stops.Stop | None = None


def reserve(conn: Connection, request_id: str, packs: Packs, texts: Templates, limits: Limits, now: datetime) -> Reserved | Refused:
    """Lock, read the facts, decide, and record: one transaction."""
    wished, file = _hold(conn, request_id)
    if wished.state != "planned" or wished.due_at > now:
        return Refused(None)
    phone = requests.phone_of(wished, file)
    channel: Channel = "voice" if wished.channel == "voice" else "sms"
    route = limits.route(channel, phone.number if phone else "")
    room = _ROOM.one(conn, campaign=wished.campaign_id, queue=route.queue, group=file.group_id, now=now)
    if (obstacle := _obstacle(conn, room, wished, file, phone, now)) is not None:
        return obstacle
    question = _question(wished, file, route, texts, now)
    considered = consider(conn, packs, question, now)
    answer = considered.answer
    if answer.outcome != "allow" or phone is None:
        keep(conn, considered, wished.id, "now", now)
        requests.settle(conn, wished, answer, now)
        return Refused(answer)
    words, valid_s = question.words, stays_allowed(packs, considered, now, LIFETIMES_S)
    kept_s = stays_allowed(packs, considered, now + timedelta(seconds=valid_s), TEXT_VALID_S) if words else valid_s
    if not (valid_s and kept_s and _take_turn(conn, route, limits, now)):
        return Refused(None)  # what is allowed now, and not any more when it would go out, is asked about again: then it is put off
    ours = number_for(conn, route.numbers, channel, phone.index, now, something_rests=room.something_rests)
    if ours is None:
        answer = answer_no_number(conn, wished.id, now, again_at=now + NUMBERS_AGAIN)
        requests.settle(conn, wished, answer, now)
        return Refused(answer)
    name = new_id("att")
    with together(conn):
        _put_on_file(conn, name, wished, file, phone, route.via, ours.number, words, now)
        keep(conn, considered, wished.id, "now", now, attempt_id=name)
        requests.attempted(conn, wished, answer, now)
        entry: dict[str, Any] = {"request": wished.id, "decision": answer.id, "account": file.id}
        entry |= {"channel": wished.channel, "number": phone.index, "via": route.via, "our_number": ours.number}
        entry |= {"text": words.text, "template": words.template, "version": words.version} if words else {}
        proof.record(conn, kind="attempt.reserved", subject=name, payload=entry, now=now)
    order: CallOrder | TextOrder = CallOrder(ours.number, via=route.via)
    if words is not None:
        extension = extension_of(file.id)
        order = TextOrder(ours.number, words.text, words.template, words.version, kept_s, route.via, words.source, extension)
    permit = _issue(name, channel, phone.number, sample=file.mandate.sample, now=now, valid_s=valid_s, gone_past=considered.gone_past)
    return Reserved(name, permit, file, order)


def _question(wished: requests.Request, file: AccountFile, route: Route, texts: Templates, now: datetime) -> Question:
    """An answer in words of our own does not go over a carrier of templates; that an opt-out or a dispute was heard is said by one."""
    if not (route.templates_only and wished.template in ANSWERS):
        return requests.question(wished, file, texts, "now", now)
    if wished.purpose == OPT_OUT_CONFIRMATION:
        return requests.question(replace(wished, template=OPT_OUT_CONFIRMATION), file, texts, "now", now)
    if wished.template == ACKNOWLEDGEMENT and wished.variables["disputed"]:
        return requests.question(replace(wished, template=DISPUTE_RECEIVED), file, texts, "now", now)
    return replace(requests.question(wished, file, texts, "now", now), problem=_OWN_WORDS)


_OWN_WORDS = Plain(
    "texts to this number go over an operator that carries approved templates only: an answer in words of our own can't be sent",
    "发往该号码的短信经由只承载已报备模板的运营商通道：无法发送自由文本答复",
)


_PEOPLE = Prepared(holding(select(request.c.account_id).where(request.c.id == bindparam("request"))))


_ALL = Prepared(
    select(*requests.COLUMNS, *FILE)
    .select_from(request.join(account, account.c.id == request.c.account_id).join(mandate, mandate.c.id == account.c.mandate_id))
    .where(request.c.id == bindparam("request"))
    .with_for_update(key_share=True, of=request)
)


def _hold(conn: Connection, request_id: str) -> tuple[requests.Request, AccountFile]:
    """A request and its account's file, of which nobody decides beside us: the cap group is held, then the request.

    An import may have made the group part of another one while we waited for it; then that one is held too. On SQLite the writer is alone.
    """
    for _ in range(_TRIES):
        held = None if conn.dialect.name == "sqlite" else {each.id for each in _PEOPLE.rows(conn, request=request_id)}
        row = _ALL.one(conn, request=request_id)
        wished, file = requests.Request(*row[: len(requests.COLUMNS)]), file_of(conn, row[len(requests.COLUMNS) :])
        if held is None or file.group_id in held:
            return wished, file
    raise StoreError("the account's group was merged again and again")


_ROOM = Prepared(
    select(
        exists().where(stop.c.lifted_at.is_(None)),
        select(campaign.c.status).where(campaign.c.id == bindparam("campaign")).scalar_subquery(),
        select(pace.c.next_at).where(pace.c.queue == bindparam("queue")).scalar_subquery(),
        requests.IS_ON_THE_LINE,
        SOMETHING_RESTS.label("something_rests"),
    )
)


def _obstacle(
    conn: Connection, room: Any, wished: requests.Request, file: AccountFile, phone: Phone | None, now: datetime
) -> Refused | None:
    """A stop in force, or else the campaign, the pace or this person's open call, where one of them leaves no room."""
    something_is_stopped, status, next_at, is_on_the_line, _ = room
    if something_is_stopped:
        whose: dict[str, Any] = {"campaign": wished.campaign_id, "creditor": file.creditor, "number_index": phone.index if phone else ""}
        found = stops.which(stops.active(conn), channel=wished.channel, template=wished.template, **whose)
        if found is not None:
            return Refused(None, found)
    return None if stops.runs(status) and not is_on_the_line and (next_at is None or next_at <= now + LEAD) else Refused(None)


LEAD = timedelta(seconds=0.45)
"""How long before its turn a contact may be reserved, more than between two looks at what is due: the gateway spaces them out."""
_NEXT = Prepared(select(pace.c.next_at).where(pace.c.queue == bindparam("which")).with_for_update())
_TURN = Prepared(update(pace).where(pace.c.queue == bindparam("which")).values(next_at=bindparam("following")))


def _take_turn(conn: Connection, route: Route, limits: Limits, now: datetime) -> bool:
    """Be the next contact of this queue, if nobody else was since we looked and not too many calls are under way.

    From here to the commit the others wait for us, so the calls that are counted are all there are.
    """
    gap = timedelta(seconds=1 / route.per_second)
    turn = next((row.next_at for row in _NEXT.rows(conn, which=route.queue)), None)
    if turn is None:
        if not insert_new(conn, pace, queue=route.queue, next_at=now + gap):
            return False
    elif turn > now + LEAD:
        return False
    else:
        _TURN.run(conn, which=route.queue, following=max(turn, now) + gap)
    return route.channel != "voice" or requests.open_calls(conn) < limits.live_calls


_ATTEMPT = Prepared(
    insert(attempt).values(direction="outbound", state="reserved", verified=False, epoch=0),
    sets=(
        "id", "request_id", "account_id", "group_id", "caller_id", "channel", "purpose", "number", "number_index", "via", "our_number",
        "reserved_at",
    ),
)
_MESSAGE = Prepared(insert(message), sets=message.c.keys())


def _put_on_file(
    conn: Connection,
    name: str,
    wished: requests.Request,
    file: AccountFile,
    phone: Phone,
    via: str,
    our_number: str,
    words: Rendered | None,
    now: datetime,
) -> None:
    _ATTEMPT.run(
        conn,
        id=name,
        request_id=wished.id,
        account_id=file.id,
        group_id=file.group_id,
        caller_id=file.mandate.caller["id"],
        channel=wished.channel,
        purpose=wished.purpose,
        number=phone.number,
        number_index=phone.index,
        via=via,
        our_number=our_number,
        reserved_at=now,
    )
    if words is not None:
        _MESSAGE.run(conn, attempt_id=name, template=words.template, version=words.version, text=words.text)
