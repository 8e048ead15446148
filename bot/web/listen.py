"""Listening in to a call that the bot has: its sound as it comes, for supervisors, and on file who listened."""

from __future__ import annotations

import asyncio
import struct

from aiohttp import web

from bot.speech import wav_bytes
from bot.store import proof
from bot.web.errors import WebError
from bot.web.people import Person
from bot.web.site import SITE, VISIT, answer

_EVERY_S = 0.2
_ENDLESS = struct.pack("<I", 0xFFFFFFFF)
"""A length that nobody knows yet."""


async def listen_page(request: web.Request) -> web.Response:
    """`/live/{attempt}/listen`"""
    _may(request)
    return answer(request, "listen.html", audio=f"/live/{request.match_info['id']}/listen.wav")


async def listen_wav(request: web.Request) -> web.StreamResponse:
    """`/live/{attempt}/listen.wav`: left the borrower, right the bot, from now until the bot leaves or nothing is recorded any more."""
    name, site = request.match_info["id"], request.app[SITE]
    person = _may(request)
    if (found := site.listen(name, 0)) is None:
        raise WebError(409, "not_heard")
    entry = {"by": person.name}
    await site.store.write(proof.record, kind="call.listened", subject=name, payload=entry, now=site.clock.now())
    response = web.StreamResponse(headers={"Content-Type": "audio/wav"})
    await response.prepare(request)
    header = wav_bytes(b"", channels=2)
    await response.write(header[:4] + _ENDLESS + header[8:-4] + _ENDLESS)
    upto = found[1]
    while (found := site.listen(name, upto)) is not None:
        sound, upto = found
        await response.write(sound)
        await asyncio.sleep(_EVERY_S)
    return response


def _may(request: web.Request) -> Person:
    person = request[VISIT].who()
    if not person.may_stop:
        raise WebError(403, "role")
    return person
