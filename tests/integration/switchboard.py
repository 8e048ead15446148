"""The carrier's end of hand-overs, which a test plays, and people who take calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.base.clock import Clock
from bot.contact.gateway import CallOrder, Found, Receipt
from bot.contact.staff import Colleague
from bot.contact.switchboard import StaffPermit

OURS = "+12125550100"
LIN = Colleague("lin", "Ms Lin", "+19145550107", ("en-US", "zh-CN"))
OTTO = Colleague("otto", "Otto", "+19145550106", ("en-US",))
WEI = Colleague("wei", "小魏", "+8613800009107", ("zh-CN",))


@dataclass
class Board:
    """The carrier's end: what it was told, and what it says when it is asked."""

    clock: Clock
    rung: list[tuple[str, str]] = field(default_factory=list)
    """Leg and number."""
    led: list[str] = field(default_factory=list)
    hung_up: list[str] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    trouble: Exception | None = None
    on_lead: Callable[[], object] = lambda: None
    """What the carrier does as it leads a borrower away."""

    async def ring(self, permit: StaffPermit, order: CallOrder) -> Receipt:
        if self.trouble is not None:
            raise self.trouble
        self.rung.append((permit.leg_id, permit.use(now=self.clock.now())))
        return Receipt(f"CA{permit.leg_id}", "queued")

    async def lead(self, sid: str, attempt_id: str, limit: timedelta) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.led.append(sid)
        self.on_lead()

    async def hang_up(self, sid: str) -> None:
        self.hung_up.append(sid)

    async def status(self, sid: str, channel: str) -> Found:
        return Found(sid, self.says.get(sid, "in-progress"))
