"""Contacts that somebody wants: asked for, planned, due, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, false, func, or_, select, true, update

from bot.base.ids import new_id
from bot.contact import stops
from bot.contact.ask import Answer, Question, Stage, answer_failure, ask
from bot.contact.case import Contact
from bot.contact.texts import Templates, TextError, render
from bot.dialogue import DialogueError
from bot.portfolio.accounts import AccountFile, Phone, load_account
from bot.store.prepared import Prepared
from bot.store.tables import account, account_phone, attempt, campaign, request
from bot.store.upsert import insert_new
from compliance import Packs, Plain
from compliance.wording import reveals_debt


@dataclass(frozen=True, slots=True)
class Wish:
    """A contact to be made. `cause` names what asked for it; the same cause asks once for an account.

    `number_index`: the number of the contact that this one answers or follows [the account's best number].
    """

    account_id: str
    channel: str
    origin: str
    due_at: datetime
    number_index: str | None = None
    purpose: str = "collect"
    template: str | None = None
    variables: dict[str, Any] | None = None
    campaign_id: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A wish on file."""

    id: str
    campaign_id: str | None
    account_id: str
    group_id: str
    origin: str
    channel: str
    number_index: str | None
    purpose: str
    template: str | None
    variables: dict[str, Any]
    state: str
    due_at: datetime


def ask_for(conn: Connection, wish: Wish, now: datetime) -> str | None:
    """Put a wish on file, to be planned. Returns its id, or `None` if this cause has asked already."""
    name = new_id("req")
    group = load_account(conn, wish.account_id).group_id
    new = insert_new(
        conn,
        request,
        id=name,
        campaign_id=wish.campaign_id,
        account_id=wish.account_id,
        group_id=group,
        origin=wish.origin,
        channel=wish.channel,
        number_index=wish.number_index,
        purpose=wish.purpose,
        template=wish.template,
        variables=wish.variables or {},
        cause=wish.cause or name,
        state="wished",
        due_at=wish.due_at,
        created_at=now,
    )
    return name if new else None


COLUMNS = tuple(request.c[field] for field in Request.__dataclass_fields__)
_BY_ID = select(*COLUMNS).where(request.c.id == bindparam("id"))


def load(conn: Connection, request_id: str) -> Request:
    """A request by its id."""
    return Request(*conn.execute(_BY_ID, {"id": request_id}).one())


_HOLD = _BY_ID.with_for_update(key_share=True)


def hold(conn: Connection, request_id: str) -> Request:
    """A request by its id, which nobody else moves on until this transaction ends."""
    return Request(*conn.execute(_HOLD, {"id": request_id}).one())


def plan(conn: Connection, request_id: str, packs: Packs, texts: Templates, now: datetime) -> Answer | None:
    """Ask the guard for the first time: the request becomes planned (now or later) or blocked.

    `None` if it is no wish any more (planned by another process, or cancelled): what has gone out is never brought back.
    """
    wished = hold(conn, request_id)
    if wished.state != "wished":
        return None
    file = load_account(conn, wished.account_id)
    at = max(now, wished.due_at)
    answer = ask(conn, packs, question(wished, file, texts, "plan", at), now, at=at)
    settle(conn, wished, answer, now)
    return answer


def fail(conn: Connection, request_id: str, problem: str, now: datetime, *, again_at: datetime | None = None) -> None:
    """Planning or sending failed with an error of this kind. It is blocked, or put off until `again_at`; never without a record."""
    wished = hold(conn, request_id)
    if wished.state == "wished":
        settle(conn, wished, answer_failure(conn, request_id, "plan", problem, now, again_at=None), now)
    elif wished.state == "planned":
        settle(conn, wished, answer_failure(conn, request_id, "now", problem, now, again_at=again_at), now)


def question(wished: Request, file: AccountFile, texts: Templates, stage: Stage, now: datetime) -> Question:
    """What the guard is asked about this request at this instant."""
    phone = phone_of(wished, file)
    if phone is None:
        return Question(wished.id, stage, file, None, wished.channel, problem=_NO_NUMBER)
    problem, words = None, None
    if wished.channel == "voice":
        about_amount = True  # but nothing of it before identity is verified: the script proves that
    else:
        try:
            words = render(texts, file, wished.template, wished.variables, now)
        except (TextError, DialogueError) as error:
            return Question(
                wished.id,
                stage,
                file,
                None,
                wished.channel,
                problem=Plain(f"the text can't be made: {error}", f"无法生成短信内容：{error}"),
            )
        about_amount = bool(reveals_debt(words.text))
        problem = _tells_strangers(wished, file, phone) if about_amount else None
    contact = Contact(
        wished.channel,
        wished.purpose,
        phone,
        None if words is None else words.text,
        states_debt=words is not None and about_amount,
        reply=wished.origin == "reply",
        identity_verified=phone.confirmed_at is not None,
    )
    return Question(wished.id, stage, file, contact, wished.channel, words, about_amount, problem)


def phone_of(wished: Request, file: AccountFile) -> Phone | None:
    """The number that a contact goes to; `None` where it is retired, or there is none."""
    if wished.number_index is None:
        return file.best_phone
    phone = file.phone(wished.number_index)
    return None if phone is None or phone.retired_at is not None else phone


_NO_NUMBER = Plain("the account has no number that may still be used", "账户没有可用的号码")
_ASKED_FOR = ("effect", "reply")
"""Origins of texts that the borrower has agreed to or asked for in a conversation."""


def _tells_strangers(wished: Request, file: AccountFile, phone: Phone) -> Plain | None:
    """Why a text that states the debt may not be sent: to whom it is said has to be known, and nobody is told unasked."""
    if phone.confirmed_at is None:
        return Plain(
            "the text states the debt, and the borrower has not been verified on this number",
            "短信提及债务，而借款人尚未在该号码上通过核实",
        )
    if wished.origin not in _ASKED_FOR and not file.mandate.document.get("texts_state_debt", False):
        return Plain(
            "the text states the debt unasked, and the mandate's `texts_state_debt` does not allow that",
            "短信未经要求即提及债务，而委托的 `texts_state_debt` 不允许",
        )
    return None


ASK_AGAIN = timedelta(minutes=1)
"""How long until the guard is asked again where it could not say when a contact may be made: a call has to end first."""
_MOVE = update(request).where(request.c.id == bindparam("which"))
_ATTEMPTED = Prepared(_MOVE, sets=("decision_id", "state", "closed_at"))


def settle(conn: Connection, wished: Request, answer: Answer, now: datetime) -> None:
    """Move a request on after an answer that is not followed by an attempt. Where nobody knows when, it is asked again soon."""
    values: dict[str, Any] = {"decision_id": answer.id}
    if answer.outcome == "block":
        values |= {"state": "blocked", "closed_at": now}
    elif answer.outcome == "defer":
        values |= {"state": "planned", "due_at": answer.not_before or max(now, wished.due_at) + ASK_AGAIN}
    else:
        values |= {"state": "planned"}
    conn.execute(_MOVE, {"which": wished.id, **values})


def attempted(conn: Connection, wished: Request, answer: Answer, now: datetime) -> None:
    """The answer was yes, and the attempt is on file; nothing more comes of the request."""
    _ATTEMPTED.run(conn, which=wished.id, decision_id=answer.id, state="attempted", closed_at=now)


_OPEN = or_(*(attempt.c.state == state for state in ("reserved", "dialing", "sent", "live")))
_OPEN_CALL = and_(_OPEN, attempt.c.channel == "voice")
_REPORT = timedelta(minutes=1)
"""In which the report of a text's delivery comes, if one comes at all."""
_ON_THE_LINE = select(attempt.c.group_id).where(_OPEN_CALL, attempt.c.group_id.is_not(None))
"""The people with whom a call is open, or about to be."""
_HOW_MANY_CALLS = Prepared(select(func.count().label("calls")).where(_OPEN_CALL))
IS_ON_THE_LINE = exists().where(_OPEN_CALL, attempt.c.group_id == bindparam("group"))
"""Whether this person is on the line, or about to be: then nothing else is sent to them."""


def unplanned(conn: Connection, *, at_most: int) -> list[str]:
    """Wishes that the guard has not been asked about, the oldest first; those of somebody on the line wait for how the call ends."""
    query = select(request.c.id).where(request.c.state == "wished", request.c.group_id.not_in(_ON_THE_LINE))
    return list(conn.execute(query.order_by(request.c.created_at, request.c.id).limit(at_most)).scalars())


_EARLIER = request.alias("earlier")
_UNTOLD = or_(*(attempt.c.state == state for state in ("reserved", "dialing", "unknown")))
_ANSWERS_BEFORE = and_(
    request.c.origin == "reply",
    exists().where(
        _EARLIER.c.account_id == request.c.account_id,
        _EARLIER.c.origin == "reply",
        _EARLIER.c.created_at < request.c.created_at,
        or_(
            _EARLIER.c.state.in_(("wished", "planned")),
            and_(_EARLIER.c.state == "attempted", exists().where(attempt.c.request_id == _EARLIER.c.id, _UNTOLD)),
        ),
    ),
)
"""Whether an answer to an earlier text of the same borrower is still to go out, or may not have: answers come in the order of the texts."""


def due(conn: Connection, now: datetime, *, calls: int, texts: int) -> list[str]:
    """Requests whose time has come, at most so many a channel; none of a person who is on the line, none that is paused or stopped.

    What is left out here takes no turn from the others; whether a contact may go out is decided in the reservation and the fence.
    """
    found: list[str] = []
    for channel, limit in (("sms", texts), ("voice", calls)):
        query = (
            select(request.c.id)
            .join(account, account.c.id == request.c.account_id)
            .where(
                request.c.state == "planned",
                request.c.due_at <= now,
                request.c.channel == channel,
                request.c.group_id.not_in(_ON_THE_LINE),
                ~_ANSWERS_BEFORE,
                *(~_covers(each) for each in stops.active(conn)),
            )
            .where(request.c.campaign_id.is_(None) | request.c.campaign_id.in_(select(campaign.c.id).where(campaign.c.status == "running")))
            .order_by(request.c.due_at, request.c.created_at, request.c.id)
            .limit(max(limit, 0))
        )
        found.extend(conn.execute(query).scalars())
    return found


def _covers(stop: stops.Stop) -> ColumnElement[bool]:
    """Whether a stop covers a request; a stopped number holds back all contacts of the accounts that have it."""
    match stop.scope:
        case "everything":
            return true()
        case "campaign":
            return func.coalesce(request.c.campaign_id, "") == stop.value
        case "creditor":
            return account.c.creditor == stop.value
        case "script" | "text":
            calls = request.c.channel == "voice" if stop.calls else false()
            return or_(calls, func.coalesce(request.c.template, "").in_(stop.texts))
        case "number":
            having = select(account_phone.c.account_id).where(
                account_phone.c.number_index == stop.value, account_phone.c.retired_at.is_(None)
            )
            return request.c.account_id.in_(having)


def next_due(conn: Connection) -> datetime | None:
    """When the next planned request is due; `None` if none is planned."""
    return conn.execute(
        select(request.c.due_at).where(request.c.state == "planned").order_by(request.c.due_at).limit(1)
    ).scalar_one_or_none()


def open_calls(conn: Connection) -> int:
    """How many calls are under way."""
    return int(_HOW_MANY_CALLS.one(conn).calls)


def in_flight(conn: Connection, now: datetime) -> int:
    """How many contacts are on their way or under way; a text that was sent a while ago is not waited for, its report may never come."""
    waited_for = or_(attempt.c.channel == "voice", attempt.c.state != "sent", attempt.c.sent_at > now - _REPORT)
    return conn.execute(select(func.count()).where(_OPEN, waited_for)).scalar_one()
