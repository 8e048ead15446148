"""The fault switch: what a carrier on a bad day does, at a rate that is set, from a seed, so that a bad day can be had again."""

from __future__ import annotations

import asyncio
import random
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Field(default=0.0, ge=0, le=1)
Kind = Literal["busy_429", "error_500", "drop_before", "error_500_after", "drop_after"]
_KINDS: tuple[Kind, ...] = ("busy_429", "error_500", "drop_before", "error_500_after", "drop_after")


class Faults(BaseModel):
    """Shares are of all REST requests, or of all webhooks, from 0 to 1; all 0 is a good day.

    `busy_429`, `error_500` and `drop_before` (the connection is cut) befall a request that is not carried out, `error_500_after` and
    `drop_after` one that is. `at_most` REST requests go wrong, then no more [without end]. Only requests of `methods` are concerned.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    busy_429: float = Share
    error_500: float = Share
    drop_before: float = Share
    error_500_after: float = Share
    drop_after: float = Share
    retry_after_s: int | None = None
    """The `Retry-After` of a 429; Twilio sends none."""
    latency_s: float = Field(default=0.0, ge=0)
    at_most: int | None = None
    methods: tuple[str, ...] = ("GET", "POST", "DELETE")
    webhooks_lost: float = Share
    webhooks_doubled: float = Share
    webhook_latency_s: float = Field(default=0.0, ge=0)
    webhook_shuffle_s: float = Field(default=0.0, ge=0)
    """Every callback waits for up to so long, so that later ones overtake it."""
    seed: int = 1


GOOD_DAY = Faults()


class FaultSwitch:
    """Draws what goes wrong. Documents are webhooks too, but the call waits for them: they are slow at times, never lost."""

    def __init__(self, faults: Faults) -> None:
        self.set(faults)

    def set(self, faults: Faults) -> None:
        self.faults = faults
        self._chance = random.Random(faults.seed)
        self._left = faults.at_most

    def rest(self, method: str) -> Kind | None:
        """What befalls the next REST request."""
        if method not in self.faults.methods or self._left == 0:
            return None
        drawn = self._chance.random()
        for kind in _KINDS:
            drawn -= getattr(self.faults, kind)
            if drawn < 0:
                self._left = None if self._left is None else self._left - 1
                return kind
        return None

    def copies(self) -> int:
        """How often the next callback is sent: 0, 1 or 2 times."""
        if self._chance.random() < self.faults.webhooks_lost:
            return 0
        return 2 if self._chance.random() < self.faults.webhooks_doubled else 1

    async def delay(self, *, callback: bool) -> None:
        """Wait as long as a webhook is late, in real time."""
        late = self.faults.webhook_latency_s + (self._chance.random() * self.faults.webhook_shuffle_s if callback else 0.0)
        if late:
            await asyncio.sleep(late)
