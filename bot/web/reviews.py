"""The queue of what waits for a person: wishes, hardship, waivers, payments to check, and all that made collection rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import ColumnElement, Connection, Select, select

from bot.base.masking import mask_name
from bot.contact import reviews
from bot.dialogue import WISH_NOTED
from bot.store.tables import account, attempt, conversation, effect, review
from bot.web.errors import WebError
from bot.web.listing import Page, chosen, one_page, page_number
from bot.web.redact import Cover
from bot.web.site import SITE, VISIT, answer

_STATES = ("open", "done")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, or waited, for a person. `undoable`: a wish, which the guard keeps to unless it is undone."""

    attempt_id: str
    seq: int
    kind: str
    data: Mapping[str, Any]
    at: datetime
    account: str | None
    name: str
    zones: list[str]
    conversation: str | None
    undoable: bool
    note: str | None
    undone: bool | None
    by: str | None
    done_at: datetime | None


async def reviews_page(request: web.Request) -> web.Response:
    """`/reviews`: what is open, the oldest first; `state=done` for what was done, the newest first."""
    wanted = {
        "state": chosen(request.query, "state", _STATES) or "open",
        "kind": chosen(request.query, "kind", _kinds()),
        "account": chosen(request.query, "account"),
    }
    items, page = await request.app[SITE].store.read(_list, wanted, page_number(request.query))
    return answer(request, "reviews.html", items=items, page=page, filters=wanted, choices={"state": list(_STATES), "kind": _kinds()})


async def review_done(request: web.Request) -> web.Response:
    """`POST /reviews/{id}/{seq}`: somebody has looked at it."""
    person, site = request[VISIT].who(), request.app[SITE]
    if not person.may_stop:
        raise WebError(403, "role")
    form = await request.post()
    note, undo = str(form.get("note", "")), form.get("undo") == "yes"
    name, seq = request.match_info["id"], int(request.match_info["seq"])
    try:
        await site.store.write(reviews.done, name, seq, note=note, by=person.name, now=site.clock.now(), undo=undo)
    except reviews.ReviewError as problem:
        raise WebError(409, "review") from problem
    raise web.HTTPSeeOther("/reviews")


def _kinds() -> list[str]:
    frozen = ("dispute", "fraud", "complaint", "crisis", "attorney", "bankruptcy", "deceased")
    return [*reviews.KINDS, reviews.PERSON, *(reviews.FROZEN + why for why in frozen)]


def _list(conn: Connection, wanted: Mapping[str, str], number: int) -> tuple[list[Waiting], Page]:
    rows, page = one_page(conn, _query(wanted), number)
    return [_waiting(row) for row in rows], page


def _query(wanted: Mapping[str, str]) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [reviews.wanted()]
    if wanted["kind"]:
        conditions.append(effect.c.kind == wanted["kind"])
    if wanted["account"]:
        conditions.append(account.c.ref.icontains(wanted["account"], autoescape=True))
    if wanted["state"] == "open":
        conditions.append(review.c.at.is_(None))
    joined = (
        effect.join(attempt)
        .outerjoin(account, account.c.id == attempt.c.account_id)
        .outerjoin(conversation, conversation.c.attempt_id == attempt.c.id)
        .join(review, reviews.LOOKED_AT, isouter=wanted["state"] == "open")
    )
    decided = (review.c.note, review.c.undone, review.c.by, review.c.at.label("done_at"))
    order = effect.c.at if wanted["state"] == "open" else review.c.at.desc()
    columns = (effect, account.c.ref, account.c.name, account.c.zones, conversation.c.id.label("conversation"), *decided)
    return select(*columns).select_from(joined).where(*conditions).order_by(order, effect.c.attempt_id, effect.c.seq)


def _waiting(row: Any) -> Waiting:
    return Waiting(
        attempt_id=row.attempt_id,
        seq=row.seq,
        kind=row.kind,
        data=Cover(row.name).value(row.data),
        at=row.at,
        account=row.ref,
        name=mask_name(row.name or ""),
        zones=row.zones or [],
        conversation=row.conversation,
        undoable=row.kind == WISH_NOTED,
        note=row.note,
        undone=row.undone,
        by=row.by,
        done_at=row.done_at,
    )
