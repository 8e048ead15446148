"""A conversation's sound: opened in memory, handed out in ranges, and drawn. Nothing that is readable touches the disk."""

from __future__ import annotations

import asyncio
import io
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from aiohttp import web
from sqlalchemy import Connection, select

from bot.base.keys import Keys
from bot.store.tables import conversation
from bot.web.errors import WebError
from bot.web.site import SITE, Site

PEAKS = 600
"""How many strokes a waveform has: about one a pixel or two on the screen."""


@dataclass(frozen=True, slots=True)
class Waves:
    """The loudest sample of each stretch, a side, as a share of the recording's loudest: 0 to 1."""

    duration_ms: int
    borrower: list[float]
    bot: list[float]


async def recording_wav(request: web.Request) -> web.Response:
    """`/conversations/{id}/recording.wav`: left the borrower, right the bot. Answers range requests."""
    site = request.app[SITE]
    name = await site.store.read(_file_of, request.match_info["id"])
    sound = await asyncio.to_thread(_open, site.recordings, name, site.keys)
    headers = {"Accept-Ranges": "bytes", "Content-Type": "audio/wav"}
    if "Range" not in request.headers:
        return web.Response(body=sound, headers=headers)
    start, end = _range(request, len(sound))
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(sound)}"
    return web.Response(status=206, body=sound[start:end], headers=headers)


async def waves_of(site: Site, name: str) -> Waves | None:
    """The waveforms of a recording; `None` if its file is gone, for the page is of use without it."""
    try:
        return await asyncio.to_thread(lambda: draw(_open(site.recordings, name, site.keys)))
    except WebError:
        return None


def draw(sound: bytes) -> Waves:
    """The waveforms of a two-channel WAV. Raises `WebError` (500) for anything else."""
    try:
        with wave.open(io.BytesIO(sound)) as file:
            frames, rate, shape = file.getnframes(), file.getframerate(), (file.getnchannels(), file.getsampwidth())
            samples = np.frombuffer(file.readframes(frames), dtype="<i2") if shape == (2, 2) else None
    except (wave.Error, EOFError) as problem:
        raise WebError(500, "recording_bad") from problem
    if samples is None:
        raise WebError(500, "recording_bad")
    loud = np.abs(samples.reshape(-1, 2).astype(np.int32))
    most = max(1, int(loud.max(initial=0)))
    parts = [part.max(axis=0) / most for part in np.array_split(loud, PEAKS) if len(part)]
    borrower, bot = ([round(float(peak[side]), 3) for peak in parts] for side in (0, 1))
    return Waves(frames * 1000 // rate, borrower, bot)


def _file_of(conn: Connection, name: str) -> str:
    found = conn.execute(select(conversation.c.recording).where(conversation.c.id == name)).scalar()
    if found is None:
        raise WebError(404, "recording_gone")
    return str(found)


def _open(folder: Path, name: str, keys: Keys) -> bytes:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise WebError(404, "recording_gone")
    try:
        sealed = path.read_bytes()
    except OSError as problem:
        raise WebError(404, "recording_gone") from problem
    return keys.open(sealed, "recording")


def _range(request: web.Request, size: int) -> tuple[int, int]:
    """First and past-the-last byte of the range asked for. Raises `WebError` (416) for one that is malformed or outside."""
    try:
        start, end, _ = request.http_range.indices(size)
    except ValueError as problem:
        raise WebError(416, "range", Content_Range=f"bytes */{size}") from problem
    if start >= end:
        raise WebError(416, "range", Content_Range=f"bytes */{size}")
    return start, end
