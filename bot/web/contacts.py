"""The contacts: what was wanted, what the guard said and why, and what became of it. Blocks and deferrals are shown like all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import ColumnElement, Connection, Select, Subquery, func, null, select, union_all

from bot.base.masking import mask_name, mask_phone
from bot.store.tables import account, account_phone, attempt, conversation, decision, request
from bot.web.decisions import Decided, decisions_of
from bot.web.listing import Page, chosen, one_page, page_number, values_of
from bot.web.site import SITE, answer

DECISIONS = ("allow", "defer", "block", "none")
CHANNELS = ("voice", "sms")


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the list. `state` is the attempt's where there is one, else the request's. Names and numbers are masked."""

    request_id: str | None
    attempt_id: str | None
    account: str | None
    name: str
    number: str
    place: str | None
    zones: list[str]
    channel: str
    direction: str
    purpose: str
    origin: str | None
    at: datetime
    begun: bool
    state: str
    outcome: str | None
    decision: str | None
    decisions: list[Decided]
    conversation_id: str | None


async def contacts_page(req: web.Request) -> web.Response:
    """`/contacts`"""
    query = req.query
    wanted = {
        "decision": chosen(query, "decision", DECISIONS),
        "channel": chosen(query, "channel", CHANNELS),
        "outcome": chosen(query, "outcome"),
        "place": chosen(query, "place"),
        "account": chosen(query, "account"),
    }
    items, page, choices = await req.app[SITE].store.read(_list, wanted, page_number(query))
    return answer(req, "contacts.html", items=items, page=page, filters=wanted, choices=choices)


def _list(conn: Connection, wanted: Mapping[str, str], number: int) -> tuple[list[Contact], Page, dict[str, list[str]]]:
    rows, page = one_page(conn, _query(wanted), number)
    choices = {
        "decision": list(DECISIONS),
        "channel": list(CHANNELS),
        "outcome": values_of(conn, attempt.c.outcome),
        "place": values_of(conn, account.c.place),
    }
    return _contacts(conn, rows), page, choices


def _everything() -> Subquery:
    """Every request with its attempts, and the attempts that nobody requested: those that a borrower began."""
    asked = select(
        request.c.id.label("request_id"),
        request.c.account_id,
        request.c.channel,
        request.c.purpose,
        request.c.origin,
        request.c.state.label("request_state"),
        request.c.decision_id,
        attempt.c.id.label("attempt_id"),
        attempt.c.number,
        attempt.c.direction,
        attempt.c.state,
        attempt.c.outcome,
        attempt.c.reserved_at,
        func.coalesce(attempt.c.reserved_at, request.c.due_at).label("at"),
    ).select_from(request.outerjoin(attempt, attempt.c.request_id == request.c.id))
    came = select(
        null(),
        attempt.c.account_id,
        attempt.c.channel,
        attempt.c.purpose,
        null(),
        null(),
        null(),
        attempt.c.id,
        attempt.c.number,
        attempt.c.direction,
        attempt.c.state,
        attempt.c.outcome,
        attempt.c.reserved_at,
        attempt.c.reserved_at,
    ).where(attempt.c.request_id.is_(None))
    return union_all(asked, came).subquery("contact")


def _query(wanted: Mapping[str, str]) -> Select[Any]:
    contact = _everything()
    conditions: dict[str, ColumnElement[bool]] = {
        "decision": decision.c.outcome.is_(None) if wanted["decision"] == "none" else decision.c.outcome == wanted["decision"],
        "channel": contact.c.channel == wanted["channel"],
        "outcome": contact.c.outcome == wanted["outcome"],
        "place": account.c.place == wanted["place"],
        "account": account.c.ref.icontains(wanted["account"], autoescape=True),
    }
    joined = contact.outerjoin(account, account.c.id == contact.c.account_id).outerjoin(decision, decision.c.id == contact.c.decision_id)
    return (
        select(contact, account.c.ref, account.c.name, account.c.place, account.c.zones, decision.c.outcome.label("decided"))
        .select_from(joined)
        .where(*(conditions[key] for key, value in wanted.items() if value))
        .order_by(contact.c.at.desc(), contact.c.request_id, contact.c.attempt_id)
    )


def _contacts(conn: Connection, rows: list[Any]) -> list[Contact]:
    decided = decisions_of(conn, [row.request_id for row in rows if row.request_id])
    numbers = _first_numbers(conn, [row.account_id for row in rows if row.attempt_id is None])
    talks = _conversations(conn, [row.attempt_id for row in rows if row.attempt_id])
    return [
        Contact(
            request_id=row.request_id,
            attempt_id=row.attempt_id,
            account=row.ref,
            name=mask_name(row.name or ""),
            number=mask_phone(row.number or numbers.get(row.account_id, "")),
            place=row.place,
            zones=row.zones or [],
            channel=row.channel,
            direction=row.direction or "outbound",
            purpose=row.purpose,
            origin=row.origin,
            at=row.at,
            begun=row.attempt_id is not None,
            state=row.state or row.request_state,
            outcome=row.outcome,
            decision=row.decided,
            decisions=decided.get(row.request_id, []),
            conversation_id=talks.get(row.attempt_id),
        )
        for row in rows
    ]


def _first_numbers(conn: Connection, accounts: Iterable[str]) -> dict[str, str]:
    """The number that a contact not yet begun would go to."""
    live = account_phone.c.account_id.in_(set(accounts)) & account_phone.c.retired_at.is_(None)
    rows = conn.execute(select(account_phone.c.account_id, account_phone.c.number).where(live).order_by(account_phone.c.position.desc()))
    return {row.account_id: row.number for row in rows}


def _conversations(conn: Connection, attempts: Iterable[str]) -> dict[str, str]:
    rows = conn.execute(select(conversation.c.attempt_id, conversation.c.id).where(conversation.c.attempt_id.in_(set(attempts))))
    return {row.attempt_id: row.id for row in rows}
