"""What happens to a call, one thing after the other: the stream's events, and what the carrier tells us beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.telephony.events import MediaStream, StreamEvent, StreamStopped

BACKLOG = 1500
"""Events that may wait for us: half a minute of sound."""
BACKLOG_S = 0.05


@dataclass(frozen=True, slots=True)
class Machine:
    """The carrier's machine detection says that nobody is there."""


async def pump(stream: MediaStream, into: asyncio.Queue[StreamEvent | Machine]) -> None:
    """Pass on what a stream brings until it ends, then that it has."""
    try:
        async for event in stream:
            into.put_nowait(event)
            while into.qsize() > BACKLOG:  # noqa: ASYNC110 - the socket waits too; a queue that refuses could lose the end
                await asyncio.sleep(BACKLOG_S)
    finally:
        into.put_nowait(StreamStopped())
