"""What all calls and texts of one carrier share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.carrier.clock import CarrierClock
from bot.carrier.line import Party
from bot.carrier.persona import OnRing, TextReply
from bot.carrier.registry import Registry
from bot.carrier.resources import API, Call, Message
from bot.carrier.ticker import Ticker
from bot.carrier.webhooks import Webhooks

_PLACES = {f"{who}{what}": "" for who in ("Caller", "Called", "From", "To") for what in ("City", "State", "Zip", "Country")}


class Callee(Party, Protocol):
    """A borrower as the exchange sees them: how their telephone behaves, and, once they have answered, a party."""

    @property
    def on_ring(self) -> OnRing: ...

    @property
    def ring_s(self) -> float: ...

    @property
    def replies_by_text(self) -> TextReply | None: ...

    async def prepare(self) -> None:
        """Get ready to speak; done while it rings."""
        ...

    async def render(self, text: str, lang: str) -> bytes:
        """The carrier's own voice, for `<Say>`: mu-law."""
        ...

    def verdict(self, mode: str) -> tuple[float, str]:
        """Machine detection in Twilio's `mode` (Enable, DetectMessageEnd): seconds after answering, and the verdict."""
        ...


@dataclass(slots=True)
class Number:
    """Where the service wants to be told of what comes in on one of its numbers."""

    sms_url: str | None = None
    voice_url: str | None = None


@dataclass(slots=True)
class Exchange:
    """The carrier's parts. `numbers` are the service's own by number, `""` for all others; `callee` finds who has a number."""

    account: str
    auth_token: str = field(repr=False)
    clock: CarrierClock
    registry: Registry
    webhooks: Webhooks
    ticker: Ticker
    callee: Callable[[str], Callee | None]
    numbers: dict[str, Number] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def number(self, number: str) -> Number:
        return self.numbers.get(number) or self.numbers.get("") or Number()

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
        return {
            "CallSid": call.sid, "AccountSid": self.account, "From": call.from_, "To": call.to, "Caller": call.from_, "Called": call.to,
            "CallStatus": status, "Direction": call.direction, "ApiVersion": API, **_PLACES,
        }  # fmt: skip

    def text_fields(self, message: Message) -> dict[str, str]:
        """The parameters that every text webhook has."""
        sids = {"MessageSid": message.sid, "SmsSid": message.sid, "AccountSid": self.account}
        return sids | {"From": message.from_, "To": message.to, "ApiVersion": API}

