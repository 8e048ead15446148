"""A call that has just been answered, as far as the database knows, and when it waits: what the tests of live calls share."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.contact import attempts, requests
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.contact.scene import build_scene
from bot.conversation import record
from bot.conversation.choice import REMINDER
from bot.conversation.minutes import Minutes, Tools
from bot.conversation.talk import Talk
from bot.dialogue import start
from bot.store import Store
from bot.store.tables import account, suppression
from compliance import load_packs

SCRIPTS = load_scripts()


class Events(asyncio.Queue[Any]):
    """Knows whether whoever takes from it waits for the next."""

    waits = False

    async def get(self) -> Any:
        self.waits = True
        event = await super().get()
        self.waits = False
        return event

    @property
    def rests(self) -> bool:
        return self.waits and self.empty()


async def taken(call: asyncio.Task[None], *queues: Any) -> None:
    """Wait until a call has taken all that was put into its `Events`, and waits for more."""
    while not (call.done() or all(queue.rests for queue in queues)):  # noqa: ASYNC110 - several at once
        await asyncio.sleep(0.0005)


def somebody(conn: Connection, place: str = "CN") -> str:
    """An account of the samples that nothing speaks against."""
    query = select(account.c.id).where(account.c.place.startswith(place), account.c.consent_voice.is_(True))
    barred = select(suppression.c.group_id).where(suppression.c.group_id.is_not(None))
    return str(conn.execute(query.where(account.c.group_id.not_in(barred)).order_by(account.c.ref).limit(1)).scalar_one())


def begun(store: Store, clock: ManualClock, tools: Tools, *, place: str = "CN", recorded: bool = True) -> Talk:
    """Its talk, before the first word."""
    limits = Limits(1000, 1000, 100, "+15005550006")
    name = store.write_now(requests.ask_for, Wish(store.read_now(somebody, place), "voice", "manual", clock.now()), clock.now())
    assert name is not None
    packs = load_packs()
    store.write_now(requests.plan, name, packs, load_templates(), clock.now())
    made = store.write_now(reserve, name, packs, {}, limits, clock.now())
    assert isinstance(made, Reserved)
    assert store.write_now(attempts.fence, made.attempt_id, clock.now())
    store.write_now(attempts.sent, made.attempt_id, "CA1", "queued", clock.now())
    store.write_now(attempts.answer, made.attempt_id, "CA1", clock.now())
    scene = replace(build_scene(made.file, channel="voice", direction="outbound", now=clock.now()), recorded=recorded)
    script = SCRIPTS[scene.lang, REMINDER]
    state = start(script, scene)
    whose = {"attempt_id": made.attempt_id, "account_id": made.file.id}
    conversation_id = store.write_now(record.begin, **whose, scene=scene, script=script, state=state, now=clock.now())
    return Talk(Minutes(tools, made.attempt_id, conversation_id), scene, script, state)
