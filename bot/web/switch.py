"""The kill switch: stop everything, see what is stopped and was, let it go on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection, select

from bot.contact.stops import LIFTED, StopError, lift, set_stop
from bot.store.tables import ledger, stop
from bot.web.errors import WebError
from bot.web.people import Person
from bot.web.site import SITE, VISIT, answer

_LONGEST_REASON = 400
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A stop, in force or lifted; the ledger has why it was lifted. `value` is empty for a number, of which only a blind index is kept."""

    id: str
    scope: str
    value: str
    reason: str
    by: str
    at: datetime
    lifted_by: str | None
    lifted_at: datetime | None
    lifted_why: str | None


async def stops_page(request: web.Request) -> web.Response:
    """`/stops`"""
    items = await request.app[SITE].store.read(_history)
    return answer(request, "stops.html", items=items)


async def stop_everything(request: web.Request) -> web.Response:
    """`POST /stops`: from the next instant on nothing is dialled or sent, in every process."""
    person, site = _may(request), request.app[SITE]
    reason = await _confirmed(request)
    await site.store.write(set_stop, scope="everything", value=None, reason=reason, by=person.name, now=site.clock.now())
    raise web.HTTPSeeOther("/stops")


async def lift_stop(request: web.Request) -> web.Response:
    """`POST /stops/{id}/lift`"""
    person, site = _may(request), request.app[SITE]
    try:
        reason = await _confirmed(request)
        await site.store.write(lift, request.match_info["id"], reason=reason, by=person.name, now=site.clock.now())
    except StopError as problem:
        raise WebError(409, "stop_not_in_force") from problem
    raise web.HTTPSeeOther("/stops")


def _may(request: web.Request) -> Person:
    person = request[VISIT].who()
    if not person.may_stop:
        raise WebError(403, "role")
    return person


async def _confirmed(request: web.Request) -> str:
    """The reason that the form gives. Raises `WebError` (400) without one, or without the tick that confirms."""
    form = await request.post()
    reason = str(form.get("reason", "")).strip()
    if not reason or len(reason) > _LONGEST_REASON:
        raise WebError(400, "stop_reason")
    if form.get("confirm") != "yes":
        raise WebError(400, "confirm")
    return reason


def _history(conn: Connection) -> list[Past]:
    newest = list(conn.execute(select(stop).order_by(stop.c.lifted_at.is_not(None), stop.c.at.desc()).limit(_SHOWN)))
    entries = select(ledger.c.subject, ledger.c.payload).where(ledger.c.kind == LIFTED, ledger.c.subject.in_([row.id for row in newest]))
    why = {row.subject: json.loads(row.payload)["reason"] for row in conn.execute(entries) if row.payload is not None}
    return [
        Past(
            id=row.id,
            scope=row.scope,
            value="" if row.scope == "number" else row.value or "",
            reason=row.reason,
            by=row.by,
            at=row.at,
            lifted_by=row.lifted_by,
            lifted_at=row.lifted_at,
            lifted_why=why.get(row.id),
        )
        for row in newest
    ]
