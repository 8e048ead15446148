"""The buffer between what the service sends and what the borrower hears: real pace, marks in their places."""

from __future__ import annotations

from collections import deque

FRAME_BYTES = 160
"""20 ms of mu-law at 8 kHz."""
FRAME_S = 0.02
_SILENCE = b"\xff"


class Playout:
    """Audio and marks in the order in which they came. Twilio's rules: marks come back when what was before them has been played."""

    def __init__(self) -> None:
        self._queue: deque[bytes | str] = deque()
        self._at = 0

    def __bool__(self) -> bool:
        return bool(self._queue)

    def push(self, mulaw: bytes) -> None:
        if mulaw:
            self._queue.append(mulaw)

    def mark(self, name: str) -> None:
        self._queue.append(name)

    def clear(self) -> list[str]:
        """Drop what has not been played; the marks that were pending, all to be returned at once."""
        pending = [item for item in self._queue if isinstance(item, str)]
        self._queue.clear()
        self._at = 0
        return pending

    def next_frame(self) -> tuple[bytes | None, list[str]]:
        """The next 20 ms, filled up with silence (`None`: nothing is queued), and the marks that have been reached by its end."""
        parts: list[bytes] = []
        missing = FRAME_BYTES
        marks: list[str] = []
        while self._queue:
            head = self._queue[0]
            if isinstance(head, str):
                marks.append(head)
                self._queue.popleft()
                continue
            if not missing:
                break
            part = head[self._at : self._at + missing]
            parts.append(part)
            missing -= len(part)
            self._at += len(part)
            if self._at == len(head):
                self._queue.popleft()
                self._at = 0
        if not parts:
            return None, marks
        return b"".join(parts) + _SILENCE * missing, marks
