"""`<Dial>`: a call of its own for each number, which is a child of the call that dials; or a place in a conference."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.carrier.call_order import CallOrder
from bot.carrier.documents import Document
from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.line import Line
from bot.carrier.resources import Callbacks
from bot.carrier.rooms import Room
from bot.carrier.verbs import Dial, Number

if TYPE_CHECKING:
    from bot.carrier.call_life import CallLife

_DEFAULT_EVENTS = frozenset({"completed"})


async def dial(exchange: Exchange, parent: CallLife, line: Line, verb: Dial, base: str | None) -> dict[str, str]:
    """Until the conversation is over; what the action is told."""
    if verb.conference is not None:
        await exchange.conferences.take_part(parent.call, line, verb.conference)
        return {"DialCallStatus": "answered"}
    room: Room[Line] = Room()
    children = [_child(exchange, parent, verb, number, room, base) for number in verb.targets]
    told: dict[str, str] = {}
    try:
        winner = await _first_to_answer(children)
        for child in children:
            if child is not winner:
                _end(child, "canceled")
        if winner is not None:
            told = await _talk(exchange, parent, line, verb, winner, room)
    finally:
        for child in children:
            _end(child, "completed")
        line.leave()
    who = winner or children[-1]
    await who.over.wait()
    return told | {
        "DialCallStatus": who.call.status,
        "DialCallSid": who.call.sid,
        "DialCallDuration": str(who.call.duration_s or 0),
        "DialBridged": "true" if winner else "false",
    }


def _child(exchange: Exchange, parent: CallLife, verb: Dial, number: Number, room: Room[Line], base: str | None) -> CallLife:
    from_ = verb.caller_id or parent.call.from_
    callbacks = Callbacks(number.callback.url, number.callback.method, number.callback.events or _DEFAULT_EVENTS)
    call = exchange.registry.new_call(number.number, from_, callbacks, "outbound-dial", parent.call.sid)
    order = CallOrder(number.number, from_, Document(text=""), callbacks, ring_s=verb.timeout_s, limit_s=verb.limit_s)

    async def talk(life: CallLife, its_line: Line) -> None:
        if number.url.url is not None:
            await life.perform(Document(urljoin(base, number.url.url) if base else number.url.url, number.url.method))
        life.ready.set()
        its_line.enter(room)
        await asyncio.Event().wait()

    life = parent.with_(call, order, talk)
    exchange.run(life)
    return life


async def _first_to_answer(children: list[CallLife]) -> CallLife | None:
    """Who is ready to talk first; `None` when nobody is any more."""
    waits = {asyncio.create_task(_ready_or_over(child)) for child in children}
    try:
        while waits:
            done, waits = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                if (child := each.result()) is not None:
                    return child
        return None
    finally:
        for each in waits:
            each.cancel()


async def _ready_or_over(child: CallLife) -> CallLife | None:
    ready, over = (asyncio.create_task(each.wait()) for each in (child.ready, child.over))
    try:
        await asyncio.wait({ready, over}, return_when=asyncio.FIRST_COMPLETED)
        return child if child.ready.is_set() and not child.over.is_set() else None
    finally:
        ready.cancel()
        over.cancel()


async def _talk(exchange: Exchange, parent: CallLife, line: Line, verb: Dial, winner: CallLife, room: Room[Line]) -> dict[str, str]:
    line.enter(room)
    recording = None
    if verb.record != "do-not-record":
        channels = 2 if verb.record.endswith("-dual") else 1
        recording = exchange.recordings.begin(parent.call, line, "DialVerb", channels=channels, callback=verb.recording)
    try:
        await winner.over.wait()
    finally:
        if recording is not None:
            exchange.recordings.end(recording)
    return exchange.recordings.fields(recording) if recording is not None else {}


def _end(child: CallLife, status: str) -> None:
    try:
        child.end(status)
    except RestError:
        return  # it has ended of itself, or answered in the same moment and is ended by who dialled
