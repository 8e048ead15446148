"""Who hears whom: two legs of a `<Dial>`, or all of a conference."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

import numpy as np

from bot.speech.audio import decode_mulaw, encode_mulaw, samples

M = TypeVar("M", bound=Hashable)


class Room(Generic[M]):
    """Keeps the last 20 ms of each member and gives each the sum of the others'.

    `muted` are not heard; those on `hold` neither hear nor are heard; who coaches is heard by the one whom they coach alone.
    """

    def __init__(self) -> None:
        self._said: dict[M, bytes | None] = {}
        self.muted: set[M] = set()
        self.held: set[M] = set()
        self.coaches: dict[M, M] = {}
        self.open = True
        """Before a conference has begun its members hear nobody."""

    def enter(self, member: M) -> None:
        self._said[member] = None

    def leave(self, member: M) -> None:
        self._said.pop(member, None)
        self.muted.discard(member)
        self.held.discard(member)
        self.coaches.pop(member, None)

    def say(self, member: M, frame: bytes) -> None:
        self._said[member] = frame

    def heard_by(self, listener: M) -> bytes | None:
        """20 ms of mu-law; `None` where nobody can be heard."""
        if not self.open or listener in self.held:
            return None
        frames = [frame for speaker, frame in self._said.items() if frame is not None and self._audible(speaker, listener)]
        if len(frames) < 2:
            return frames[0] if frames else None
        mixed = sum(samples(decode_mulaw(frame)).astype(np.int32) for frame in frames)
        return encode_mulaw(np.clip(mixed, -32768, 32767).astype("<i2").tobytes())

    def _audible(self, speaker: M, listener: M) -> bool:
        if speaker == listener or speaker in self.muted or speaker in self.held:
            return False
        coached = self.coaches.get(speaker)
        return coached is None or coached == listener
