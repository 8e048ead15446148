"""All that is on file of one borrower, masked as for anyone who has no need to know more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from bot.base.masking import mask_name, mask_phone
from bot.contact.explain import explain
from bot.contact.texts import Templates
from bot.portfolio.accounts import AccountFile, load_account
from bot.store.tables import account, attempt, decision, handover, promise, request, suppression
from compliance import Packs


def everything(conn: Connection, account_id: str, packs: Packs, texts: Templates, now: datetime) -> dict[str, Any]:
    """The borrower whose account this is, with every account of the same person."""
    file = load_account(conn, account_id)
    ids = list(conn.execute(select(account.c.id).where(account.c.group_id == file.group_id).order_by(account.c.created_at)).scalars())
    files = [load_account(conn, each) for each in ids]
    return {
        "borrower": mask_name(file.name),
        "accounts": [_account(each) for each in files],
        "contacts": _contacts(conn, file.group_id, ids),
        "promises": _promises(conn, ids),
        "suppressions": _suppressions(conn, file),
        "next_permitted": _next_permitted(conn, file, packs, texts, now),
    }


def _account(file: AccountFile) -> dict[str, Any]:
    return {
        "account": file.ref,
        "creditor": file.creditor,
        "mandate": file.mandate.id,
        "status": file.status,
        "total": f"{file.total} {file.currency}",
        "due_date": file.due_date.isoformat() if file.due_date else None,
        "as_of": file.as_of.isoformat(),
        "phones": ", ".join(mask_phone(phone.number) + (" (retired)" if phone.retired_at else "") for phone in file.phones),
    }


def _contacts(conn: Connection, group_id: str, ids: list[str]) -> list[dict[str, Any]]:
    rows = conn.execute(
        select(request.c.channel, request.c.origin, request.c.state, request.c.due_at, decision.c.outcome, decision.c.not_before, attempt)
        .outerjoin(decision, decision.c.id == request.c.decision_id)
        .outerjoin(attempt, attempt.c.request_id == request.c.id)
        .where(request.c.account_id.in_(ids))
        .order_by(request.c.created_at)
    ).mappings()
    to_people = select(handover.c.attempt_id, handover.c.state, handover.c.ending).join(attempt).where(attempt.c.group_id == group_id)
    handed = {row.attempt_id: row.ending or row.state for row in conn.execute(to_people)}
    contacts = [
        {
            "channel": row[request.c.channel],
            "direction": "outbound",
            "origin": row[request.c.origin],
            "state": row[attempt.c.state] or row[request.c.state],
            "decision": row[decision.c.outcome],
            "not_before": _iso(row[decision.c.not_before]),
            "at": _iso(row[attempt.c.reserved_at] or row[request.c.due_at]),
            "outcome": row[attempt.c.outcome],
            "handed_over": handed.get(row[attempt.c.id]),
            "via": row[attempt.c.via],
            "carrier_status": row[attempt.c.carrier_status],
            "carrier_code": row[attempt.c.carrier_code],
        }
        for row in rows
    ]
    inbound = conn.execute(select(attempt).where(attempt.c.group_id == group_id, attempt.c.direction == "inbound")).mappings()
    contacts += [
        {
            "channel": row["channel"],
            "direction": "inbound",
            "origin": "borrower",
            "state": row["state"],
            "decision": None,
            "not_before": None,
            "at": _iso(row["reserved_at"]),
            "outcome": row["outcome"],
            "handed_over": handed.get(row["id"]),
            "via": row["via"],
            "carrier_status": row["carrier_status"],
            "carrier_code": row["carrier_code"],
        }
        for row in inbound
    ]
    return sorted(contacts, key=lambda contact: contact["at"] or "")


def _promises(conn: Connection, ids: list[str]) -> list[dict[str, Any]]:
    rows = conn.execute(select(promise).where(promise.c.account_id.in_(ids)).order_by(promise.c.due)).mappings()
    return [{"date": row["due"].isoformat(), "amount": str(row["amount"]), "status": row["status"], "at": _iso(row["at"])} for row in rows]


def _suppressions(conn: Connection, file: AccountFile) -> list[dict[str, Any]]:
    indexes = [phone.index for phone in file.phones]
    rows = conn.execute(
        select(suppression).where(or_(suppression.c.group_id == file.group_id, suppression.c.number_index.in_(indexes)))
    ).mappings()
    return [
        {
            "of": "person" if row["group_id"] else "number",
            "channel": row["channel"],
            "reason": row["reason"],
            "by": row["by"],
            "at": _iso(row["at"]),
            "lifted_at": _iso(row["lifted_at"]),
        }
        for row in rows
    ]


def _next_permitted(conn: Connection, file: AccountFile, packs: Packs, texts: Templates, now: datetime) -> list[dict[str, Any]]:
    found = (explain(conn, packs, texts, file, channel, now) for channel in file.mandate.document["channels"])
    return [
        {"channel": each.channel, "decision": each.outcome, "from": _iso(each.opens and each.opens.astimezone(each.zone))} for each in found
    ]


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None
