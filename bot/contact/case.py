"""From what is on file to a guard case (contract of mandates: how an account becomes a guard case, an attempt an event)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select, union

from bot.contact.shared.lookup import shared_entries
from bot.portfolio.accounts import AccountFile, Phone
from bot.store.prepared import Prepared
from bot.store.tables import account, account_phone, attempt, fact, request, suppression

_REACHED_NOBODY_KNOWN = frozenset({"screened", "third_party", "not_verified", "no_response"})
_AS_THEY_ARE = frozenset({"no_answer", "busy", "not_in_service", "dropped", "voicemail_silent", "voicemail_limited", "wrong_person"})
NEVER_PLACED = "not_placed"
"""The outcome of an attempt that certainly reached nobody, not even a queue: it is no event, it used up nothing."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact that somebody wants to make."""

    channel: str
    purpose: str
    phone: Phone
    text: str | None = None
    states_debt: bool = True
    reply: bool = False
    identity_verified: bool = False


def build_case(conn: Connection, file: AccountFile, contact: Contact, now: datetime) -> dict[str, Any]:
    """The case of making `contact` now. Numbers stand in it by their blind indexes; what is personal stands in `text` alone.

    What is on file has happened: nothing in the case is dated after `now`, even where another machine's clock was a little ahead.
    """
    caller = file.mandate.caller
    document = file.mandate.document
    wanted: dict[str, Any] = {
        "at": now.astimezone(UTC).isoformat(),
        "channel": contact.channel,
        "person": "borrower",
        "number": contact.phone.index,
        "number_kind": contact.phone.kind,
        "debts": [file.id],
        "purpose": contact.purpose,
        "reply": contact.reply,
        "states_debt": contact.states_debt,
        "identity_verified": contact.identity_verified,
    }
    if contact.channel == "voice":
        wanted["voice"] = "artificial"
    if contact.text is not None:
        wanted["text"] = contact.text
    learnt = _learnt(conn, file, now)
    shared = shared_entries(conn, file, now, _start_of(file))
    case: dict[str, Any] = {
        "id": file.id,
        "place": file.place,
        "caller": {"role": caller["role"], "id": caller["id"]},
        "lender": document["creditor"]["lender"],
        "debts": _debts(conn, file),
        "preferences": _consents(file, now) + _refusals(conn, file, now) + learnt["preference"] + shared["preference"],
        "events": learnt["event"] + shared["event"] + _attempts(conn, file, now),
        "attempt": wanted,
    }
    if file.zones:
        case["zones"] = list(file.zones)
    if document.get("on_behalf_of"):
        case["caller"]["on_behalf_of"] = document["on_behalf_of"]
    return case


_DEBTS = Prepared(
    select(account.c.id, account.c.product)
    .where(account.c.group_id == bindparam("group"), account.c.creditor == bindparam("creditor"), account.c.status != "withdrawn")
    .order_by(account.c.id)
)


def _debts(conn: Connection, file: AccountFile) -> list[dict[str, Any]]:
    rows = _DEBTS.rows(conn, group=file.group_id, creditor=file.creditor)
    known = ("online_consumer_loan", "credit_card", "student_loan", "medical")
    return [{"id": row.id, "product": row.product if row.product in known else "other"} for row in rows]


def _consents(file: AccountFile, now: datetime) -> list[dict[str, Any]]:
    since = min(_start_of(file), now).isoformat()
    given: list[dict[str, Any]] = []
    for phone in file.phones:
        common = {"kind": "consents", "number": phone.index, "scope": "account", "at": since}
        if file.consent_voice:
            given.append({**common, "channel": "voice", "voice": "artificial"})
        if file.consent_sms:
            given.append({**common, "channel": "sms"})
    return given


def _start_of(file: AccountFile) -> datetime:
    """When the day began of which the lender's file is, in the first of the borrower's zones."""
    return datetime.combine(file.as_of, time(), ZoneInfo(file.zones[0]) if file.zones else UTC)


_OF_THEIR_NUMBERS = select(account_phone.c.number_index).where(account_phone.c.account_id == bindparam("account"))
_STANDING = select(suppression.c.id, suppression.c.channel, suppression.c.number_index, suppression.c.at).where(
    suppression.c.lifted_at.is_(None)
)
_REFUSALS = Prepared(
    union(  # of two, for each of which there is an index
        _STANDING.where(suppression.c.group_id == bindparam("group")),
        _STANDING.where(suppression.c.number_index.in_(_OF_THEIR_NUMBERS)),
    ).order_by("at", "id")
)


def _refusals(conn: Connection, file: AccountFile, now: datetime) -> list[dict[str, Any]]:
    """A suppression that stands is never older than a consent of the lender's file: only lifting it ends it, not a newer file in
    which the lender's flag still says yes."""
    newest_consent = _start_of(file)
    return [
        {
            "kind": "refuses",
            "channel": row.channel,
            "at": min(max(row.at, newest_consent), now).isoformat(),
            **({"number": row.number_index} if row.number_index else {}),
        }
        for row in _REFUSALS.rows(conn, group=file.group_id, account=file.id)
    ]


_OF_ONE_DEBT = frozenset({"dispute", "validation_notice", "verification_sent", "cease", "refuses_to_pay"})
_FACTS = Prepared(
    select(fact.c.side, fact.c.kind, fact.c.at, fact.c.data, fact.c.number_index, fact.c.account_id)
    .where(fact.c.group_id == bindparam("group"), fact.c.ended_at.is_(None))
    .order_by(fact.c.at, fact.c.id)
)


def _learnt(conn: Connection, file: AccountFile, now: datetime) -> dict[str, list[dict[str, Any]]]:
    """What was learnt of the person, by the side of the case on which it stands: what they asked for, and what happened."""
    entries: dict[str, list[dict[str, Any]]] = {"preference": [], "event": []}
    for row in _FACTS.rows(conn, group=file.group_id):
        entry = {"kind": row.kind, "at": min(row.at, now).isoformat(), **row.data}
        if row.number_index:
            entry["number"] = row.number_index
        if row.account_id and row.side == "event" and row.kind in _OF_ONE_DEBT:
            entry["debts"] = [row.account_id]
        entries[row.side].append(entry)
    return entries


_ATTEMPTS = Prepared(
    select(
        attempt.c.channel,
        attempt.c.direction,
        attempt.c.caller_id,
        attempt.c.account_id,
        attempt.c.number_index,
        attempt.c.state,
        attempt.c.outcome,
        attempt.c.verified,
        attempt.c.reserved_at,
        request.c.origin,
    )
    .outerjoin(request, request.c.id == attempt.c.request_id)
    .where(attempt.c.group_id == bindparam("group"))
    .order_by(attempt.c.reserved_at, attempt.c.id)
)


def _attempts(conn: Connection, file: AccountFile, now: datetime) -> list[dict[str, Any]]:
    """Every contact of the whole cap group, open and unknown ones included."""
    rows = _ATTEMPTS.rows(conn, group=file.group_id)
    return [event for row in rows if (event := _event(row._asdict(), now)) is not None]


def _event(row: Mapping[str, Any], now: datetime) -> dict[str, Any] | None:
    if row["state"] == "ended" and row["outcome"] == NEVER_PLACED:
        return None
    entry: dict[str, Any] = {"at": min(row["reserved_at"], now).isoformat(), "number": row["number_index"]}
    if row["account_id"]:
        entry["debts"] = [row["account_id"]]
    if row["direction"] == "inbound":
        if row["channel"] == "voice":
            return entry | {"kind": "inbound_call", "conversation": call_result(row) in ("conversation", "open", "unknown")}
        return entry | {"kind": "inbound_sms"}
    entry["by"] = row["caller_id"]
    if row["channel"] == "sms":
        return entry | {"kind": "sms", "reply": row["origin"] == "reply"}
    return entry | {"kind": "call", "person": "borrower", "voice": "artificial", "result": call_result(row)}


def call_result(row: Mapping[Any, Any]) -> str:
    """A call attempt's `result`, as a guard case names it."""
    if row["state"] == "unknown":
        return "unknown"
    if row["state"] != "ended":
        return "open"
    outcome = row["outcome"]
    if outcome in _AS_THEY_ARE:
        return str(outcome)
    if outcome == "voicemail":
        return "voicemail_limited"
    if outcome in _REACHED_NOBODY_KNOWN or (outcome == "hung_up" and not row["verified"]):
        return "answered"
    if outcome is None:
        return "unknown"  # ended, but what was said is not settled yet: it counts under every rule
    return "conversation"
