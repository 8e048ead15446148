"""Texts whose webhook never came are asked for, taken once, and in order; an opt-out is not lost while nobody listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Row, Table, select

from bot.app import load_scripts
from bot.base.clock import ManualClock
from bot.contact.gateway import GatewayError, Received
from bot.contact.missed import AWAY, LATE, ON_ITS_WAY, Missed
from bot.conversation.threads import Threads
from bot.store import Store
from bot.store.tables import attempt, suppression
from bot.telephony.events import TextEvent

pytestmark = pytest.mark.both_stores

OURS, BORROWER = "+12125550199", "+12125550142"
SCRIPTS = load_scripts()


class Listing:
    """A carrier that lists these texts, or is out of reach."""

    def __init__(self) -> None:
        self.texts: list[Received] = []
        self.asked: list[datetime] = []
        self.reachable = True

    async def received(self, since: datetime) -> list[Received]:
        self.asked.append(since)
        if not self.reachable:
            raise GatewayError("the carrier could not be asked: no connection", kind="temporary")
        return [text for text in self.texts if text.at >= since]

    def got(self, sid: str, body: str, at: datetime) -> None:
        self.texts.append(Received(sid, BORROWER, OURS, body, at))


@pytest.fixture
def listing() -> Listing:
    return Listing()


@pytest.fixture
def threads(store: Store, clock: ManualClock) -> Threads:
    return Threads(store, clock, SCRIPTS)


def rows_of(table: Table) -> Callable[[Connection], Sequence[Row[Any]]]:
    return lambda conn: conn.execute(select(table)).all()


def missed_by(store: Store, listing: Any, clock: ManualClock, threads: Threads) -> Missed:
    async def take(text: Received) -> None:
        await threads.received(TextEvent(text.sid, "received", text.from_number, text.to_number, body=text.body, at=text.at))

    return Missed(store, listing, clock, take)


async def test_an_opt_out_that_came_while_nobody_listened_is_heard_once(
    store: Store, clock: ManualClock, listing: Listing, threads: Threads
) -> None:
    listing.got("SM" + "1" * 32, "please take me off your list", clock.now() - timedelta(days=2))
    missed = missed_by(store, listing, clock, threads)
    assert await missed.ask() == 1
    assert {row.channel for row in store.read_now(rows_of(suppression))} == {"all"}
    assert await missed.ask() == 0
    assert await missed_by(store, listing, clock, threads).ask() == 0
    assert len(store.read_now(rows_of(attempt))) == 1


async def test_what_a_webhook_has_told_is_not_taken_again(store: Store, clock: ManualClock, listing: Listing, threads: Threads) -> None:
    await threads.received(TextEvent("SM" + "2" * 32, "received", BORROWER, OURS, body="hello"))
    listing.got("SM" + "2" * 32, "hello", clock.now() - ON_ITS_WAY)
    assert await missed_by(store, listing, clock, threads).ask() == 0


async def test_a_text_whose_webhook_may_still_come_is_left_to_it(
    store: Store, clock: ManualClock, listing: Listing, threads: Threads
) -> None:
    listing.got("SM" + "6" * 32, "STOP", clock.now())
    missed = missed_by(store, listing, clock, threads)
    assert await missed.ask() == 0
    clock.advance(ON_ITS_WAY)
    assert await missed.ask() == 1


async def test_an_unanswered_question_is_asked_again_from_the_same_instant(
    store: Store, clock: ManualClock, listing: Listing, threads: Threads
) -> None:
    """Also where a text came by webhook meanwhile: what was missed before it is still asked for."""
    missed = missed_by(store, listing, clock, threads)
    begun = clock.now()
    listing.reachable = False
    assert await missed.ask() == 0
    clock.advance(timedelta(hours=3))
    await threads.received(TextEvent("SM" + "7" * 32, "received", BORROWER, OURS, body="hello"))
    listing.reachable = True
    listing.got("SM" + "3" * 32, "please take me off your list", begun + timedelta(hours=1))
    assert await missed.ask() == 1
    clock.advance(timedelta(minutes=30))
    await missed.ask()
    first = begun - AWAY - LATE
    assert listing.asked == [first, first, begun + timedelta(hours=3) - LATE]


async def test_a_text_that_cannot_be_taken_does_not_hold_up_the_opt_out_behind_it(
    store: Store, clock: ManualClock, listing: Listing
) -> None:
    taken: list[str] = []

    async def take(text: Received) -> None:
        if text.body == "bad":
            raise ValueError("a bug of ours")
        taken.append(text.body)

    listing.got("SM" + "4" * 32, "bad", clock.now() - ON_ITS_WAY)
    listing.got("SM" + "5" * 32, "STOP", clock.now() - ON_ITS_WAY)
    missed = Missed(store, listing, clock, take)  # type: ignore[arg-type]
    await missed.ask()
    assert taken == ["STOP"]
    clock.advance(timedelta(hours=1))
    await missed.ask()
    assert listing.asked[1] <= listing.texts[0].at, "what failed is asked for again"
