"""What a carrier tells us, in our own words, and who is told: the port between `bot.telephony` and what runs the calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.contact.gateway import Received
from bot.contact.routes import TWILIO


@dataclass(frozen=True, slots=True)
class CallEvent:
    """A voice webhook or status callback, checked and unpacked. `raw` is all that came, for the inbox (personal: never logged)."""

    sid: str
    status: str
    """queued, initiated, ringing, in-progress, completed, busy, failed, no-answer, canceled."""
    direction: str
    from_number: str
    to_number: str
    sequence: int | None = None
    duration_s: int | None = None
    sip_code: str | None = None
    answered_by: str | None = None
    error_code: str | None = None
    raw: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class TextEvent:
    """A text's delivery report, or (`body` not None) a text from a borrower.

    `opt_out_type` STOP: the carrier has heard a stop, from this very text, or (of a report) before.
    """

    sid: str
    status: str
    from_number: str
    to_number: str
    body: str | None = None
    error_code: str | None = None
    opt_out_type: str | None = None
    at: datetime | None = None
    """When the carrier had it, if we learned of it only later [now]."""
    via: str = TWILIO
    """The carrier that tells it."""
    extension: str = ""
    """The digits behind our number that a borrower's text was sent to, where the carrier has such."""
    raw: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, text: Received) -> TextEvent:
        """A text from a borrower, as a carrier's list has it."""
        ends = (text.from_number, text.to_number)
        return cls(text.sid, "received", *ends, body=text.body, at=text.at, via=text.via, extension=text.extension)


@dataclass(frozen=True, slots=True)
class StreamStarted:
    stream_sid: str
    call_sid: str


@dataclass(frozen=True, slots=True)
class Audio:
    """What the borrower said: 16-bit linear PCM, 8 kHz, mono, little endian; `at_ms` on the stream's own sample clock."""

    pcm: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class Key:
    digit: str


@dataclass(frozen=True, slots=True)
class MarkPlayed:
    """All that was sent before this mark has been played, or was cleared (then `clear` had been sent first)."""

    name: str


@dataclass(frozen=True, slots=True)
class StreamStopped:
    """The far end is gone. Nothing follows."""


StreamEvent = StreamStarted | Audio | Key | MarkPlayed | StreamStopped


class MediaStream(Protocol):
    """A live two-way stream. Iterate it for what comes in; it ends after `StreamStopped`, also when the socket breaks."""

    def __aiter__(self) -> AsyncIterator[StreamEvent]: ...

    async def play(self, pcm: bytes) -> None:
        """Queue audio (16-bit PCM, 8 kHz) to be played after what was queued before."""
        ...

    async def mark(self, name: str) -> None:
        """Ask to be told when all that was queued so far has been played."""
        ...

    async def clear(self) -> None:
        """Drop what has not been played yet. All pending marks come back at once."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the carrier's own voice says; to a caller before there is a conversation a `question` waits for keys, else the call ends."""

    text: str
    lang: str
    question: int | None = None
    """Which of a call's questions this is: what is keyed comes back with it, and the same answer twice is one."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Said, and after so many seconds we are asked again; a key may be pressed before. With `asks` we are told that none was."""

    said: tuple[Spoken, ...]
    seconds: int
    keys: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Said, and then into the conference `name`, which begins with whoever `begins` and ends with whoever leaves it."""

    said: tuple[Spoken, ...]
    name: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Said, and the call ends."""

    said: tuple[Spoken, ...]


class HandoverHandler(Protocol):
    """Who leads borrowers who were handed over, and our own people who are called for them. `None` hangs up.

    `keys`: what was pressed after a `Wait` with keys, perhaps nothing; `None` where nothing was asked. `left_room`: they were in a room,
    and are not any more.
    """

    async def borrower(self, attempt: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None: ...

    async def person(self, leg: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None: ...

    async def person_status(self, leg: str, event: CallEvent) -> None: ...


class CallHandler(Protocol):
    """What runs the calls and the text threads. Filled by `bot.conversation`; nothing unsigned ever gets here.

    `attempt` is the id in the webhook's path, `None` where there was none (an inbound call or text).
    """

    async def voice(self, attempt: str | None, event: CallEvent) -> str | Spoken | None:
        """A call was answered, or came in. Returns the one-use media token to stream to, what to say first, or `None` to hang up."""
        ...

    async def keyed(self, event: CallEvent, question: int, keys: str) -> str | Spoken | None:
        """What a caller keyed in answer to a `Spoken` that asks; as `voice`."""
        ...

    async def call_status(self, attempt: str | None, event: CallEvent) -> None: ...

    async def machine(self, attempt: str, sid: str, answered_by: str) -> None:
        """The carrier's asynchronous machine detection: human, machine_start, fax, unknown, machine_end_*."""
        ...

    async def text_status(self, attempt: str, event: TextEvent) -> None: ...

    async def text(self, event: TextEvent) -> None:
        """A borrower wrote. Nothing is answered in the webhook's response; replies go the way of every contact."""
        ...

    async def claim_stream(self, token: str) -> str | None:
        """Spend a one-use media token before the socket is accepted: the attempt it belongs to, or `None` (then 403)."""
        ...

    async def media(self, attempt: str, stream: MediaStream) -> None:
        """Run the call on `stream` until either side ends it."""
        ...
