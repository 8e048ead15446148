"""What a conversation changes beyond itself. Each effect is unique on (attempt, sequence), so a replay changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.base.ids import new_id
from bot.contact import attempts
from bot.contact.requests import Wish, ask_for
from bot.contact.stops import LONGEST_REASON
from bot.contact.texts import DISPUTE_RECEIVED
from bot.dialogue import WISH_NOTED
from bot.portfolio.optouts import counts_from
from bot.store import proof
from bot.store.tables import account, account_phone, effect, fact, promise, suppression
from bot.store.upsert import insert_new

Data = Mapping[str, Any]
CALLBACK_LATEST = timedelta(days=1)
"""How long after the named time a call that was asked for is still that call: a closed night may lie between."""
_OF_THE_PERSON = ("attorney", "bankruptcy", "deceased", "crisis")
"""Why collection rests for all accounts of a person; the other reasons concern the account that was spoken of."""


def apply(conn: Connection, attempt_id: str, seq: int, kind: str, data: Data, now: datetime) -> bool:
    """Put an effect on file and do what it says, in one transaction. Returns whether it was new."""
    row = attempts.hold(conn, attempt_id)
    if row is None:
        return False
    if not insert_new(conn, effect, attempt_id=attempt_id, seq=seq, kind=kind, data=dict(data), at=now):
        return False
    proof.record(conn, kind="effect", subject=attempt_id, payload={"seq": seq, "effect": kind, "data": data}, now=now)
    name, _, detail = kind.partition(":")
    if (doer := _DOERS.get(name)) is not None:
        doer(conn, row, detail, data, now)
    return True


def verify(conn: Connection, attempt_id: str, now: datetime) -> None:
    """The borrower proved who they are in this contact: the number is theirs."""
    row = attempts.hold(conn, attempt_id)
    if row is None:
        return
    attempts.mark_verified(conn, attempt_id)
    conn.execute(
        update(account_phone)
        .where(account_phone.c.account_id == row.account_id, account_phone.c.number_index == row.number_index)
        .values(confirmed_at=now)
    )


def suppress(
    conn: Connection,
    *,
    group_id: str | None,
    number_index: str | None,
    channel: str,
    reason: str,
    by: str,
    now: datetime,
    attempt_id: str | None = None,
) -> None:
    """Contact this person, or this number, no more over `channel`: in every campaign, at once. A reason that is too long is cut."""
    name, reason = new_id("sup"), reason[:LONGEST_REASON]
    since = counts_from(conn, groups=filter(None, [group_id]), numbers=filter(None, [number_index]), now=now)
    conn.execute(
        insert(suppression).values(
            id=name,
            group_id=group_id,
            number_index=number_index,
            channel=channel,
            reason=reason,
            by=by,
            attempt_id=attempt_id,
            at=since,
        )
    )
    whose = {"person": group_id, "number": number_index, "attempt": attempt_id}
    proof.record(conn, kind="suppression", subject=name, payload={"channel": channel, "reason": reason, "by": by, **whose}, now=since)


def heed_carrier(conn: Connection, attempt_id: str, now: datetime) -> None:
    """The carrier says that this number has opted out of what we tried: it is tried no more."""
    row = attempts.hold(conn, attempt_id)
    if row is not None:
        suppress(
            conn,
            group_id=None,
            number_index=row.number_index,
            channel=row.channel,
            reason="opted out at the carrier",
            by="carrier",
            now=now,
            attempt_id=row.id,
        )


def _opt_out(conn: Connection, row: Row[Any], channel: str, _data: Data, now: datetime) -> None:
    """Of the person where they are verified, else of that number alone (contract of rehearsals, rule 7)."""
    whose: dict[str, str | None] = (
        {"group_id": row.group_id, "number_index": None} if row.verified else {"group_id": None, "number_index": row.number_index}
    )
    suppress(conn, **whose, channel=channel, reason="opt_out", by="borrower", now=now, attempt_id=row.id)


def _retire(conn: Connection, row: Row[Any], _detail: str, _data: Data, now: datetime) -> None:
    conn.execute(
        update(account_phone)
        .where(
            account_phone.c.number_index == row.number_index,
            account_phone.c.account_id == row.account_id,
            account_phone.c.retired_at.is_(None),
        )
        .values(retired_at=now)
    )
    suppress(
        conn, group_id=None, number_index=row.number_index, channel="all", reason="wrong_number", by="borrower", now=now, attempt_id=row.id
    )
    _learn(conn, row, "wrong_number", {}, now, number=True)


def _freeze(conn: Connection, row: Row[Any], why: str, _data: Data, now: datetime) -> None:
    """Collection rests until a person has looked at it: of this account, or of all that the person has.

    So it does where the borrower says that it is paid: they were told that they would be left in peace until that is checked.
    """
    whose = account.c.group_id == row.group_id if why in _OF_THE_PERSON else account.c.id == row.account_id
    conn.execute(update(account).where(whose, account.c.status == "open").values(status="frozen"))
    if why in ("attorney", "bankruptcy", "deceased"):
        _learn(conn, row, why, {}, now)
    elif why == "dispute":
        _learn(conn, row, "dispute", {"written": row.channel == "sms"}, now)
        if row.channel == "voice" and row.verified:  # a text is answered in its thread
            _confirm(conn, row, DISPUTE_RECEIVED, {}, now)


def _learn(conn: Connection, row: Row[Any], kind: str, data: Data, now: datetime, *, side: str = "event", number: bool = False) -> None:
    name = new_id("fact")
    learnt = {"account_id": row.account_id, "side": side, "kind": kind, "data": dict(data), "attempt_id": row.id}
    learnt["number_index"] = row.number_index if number else None
    conn.execute(insert(fact).values(id=name, group_id=row.group_id, at=now, **learnt))
    proof.record(conn, kind="fact.learnt", subject=name, payload=learnt, now=now)


def _promise(conn: Connection, row: Row[Any], _detail: str, data: Data, now: datetime) -> None:
    """A new promise replaces the open ones of the account; one that says again what is open changes nothing. It is confirmed by text."""
    total = _owed(conn, row.account_id)
    due, amount = date.fromisoformat(str(data["date"])), Decimal(str(data["amount"]))
    again = select(promise.c.amount).where(promise.c.account_id == row.account_id, promise.c.status == "open", promise.c.due == due)
    if not any(min(promised, total) == amount for promised in conn.execute(again).scalars()):
        _replace_promises(conn, row.account_id, now)
        _keep(conn, row, due, amount, total, now)
    _confirm(conn, row, "promise_confirmation", {"promise": {"date": str(data["date"]), "amount": str(data["amount"])}}, now)


def _plan(conn: Connection, row: Row[Any], _detail: str, data: Data, now: datetime) -> None:
    """Every instalment is a promise of its own."""
    parts = [{"date": str(part["date"]), "amount": str(part["amount"])} for part in data["instalments"]]
    total = _owed(conn, row.account_id)
    _replace_promises(conn, row.account_id, now)
    for part in parts:
        _keep(conn, row, date.fromisoformat(part["date"]), Decimal(part["amount"]), total, now)
    _confirm(conn, row, "plan_confirmation", {"plan": {"instalments": parts}}, now)


def _owed(conn: Connection, account_id: str) -> Decimal:
    """The account's total. From here on one promise at a time, and no import beside it."""
    total: Decimal = conn.execute(select(account.c.total).where(account.c.id == account_id).with_for_update(key_share=True)).scalar_one()
    return total


def _keep(conn: Connection, row: Row[Any], due: date, amount: Decimal, total: Decimal, now: datetime) -> None:
    name = new_id("ptp")
    made = {"account_id": row.account_id, "attempt_id": row.id, "due": due, "amount": amount, "total": total, "status": "open"}
    conn.execute(insert(promise).values(id=name, at=now, **made))
    proof.record(conn, kind="promise.made", subject=name, payload={key: str(value) for key, value in made.items()}, now=now)


def _replace_promises(conn: Connection, account_id: str, now: datetime) -> None:
    standing = select(promise.c.id).where(promise.c.account_id == account_id, promise.c.status == "open")
    for name in conn.execute(standing.order_by(promise.c.due)).scalars().all():
        conn.execute(update(promise).where(promise.c.id == name).values(status="replaced"))
        proof.record(conn, kind="promise.replaced", subject=name, payload={}, now=now)


def _confirm(conn: Connection, row: Row[Any], template: str, variables: dict[str, Any], now: datetime) -> None:
    cause = f"{row.id}:{template}"
    wish = Wish(row.account_id, "sms", "effect", now, row.number_index, template=template, variables=variables, cause=cause)
    ask_for(conn, wish, now)


def _payment_text(conn: Connection, row: Row[Any], _detail: str, _data: Data, now: datetime) -> None:
    _confirm(conn, row, "payment_instructions", {}, now)


def _wish(conn: Connection, row: Row[Any], _detail: str, data: Data, now: datetime) -> None:
    """When, or on which number, they want to be called: the guard keeps to it from now on, whoever they are."""
    for preference in data["preferences"]:
        rest = {key: value for key, value in preference.items() if key != "kind"}
        _learn(conn, row, preference["kind"], rest, now, side="preference", number=data["about"] == "number")


def _callback(conn: Connection, row: Row[Any], _detail: str, data: Data, now: datetime) -> None:
    """The borrower named the time; the guard still decides when it comes.

    Prior consent to this one call (12 CFR 1006.14(b)(3)(i)): it ends soon after, so that an earlier refusal of other calls stands.
    """
    at = max(datetime.fromisoformat(str(data["at"])), now)
    until = (at + CALLBACK_LATEST).isoformat()
    consent = {"channel": "voice", "voice": "artificial", "scope": "extra_calls", "until": until}
    _learn(conn, row, "consents", consent, now, side="preference", number=True)
    ask_for(conn, Wish(row.account_id, "voice", "callback", at, row.number_index, cause=f"{row.id}:callback"), now)


_DOERS: dict[str, Callable[[Connection, Row[Any], str, Data, datetime], None]] = {
    "opt_out": _opt_out,
    "number_retired": _retire,
    "reassigned_contact_removed": _retire,
    "frozen": _freeze,
    "payment_check": _freeze,
    "promise_recorded": _promise,
    "plan_recorded": _plan,
    "payment_link_sent": _payment_text,
    "callback_booked": _callback,
    WISH_NOTED: _wish,
}
"""Effects that change other rows. The others (reviews, hand-over, language) are on file; what waits for a person, `reviews` says."""
