"""The dispatcher: what is wished is planned, what is due is sent. APScheduler only ticks; the bodies are functions of the clock."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.base.errors import CourtesyError
from bot.contact import live, our_numbers, requests
from bot.contact.gateway import GatewayError, LostAnswer
from bot.contact.missed import Missed
from bot.contact.reserve import LEAD
from bot.contact.sealing import Sealer
from bot.contact.send import AGAIN_AFTER, Sender, send
from bot.contact.sweep import Asked, sweep, verdicts
from bot.store import Unavailable

log = structlog.get_logger(__name__)

TICK_S = 0.25
SEAL_S = 1.0
SWEEP_S = 5.0
DETECT_S = 2.0
MISSED_S = 10.0
TEND_S = 600.0
HAND_OVER_S = 0.5
CANCEL_AGAIN_S = 5.0
"""A call that was cancelled and has not been reported as ended is cancelled again after this."""
ORPHANED = timedelta(minutes=1)
"""A conversation on file for so long that nobody runs lost its end: whoever ran it could not write it."""
_TEXTS_AT_ONCE = 8
_PLANS_AT_ONCE = 50


class Dispatcher:
    """Plans and sends what is due, a bounded number at a time."""

    def __init__(
        self,
        sender: Sender,
        live_attempts: Callable[[], frozenset[str]],
        bury: Callable[[datetime], Awaitable[object]],
        sealer: Sealer,
        detected: Callable[[str, str, str], Awaitable[None]] | None = None,
        missed: Sequence[Missed] = (),
        hand_over: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self.sender = sender
        self.sealer = sealer
        self._live_attempts = live_attempts
        self._bury = bury
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._cancelled: dict[str, float] = {}
        self._asked, self._asked_who = Asked(), Asked()
        self._detected = detected
        self._missed = missed
        self._hand_over = hand_over
        self._closing = False
        self._bodies: set[asyncio.Task[object]] = set()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin to tick, in real time."""
        jobs: tuple[tuple[Callable[[], Awaitable[object]], float], ...] = (
            (self.tick, TICK_S),
            (self.cancel, TICK_S),
            (self.sealer.seal, SEAL_S),
            (self.sweep, SWEEP_S),
            (self.detect, DETECT_S),
            (self.collect, MISSED_S),
            (self.tend, TEND_S),
            *(() if self._hand_over is None else ((self._hand_over, HAND_OVER_S),)),
        )
        for body, seconds in jobs:
            self._scheduler.add_job(
                self._run, "interval", args=[body], seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1
            )
        self._scheduler.start()

    async def _run(self, body: Callable[[], Awaitable[object]]) -> None:
        """Run a job's body, unless we are closing; `close` waits for those that run."""
        if self._closing:
            return
        task = asyncio.current_task()
        assert task is not None
        self._bodies.add(task)
        try:
            await body()
        finally:
            self._bodies.discard(task)

    async def close(self) -> None:
        """Stop ticking, and let what is being sent be recorded."""
        self._closing = True
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.sleep(0.05)  # a body that was begun and has not run yet sees that we close; a shutdown would cancel it
        await asyncio.gather(*self._bodies, return_exceptions=True)
        await asyncio.gather(*self._sending.values(), return_exceptions=True)  # only now: a tick that ran may have begun some
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await self.sealer.seal(sign_now=True)

    async def tick(self) -> None:
        """Ask the guard about new wishes, then send what is due."""
        await self.plan()
        await self.dispatch()

    async def plan(self) -> int:
        """Put the guard's first answer on every wish; returns how many there were. One that errs is blocked, and holds up no other."""
        waiting = await self.sender.store.read(requests.unplanned, at_most=_PLANS_AT_ONCE)
        for name in waiting:
            try:
                await self.sender.store.write(requests.plan, name, self.sender.packs, self.sender.texts, self.sender.clock.now())
            except (SQLAlchemyError, Unavailable):
                raise  # the database's trouble, not the wish's: asked again with the next tick
            except Exception as problem:  # noqa: BLE001 - fail closed: whatever it was, it blocks this contact and is on file
                await self._failed(name, problem)
        return len(waiting)

    async def dispatch(self) -> None:
        """Start to send what is due; each contact in a task of its own, so that a slow carrier holds up nobody else."""
        room = self.sender.limits.live_calls - await self.sender.store.read(requests.open_calls)
        texts = max(_TEXTS_AT_ONCE, math.ceil(self.sender.limits.texts_per_second * LEAD.total_seconds()))
        names = await self.sender.store.read(requests.due, self.sender.clock.now(), calls=room, texts=texts)
        for name in names:
            if name not in self._sending:
                self._sending[name] = asyncio.create_task(self._send(name))

    async def _send(self, name: str) -> None:
        try:
            await send(self.sender, name)
        except (SQLAlchemyError, Unavailable) as problem:
            log.error("dispatch.database_failed", request=name, problem=type(problem).__name__)
        except CourtesyError as problem:
            await self._failed(name, problem, again_at=self.sender.clock.now() + AGAIN_AFTER)
        except Exception as problem:  # noqa: BLE001 - fail closed: whatever it was, it blocks this contact and is on file
            await self._failed(name, problem)
        finally:
            del self._sending[name]

    async def _failed(self, name: str, problem: Exception, *, again_at: datetime | None = None) -> None:
        """Its message stays out of the log and the record: it may quote what is personal."""
        kind = type(problem).__name__
        log.error("dispatch.failed", request=name, problem=kind)
        await self.sender.store.write(requests.fail, name, kind, self.sender.clock.now(), again_at=again_at)

    async def cancel(self) -> None:
        """Cancel calls that ring and were stopped, or suppressed, after they were placed. Live ones are ended by who carries them."""
        now = self.sender.clock.monotonic()
        for name, sid in await self.sender.store.read(live.to_cancel):
            if now - self._cancelled.get(name, -CANCEL_AGAIN_S) < CANCEL_AGAIN_S:
                continue
            self._cancelled[name] = now
            try:
                await self.sender.gateway.hang_up(sid)
            except (GatewayError, LostAnswer) as problem:
                log.warning("dispatch.not_cancelled", attempt=name, problem=type(problem).__name__)

    async def sweep(self) -> None:
        """Ask the carrier about attempts of which nothing was heard, and settle conversations that nobody runs."""
        await sweep(self.sender.store, self.sender.gateway, self.sender.clock, live=self._live_attempts(), asked=self._asked)
        await self._bury(self.sender.clock.now() - ORPHANED)

    async def detect(self) -> None:
        """Ask about live calls of which machine detection has told us nothing."""
        if self._detected is not None and self._live_attempts():
            for attempt, sid, answered_by in await verdicts(self.sender.store, self.sender.gateway, self.sender.clock, self._asked_who):
                await self._detected(attempt, sid, answered_by)

    async def collect(self) -> None:
        """Ask the carriers for texts from borrowers of which no webhook told us."""
        for each in self._missed:
            await each.ask()

    async def tend(self) -> None:
        """Let numbers of ours rest that are answered far more rarely than the others of their pool."""
        pools = [route.numbers for route in self.sender.limits.routes if route.channel == "voice" and len(route.numbers) > 1]
        if pools and (tired := await self.sender.store.write(our_numbers.tend, pools, self.sender.clock.now())):
            log.warning("numbers.rest", count=len(tired))

    async def busy(self) -> bool:
        """Whether anything is being planned, sent, or under way."""
        store = self.sender.store
        if self._sending:
            return True
        waiting = await store.read(requests.unplanned, at_most=1)
        return bool(waiting) or await store.read(requests.in_flight, self.sender.clock.now()) > 0

    async def idle_until(self) -> datetime | None:
        """When the next planned contact is due; for a clock that may jump there while nothing is `busy`."""
        return await self.sender.store.read(requests.next_due)
