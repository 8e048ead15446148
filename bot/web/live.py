"""Live calls: who of ours takes calls, which calls are handed to them and what they should know, and which the bot still has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from aiohttp import web
from sqlalchemy import Connection, select

from bot.base.masking import mask_name
from bot.contact import handover as handovers
from bot.contact.staff import Staff, on_duty, on_the_phone, say
from bot.conversation.handed import summary
from bot.store.tables import account, attempt, conversation, handover
from bot.web.errors import WebError
from bot.web.redact import Cover
from bot.web.site import SITE, VISIT, answer


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who takes calls, and whether they do now."""

    user: str
    name: str
    presence: Literal["on_call", "there", "away"]


@dataclass(frozen=True, slots=True)
class Live:
    """A call on the line. `state`: of its hand-over, else `bot`; `told`: what whoever takes it is told. Names are masked."""

    attempt_id: str
    conversation: str | None
    account: str | None
    name: str
    since: datetime
    state: str
    person: str | None
    told: list[str]
    last_words: str


async def live_page(request: web.Request) -> web.Response:
    """`/live`"""
    site, visit = request.app[SITE], request[VISIT]
    seats, calls = await site.store.read(_now, site.staff, site.clock.now(), visit.texts.language)
    mine = next((seat for seat in seats if seat.user == visit.who().name), None)
    return answer(request, "live.html", seats=seats, mine=mine, calls=calls)


async def set_presence(request: web.Request) -> web.Response:
    """`POST /live/me`: somebody takes calls from now on, or does not."""
    person, site = request[VISIT].who(), request.app[SITE]
    if site.staff.get(person.name) is None:
        raise WebError(403, "no_seat")
    takes_calls = (await request.post()).get("takes_calls") == "yes"
    await site.store.write(say, person.name, takes_calls=takes_calls, now=site.clock.now())
    raise web.HTTPSeeOther("/live")


async def take_over(request: web.Request) -> web.Response:
    """`POST /live/{attempt}/take-over`: whoever asks is called, and the bot leaves once they are there."""
    person, site = request[VISIT].who(), request.app[SITE]
    if not person.may_stop:
        raise WebError(403, "role")
    if site.staff.get(person.name) is None:
        raise WebError(403, "no_seat")
    if not await site.store.write(_take_over, request.match_info["id"], person.name, site.clock.now()):
        raise WebError(409, "not_live")
    raise web.HTTPSeeOther("/live")


def _take_over(conn: Connection, attempt_id: str, user: str, now: datetime) -> bool:
    """Of a call that the bot has; one that waits for a person or has one is theirs."""
    talk = conn.execute(select(conversation.c.lang, conversation.c.state).where(_with_the_bot(), attempt.c.id == attempt_id).join(attempt))
    found = talk.one_or_none()
    if found is None:
        return False
    return handovers.ask(conn, attempt_id, "taken_over", str(found.state.get("lang", found.lang)), now, wanted=user)


def _with_the_bot() -> Any:
    return (attempt.c.state == "live") & (attempt.c.channel == "voice") & conversation.c.ended_at.is_(None)


def _now(conn: Connection, staff: Staff, now: datetime, language: str) -> tuple[list[Seat], list[Live]]:
    busy, there = on_the_phone(conn), {each.user for each in on_duty(conn, staff, now)}
    seats = [Seat(each.user, each.name, "on_call" if each.user in busy else "there" if each.user in there else "away") for each in staff]
    joined = attempt.outerjoin(conversation, conversation.c.attempt_id == attempt.c.id)
    joined = joined.outerjoin(account, account.c.id == attempt.c.account_id).outerjoin(handover, handover.c.attempt_id == attempt.c.id)
    columns = (
        attempt.c.id, attempt.c.live_at, conversation.c.id.label("conversation"), conversation.c.ended_at.label("bot_left"),
        account.c.ref, account.c.name, handover.c.state, handover.c.person,
    )  # fmt: skip
    on_the_line = (attempt.c.state == "live", attempt.c.channel == "voice")
    rows = conn.execute(select(*columns).select_from(joined).where(*on_the_line).order_by(attempt.c.live_at)).all()
    return seats, [_live(conn, row, language) for row in rows]


def _live(conn: Connection, row: Any, language: str) -> Live:
    handed = row.state not in (None, "over")
    cover, name = Cover(row.name), mask_name(row.name or "")
    told = summary(conn, row.id) if handed else None
    return Live(
        attempt_id=row.id,
        conversation=row.conversation,
        account=row.ref,
        name=name,
        since=row.live_at,
        state=row.state if handed else "bot" if row.bot_left is None else "over",
        person=row.person if handed else None,
        told=[cover.text(line) for line in told.lines(language)] if told else [],
        last_words=cover.text(told.last_words) if told else "",
    )
