"""The kill switch: stop everything, see what is stopped and was, let it go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection, select

from bot.contact.stops import StopError, lift, set_stop
from bot.store.tables import stop
from bot.web.errors import WebError
from bot.web.people import Person
from bot.web.site import SITE, VISIT, answer

_LONGEST_REASON = 400
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A stop, in force or lifted. `value` is empty for a number, of which only a blind index is kept."""

    id: str
    scope: str
    value: str
    reason: str
    by: str
    at: datetime
    lifted_by: str | None
    lifted_at: datetime | None


async def stops_page(request: web.Request) -> web.Response:
    """`/stops`"""
    items = await request.app[SITE].store.read(_history)
    return answer(request, "stops.html", items=items)


async def stop_everything(request: web.Request) -> web.Response:
    """`POST /stops`: from the next instant on nothing is dialled or sent, in every process."""
    person, form, site = _may(request), await request.post(), request.app[SITE]
    reason = str(form.get("reason", "")).strip()
    if not reason or len(reason) > _LONGEST_REASON:
        raise WebError(400, "stop_reason")
    if form.get("confirm") != "yes":
        raise WebError(400, "confirm")
    await site.store.write(set_stop, scope="everything", value=None, reason=reason, by=person.name, now=site.clock.now())
    raise web.HTTPSeeOther("/stops")


async def lift_stop(request: web.Request) -> web.Response:
    """`POST /stops/{id}/lift`"""
    person, form, site = _may(request), await request.post(), request.app[SITE]
    if form.get("confirm") != "yes":
        raise WebError(400, "confirm")
    try:
        await site.store.write(lift, request.match_info["id"], by=person.name, now=site.clock.now())
    except StopError as problem:
        raise WebError(409, "stop_not_in_force") from problem
    raise web.HTTPSeeOther("/stops")


def _may(request: web.Request) -> Person:
    person = request[VISIT].who()
    if not person.may_stop:
        raise WebError(403, "role")
    return person


def _history(conn: Connection) -> list[Past]:
    newest = select(stop).order_by(stop.c.lifted_at.is_not(None), stop.c.at.desc()).limit(_SHOWN)
    return [
        Past(row.id, row.scope, "" if row.scope == "number" else row.value or "", row.reason, row.by, row.at, row.lifted_by, row.lifted_at)
        for row in conn.execute(newest)
    ]
