"""The running service and whoever means it ill, or has bad luck: forged and repeated webhooks, hostile media streams, dead sockets, stops.

The service is real, with its listener, store, prompts, recognizer and guard; the carrier is a stand-in, so that each test can say what
no honest carrier would. `elsewhere` is the same database in another process's hands. Every test's log is searched for personal values.
"""

from __future__ import annotations

import asyncio
import base64
import csv
import json
import logging
import re
import socket
import wave
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import aiohttp
import pytest
from aiohttp import ClientWebSocketResponse, WSCloseCode, web
from multidict import MultiDict
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator

from bot.app import App, load_scripts
from bot.base.clock import JumpingClock, ManualClock
from bot.base.config import Config, GatewayConfig, Listener, ServiceConfig, SpeechConfig, StoreConfig
from bot.base.errors import ConfigError
from bot.base.resources import samples_folder
from bot.contact import effects, live, requests, stops
from bot.contact.attempts import TOKEN_LIFETIME
from bot.contact.requests import Wish
from bot.conversation import record
from bot.speech import SpeechError
from bot.store import Store
from bot.store.tables import account, attempt, conversation, inbox, metadata, request, suppression, turn
from bot.telephony.events import Audio, StreamEvent, StreamStarted, StreamStopped
from bot.telephony.media import TwilioMediaStream

ACCOUNT, TOKEN, OURS = "AC" + "5" * 32, "a-token-for-tests", "+15005550006"
BORROWER, OTHER = "CN261001", "CN261002"
KEYS = {BORROWER: "3158", OTHER: "0627"}
AT_ONCE_S = 1.0
"""What the design promises of a stop."""


@dataclass(frozen=True)
class Dialled:
    """A call that the service has asked the carrier for."""

    sid: str
    attempt: str
    number: str


@dataclass
class Carrier:
    """Takes what it is given and does nothing by itself."""

    dialled: asyncio.Queue[Dialled] = field(default_factory=asyncio.Queue)
    hung_up: list[str] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=lambda: count(1))

    def app(self) -> web.Application:
        app = web.Application()
        root = f"/2010-04-01/Accounts/{ACCOUNT}"
        app.router.add_post(f"{root}/Calls.json", self._create)
        app.router.add_post(f"{root}/Calls/{{sid}}.json", self._update)
        app.router.add_get(f"{root}/Calls/{{sid}}.json", self._fetch)
        app.router.add_get(f"{root}/Messages.json", self._no_texts)
        return app

    async def _create(self, request: web.Request) -> web.Response:
        given = await request.post()
        call = Dialled(f"CA{next(self.names):032x}", str(given["StatusCallback"]).rsplit("/", 1)[-1], str(given["To"]))
        self.dialled.put_nowait(call)
        return web.json_response({"sid": call.sid, "status": "queued"}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        self.hung_up.append(request.match_info["sid"])
        return web.json_response({"sid": request.match_info["sid"], "status": "canceled"})

    async def _no_texts(self, _request: web.Request) -> web.Response:
        return web.json_response({"messages": [], "next_page_uri": None})

    async def _fetch(self, request: web.Request) -> web.Response:
        return web.json_response({"sid": request.match_info["sid"], "status": "in-progress"})


class Line:
    """The carrier's end of a media stream. What the bot queues is heard at once while `plays`, and waits otherwise."""

    def __init__(self, ws: ClientWebSocketResponse, call: Dialled) -> None:
        self.ws, self.call = ws, call
        self.plays = True
        self.events: list[str] = []
        self._at_ms = 0
        self._waiting: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.ws:
            got = json.loads(message.data)
            self.events.append(got["event"])
            if got["event"] == "mark":
                self._waiting.append(got["mark"]["name"])
            if self.plays or got["event"] == "clear":
                await self.played()

    async def played(self) -> None:
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            await self.send("mark", {"name": name})

    async def send(self, event: str, body: dict[str, Any]) -> None:
        await self.ws.send_json({"event": event, "streamSid": "MZ1", event: body})

    async def begin(self, call_sid: str | None = None) -> None:
        await self.ws.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        media_format = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
        named = {"accountSid": ACCOUNT, "callSid": call_sid or self.call.sid, "mediaFormat": media_format}
        await self.send("start", named)

    async def quiet(self, ms: int) -> None:
        """Nobody speaks for so long on the stream's own clock."""
        payload = base64.b64encode(b"\xff" * 8 * 100).decode()
        for _ in range(ms // 100):
            await self.send("media", {"track": "inbound", "timestamp": str(self._at_ms), "payload": payload})
            self._at_ms += 100

    async def press(self, digits: str) -> None:
        for digit in digits:
            await self.send("dtmf", {"digit": digit})

    def deafen(self) -> None:
        """From now on nothing that the service sends is read."""
        self._reading.cancel()

    async def over(self, within: float = 20) -> int | None:
        """Wait until the service has closed the stream; the close code."""
        async with asyncio.timeout(within):
            await asyncio.wait({self._reading})
        return self.ws.close_code


@dataclass
class House:
    """A running service, the carrier's hands on its listener, and its database as another process sees it."""

    app: App
    carrier: Carrier
    clock: JumpingClock
    elsewhere: Store
    url: str
    http: aiohttp.ClientSession
    lines: list[Line] = field(default_factory=list)
    closed: bool = False

    async def close(self) -> None:
        if not self.closed:
            self.closed = True
            await self.app.close()

    # what a carrier does

    def sign(self, path: str, fields: object = (), *, token: str = TOKEN, scheme: str = "http") -> dict[str, str]:
        base = self.url.replace("http", scheme, 1)
        return {"X-Twilio-Signature": RequestValidator(token).compute_signature(base + path, MultiDict(fields))}  # type: ignore[arg-type]

    async def post(self, path: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> tuple[int, str]:
        headers = self.sign(path, fields) if headers is None else headers
        body = urlencode(fields).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        async with self.http.post(self.url + path, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def status(self, call: Dialled, status: str, sequence: int = 0) -> int:
        fields = self.fields(call, CallStatus=status, SequenceNumber=str(sequence))
        return (await self.post(f"/twilio/status/{call.attempt}", fields))[0]

    def fields(self, call: Dialled, **more: str) -> dict[str, str]:
        return {"AccountSid": ACCOUNT, "CallSid": call.sid, "CallStatus": "in-progress", "From": OURS, "To": call.number, **more}

    async def pick_up(self, call: Dialled) -> str | None:
        """The borrower answers; the media token that the service gives, or `None` for a hang-up."""
        code, twiml = await self.post(f"/twilio/voice/{call.attempt}", self.fields(call))
        assert code == 200
        stream = ElementTree.fromstring(twiml).find("./Connect/Stream")
        return None if stream is None else stream.attrib["url"].rsplit("/", 1)[-1]

    async def connect(self, call: Dialled, token: str, headers: dict[str, str] | None = None) -> Line:
        path = f"/twilio/media/{token}"
        headers = self.sign(path, scheme="ws") if headers is None else headers
        line = Line(await self.http.ws_connect(self.url + path, headers=headers), call)
        self.lines.append(line)
        return line

    # what an operator does, and what is on file

    async def dial(self, ref: str = BORROWER) -> Dialled:
        """Have a borrower called; the call rings."""
        self.wish(ref)
        async with asyncio.timeout(20):
            call = await self.carrier.dialled.get()
        assert await self.status(call, "ringing") == 204
        return call

    def wish(self, ref: str = BORROWER) -> str:
        who = self.elsewhere.read_now(lambda conn: conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one())
        name = self.elsewhere.write_now(requests.ask_for, Wish(who, "voice", "manual", self.clock.now()), self.clock.now())
        assert name is not None
        return name

    async def talk(self, ref: str = BORROWER) -> Line:
        """A live call in which the borrower has been asked who they are."""
        call = await self.dial(ref)
        token = await self.pick_up(call)
        assert token is not None
        line = await self.connect(call, token)
        await line.begin()
        await line.quiet(1000)
        await self.until(lambda: self.asked(line) == "identity")
        return line

    async def goes_on(self, line: Line) -> None:
        """The call is undisturbed: the borrower says who they are, and is asked for the digits."""
        await line.press("1")
        await self.until(lambda: self.asked(line) == "digits")

    async def talk_of_the_debt(self, ref: str = BORROWER) -> Line:
        """A live call in which the long line about the debt has just begun to be played."""
        line = await self.talk(ref)
        await self.goes_on(line)
        line.plays = False
        await line.press(KEYS[ref])
        await self.until(lambda: bool(self.row(line.call).verified))
        queued = -1
        while queued != len(line.events):
            queued = len(line.events)
            await asyncio.sleep(0.1)
        await line.quiet(1000)
        return line

    def stop(self, scope: stops.Scope = "everything", value: str | None = None) -> str:
        return self.elsewhere.write_now(stops.set_stop, scope=scope, value=value, reason="test", by="operator", now=self.clock.now())

    def creditor(self) -> str:
        query = select(account.c.creditor).where(account.c.ref == BORROWER)
        return self.elsewhere.read_now(lambda conn: str(conn.execute(query).scalar_one()))

    def requests(self) -> list[Row[Any]]:
        return self.elsewhere.read_now(lambda conn: list(conn.execute(select(request.c.state)).all()))

    def asked(self, line: Line) -> str | None:
        """What the latest line of the bot that has been heard to its end asks for."""
        heard = [each for each in self.turns(line.call) if each.side == "bot" and each.heard_text]
        return heard[-1].expects if heard else None

    def row(self, call: Dialled) -> Row[Any]:
        return self.elsewhere.read_now(lambda conn: conn.execute(select(attempt).where(attempt.c.id == call.attempt)).one())

    def conversation(self, call: Dialled) -> Row[Any] | None:
        query = select(conversation).where(conversation.c.attempt_id == call.attempt)
        return self.elsewhere.read_now(lambda conn: conn.execute(query).one_or_none())

    def turns(self, call: Dialled) -> list[Row[Any]]:
        query = select(turn).join(conversation).where(conversation.c.attempt_id == call.attempt).order_by(turn.c.seq)
        return self.elsewhere.read_now(lambda conn: list(conn.execute(query).all()))

    async def settled(self, call: Dialled) -> Row[Any]:
        """The conversation, once it has ended."""

        def ended() -> bool:
            row = self.conversation(call)
            return row is not None and row.ended_at is not None

        await self.until(ended)
        assert self.row(call).state == "ended"
        row = self.conversation(call)
        assert row is not None
        return row

    def recording(self, row: Row[Any]) -> wave.Wave_read:
        sealed = (self.app.config.speech.recordings / row.recording).read_bytes()
        return wave.open(BytesIO(self.app.keys.open(sealed, "recording")), "rb")

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is in the database."""

        def verb(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
            return {table.name: [tuple(row) for row in conn.execute(select(table))] for table in metadata.sorted_tables}

        return self.elsewhere.read_now(verb)

    async def until(self, holds: Callable[[], bool], within: float = 30) -> None:
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - of what another thread, or the database, holds there is no event
                await asyncio.sleep(0.02)


def personal_values() -> Iterator[str]:
    """Patterns of what the sample borrowers would not want to be read in a log: names, numbers, ID digits, amounts."""
    for name, encoding in (("placement_cn.csv", "gb18030"), ("placement_us.csv", "utf-8")):
        with (samples_folder() / name).open(encoding=encoding, newline="") as file:
            for row in csv.DictReader(file):
                _, who, number, id_last4, *_, total = list(row.values())[:11]
                yield re.escape(who)
                yield re.sub(r"\D", "", number)[-10:]
                for value in (id_last4, total, total.replace(",", "")):
                    yield rf"(?<![\w.-]){re.escape(value)}(?![\w-])"


PERSONAL = re.compile("|".join(personal_values()))


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> Iterator[list[Any]]:
    """All that a test makes the service log. Whatever the test is about, no personal value may stand in it, and no traceback."""
    caplog.set_level(logging.INFO)
    with capture_logs() as entries:
        yield entries
    written = "\n".join([*map(str, entries), *(record.getMessage() for record in caplog.records if record.name != "apscheduler.scheduler")])
    assert not PERSONAL.findall(written)
    assert not [record for record in caplog.records if record.exc_info]


@pytest.fixture(scope="module")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rendered once for all tests: the borrowers are the same."""
    return tmp_path_factory.mktemp("prompts")


@pytest.fixture(autouse=True, scope="module")
def _scripts_are_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.load_scripts", cache(load_scripts))
        yield


def configuration(folder: Path, prompts: Path, base_url: str, port: int, url: str | None = None) -> Config:
    keys = folder / "courtesy.keys"
    keys.write_text("\n".join(b64encode(key * 32).decode() for key in (b"s", b"i")))  # those of the `store` fixture
    return Config(
        store=StoreConfig(url=url or f"sqlite:///{folder}/courtesy.db", key_file=keys),
        gateway=GatewayConfig(
            base_url=base_url, account_sid=ACCOUNT, auth_token=TOKEN, caller_number=OURS, calls_per_second=100, texts_per_second=100
        ),
        service=ServiceConfig(
            public_url=f"http://127.0.0.1:{port}", webhooks=Listener(port=port), console=Listener(port=0), live_calls=4, zone="UTC"
        ),
        speech=SpeechConfig(prompts=prompts, recordings=folder / "recordings"),
    )


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
async def house(store: Store, store_url: str, clock: ManualClock, tmp_path: Path, prompts: Path) -> AsyncIterator[House]:
    carrier = Carrier()
    running = JumpingClock(clock.now())
    async with listening(carrier.app()) as base_url, aiohttp.ClientSession() as http:
        port = free_port()
        app = App(configuration(tmp_path, prompts, base_url, port, store_url), running)
        where = await app.start()
        house = House(app, carrier, running, store, where.webhooks, http)
        yield house
        await house.close()
        for line in house.lines:
            await line.ws.close()
            await line.over()


@pytest.mark.both_stores
async def test_a_call_that_nobody_disturbs_goes_well(house: House) -> None:
    """The stand-in and these tests are right: without an attack the debt is spoken of, and the call is on file."""
    line = await house.talk_of_the_debt()
    line.plays = True
    await line.played()
    await house.until(lambda: house.asked(line) == "payment")
    await line.ws.close()
    row = await house.settled(line.call)
    assert (row.ended_by, row.verified) == ("borrower", True)


# ---------------------------------------------------------------- webhooks


async def test_what_is_unsigned_or_forged_is_403_and_changes_nothing(house: House, log: list[Any]) -> None:
    """Whatever is claimed of a live call by somebody who has not the account's token: no row of any table changes, and the call goes on."""
    line = await house.talk()
    call = line.call
    await house.app.dispatcher.sealer.seal(sign_now=True)
    before = house.everything()
    claims = {
        f"status/{call.attempt}": house.fields(call, CallStatus="completed"),
        "status": house.fields(call, CallStatus="completed"),
        f"voice/{call.attempt}": house.fields(call),
        "voice": house.fields(call, From=call.number, Direction="inbound"),
        f"amd/{call.attempt}": house.fields(call, AnsweredBy="machine_start"),
        "sms": house.fields(call, MessageSid="SM" + "1" * 32, From=call.number, Body="STOP", OptOutType="STOP"),
        f"sms-status/{call.attempt}": house.fields(call, MessageSid="SM" + "1" * 32, MessageStatus="failed"),
        f"stream-status/{call.attempt}": house.fields(call, StreamEvent="stream-error", StreamError=call.number),
        f"fallback/{call.attempt}": house.fields(call, ErrorCode=call.number),
        f"recording/{call.attempt}": house.fields(call),
    }
    for name, fields in claims.items():
        path = f"/twilio/{name}"
        others = fields | {"AccountSid": "AC" + "9" * 32}
        for sent, headers in (
            (fields, {}),
            (fields, house.sign(path, fields, token="another")),
            (fields | {"Extra": "1"}, house.sign(path, fields)),
            (fields, house.sign("/twilio/status", fields) if name != "status" else {"X-Twilio-Signature": "x"}),
            (others, house.sign(path, others)),
        ):
            assert await house.post(path, sent, headers) == (403, "Forbidden")
    assert house.everything() == before
    assert len([entry for entry in log if entry["event"] == "webhook.refused"]) == 5 * len(claims)
    await house.goes_on(line)


async def test_a_body_too_big_or_of_another_kind_gets_its_status_and_changes_nothing(house: House) -> None:
    call = await house.dial()
    await house.app.dispatcher.sealer.seal(sign_now=True)
    before = house.everything()
    path = f"/twilio/status/{call.attempt}"
    big = house.fields(call, CallStatus="completed", Extra="x" * 70_000)
    assert (await house.post(path, big))[0] == 413
    signed = house.sign(path, house.fields(call, CallStatus="completed"))
    assert (await house.post(path, house.fields(call, CallStatus="completed"), signed | {"Content-Type": "text/plain"}))[0] == 415
    assert (await house.post(path, house.fields(call, CallStatus="over")))[0] == 400
    assert (await house.post(path, house.fields(call, CallSid="CA1")))[0] == 400
    assert house.everything() == before


async def test_callbacks_about_what_we_do_not_know_are_accepted_noted_and_do_nothing(house: House, log: list[Any]) -> None:
    """An attempt that was never made, a call that is not ours, a live attempt's name with another call's: nothing of it is believed."""
    line = await house.talk()
    known, nobody = line.call, Dialled("CA" + "f" * 32, "att_unknown", "+8613800000199")
    await house.app.dispatcher.sealer.seal(sign_now=True)
    before = house.everything()
    for call in (nobody, Dialled(nobody.sid, known.attempt, nobody.number)):
        fields = house.fields(call, CallStatus="completed", SequenceNumber="3")
        assert (await house.post(f"/twilio/status/{call.attempt}", fields))[0] == 204
        machine = {"AccountSid": ACCOUNT, "CallSid": call.sid, "AnsweredBy": "machine_start"}
        assert (await house.post(f"/twilio/amd/{call.attempt}", machine))[0] == 204
        text = {"AccountSid": ACCOUNT, "MessageSid": "SM" + "f" * 32, "MessageStatus": "failed", "To": call.number}
        assert (await house.post(f"/twilio/sms-status/{call.attempt}", text))[0] == 204
        assert await house.pick_up(call) is None
    assert (await house.post("/twilio/status", house.fields(nobody, CallStatus="completed")))[0] == 204
    assert (await house.post("/twilio/voice", house.fields(nobody, From=nobody.number, Direction="inbound")))[0] == 200
    assert house.everything() == before
    assert [entry["event"] for entry in log].count("callback.unknown_attempt") == 7
    assert [entry["event"] for entry in log].count("call.not_taken") == 2  # who calls from a number that we do not know is greeted
    await house.goes_on(line)  # and nobody took the borrower for a machine


async def test_callbacks_that_come_twice_late_or_in_disorder_end_where_they_should(house: House) -> None:
    """The last word comes first and all of them twice; then somebody `answers` the call that is over."""
    call = await house.dial()
    for status, sequence in (("completed", 3), ("in-progress", 2), ("ringing", 1), ("initiated", 0)) * 2:
        assert await house.status(call, status, sequence) == 204
    row = house.row(call)
    assert (row.state, row.outcome, row.carrier_status) == ("ended", "dropped", "completed")
    kept = house.elsewhere.read_now(lambda conn: list(conn.execute(select(inbox.c.key)).scalars()))
    told = ("ringing:0", "completed:3", "in-progress:2", "ringing:1", "initiated:0")
    assert sorted(kept) == sorted(f"{call.sid}:{each}" for each in told)
    assert await house.pick_up(call) is None
    assert house.conversation(call) is None
    assert house.carrier.dialled.empty()


async def test_a_text_that_is_delivered_to_us_twice_opts_out_once(house: House) -> None:
    number = "+8613800000101"
    fields = {"AccountSid": ACCOUNT, "MessageSid": "SM" + "2" * 32, "From": number, "To": OURS, "Body": "退订"}
    for _ in range(2):
        assert (await house.post("/twilio/sms", fields))[0] == 200
    learnt = select(suppression.c.channel).where(suppression.c.attempt_id.is_not(None))
    assert house.elsewhere.read_now(lambda conn: list(conn.execute(learnt).scalars())) == ["sms"]


# ---------------------------------------------------------------- media


async def refused(house: House, call: Dialled, token: str, headers: dict[str, str] | None = None) -> bool:
    """Whether a socket is turned away before it is one."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as answer:
        await house.connect(call, token, headers)
    return answer.value.status == 403


async def test_a_media_socket_with_a_wrong_used_superseded_or_expired_token_is_403(house: House) -> None:
    """Before the upgrade, so that nothing is ever heard or said on it; and an unsigned one leaves the token unspent."""
    call = await house.dial()
    assert await refused(house, call, "wrong")
    older = await house.pick_up(call)
    token = await house.pick_up(call)
    assert older is not None
    assert token is not None
    assert await refused(house, call, older)
    assert await refused(house, call, token, headers={})
    line = await house.connect(call, token)
    assert await refused(house, call, token)
    await line.begin()
    await house.until(lambda: house.asked(line) == "identity")
    other = await house.dial(OTHER)
    late = await house.pick_up(other)
    assert late is not None
    house.clock.jump_to(house.clock.now() + TOKEN_LIFETIME)
    assert await refused(house, other, late)
    assert house.conversation(other) is None


async def test_a_second_stream_of_a_live_call_is_sent_away_and_the_first_goes_on(house: House, log: list[Any]) -> None:
    """The carrier asks twice what to do, and connects twice: there is one conversation all the same."""
    line = await house.talk()
    again = await house.pick_up(line.call)
    assert again is not None
    second = await house.connect(line.call, again)
    await second.begin()
    await second.over()
    assert second.events == []
    assert [entry["event"] for entry in log if entry["log_level"] != "info"] == ["call.stream_of_another_call"]
    await house.goes_on(line)


async def test_a_stream_that_names_another_call_hears_nothing_and_hurts_neither(house: House, log: list[Any]) -> None:
    line = await house.talk(OTHER)
    call = await house.dial()
    token = await house.pick_up(call)
    assert token is not None
    forged = await house.connect(call, token)
    await forged.begin(line.call.sid)
    assert await forged.over() == WSCloseCode.POLICY_VIOLATION
    assert (forged.events, house.conversation(call)) == ([], None)
    assert "media.refused" in [entry["event"] for entry in log]
    assert await house.status(call, "completed") == 204
    assert (house.row(call).state, house.row(call).outcome) == ("ended", "dropped")
    await house.goes_on(line)


async def test_a_stream_that_never_starts_is_closed_and_the_call_counts_as_dropped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    patience = TwilioMediaStream.__init__.__kwdefaults__
    assert patience is not None
    monkeypatch.setitem(patience, "start_s", 0.2)
    call = await house.dial()
    token = await house.pick_up(call)
    assert token is not None
    line = await house.connect(call, token)
    assert await line.over() == WSCloseCode.POLICY_VIOLATION
    assert (line.events, house.conversation(call)) == ([], None)
    assert await house.status(call, "completed") == 204
    assert (house.row(call).state, house.row(call).outcome) == ("ended", "dropped")


@pytest.mark.parametrize("attack", ["binary", "huge", "flood", "abort"])
async def test_what_breaks_a_stream_ends_its_call_settled_and_recorded_and_no_other(house: House, attack: str) -> None:
    """Binary, oversized and junk messages, and a socket that dies: one call is over, with its sound; another, live, does not notice."""
    other = await house.talk(OTHER)
    line = await house.talk()
    await house.goes_on(line)
    if attack == "binary":
        await line.ws.send_bytes(b"\x00\xff")
    elif attack == "huge":
        await line.ws.send_str("x" * 100_000)
    elif attack == "flood":
        for _ in range(60):
            await line.ws.send_str("{junk")
    else:
        assert line.ws._response.connection is not None
        assert line.ws._response.connection.transport is not None
        line.ws._response.connection.transport.abort()
    row = await house.settled(line.call)
    assert (row.outcome, row.ended_by) == ("hung_up", "borrower")
    with house.recording(row) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (2, 8000)
        assert sound.getnframes() >= 8000
    await house.goes_on(other)


async def test_single_pieces_of_junk_are_skipped_and_the_call_goes_on(house: House, log: list[Any]) -> None:
    """Among them a time stamp days ahead, which must neither end the call nor reserve memory for the silence until then."""
    line = await house.talk()
    for text in ("", "null", "[" * 10_000, '{"event":"media"}', '{"event":"start","streamSid":"MZ1","start":{}}'):
        await line.ws.send_str(text)
    sound = base64.b64encode(b"\xff" * 160).decode()
    await line.send("media", {"track": "inbound", "timestamp": "900000000", "payload": sound})
    await line.send("media", {"track": "inbound", "timestamp": "3500000", "payload": sound})
    await line.send("media", {"track": "inbound", "timestamp": "-1", "payload": sound})
    await line.send("mark", {"name": "never-asked"})
    await line.quiet(500)
    await house.goes_on(line)
    await line.ws.close()
    row = await house.settled(line.call)
    assert row.recording_ms < 60_000
    assert [entry["count"] for entry in log if entry["event"] == "media.junk"] == [9]


# ---------------------------------------------------------------- stops


@pytest.mark.parametrize("scope", ["everything", "creditor", "number"])
async def test_a_stop_ends_a_live_call_within_a_second_in_the_middle_of_a_line(house: House, scope: stops.Scope) -> None:
    """Set in another process. What is queued at the carrier is dropped, not a word follows, and the record says how far it got."""
    line = await house.talk_of_the_debt()
    before = len(line.events)
    values = {"everything": None, "creditor": house.creditor(), "number": house.row(line.call).number_index}
    house.stop(scope, values[scope])
    await line.over(AT_ONCE_S)
    assert line.events[before:] == ["clear"]
    row = await house.settled(line.call)
    assert (row.ended_by, row.outcome) == ("bot", "hung_up")
    last = [each for each in house.turns(line.call) if each.side == "bot"][-1]
    assert last.heard_text is not None
    assert last.heard_text != last.text
    assert row.recording is not None


async def test_a_stop_or_a_suppression_of_somebody_else_leaves_a_call_alone(house: House) -> None:
    line, other = await house.talk(), await house.talk(OTHER)
    house.stop("number", house.row(other.call).number_index)
    await other.over(AT_ONCE_S)
    await house.goes_on(line)


async def test_a_stop_before_dispatch_dials_nobody_until_it_is_lifted(house: House) -> None:
    name = house.stop()
    house.wish()
    await house.until(lambda: "planned" in [row[0] for row in house.requests()])
    await house.app.dispatcher.dispatch()
    await asyncio.sleep(0.6)  # two real ticks
    assert house.carrier.dialled.empty()
    house.elsewhere.write_now(stops.lift, name, reason="test", by="operator", now=house.clock.now())
    async with asyncio.timeout(5):
        await house.carrier.dialled.get()


async def test_a_stop_cancels_a_call_that_rings_and_one_picked_up_all_the_same_hears_nothing(house: House) -> None:
    call = await house.dial()
    house.stop()
    await house.until(lambda: call.sid in house.carrier.hung_up, within=AT_ONCE_S)
    token = await house.pick_up(call)
    assert token is not None
    line = await house.connect(call, token)
    await line.begin()
    await line.over(AT_ONCE_S)
    assert [event for event in line.events if event != "clear"] == []
    row = await house.settled(call)
    assert (row.outcome, row.ended_by) == ("dropped", "bot")


@pytest.mark.parametrize("how", ["office", "text"])
async def test_an_opt_out_recorded_elsewhere_ends_a_live_call_at_once(house: House, how: str) -> None:
    """By a colleague for the whole person, or by the borrower, who writes while the bot talks."""
    line = await house.talk_of_the_debt()
    before, row = len(line.events), house.row(line.call)
    if how == "office":
        person = {"group_id": row.group_id, "number_index": None}
        house.elsewhere.write_now(effects.suppress, **person, channel="all", reason="letter", by="office", now=house.clock.now())
    else:
        fields = {"AccountSid": ACCOUNT, "MessageSid": "SM" + "3" * 32, "From": line.call.number, "To": OURS, "Body": "不要再联系我了"}
        assert (await house.post("/twilio/sms", fields))[0] == 200
    await line.over(AT_ONCE_S)
    assert line.events[before:] == ["clear"]
    assert (await house.settled(line.call)).ended_by == "bot"


# ---------------------------------------------------------------- bad luck inside


@pytest.mark.parametrize("fault", ["store", "voice"])
async def test_an_error_inside_one_call_ends_it_settled_and_hurts_no_other(
    house: House, log: list[Any], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The database refuses a turn, or a line can't be spoken: that call is over and on file as ours to answer for; another goes on."""
    line, other = await house.talk(), await house.talk(OTHER)
    advance, get = record.advance, house.app.prompts.get
    mine = line.call.attempt

    def fails(conn: Connection, name: str, attempt_id: str, **more: Any) -> None:
        if attempt_id == mine and any(turn.side == "borrower" for turn in more["turns"]):  # the bot's own line may still be on its way
            raise OperationalError("disk I/O error", {}, Exception("disk"))
        advance(conn, name, attempt_id, **more)

    async def mute(text: str, lang: str, **more: Any) -> Any:
        if fault == "voice" and line.events.count("heard-key"):
            raise SpeechError("no voice today")
        return await get(text, lang, **more)

    if fault == "store":
        monkeypatch.setattr(record, "advance", fails)
    monkeypatch.setattr(house.app.prompts, "get", mute)
    line.events.append("heard-key")
    await line.press("1")
    await line.over()
    row = await house.settled(line.call)
    assert (row.ended_by, row.outcome) == ("bot", "hung_up")
    assert row.recording is not None
    await house.until(lambda: any(each["event"] == "webhook.failed" for each in log))  # it is told once all is on file
    assert [(each["attempt"], each["error"]) for each in log if each["event"] == "webhook.failed"] == [
        (mine, "Unavailable" if fault == "store" else "SpeechError")
    ]
    line.events.clear()
    await house.goes_on(other)


async def test_a_recording_that_cannot_be_written_leaves_the_contact_settled(house: House, log: list[Any]) -> None:
    house.app.config.speech.recordings.write_text("a file where the folder should be")
    line = await house.talk()
    await line.ws.close()
    row = await house.settled(line.call)
    assert (row.outcome, row.recording) == ("hung_up", None)
    assert "call.recording_lost" in [entry["event"] for entry in log]


async def test_a_database_that_cannot_be_read_for_a_moment_does_not_blind_the_service_to_stops(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader of stops fails once; it looks again, and the stop that was set meanwhile works."""
    line = await house.talk_of_the_debt()
    real, failures = live.barred, iter([True])

    def fails_once(conn: Connection, names: Any) -> set[str]:
        if line.call.attempt in names and next(failures, False):
            raise OperationalError("database is locked", {}, Exception("locked"))
        return real(conn, names)

    monkeypatch.setattr(live, "barred", fails_once)
    house.stop()
    await line.over(AT_ONCE_S)
    assert next(failures, "spent") == "spent"


async def test_a_service_that_is_stopped_settles_its_live_calls(house: House) -> None:
    """One far end takes its leave and one has gone deaf: both calls are on file, with their sound, when `close` returns."""
    line, deaf = await house.talk_of_the_debt(), await house.talk(OTHER)
    deaf.deafen()
    async with asyncio.timeout(6):
        await house.close()
    for each in (line, deaf):
        row = house.conversation(each.call)
        assert row is not None
        assert (row.ended_by, row.ended_at is not None, row.recording is not None) == ("bot", True, True)
        assert house.row(each.call).state == "ended"


class Patient:
    """A stream on which the far end only listens, until it is closed."""

    def __init__(self, call_sid: str) -> None:
        self._started: StreamStarted | None = StreamStarted("MZ1", call_sid)
        self._closed = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[StreamEvent]:
        if self._started is not None:
            started, self._started = self._started, None
            yield started
        yield Audio(bytes(16 * 500), 0)
        await self._closed.wait()
        yield StreamStopped()

    async def play(self, pcm: bytes) -> None: ...

    async def mark(self, name: str) -> None: ...

    async def clear(self) -> None: ...

    async def close(self) -> None:
        self._closed.set()


async def test_a_request_that_is_cancelled_does_not_tear_its_call_from_the_record(house: House) -> None:
    """The web server gives up on a request: the stream is closed behind it, and the call is settled all the same."""
    call = await house.dial()
    token = await house.pick_up(call)
    assert token is not None
    assert await house.app.calls.claim_stream(token) == call.attempt
    stream = Patient(call.sid)
    request = asyncio.create_task(house.app.calls.media(call.attempt, stream))
    await house.until(lambda: len(house.turns(call)) >= 1)
    assert house.app.calls.live() == {call.attempt}
    while not request.done():  # whoever cancels may do so again while the call is being settled
        request.cancel()
        await asyncio.sleep(0)
    await stream.close()
    row = await house.settled(call)
    assert row.recording is not None


# ---------------------------------------------------------------- an unlucky operator


async def test_a_busy_port_and_a_missing_model_are_said_clearly_and_leave_nothing_running(
    store: Store, clock: ManualClock, tmp_path: Path, prompts: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = configuration(tmp_path, prompts, "http://127.0.0.1:9", taken.getsockname()[1])
        app = App(busy, JumpingClock(clock.now()))
        with pytest.raises(ConfigError, match=r"service\.webhooks.*port.*another port"):
            await app.start()
        await app.close()
    deaf = busy.model_copy(update={"speech": busy.speech.model_copy(update={"models": {"zh-CN": tmp_path / "nothing"}})})
    app = App(deaf, JumpingClock(clock.now()))
    with pytest.raises(SpeechError, match="nothing"):
        await app.start()
    await app.close()
