"""`send()`: the only caller of a gateway. Reserve, fence, call the carrier once, and record what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.base.clock import Clock
from bot.contact import attempts, effects, stops
from bot.contact.gateway import CallOrder, Gateway, GatewayError, LostAnswer, Receipt
from bot.contact.permit import PermitError
from bot.contact.reserve import Limits, Refused, Reserved, reserve
from bot.contact.texts import Templates
from bot.store import Store
from compliance import Packs

log = structlog.get_logger(__name__)

AGAIN_AFTER = timedelta(minutes=1)
"""When a contact that could not be made ready, or was refused for a reason that passes, is tried again: a new attempt, a new answer."""
AFTER_MENDING = timedelta(hours=1)
"""When a contact that the carrier does not allow is tried again: somebody has to change something there first."""
_PASSES = ("account", "policy", "rate", "temporary")


@dataclass(frozen=True, slots=True)
class Sender:
    """All that a contact needs on its way out. `prepare` makes ready what a call will say: what can't be said is not dialled."""

    store: Store
    gateway: Gateway
    clock: Clock
    packs: Packs
    texts: Templates
    limits: Limits
    prepare: Callable[[str], Awaitable[None]]


async def send(sender: Sender, request_id: str) -> str | Refused:
    """Make the contact of a request that is due, if the guard still says yes. Returns the attempt's id, or why there is none."""
    await sender.prepare(request_id)
    reserved = await sender.store.write(reserve, request_id, sender.packs, sender.texts, sender.limits, sender.clock.now())
    if isinstance(reserved, Refused):
        return reserved
    if await sender.store.write(attempts.fence, reserved.attempt_id, sender.clock.now()):
        # Once fenced, nobody else will ever send it, so a cancellation (shutdown) must not tear the sending from its record.
        await asyncio.shield(asyncio.ensure_future(_place(sender, reserved)))
    return reserved.attempt_id


async def _place(sender: Sender, reserved: Reserved) -> None:
    name, store = reserved.attempt_id, sender.store
    try:
        receipt = await _hand_over(sender, reserved)
    except PermitError:
        now = sender.clock.now()
        await store.write(attempts.refused, name, code="permit", permanent=False, now=now, again_at=now)
        log.warning("contact.permit_expired", attempt=name)
    except GatewayError as problem:
        now = sender.clock.now()
        again_at = now + _wait(problem) if problem.kind in _PASSES else None
        permanent = problem.kind == "permanent"
        await store.write(attempts.refused, name, code=problem.code, permanent=permanent, now=now, again_at=again_at)
        if problem.kind == "account":  # nothing would get through: better that a person mends it than that every contact is used up
            reason = f"the carrier refuses our account (error {problem.code}): mend its settings, then resume"
            await store.write(stops.set_stop, scope="everything", value=None, reason=reason, by="courtesy", now=sender.clock.now())
        if problem.kind == "opted_out":  # the carrier heard a STOP that we may not have: it holds for every campaign
            await store.write(effects.heed_carrier, name, sender.clock.now())
        log.warning("contact.refused", attempt=name, kind=problem.kind, code=problem.code)
    except LostAnswer:
        await store.write(attempts.lost, name, sender.clock.now())
        log.warning("contact.answer_lost", attempt=name)
    else:
        await store.write(attempts.sent, name, receipt.sid, receipt.status, sender.clock.now())
        log.info("contact.sent", attempt=name, channel=reserved.permit.channel)


def _wait(problem: GatewayError) -> timedelta:
    if problem.kind == "policy":
        return AFTER_MENDING
    return AGAIN_AFTER if problem.retry_after_s is None else timedelta(seconds=max(problem.retry_after_s, 1))


async def _hand_over(sender: Sender, reserved: Reserved) -> Receipt:
    if isinstance(reserved.order, CallOrder):
        return await sender.gateway.call(reserved.permit, reserved.order)
    return await sender.gateway.text(reserved.permit, reserved.order)
