"""The port that a carrier's adapter fills. `bot.contact.send` is its only caller for anything that reaches a borrower."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.base.errors import CourtesyError
from bot.contact.permit import Channel, Permit
from bot.contact.routes import TWILIO
from bot.contact.texts import Source

ErrorClass = Literal["permanent", "opted_out", "account", "policy", "rate", "temporary", "unknown"]


class GatewayError(CourtesyError):
    """The carrier refused, and certainly did not make the contact. `code` is the carrier's own."""

    def __init__(self, message: str, *, kind: ErrorClass, code: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.code = code
        self.retry_after_s = retry_after_s


class LostAnswer(CourtesyError):
    """The request may or may not have reached the carrier. It is never sent again; the sweep asks the carrier what became of it."""


@dataclass(frozen=True, slots=True)
class CallOrder:
    """How to place a call. The number is the permit's."""

    caller_number: str
    ring_s: int = 30
    """How long to let it ring."""
    limit_s: int = 600
    """The longest that a call may last."""
    via: str = TWILIO
    """The carrier that the reservation chose."""


@dataclass(frozen=True, slots=True)
class TextOrder:
    """A text: the rendered words, and the template and version that they were made of. The number is the permit's."""

    caller_number: str
    text: str
    template: str
    version: int
    valid_s: int
    """How long the carrier may keep trying, so that nothing lands in closed hours."""
    via: str = TWILIO
    """The carrier that the reservation chose."""
    source: Source | None = None
    """For a carrier that takes approved templates only; `None` for words of our own."""
    extension: str = ""
    """Digits that the sender's number goes on with, where the carrier can: by them an answer finds its account."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The carrier took it: its name for the contact and its first status."""

    sid: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the carrier knows of an attempt whose fate we did not. `status` and `code`, an error's, are the carrier's."""

    sid: str
    status: str
    code: str | None = None
    seconds: int | None = None
    """How long a call that was answered lasted, once it has ended."""
    sip_code: str | None = None
    """Of a call that failed: why."""
    answered_by: str | None = None
    """What the carrier's machine detection has said of a call."""


@dataclass(frozen=True, slots=True)
class Received:
    """A text from a borrower that the carrier has taken for us, whether or not its webhook reached us."""

    sid: str
    from_number: str
    to_number: str
    body: str = field(repr=False)
    at: datetime
    via: str = TWILIO
    extension: str = ""
    """The digits behind our number that it was sent to, where the carrier has such."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this carrier can do."""

    free_text: bool
    raw_audio: bool
    keypad: bool
    machine_detection: bool
    transfer: bool
    two_way_text: bool


class Gateway(Protocol):
    """A carrier. Every method may raise `GatewayError` (not done) or `LostAnswer` (perhaps done)."""

    @property
    def capabilities(self) -> Capabilities: ...

    async def call(self, permit: Permit, order: CallOrder) -> Receipt: ...

    async def text(self, permit: Permit, order: TextOrder) -> Receipt: ...

    async def hang_up(self, sid: str) -> None:
        """End a call, or cancel one that still waits. A call that has ended is no error."""
        ...

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        """What became of an attempt, by its id; `None` if the carrier has never seen it."""
        ...

    async def status(self, sid: str, channel: Channel) -> Found | None:
        """What the carrier says now of a contact whose name we know; `None` if it has never seen it."""
        ...

    async def received(self, since: datetime) -> list[Received]:
        """The texts that came for us since then, the oldest first."""
        ...

    async def close(self) -> None: ...
