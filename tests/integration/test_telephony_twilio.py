"""The Twilio gateway against a small server that speaks its REST protocol: one request each, and every ending told apart."""

from __future__ import annotations

import asyncio
import base64
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import MultiDict

from bot.base.clock import ManualClock
from bot.base.errors import ConfigError
from bot.contact.gateway import CallOrder, Found, GatewayError, LostAnswer, Receipt, TextOrder
from bot.contact.permit import Permit, PermitError, _issue
from bot.telephony import TwilioGateway
from bot.telephony.twilio_client import TwilioHttpClient

ACCOUNT, TOKEN = "AC" + "0" * 32, "a-token-for-tests"
PUBLIC = "https://calls.example.org"
SERVICE = "MG" + "1" * 32
NUMBER, OURS = "+12025550100", "+12025550199"
CALL, TEXT = "CA" + "1" * 32, "SM" + "2" * 32
NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
API = f"/2010-04-01/Accounts/{ACCOUNT}"
ORDER = CallOrder(caller_number=OURS, ring_s=25, limit_s=300)
SMS = TextOrder(caller_number=OURS, text="您好 / hello", template="first", version=1, valid_s=600)

Answer = Callable[[str, str, MultiDict[str]], web.StreamResponse]


class Carrier:
    """Writes down what was asked, and answers as a test says."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, MultiDict[str]]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer = lambda _method, path, _fields: record(path, 201)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        fields = MultiDict(request.query) if request.method == "GET" else MultiDict((k, str(v)) for k, v in (await request.post()).items())
        self.requests.append((request.method, request.path, fields))
        self.headers.append(dict(request.headers))
        answer = self.answer(request.method, request.path, fields)
        if answer.status == 599:  # the test's word for: hang up without an answer
            assert request.transport is not None
            request.transport.abort()
        return answer


def record(path: str, http: int = 200, **changes: object) -> web.Response:
    body = {"sid": TEXT if "Messages" in path else CALL, "status": "queued", "date_created": "Tue, 03 Mar 2026 15:00:00 +0000"}
    return web.json_response(body | changes, status=http)


def refusal(status: int, code: int | None = None, **headers: str) -> web.Response:
    if code is None:
        return web.Response(status=status, text="<html>no</html>", headers=headers)
    said = {"code": code, "message": f"The 'To' number {NUMBER} is bad", "more_info": "", "status": status}
    return web.json_response(said, status=status, headers=headers)


@pytest.fixture
async def carrier() -> AsyncIterator[Carrier]:
    carrier = Carrier()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", carrier.handle)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    carrier.url = f"http://127.0.0.1:{server.port}"  # type: ignore[attr-defined]
    yield carrier
    await server.close()


@pytest.fixture
async def gateway(carrier: Carrier) -> AsyncIterator[TwilioGateway]:
    gateway = TwilioGateway(ACCOUNT, TOKEN, carrier.url, PUBLIC + "/", ManualClock(NOW), caller_number=OURS)  # type: ignore[attr-defined]
    yield gateway
    await gateway.close()


def permit(channel: str = "voice", *, sample: bool = True) -> Permit:
    return _issue("att_1", channel, NUMBER, sample=sample, now=NOW, valid_s=15)  # type: ignore[arg-type]


async def test_a_call_goes_out_once_with_every_callback_addressed_by_its_attempt(
    carrier: Carrier, gateway: TwilioGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "au1")
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert await gateway.call(permit(), ORDER) == Receipt(CALL, "queued")
    ((method, path, fields),) = carrier.requests
    assert (method, path) == ("POST", f"{API}/Calls.json")
    assert fields.getall("StatusCallbackEvent") == ["initiated", "ringing", "answered", "completed"]
    assert {name: fields[name] for name in fields if name != "StatusCallbackEvent"} == {
        "To": NUMBER,
        "From": OURS,
        "Url": f"{PUBLIC}/twilio/voice/att_1",
        "FallbackUrl": f"{PUBLIC}/twilio/fallback/att_1",
        "StatusCallback": f"{PUBLIC}/twilio/status/att_1",
        "AsyncAmdStatusCallback": f"{PUBLIC}/twilio/amd/att_1",
        "AsyncAmd": "true",
        "MachineDetection": "Enable",
        "Timeout": "25",
        "TimeLimit": "300",
    }
    assert carrier.headers[0]["Authorization"] == "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


async def test_a_text_goes_out_with_its_words_and_its_end(carrier: Carrier, gateway: TwilioGateway) -> None:
    assert await gateway.text(permit("sms"), SMS) == Receipt(TEXT, "queued")
    ((_, path, fields),) = carrier.requests
    assert path == f"{API}/Messages.json"
    assert dict(fields) == {
        "To": NUMBER,
        "From": OURS,
        "Body": "您好 / hello",
        "StatusCallback": f"{PUBLIC}/twilio/sms-status/att_1",
        "ValidityPeriod": "600",
    }


async def test_a_text_waits_no_longer_than_the_carrier_can_and_without_time_is_not_sent(carrier: Carrier, gateway: TwilioGateway) -> None:
    await gateway.text(permit("sms"), TextOrder(OURS, "x", "first", 1, valid_s=90_000))
    assert carrier.requests[0][2]["ValidityPeriod"] == "36000"
    with pytest.raises(GatewayError) as refused:
        await gateway.text(permit("sms"), TextOrder(OURS, "x", "first", 1, valid_s=0))
    assert (refused.value.kind, len(carrier.requests)) == ("policy", 1)


async def test_a_permit_serves_once_for_its_channel_and_in_time(carrier: Carrier) -> None:
    clock = ManualClock(NOW)
    gateway = TwilioGateway(ACCOUNT, TOKEN, carrier.url, PUBLIC, clock, caller_number=OURS)  # type: ignore[attr-defined]
    used = permit()
    await gateway.call(used, ORDER)
    late = permit()
    clock.advance(timedelta(seconds=16))
    for bad in (used, permit("sms"), late):
        with pytest.raises(PermitError):
            await gateway.call(bad, ORDER)
    await gateway.close()
    assert len(carrier.requests) == 1


@pytest.mark.parametrize("base", ["https://api.twilio.com", "https://127.0.0.1.example.org"])
async def test_a_made_up_borrower_is_refused_off_loopback_before_anything_is_sent(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def sent(*_args: object, **_more: object) -> None:
        raise AssertionError("a request was made")

    monkeypatch.setattr(TwilioHttpClient, "request", sent)
    gateway = TwilioGateway(ACCOUNT, TOKEN, base, PUBLIC, ManualClock(NOW), caller_number=OURS)
    for attempt in (gateway.call(permit(), ORDER), gateway.text(permit("sms"), SMS)):
        with pytest.raises(GatewayError) as refused:
            await attempt
        assert refused.value.kind == "policy"


def test_a_token_never_travels_in_the_clear_off_this_machine() -> None:
    with pytest.raises(ConfigError):
        TwilioHttpClient("http://carrier.example.org")


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (refusal(400, 21211), "permanent", "21211"),
        (refusal(400, 21610), "opted_out", "21610"),
        (refusal(401, 20003), "account", "20003"),
        (refusal(400, 98765), "unknown", "98765"),
        (refusal(403), "policy", "403"),
    ],
)
async def test_a_refusal_has_its_class_and_code_and_repeats_no_number(
    carrier: Carrier, gateway: TwilioGateway, answer: web.Response, kind: str, code: str
) -> None:
    carrier.answer = lambda *_: answer
    with pytest.raises(GatewayError) as refused:
        await gateway.text(permit("sms"), SMS)
    error: BaseException | None = refused.value
    assert (refused.value.kind, refused.value.code) == (kind, code)
    while error is not None:  # a traceback prints the causes too
        assert NUMBER not in str(error)
        error = error.__cause__ or error.__context__
    assert len(carrier.requests) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [({"Retry-After": "7"}, 7.0), ({"Retry-After": "Tue, 03 Mar 2026 15:00:30 GMT"}, 30.0), ({"Retry-After": "soon"}, None), ({}, None)],
)
async def test_too_many_requests_is_tried_again_as_long_as_the_permit_lasts_and_then_a_rate_with_the_time_to_wait(
    carrier: Carrier, gateway: TwilioGateway, header: dict[str, str], seconds: float | None
) -> None:
    carrier.answer = lambda *_: refusal(429, 20429, **header)
    began = gateway._clock.now()
    with pytest.raises(GatewayError) as refused:
        await gateway.call(permit(), ORDER)
    assert (refused.value.kind, refused.value.code) == ("rate", "20429")
    if seconds is not None:
        assert refused.value.retry_after_s == pytest.approx(seconds, abs=1)
    assert len(carrier.requests) == {7.0: 3, 30.0: 1, None: len(carrier.requests)}[seconds]
    assert len(carrier.requests) < 8, "each pause is longer than the one before"
    assert gateway._clock.now() - began < timedelta(seconds=15)


async def test_too_many_requests_that_pass_make_one_call(carrier: Carrier, gateway: TwilioGateway) -> None:
    """429 says that the request was not carried out: the same contact goes out, once, with the same permit."""
    busy = iter([True, True, False])
    carrier.answer = lambda *_: refusal(429, 20429) if next(busy) else web.json_response({"sid": CALL, "status": "queued"}, status=201)
    assert await gateway.call(permit(), ORDER) == Receipt(CALL, "queued")
    assert len(carrier.requests) == 3


async def test_a_stop_that_is_set_while_we_wait_is_heard_before_the_request_is_sent_again(carrier: Carrier) -> None:
    asked: list[str] = []

    async def stopped(attempt: str) -> bool:
        asked.append(attempt)
        return False

    carrier.answer = lambda *_: refusal(429, 20429)
    gateway = TwilioGateway(ACCOUNT, TOKEN, carrier.url, PUBLIC, ManualClock(NOW), caller_number=OURS, may_go_on=stopped)  # type: ignore[attr-defined]
    with pytest.raises(GatewayError) as refused:
        await gateway.call(permit(), ORDER)
    await gateway.close()
    assert (refused.value.kind, asked, len(carrier.requests)) == ("rate", ["att_1"], 1)


@pytest.mark.parametrize("told", ["0", "Tue, 03 Mar 2026 14:00:00 GMT"])
async def test_a_carrier_that_says_at_once_is_not_hammered(carrier: Carrier, gateway: TwilioGateway, told: str) -> None:
    carrier.answer = lambda *_: refusal(429, 20429, **{"Retry-After": told})
    with pytest.raises(GatewayError):
        await gateway.call(permit(), ORDER)
    assert len(carrier.requests) < 8, "our own pauses, each longer than the one before, are kept all the same"


async def test_texts_go_through_a_messaging_service_and_evenly(carrier: Carrier) -> None:
    clock = ManualClock(NOW)
    gateway = TwilioGateway(ACCOUNT, TOKEN, carrier.url, PUBLIC, clock, caller_number=OURS, texts_per_second=2, messaging_service=SERVICE)  # type: ignore[attr-defined]
    for _ in range(4):
        await gateway.text(permit("sms"), SMS)
    await gateway.close()
    assert {fields.get("MessagingServiceSid") for _, _, fields in carrier.requests} == {SERVICE}
    assert all("From" not in fields for _, _, fields in carrier.requests)
    assert clock.monotonic() == pytest.approx(1.5), "four texts at two a second"


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=599),
        refusal(500, 20500),
        refusal(503),
        web.Response(status=302, headers={"Location": "/elsewhere"}),
        web.Response(status=201, text="not json"),
        web.json_response(["a list"], status=201),
        web.json_response({"sid": None, "status": "queued"}, status=201),
        web.json_response({"sid": CALL, "date_created": 5}, status=201),
    ],
)
async def test_an_answer_that_is_lost_broken_or_unclear_is_a_lost_answer_and_never_a_second_post(
    carrier: Carrier, gateway: TwilioGateway, answer: web.Response
) -> None:
    carrier.answer = lambda *_: answer
    with pytest.raises(LostAnswer):
        await gateway.call(permit(), ORDER)
    assert len(carrier.requests) == 1


async def test_a_carrier_that_takes_the_request_and_says_nothing_is_a_lost_answer_after_the_timeout() -> None:
    seen: list[bytes] = []
    gone = asyncio.Event()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.set()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    client = TwilioHttpClient(url, total_s=0.2)
    gateway = TwilioGateway(ACCOUNT, TOKEN, url, PUBLIC, ManualClock(NOW), caller_number=OURS, http_client=client)
    with pytest.raises(LostAnswer):
        await gateway.call(permit(), ORDER)
    assert len(seen) == 1
    await gateway.close()
    await gone.wait()
    server.close()


async def test_a_carrier_that_nobody_can_reach_certainly_did_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    gateway = TwilioGateway(ACCOUNT, TOKEN, url, PUBLIC, ManualClock(NOW), caller_number=OURS)
    with pytest.raises(GatewayError) as refused:
        await gateway.call(permit(), ORDER)
    assert refused.value.kind == "temporary"
    await gateway.close()


def listing(*records: dict[str, object], key: str = "calls") -> web.Response:
    return web.json_response({key: list(records), "page": 0, "page_size": 50, "next_page_uri": None, "uri": f"{API}/Calls.json"})


async def test_an_attempt_is_found_among_what_was_made_to_its_number_in_its_time(carrier: Carrier, gateway: TwilioGateway) -> None:
    times = {"CA" + "3" * 32: "15:00:40", "CA" + "2" * 32: "15:00:02", "CA" + "1" * 32: "14:58:00"}
    carrier.answer = lambda *_: listing(
        *({"sid": sid, "status": "completed", "date_created": f"Tue, 03 Mar 2026 {at} +0000"} for sid, at in times.items())
    )
    assert await gateway.find("att_1", "voice", NUMBER, NOW) == Found("CA" + "2" * 32, "completed")
    assert carrier.requests[0][2]["To"] == NUMBER
    assert await gateway.find("att_1", "voice", NUMBER, NOW + timedelta(hours=1)) is None


async def test_a_call_still_in_the_queue_is_found_although_it_has_no_start_time(carrier: Carrier, gateway: TwilioGateway) -> None:
    queued = {"sid": CALL, "status": "queued", "date_created": "Tue, 03 Mar 2026 15:00:00 +0000", "start_time": None}
    carrier.answer = lambda _method, _path, fields: listing() if any("StartTime" in name for name in fields) else listing(queued)
    assert await gateway.find("att_1", "voice", NUMBER, NOW + timedelta(milliseconds=400)) == Found(CALL, "queued")


async def test_a_text_is_found_on_a_later_page(carrier: Carrier, gateway: TwilioGateway) -> None:
    def pages(_method: str, _path: str, fields: MultiDict[str]) -> web.Response:
        if "PageToken" in fields:
            return listing({"sid": TEXT, "status": "sent", "date_created": "Tue, 03 Mar 2026 15:00:01 +0000"}, key="messages")
        first = {"messages": [], "page": 0, "page_size": 50, "next_page_uri": f"{API}/Messages.json?Page=1&PageToken=x&To=%2B12025550100"}
        return web.json_response(first)

    carrier.answer = pages
    assert await gateway.find("att_1", "sms", NUMBER, NOW) == Found(TEXT, "sent")
    assert carrier.requests[1][2]["To"] == NUMBER


@pytest.mark.parametrize(
    "answer",
    [
        lambda *_: refusal(500, 20500),
        lambda *_: refusal(429, 20429),
        lambda *_: refusal(404),
        lambda *_: web.Response(status=599),
        lambda *_: web.Response(text="?"),
        lambda *_: web.json_response({}),
    ],
)
async def test_a_question_that_gets_no_answer_is_an_error_and_never_a_no(carrier: Carrier, gateway: TwilioGateway, answer: Answer) -> None:
    carrier.answer = answer
    with pytest.raises(GatewayError):
        await gateway.find("att_1", "voice", NUMBER, NOW)
    with pytest.raises(GatewayError):
        await gateway.status(CALL, "voice")


async def test_the_state_of_a_contact_can_be_asked_by_its_name(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = lambda _method, path, _fields: record(path, status="busy")
    assert await gateway.status(CALL, "voice") == Found(CALL, "busy")
    assert carrier.requests[0][:2] == ("GET", f"{API}/Calls/{CALL}.json")
    carrier.answer = lambda *_: refusal(404, 20404)
    assert await gateway.status(TEXT, "sms") is None


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        ("queued", ["canceled"]),
        ("in-progress", ["canceled", "completed"]),
        ("over", ["canceled", "completed"]),
        ("gone", ["canceled"]),
    ],
)
async def test_hanging_up_cancels_what_waits_and_completes_what_lives_and_forgives_what_is_over(
    carrier: Carrier, gateway: TwilioGateway, state: str, asked: list[str]
) -> None:
    def answer(_method: str, path: str, fields: MultiDict[str]) -> web.Response:
        if state == "gone":
            return refusal(404, 20404)
        if state == "over" or (state == "in-progress" and fields["Status"] == "canceled"):
            return refusal(400, 21220)
        return record(path, status=fields["Status"])

    carrier.answer = answer
    await gateway.hang_up(CALL)
    assert [fields["Status"] for _, _, fields in carrier.requests] == asked


async def test_a_live_call_that_a_cancel_leaves_alone_is_completed(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = lambda _m, path, fields: record(path, status="in-progress" if fields["Status"] == "canceled" else "completed")
    await gateway.hang_up(CALL)
    assert [fields["Status"] for _, _, fields in carrier.requests] == ["canceled", "completed"]


async def test_a_hang_up_that_fails_says_so(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = lambda *_: refusal(401, 20003)
    with pytest.raises(GatewayError):
        await gateway.hang_up(CALL)


async def test_a_live_call_is_led_to_the_hand_over_and_may_last_longer(carrier: Carrier, gateway: TwilioGateway) -> None:
    await gateway.lead(CALL, "att_1", timedelta(hours=2))
    ((method, path, fields),) = carrier.requests
    assert (method, path) == ("POST", f"{API}/Calls/{CALL}.json")
    assert dict(fields) == {"Url": f"{PUBLIC}/twilio/handover/att_1", "FallbackUrl": f"{PUBLIC}/twilio/fallback/att_1", "TimeLimit": "7200"}


@pytest.mark.parametrize(("status", "code"), [(400, 21220), (404, 20404)])
async def test_a_call_that_is_over_is_led_nowhere_and_that_is_no_error(
    carrier: Carrier, gateway: TwilioGateway, status: int, code: int
) -> None:
    carrier.answer = lambda *_: refusal(status, code)
    await gateway.lead(CALL, "att_1", timedelta(hours=2))


async def test_a_hand_over_that_fails_or_is_lost_says_so(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = lambda *_: refusal(429)
    with pytest.raises(GatewayError):
        await gateway.lead(CALL, "att_1", timedelta(hours=2))
    carrier.answer = lambda *_: web.Response(status=599)
    with pytest.raises(LostAnswer):
        await gateway.lead(CALL, "att_1", timedelta(hours=2))
