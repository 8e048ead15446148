"""Our Twilio adapter and the local carrier against each other, over real sockets, with nothing in between."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, encode_basic_auth, web

from bot.base.clock import RealClock
from bot.carrier import CarrierConfig, carrier
from bot.contact.gateway import CallOrder, Found, TextOrder
from bot.contact.permit import Permit, _issue
from bot.telephony import TwilioGateway, routes, twilio_gateway
from bot.telephony.events import Audio, CallEvent, MarkPlayed, MediaStream, StreamStarted, StreamStopped, TextEvent

ACCOUNT, TOKEN, OURS = "AC" + "0" * 32, "not-a-secret", "+12125550100"
TALKER, BUSY, ABSENT = "+12125550101", "+12125550102", "+12125550103"


class Handler:
    """Plays one second to whoever answers, waits for its mark, and hangs up."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.media_events: list[object] = []
        self.heard_ms = 0
        self.changed = asyncio.Condition()

    async def tell(self, what: str, value: str) -> None:
        async with self.changed:
            self.told.append((what, value))
            self.changed.notify_all()

    async def wait_for(self, what: str, value: str) -> None:
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: (what, value) in self.told)

    async def voice(self, attempt: str | None, event: CallEvent) -> str | None:
        await self.tell("voice", event.status)
        return f"tok_{attempt}"

    async def call_status(self, attempt: str | None, event: CallEvent) -> None:
        await self.tell(f"{attempt}", event.status)

    async def machine(self, attempt: str, sid: str, answered_by: str) -> None:
        await self.tell("machine", answered_by)

    async def text_status(self, attempt: str, event: TextEvent) -> None:
        await self.tell(attempt, event.status)

    async def text(self, event: TextEvent) -> None:
        await self.tell("text", event.body or "")

    async def claim_stream(self, token: str) -> str | None:
        return token.removeprefix("tok_")

    async def media(self, attempt: str, stream: MediaStream) -> None:
        async for event in stream:
            if isinstance(event, Audio):
                self.heard_ms = event.at_ms
                continue
            self.media_events.append(event)
            if isinstance(event, StreamStarted):
                await stream.play(b"\x00\x00" * 8000)
                await stream.mark("end")
            elif isinstance(event, MarkPlayed):
                await stream.close()


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
async def gateway(handler: Handler, tmp_path: Path) -> AsyncIterator[TwilioGateway]:
    rows = [(TALKER, "en_silent"), (BUSY, "en_busy"), (ABSENT, "en_no_answer")]
    lines = "".join(f"{number},{persona},Echo Sample,0588,1980\n" for number, persona in rows)
    (tmp_path / "directory.csv").write_text("number,persona,name,id_last4,birth_year\n" + lines, encoding="utf-8")
    config = CarrierConfig(ACCOUNT, TOKEN, tmp_path / "directory.csv", tmp_path / "journal.jsonl", tmp_path / "voices")
    taken = socket.create_server(("127.0.0.1", 0))  # the listener must know its own address before it is built
    host = f"127.0.0.1:{taken.getsockname()[1]}"
    app = routes(handler, RealClock(), account_sid=ACCOUNT, auth_token=TOKEN, public_url=f"http://{host}", media_url=f"ws://{host}")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, taken).start()
    async with carrier(config) as port:
        gateway = TwilioGateway(ACCOUNT, TOKEN, f"http://127.0.0.1:{port}", f"http://{host}", RealClock(), caller_number=OURS)
        yield gateway
        await gateway.close()
    await runner.cleanup()


def permit(attempt: str, channel: str, number: str) -> Permit:
    return _issue(attempt, channel, number, sample=True, now=RealClock().now(), valid_s=15)  # type: ignore[arg-type]


async def test_a_call_is_answered_spoken_to_and_over_when_we_close_the_stream(gateway: TwilioGateway, handler: Handler) -> None:
    since = RealClock().now()
    receipt = await gateway.call(permit("att_1", "voice", TALKER), CallOrder(OURS))
    found = await gateway.find("att_1", "voice", TALKER, since)
    assert found is not None
    assert found.sid == receipt.sid
    for status in ("initiated", "ringing", "in-progress", "completed"):
        await handler.wait_for("att_1", status)
    assert ("voice", "in-progress") in handler.told
    assert [type(event) for event in handler.media_events] == [StreamStarted, MarkPlayed, StreamStopped]
    assert handler.heard_ms >= 900
    found = await gateway.status(receipt.sid, "voice")
    assert found is not None
    assert (found.status, found.seconds) == ("completed", 2)
    await gateway.hang_up(receipt.sid)


async def test_a_call_that_rings_is_cancelled_and_a_busy_one_says_so(gateway: TwilioGateway, handler: Handler) -> None:
    ringing = await gateway.call(permit("att_2", "voice", ABSENT), CallOrder(OURS))
    await gateway.call(permit("att_3", "voice", BUSY), CallOrder(OURS))
    await handler.wait_for("att_2", "ringing")
    await gateway.hang_up(ringing.sid)
    await handler.wait_for("att_2", "canceled")
    await handler.wait_for("att_3", "busy")
    assert not handler.media_events


async def test_a_text_is_delivered_and_found(gateway: TwilioGateway, handler: Handler) -> None:
    since = RealClock().now()
    receipt = await gateway.text(permit("att_4", "sms", TALKER), TextOrder(OURS, "hello", "first", 1, valid_s=600))
    await handler.wait_for("att_4", "delivered")
    assert await gateway.find("att_4", "sms", TALKER, since) == Found(receipt.sid, "delivered")
    assert await gateway.status(receipt.sid, "sms") == Found(receipt.sid, "delivered")


async def test_texts_that_came_are_listed_over_all_pages_and_only_ours(
    gateway: TwilioGateway, handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twilio_gateway, "_PAGE", 2)
    since = RealClock().now().replace(microsecond=0)
    async with ClientSession(gateway._http._line.base_url, headers={"Authorization": encode_basic_auth(ACCOUNT, TOKEN)}) as session:
        for to, body in [(OURS, "one"), (OURS, "two"), (ABSENT, "to somebody else"), (OURS, "three"), (OURS, "退订")]:
            async with session.post("/_carrier/texts", json={"from": TALKER, "to": to, "body": body}) as answer:
                assert answer.status == 201
    found = await gateway.received(since)
    assert sorted(text.body for text in found) == sorted(["one", "two", "three", "退订"])
    assert {(text.from_number, text.to_number) for text in found} == {(TALKER, OURS)}
    assert await gateway.received(RealClock().now() + timedelta(minutes=1)) == []
