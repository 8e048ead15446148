"""The list of conversations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import ColumnElement, Connection, Select, false, func, select, true

from bot.base.masking import mask_name, mask_phone
from bot.store.tables import account, attempt, conversation, finding
from bot.web.contacts import CHANNELS
from bot.web.listing import Page, chosen, one_page, page_number, values_of
from bot.web.site import SITE, answer

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Talk:
    """One line of the list. `flags` counts the checks that failed."""

    id: str
    account: str | None
    name: str
    number: str
    zones: list[str]
    channel: str
    direction: str
    lang: str
    started_at: datetime
    duration_ms: int | None
    outcome: str | None
    verified: bool
    recorded: bool
    flags: int


async def conversations_page(request: web.Request) -> web.Response:
    """`/conversations`"""
    query = request.query
    wanted = {
        "outcome": chosen(query, "outcome"),
        "verified": chosen(query, "verified", YES_NO),
        "lang": chosen(query, "lang"),
        "channel": chosen(query, "channel", CHANNELS),
        "flagged": chosen(query, "flagged", YES_NO),
        "account": chosen(query, "account"),
    }
    items, page, choices = await request.app[SITE].store.read(_list, wanted, page_number(query))
    return answer(request, "conversations.html", items=items, page=page, filters=wanted, choices=choices)


def duration_ms(started: datetime, ended: datetime | None, recording_ms: int | None) -> int | None:
    """How long a conversation was: the recording's length, else by the clock."""
    if recording_ms is not None:
        return recording_ms
    return int((ended - started).total_seconds() * 1000) if ended else None


def _list(conn: Connection, wanted: Mapping[str, str], number: int) -> tuple[list[Talk], Page, dict[str, list[str]]]:
    rows, page = one_page(conn, _query(wanted), number)
    choices = {
        "outcome": values_of(conn, conversation.c.outcome),
        "verified": list(YES_NO),
        "lang": values_of(conn, conversation.c.lang),
        "channel": list(CHANNELS),
        "flagged": list(YES_NO),
    }
    return [_talk(row) for row in rows], page, choices


def _query(wanted: Mapping[str, str]) -> Select[Any]:
    failed = select(func.count()).where(finding.c.conversation_id == conversation.c.id, finding.c.ok == false()).scalar_subquery()
    conditions: dict[str, ColumnElement[bool]] = {
        "outcome": conversation.c.outcome == wanted["outcome"],
        "verified": conversation.c.verified == (true() if wanted["verified"] == "yes" else false()),
        "lang": conversation.c.lang == wanted["lang"],
        "channel": conversation.c.channel == wanted["channel"],
        "flagged": failed > 0 if wanted["flagged"] == "yes" else failed == 0,
        "account": account.c.ref.icontains(wanted["account"], autoescape=True),
    }
    joined = conversation.join(attempt).outerjoin(account, account.c.id == conversation.c.account_id)
    shown = [column for column in conversation.c if column.name != "state"]
    return (
        select(*shown, attempt.c.number, account.c.ref, account.c.name, account.c.zones, failed.label("flags"))
        .select_from(joined)
        .where(*(conditions[key] for key, value in wanted.items() if value))
        .order_by(conversation.c.started_at.desc(), conversation.c.id)
    )


def _talk(row: Any) -> Talk:
    return Talk(
        id=row.id,
        account=row.ref,
        name=mask_name(row.name or ""),
        number=mask_phone(row.number),
        zones=row.zones or [],
        channel=row.channel,
        direction=row.direction,
        lang=row.lang,
        started_at=row.started_at,
        duration_ms=duration_ms(row.started_at, row.ended_at, row.recording_ms),
        outcome=row.outcome,
        verified=row.verified,
        recorded=row.recording is not None,
        flags=row.flags,
    )
