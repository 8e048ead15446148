"""What must be there before a call is placed: every line of it as sound. A missing prompt means no dial."""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import Connection

from bot.base.clock import Clock
from bot.contact import requests
from bot.contact.scene import build_scene
from bot.conversation.choice import Chosen, Scripts, choose
from bot.dialogue import prompts
from bot.portfolio.accounts import load_account
from bot.speech import Prompts
from bot.store import Store


async def prepare(store: Store, clock: Clock, scripts: Scripts, voice: Prompts, request_id: str) -> None:
    """Render all that can be said in the call of this request. Raises `SpeechError` if a line can't be made."""
    call = await store.read(_call_of, scripts, request_id, clock.now())
    if call is None:
        return
    lang = call.scene.lang
    lines = [line for line in prompts(call.script, call.scene) if not voice.has(line, lang)]
    await asyncio.gather(*(voice.get(line, lang) for line in lines))


def _call_of(conn: Connection, scripts: Scripts, request_id: str, now: datetime) -> Chosen | None:
    wished = requests.load(conn, request_id)
    if wished.channel != "voice":
        return None
    file = load_account(conn, wished.account_id)
    return choose(conn, scripts, file, build_scene(file, channel="voice", direction="outbound", now=now))
