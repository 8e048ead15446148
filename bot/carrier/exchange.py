"""What all calls and texts of one carrier share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.base.pace import Pace
from bot.carrier.clock import CarrierClock
from bot.carrier.faults import FaultSwitch
from bot.carrier.line import Party
from bot.carrier.persona import OnRing, TextFate, TextReply
from bot.carrier.registry import Registry
from bot.carrier.resources import API, Call, Message
from bot.carrier.shelves import Shelves
from bot.carrier.ticker import Ticker
from bot.carrier.webhooks import Webhooks
from bot.speech.recognizer import Models

if TYPE_CHECKING:
    from bot.carrier.call_life import CallLife
    from bot.carrier.conferences import Conferences
    from bot.carrier.recordings import Recordings

_PLACES = {f"{who}{what}": "" for who in ("Caller", "Called", "From", "To") for what in ("City", "State", "Zip", "Country")}


class Callee(Party, Protocol):
    """A borrower as the exchange sees them: how their telephone behaves, and, once they have answered, a party."""

    @property
    def on_ring(self) -> OnRing: ...

    @property
    def ring_s(self) -> float: ...

    @property
    def text_fate(self) -> TextFate: ...

    @property
    def replies_by_text(self) -> TextReply | None: ...

    async def prepare(self) -> None:
        """Get ready to speak; done while it rings."""
        ...

    def verdict(self, mode: str) -> tuple[float, str]:
        """Machine detection in Twilio's `mode` (Enable, DetectMessageEnd): seconds after answering, and the verdict."""
        ...


@dataclass(slots=True)
class Exchange:
    """The carrier's parts. `callee` finds who has a number (or plays the persona that is named); `announce` is the carrier's own voice."""

    account: str
    auth_token: str = field(repr=False)
    clock: CarrierClock
    registry: Registry
    webhooks: Webhooks
    ticker: Ticker
    callee: Callable[[str, str | None], Callee]
    announce: Callable[[str, str], Awaitable[bytes]]
    models: Models
    shelves: Shelves
    faults: FaultSwitch
    calls_pace: Pace
    texts_per_second: float | None = None
    base_url: str = ""
    conferences: Conferences = field(init=False)
    recordings: Recordings = field(init=False)
    lives: dict[str, CallLife] = field(default_factory=dict)
    """The calls that have not ended, by sid."""
    _text_paces: dict[str, Pace] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        from bot.carrier.conferences import Conferences
        from bot.carrier.recordings import Recordings

        self.conferences = Conferences(self)
        self.recordings = Recordings(self)

    def run(self, life: CallLife) -> None:
        """Let a call live; it is among `lives` until it has ended."""
        self.lives[life.call.sid] = life
        self.start(self._run(life))

    async def _run(self, life: CallLife) -> None:
        try:
            await life.run()
        finally:
            del self.lives[life.call.sid]

    def text_pace(self, sender: str) -> Pace:
        """Each sender's own queue of texts."""
        return self._text_paces.setdefault(sender, Pace(self.clock, self.texts_per_second))

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the requests, until the carrier stops."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            asyncio.get_running_loop().call_exception_handler({"message": "a call or text of the carrier failed", "exception": error})

    async def stop(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=2)
        await self.webhooks.close()
        self.registry.close()

    def call_fields(self, call: Call, status: str) -> dict[str, str]:
        """The parameters that every voice webhook has."""
        parent = {"ParentCallSid": call.parent_sid} if call.parent_sid else {}
        return {
            "CallSid": call.sid, "AccountSid": self.account, "From": call.from_, "To": call.to, "Caller": call.from_, "Called": call.to,
            "CallStatus": status, "Direction": call.direction, "ApiVersion": API, **_PLACES, **parent,
        }  # fmt: skip

    def text_fields(self, message: Message) -> dict[str, str]:
        """The parameters that every text webhook has."""
        sids = {"MessageSid": message.sid, "SmsSid": message.sid, "AccountSid": self.account}
        service = {"MessagingServiceSid": message.service_sid} if message.service_sid else {}
        return sids | {"From": message.from_, "To": message.to, "ApiVersion": API} | service
