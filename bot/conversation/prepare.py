"""What must be there before a call is placed: every line of it as sound. A missing prompt means no dial."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from sqlalchemy import Connection

from bot.base.clock import Clock
from bot.contact import requests
from bot.contact.scene import build_scene
from bot.dialogue import Script, prompts
from bot.portfolio.accounts import AccountFile, load_account
from bot.speech import Prompts
from bot.store import Store


async def prepare(store: Store, clock: Clock, scripts: Mapping[str, Script], voice: Prompts, request_id: str) -> None:
    """Render all that can be said in the call of this request. Raises `SpeechError` if a line can't be made."""
    file = await store.read(_file_of, request_id)
    if file is None:
        return
    scene = build_scene(file, channel="voice", direction="outbound", now=clock.now())
    lines = [line for line in prompts(scripts[scene.lang], scene) if not voice.has(line, scene.lang)]
    await asyncio.gather(*(voice.get(line, scene.lang) for line in lines))


def _file_of(conn: Connection, request_id: str) -> AccountFile | None:
    wished = requests.load(conn, request_id)
    return load_account(conn, wished.account_id) if wished.channel == "voice" else None
