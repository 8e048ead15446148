"""Which carrier takes a contact, and which one is asked about it later: the real database, carriers that only count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.contact import attempts, requests
from bot.contact.gateway import Found, GatewayError, Receipt
from bot.contact.permit import Channel, Permit
from bot.contact.pool import OurNumber
from bot.contact.requests import Wish
from bot.contact.reserve import Limits
from bot.contact.routes import TWILIO, Route
from bot.contact.send import Sender, send
from bot.contact.sweep import sweep
from bot.store import Store
from bot.store.tables import attempt, ledger, pace
from bot.telephony import RoutedGateway
from compliance import load_packs
from tests.integration.test_contact_spine import CountingCarrier, contactable, ready

PACKS, TEXTS = load_packs(), load_templates()
ACCESS = "10690001"
LIMITS = Limits(1000, 1000, 100, "+15005550006", (Route("domestic", "sms", (OurNumber(ACCESS),), "domestic", 1000, "+86"),))


@dataclass
class Listening(CountingCarrier):
    name: str = "CA"
    asked: list[str] = field(default_factory=list)

    def _take(self, permit: Permit, channel: Channel) -> Receipt:
        return Receipt(f"{self.name}{super()._take(permit, channel).sid}", "queued")

    async def status(self, sid: str, channel: str) -> Found | None:
        self.asked.append(sid)
        return Found(sid, "delivered" if channel == "sms" else "completed")

    async def hang_up(self, sid: str) -> None:
        self.asked.append(f"hang up {sid}")


@pytest.fixture
def carriers(clock: ManualClock) -> dict[str, Listening]:
    return {TWILIO: Listening(clock), "domestic": Listening(clock, name="D")}


def sender_over(store: Store, clock: ManualClock, carriers: dict[str, Listening]) -> Sender:
    gateway = RoutedGateway(carriers, lambda name: store.read(attempts.carrier_of, name))
    return Sender(store, gateway, clock, PACKS, TEXTS, LIMITS, ready)


def wish(store: Store, clock: ManualClock, channel: str) -> str:
    template = "contact_request" if channel == "sms" else None
    wanted = Wish(store.read_now(contactable), channel, "manual", clock.now(), template=template)
    name = store.write_now(requests.ask_for, wanted, clock.now())
    assert name is not None
    store.write_now(requests.plan, name, PACKS, TEXTS, clock.now())
    return name


@pytest.mark.both_stores
async def test_a_text_goes_by_its_route_and_a_call_as_always(store: Store, clock: ManualClock, carriers: dict[str, Listening]) -> None:
    """The route is of one channel; carrier and number of ours are on file with the attempt, and in the ledger."""
    sender = sender_over(store, clock, carriers)
    text = await send(sender, wish(store, clock, "sms"))
    assert (carriers["domestic"].dialled, carriers[TWILIO].dialled) == ([text], [])
    await sweep(store, sender.gateway, clock, patience=timedelta(0))  # delivered, so the person is free to be called
    call = await send(sender, wish(store, clock, "voice"))
    assert carriers[TWILIO].dialled == [call]
    rows = store.read_now(lambda conn: conn.execute(select(attempt.c.id, attempt.c.via, attempt.c.our_number)).all())
    assert {row.id: (row.via, row.our_number) for row in rows} == {text: ("domestic", ACCESS), call: (TWILIO, "+15005550006")}
    assert set(store.read_now(lambda conn: conn.execute(select(pace.c.queue)).scalars().all())) == {"domestic", "voice"}
    entries = store.read_now(lambda conn: conn.execute(select(ledger.c.payload).where(ledger.c.kind == "attempt.reserved")).scalars().all())
    assert [b'"via":"domestic"' in each for each in entries if each is not None].count(True) == 1


async def test_after_a_restart_the_carrier_that_has_it_is_asked(store: Store, clock: ManualClock, carriers: dict[str, Listening]) -> None:
    sent = await send(sender_over(store, clock, carriers), wish(store, clock, "sms"))
    assert isinstance(sent, str)
    sid = "DCA1"
    clock.advance(timedelta(minutes=1))
    again = sender_over(store, clock, carriers)  # nothing is remembered but what is on file
    assert await sweep(store, again.gateway, clock) == 1
    await again.gateway.hang_up(sid)
    assert carriers["domestic"].asked == [sid, f"hang up {sid}"]
    assert carriers[TWILIO].asked == []


async def test_a_carrier_that_is_gone_from_the_configuration_is_named(
    store: Store, clock: ManualClock, carriers: dict[str, Listening]
) -> None:
    """Its contacts are not asked of another carrier, and not taken for lost."""
    await send(sender_over(store, clock, carriers), wish(store, clock, "sms"))
    del carriers["domestic"]
    with pytest.raises(GatewayError, match="has no domestic any more") as refused:
        await sender_over(store, clock, carriers).gateway.status("DCA1", "sms")
    assert refused.value.kind == "temporary"


def test_the_longest_prefix_decides_and_without_one_it_is_twilio() -> None:
    china, beijing = Route("a", "sms", (), "a", 1, "+86"), Route("b", "sms", (), "b", 1, "+8610")
    limits = Limits(5, 7, 1, "+15005550006", (beijing, china))
    assert limits.route("sms", "+861055550100") is beijing
    assert limits.route("sms", "+8613800000101") is china
    assert limits.route("voice", "+8613800000101") == Route(TWILIO, "voice", (OurNumber("+15005550006"),), "voice", 5)
    assert Limits(5, 7, 1, "+15005550006").route("sms", "+8613800000101").via == TWILIO
