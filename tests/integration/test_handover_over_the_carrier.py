"""Calls that are handed to a person, over real sockets: our adapter, our webhooks and the local carrier, with nothing in between."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import Connection, select, update

from bot.base.clock import RealClock
from bot.carrier import CarrierConfig, carrier
from bot.contact import attempts, staff
from bot.contact.staff import Colleague, Staff
from bot.conversation.handover import Desk
from bot.portfolio.accounts import load_account
from bot.store import Store
from bot.store.tables import account, attempt, effect, handover, ledger, leg, mandate
from bot.telephony import TwilioGateway, routes
from bot.telephony.events import CallEvent, MediaStream, StreamStarted

ACCOUNT, TOKEN, OURS = "AC" + "0" * 32, "not-a-secret", "+12125550100"
PRESSES_ONE, NEVER, VOICEMAIL = "+19145550107", "+19145550102", "+19145550105"


class Bot:
    """Takes a borrower's call, and asks for a person at once."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store, self._desk = store, desk
        self.left = asyncio.Event()

    async def voice(self, _attempt: str | None, event: CallEvent) -> str | None:
        return await self._store.write(_receive, event, RealClock().now())

    async def call_status(self, name: str | None, event: CallEvent) -> None:
        name = name or await self._store.read(attempts.by_sid, event.sid)
        assert name is not None
        how: dict[str, Any] = {"sid": event.sid, "status": event.status, "sip_code": event.sip_code, "seconds": event.duration_s}
        await self._store.write(attempts.call_status, name, **how, now=RealClock().now())

    async def claim_stream(self, token: str) -> str | None:
        return await self._store.write(attempts.claim, token, RealClock().now())

    async def media(self, name: str, stream: MediaStream) -> None:
        async for event in stream:
            if isinstance(event, StreamStarted):
                assert await self._desk.take(name, "agent", "en-US")
        self.left.set()


def _receive(conn: Connection, event: CallEvent, now: Any) -> str | None:
    file = load_account(conn, conn.execute(select(account.c.id).where(account.c.ref == "US262002")).scalar_one())
    whose = {"account_id": file.id, "group_id": file.group_id, "caller_id": "somebody"}
    return attempts.receive(conn, sid=event.sid, number=event.from_number, **whose, now=now)


class House:
    """The desk with its ticks, the bot, and the carrier."""

    def __init__(self, store: Store, desk: Desk, bot: Bot, base_url: str) -> None:
        self.store, self.desk, self.bot, self._base_url = store, desk, bot, base_url

    async def ask(self, method: str, path: str, **content: Any) -> Any:
        headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
        async with aiohttp.ClientSession(headers=headers) as session, session.request(method, self._base_url + path, **content) as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json()

    async def borrower_calls(self, persona: str = "en_silent") -> None:
        await self.ask("POST", "/_carrier/calls", json={"from": "+19145550199", "to": OURS, "persona": persona})

    async def calls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.ask("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"))["calls"]
        return found

    async def until_together(self) -> str:
        """The borrower and a person hear each other; the name of the room."""
        rooms: list[dict[str, Any]] = []
        async with asyncio.timeout(30):
            while [room["status"] for room in rooms] != ["in-progress"]:
                await asyncio.sleep(0.05)
                rooms = (await self.ask("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Conferences.json"))["conferences"]
        return str(rooms[0]["friendly_name"])

    async def hang_up(self, number: str) -> None:
        sid = next(call["sid"] for call in await self.calls() if number in (call["to"], call["from"]) and call["status"] == "in-progress")
        await self.ask("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{sid}.json", data={"Status": "completed"})

    async def until(self, there: Callable[[Connection], bool]) -> None:
        async with asyncio.timeout(30):
            while not self.store.read_now(there):  # noqa: ASYNC110 - of what stands in the database there is no event
                await asyncio.sleep(0.05)

    async def until_over(self) -> None:
        """Every call has ended, at the carrier too."""
        await self.until(lambda conn: _states(conn) == {"over"} and _ended(conn))
        async with asyncio.timeout(30):
            while any(call["status"] == "in-progress" for call in await self.calls()):  # noqa: ASYNC110 - the carrier is another server
                await asyncio.sleep(0.05)

    def ending(self) -> tuple[str, list[str]]:
        """Of the hand-over, and of the calls to people in the order in which they were made."""

        def read(conn: Connection) -> tuple[str, list[str]]:
            legs = conn.execute(select(leg.c.ending).order_by(leg.c.at)).scalars()
            return conn.execute(select(handover.c.ending)).scalar_one(), list(legs)

        return self.store.read_now(read)

    def ledger(self) -> list[str]:
        kinds = select(ledger.c.kind).where(ledger.c.kind.startswith("handover")).order_by(ledger.c.id)
        return list(self.store.read_now(lambda conn: conn.execute(kinds).scalars().all()))


def _states(conn: Connection) -> set[str]:
    return set(conn.execute(select(handover.c.state)).scalars())


def _ended(conn: Connection) -> bool:
    return set(conn.execute(select(attempt.c.state).where(attempt.c.sid.is_not(None))).scalars()) == {"ended"}


@pytest.fixture
def people() -> list[str]:
    """The telephones of those who take calls."""
    return [PRESSES_ONE]


@pytest.fixture
async def house(store: Store, people: list[str], tmp_path: Path) -> AsyncIterator[House]:
    config = CarrierConfig(ACCOUNT, TOKEN, None, tmp_path / "journal.jsonl", tmp_path / "voices", speed=4)
    taken = socket.create_server(("127.0.0.1", 0))  # the listener must know its own address before it is built
    host = f"127.0.0.1:{taken.getsockname()[1]}"
    us = Staff(Colleague(f"user{at}", f"Colleague {at}", phone, ("en-US",)) for at, phone in enumerate(people))
    for name, document in store.read_now(lambda conn: conn.execute(select(mandate.c.id, mandate.c.document)).all()):
        anybody = update(mandate).where(mandate.c.id == name).values(document={**document, "agents": []})
        store.write_now(lambda conn, change=anybody: conn.execute(change))
    for each in us:
        store.write_now(staff.say, each.user, takes_calls=True, now=RealClock().now())
    async with carrier(config) as port:
        base_url = f"http://127.0.0.1:{port}"
        common = {"caller_number": OURS, "staff": us.numbers}
        gateway = TwilioGateway(ACCOUNT, TOKEN, base_url, f"http://{host}", RealClock(), **common)  # type: ignore[arg-type]
        desk = Desk(store, gateway, RealClock(), us, OURS)
        bot = Bot(store, desk)
        public = {"public_url": f"http://{host}", "media_url": f"ws://{host}"}
        app = routes(bot, RealClock(), account_sid=ACCOUNT, auth_token=TOKEN, handover=desk, **public)  # type: ignore[arg-type]
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, taken).start()
        made = House(store, desk, bot, base_url)
        number = {"PhoneNumber": OURS, "VoiceUrl": f"http://{host}/twilio/voice", "StatusCallback": f"http://{host}/twilio/status"}
        await made.ask("POST", f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json", data=number)
        ticking = asyncio.create_task(_tick(desk))
        yield made
        ticking.cancel()
        await desk.close()
        await gateway.close()
        await runner.cleanup()


async def _tick(desk: Desk) -> None:
    while True:
        await desk.tick()
        await asyncio.sleep(0.1)


async def test_a_person_takes_the_call_and_the_borrower_hears_when_they_leave(house: House) -> None:
    await house.borrower_calls()
    assert (await house.until_together()).startswith("att_"), "no personal data in a room's name"
    assert house.bot.left.is_set()
    assert house.store.read_now(lambda conn: conn.execute(select(attempt.c.state)).scalar_one()) == "live", "it is not over for the caps"
    await house.hang_up(PRESSES_ONE)
    await house.until_over()
    assert house.ending() == ("talked", ["talked"])
    assert house.ledger()[:3] == ["handover.asked", "handover.rung", "handover.joined"]
    assert sorted(house.ledger()[3:]) == ["handover.ended", "handover.left"]


async def test_a_borrower_who_hangs_up_frees_the_person(house: House) -> None:
    await house.borrower_calls()
    await house.until_together()
    await house.hang_up("+19145550199")
    await house.until_over()
    assert house.ending()[0] == "talked"
    assert house.store.read_now(staff.on_the_phone) == set()


@pytest.mark.parametrize("people", [[VOICEMAIL, PRESSES_ONE]])
async def test_a_voicemail_hears_nothing_and_the_next_one_is_called(house: House, people: list[str]) -> None:
    await house.borrower_calls()
    await house.until_together()
    await house.hang_up(PRESSES_ONE)
    await house.until_over()
    assert house.ending() == ("talked", ["no_answer", "talked"])
    assert [each.user for each in house.store.read_now(staff.on_duty, house.desk._staff, RealClock().now())] == ["user1"]


@pytest.mark.parametrize("people", [[]])
async def test_without_people_the_call_is_the_bots_to_end(house: House, people: list[str]) -> None:
    assert not await house.desk.take("att_1", "agent", "en-US")


async def test_nobody_free_offers_a_call_back_which_is_booked_by_a_key(house: House) -> None:
    house.store.write_now(staff.say, "user0", takes_calls=False, now=RealClock().now())
    await house.ask("POST", "/_carrier/calls", json={"from": PRESSES_ONE, "to": OURS})
    await house.until_over()
    assert house.ending() == ("call_back", [])
    booked = house.store.read_now(lambda conn: conn.execute(select(effect.c.kind)).scalars().all())
    assert list(booked) == ["callback_booked"]
