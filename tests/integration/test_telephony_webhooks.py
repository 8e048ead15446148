"""The public listener over real sockets: what is signed reaches the handler, and nothing else does or learns anything."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import aiohttp
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, web
from multidict import MultiDict
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator

from bot.base.clock import ManualClock, RealClock
from bot.telephony import routes, webhooks
from bot.telephony.events import (
    Audio,
    CallEvent,
    Goodbye,
    Key,
    MarkPlayed,
    MediaStream,
    Room,
    Spoken,
    StreamEvent,
    StreamStarted,
    StreamStopped,
    TextEvent,
    Wait,
)

ACCOUNT, TOKEN, SECOND = "AC" + "0" * 32, "a-token-for-tests", "the-next-token"
PUBLIC, MEDIA = "https://calls.example.org", "wss://calls.example.org"
CALL, TEXT, STREAM = "CA" + "1" * 32, "SM" + "2" * 32, "MZ" + "3" * 32
VOICE = {"AccountSid": ACCOUNT, "CallSid": CALL, "CallStatus": "in-progress", "From": "+12025550199", "To": "+12025550100"}
STATUS = {**VOICE, "CallStatus": "completed", "SequenceNumber": "3", "CallDuration": "12"}
START = {
    "event": "start",
    "sequenceNumber": "1",
    "streamSid": STREAM,
    "start": {
        "accountSid": ACCOUNT,
        "streamSid": STREAM,
        "callSid": CALL,
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {},
    },
}


class Handler:
    """Writes down what reached it, and hands out one media token."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.tokens = {"tok_1": "att_1"}
        self.token: str | Spoken | None = "tok_1"
        self.says: Wait | Room | Goodbye | None = None
        self.heard: list[StreamEvent] = []
        self.talk: Callable[[MediaStream], Awaitable[None]] = self.listen
        self.done = asyncio.Event()

    async def voice(self, attempt: str | None, event: CallEvent) -> str | Spoken | None:
        self.told.append(("voice", attempt, event.sid, event.status))
        return self.token

    async def keyed(self, event: CallEvent, question: int, keys: str) -> str | Spoken | None:
        self.told.append(("keyed", event.sid, question, keys))
        return self.token

    async def call_status(self, attempt: str | None, event: CallEvent) -> None:
        self.told.append(("status", attempt, event.status, event.sequence, event.duration_s))

    async def machine(self, attempt: str, sid: str, answered_by: str) -> None:
        self.told.append(("machine", attempt, sid, answered_by))

    async def text_status(self, attempt: str, event: TextEvent) -> None:
        self.told.append(("text_status", attempt, event.status, event.error_code))

    async def text(self, event: TextEvent) -> None:
        if event.body == "boom":
            raise ValueError(f"cannot read {event.from_number}")
        self.told.append(("text", event.body))

    async def borrower(self, attempt: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None:
        self.told.append(("borrower", attempt, event.sid, keys, left_room))
        return self.says

    async def person(self, leg: str, event: CallEvent, keys: str | None, left_room: bool) -> Wait | Room | Goodbye | None:
        self.told.append(("person", leg, event.sid, keys, left_room))
        return self.says

    async def person_status(self, leg: str, event: CallEvent) -> None:
        self.told.append(("person_status", leg, event.status))

    async def claim_stream(self, token: str) -> str | None:
        self.told.append(("claim", token))
        return self.tokens.pop(token, None)

    async def media(self, attempt: str, stream: MediaStream) -> None:
        self.told.append(("media", attempt))
        try:
            await self.talk(stream)
        finally:
            self.done.set()

    async def listen(self, stream: MediaStream) -> None:
        async for event in stream:
            self.heard.append(event)


class Listener:
    """The listener as Twilio sees it: signs what it posts, unless told otherwise."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self.http = url, http

    def sign(self, path: str, fields: object = (), token: str = TOKEN, base: str = PUBLIC) -> dict[str, str]:
        return {"X-Twilio-Signature": RequestValidator(token).compute_signature(base + path, MultiDict(fields))}  # type: ignore[arg-type]

    async def post(self, path: str, fields: object, headers: dict[str, str] | None = None) -> tuple[int, str]:
        headers = self.sign(path, fields) if headers is None else headers
        return await self.send(path, urlencode(list(MultiDict(fields).items())).encode(), headers)  # type: ignore[arg-type]

    async def send(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        async with self.http.post(self.url + path, data=body, headers=headers) as answer:
            assert "Server" not in answer.headers
            return answer.status, await answer.text()

    async def socket(self, token: str = "tok_1", headers: dict[str, str] | None = None) -> ClientWebSocketResponse:
        path = f"/twilio/media/{token}"
        headers = self.sign(path, base=MEDIA) if headers is None else headers
        return await self.http.ws_connect(self.url + path, headers=headers)


async def serve(app: web.Application) -> tuple[web.AppRunner, str]:
    """As the service does it; aiohttp's own test server would cancel handlers when a client goes."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
async def listener(handler: Handler, clock: ManualClock) -> AsyncIterator[Listener]:
    tokens = {"auth_token": TOKEN, "second_token": SECOND}
    app = routes(handler, clock, account_sid=ACCOUNT, public_url=PUBLIC, media_url=MEDIA, handover=handler, **tokens)
    runner, url = await serve(app)
    async with aiohttp.ClientSession() as http:
        yield Listener(url, http)
    await runner.cleanup()


async def test_an_answered_call_is_told_to_stream_to_its_token(listener: Listener, handler: Handler) -> None:
    status, twiml = await listener.post("/twilio/voice/att_1", VOICE)
    stream = ElementTree.fromstring(twiml).find("./Connect/Stream")
    assert stream is not None
    assert (status, stream.attrib) == (
        200,
        {"url": f"{MEDIA}/twilio/media/tok_1", "statusCallback": f"{PUBLIC}/twilio/stream-status/att_1"},
    )
    assert handler.told == [("voice", "att_1", CALL, "in-progress")]


async def test_a_call_that_comes_in_has_no_attempt_and_one_that_is_not_wanted_is_hung_up(listener: Listener, handler: Handler) -> None:
    handler.token = None
    status, twiml = await listener.post("/twilio/voice", {**VOICE, "CallStatus": "ringing", "Direction": "inbound"})
    assert (status, [child.tag for child in ElementTree.fromstring(twiml)]) == (200, ["Hangup"])
    assert handler.told == [("voice", None, CALL, "ringing")]


async def test_a_stranger_is_spoken_to_and_their_keys_come_back(listener: Listener, handler: Handler) -> None:
    """Before there is a conversation the carrier's own voice asks, and what is keyed is a webhook like every other."""
    handler.token = Spoken("Please key in your reference.", "en-US", question=0)
    _, twiml = await listener.post("/twilio/voice", {**VOICE, "CallStatus": "ringing", "Direction": "inbound"})
    gather = ElementTree.fromstring(twiml).find("./Gather")
    assert gather is not None
    assert (gather.get("action"), gather.get("input"), gather.get("finishOnKey")) == (f"{PUBLIC}/twilio/keyed/0", "dtmf", "#")
    assert gather.findtext("Say") == "Please key in your reference."
    assert (await listener.post("/twilio/keyed/0", {**VOICE, "Digits": "262002"}, {}))[0] == 403
    handler.token = Spoken("Goodbye.", "en-US", question=None)
    _, twiml = await listener.post("/twilio/keyed/0", {**VOICE, "Digits": "262002"})
    assert [(child.tag, child.text) for child in ElementTree.fromstring(twiml)] == [("Say", "Goodbye.")]
    await listener.post("/twilio/keyed/0", {**VOICE, "Digits": "26-2002; drop"})
    assert [told for told in handler.told if told[0] == "keyed"] == [("keyed", CALL, 0, "262002"), ("keyed", CALL, 0, "")]


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("status/att_1", STATUS, ("status", "att_1", "completed", 3, 12)),
        (
            "amd/att_1",
            {"AccountSid": ACCOUNT, "CallSid": CALL, "AnsweredBy": "machine_start", "MachineDetectionDuration": "3000"},
            ("machine", "att_1", CALL, "machine_start"),
        ),
        (
            "sms-status/att_1",
            {"AccountSid": ACCOUNT, "MessageSid": TEXT, "MessageStatus": "undelivered", "ErrorCode": "30005"},
            ("text_status", "att_1", "undelivered", "30005"),
        ),
    ],
)
async def test_what_the_carrier_reports_reaches_the_handler(
    listener: Listener, handler: Handler, path: str, fields: dict[str, str], told: tuple[object, ...]
) -> None:
    assert (await listener.post(f"/twilio/{path}", fields))[0] == 204
    assert handler.told == [told]


async def test_a_borrowers_text_reaches_the_handler_and_is_answered_by_nothing(listener: Listener, handler: Handler) -> None:
    status, twiml = await listener.post("/twilio/sms", {"AccountSid": ACCOUNT, "MessageSid": TEXT, "Body": "退订", "From": "+12025550100"})
    assert (status, len(ElementTree.fromstring(twiml))) == (200, 0)
    assert handler.told == [("text", "退订")]


async def test_reports_that_need_nobody_are_noted_and_a_fallback_hangs_up(listener: Listener, handler: Handler) -> None:
    for path in ("recording", "stream-status"):
        assert (await listener.post(f"/twilio/{path}/att_1", {"AccountSid": ACCOUNT}))[0] == 204
    with capture_logs() as logs:
        status, twiml = await listener.post("/twilio/fallback/att_1", {**VOICE, "ErrorCode": "11200", "ErrorUrl": "https://x"})
    assert (status, "<Hangup" in twiml, handler.told) == (200, True, [])
    assert [(log["event"], log["attempt"], log["code"]) for log in logs] == [("webhook.fallback", "att_1", "11200")]


async def test_repeated_names_and_the_second_token_are_right_signatures(listener: Listener) -> None:
    fields = [*STATUS.items(), ("StatusCallbackEvent", "ringing"), ("StatusCallbackEvent", "answered")]
    assert (await listener.post("/twilio/status/att_1", fields))[0] == 204
    assert (await listener.post("/twilio/status/att_1", fields, listener.sign("/twilio/status/att_1", fields, SECOND)))[0] == 204


async def test_a_signed_json_body_counts_and_a_changed_one_does_not(listener: Listener, handler: Handler) -> None:
    body = json.dumps(STATUS).encode()
    path = f"/twilio/status/att_1?bodySHA256={hashlib.sha256(body).hexdigest()}"
    headers = {**listener.sign(path), "Content-Type": "application/json"}
    assert (await listener.send(path, body, headers))[0] == 204
    assert (await listener.send(path, body.replace(b"12", b"13"), headers))[0] == 403
    without_hash = "/twilio/status/att_1"
    assert (await listener.send(without_hash, body, {**headers, **listener.sign(without_hash)}))[0] == 403
    assert len(handler.told) == 1


HELLO = (Spoken("您好", "zh-CN"),)


@pytest.mark.parametrize(
    ("says", "verbs"),
    [
        (None, ["Hangup"]),
        (Goodbye(HELLO), ["Say"]),
        (Wait(HELLO, 0), ["Say", "Redirect"]),
        (Wait(HELLO, 2), ["Say", "Pause", "Redirect"]),
        (Wait(HELLO, 8, keys=True), ["Gather", "Redirect"]),
        (Room(HELLO, "att_1", begins=False), ["Say", "Dial"]),
    ],
)
@pytest.mark.parametrize(("kind", "name"), [("handover", "att_1"), ("person", "leg_1")])
async def test_what_is_said_while_a_call_is_handed_over_leads_back_to_the_same_address(
    listener: Listener, handler: Handler, kind: str, name: str, says: Any, verbs: list[str]
) -> None:
    handler.says, here = says, f"{PUBLIC}/twilio/{kind}/{name}"
    status, twiml = await listener.post(f"/twilio/{kind}/{name}", VOICE)
    document = ElementTree.fromstring(twiml)
    assert (status, [verb.tag for verb in document]) == (200, verbs)
    assert [verb.text for verb in document if verb.tag == "Redirect"] in ([], [here])
    assert [verb.get("action") for verb in document if verb.tag == "Gather"] in ([], [f"{here}/keyed"])
    if (dial := document.find("Dial")) is not None:
        room = dial[0]
        assert (dial.get("action"), room.text) == (f"{here}/left", "att_1")
        assert (room.get("startConferenceOnEnter"), room.get("endConferenceOnExit")) == ("false", "true")


async def test_a_key_and_a_room_that_was_left_are_told_apart_from_the_first_question(listener: Listener, handler: Handler) -> None:
    for path, fields in (("", {}), ("/keyed", {"Digits": "1"}), ("/keyed", {}), ("/left", {"DialCallStatus": "answered"})):
        await listener.post(f"/twilio/person/leg_1{path}", {**VOICE, **fields})
    assert [(keys, left) for _, _, _, keys, left in handler.told] == [(None, False), ("1", False), ("", False), (None, True)]
    assert (await listener.post("/twilio/person-status/leg_1", {**VOICE, "CallStatus": "no-answer"}))[0] == 204
    assert handler.told[-1] == ("person_status", "leg_1", "no-answer")


@pytest.mark.parametrize(
    "path",
    [
        *("voice", "voice/att_1", "status/att_1", "amd/att_1", "sms", "sms-status/att_1"),
        *("recording/att_1", "stream-status/att_1", "fallback/att_1", "handover/att_1", "handover/att_1/keyed", "handover/att_1/left"),
        *("person/leg_1", "person/leg_1/keyed", "person/leg_1/left", "person-status/leg_1"),
    ],
)
async def test_what_is_unsigned_or_forged_is_403_and_has_no_effect(listener: Listener, handler: Handler, path: str) -> None:
    path = f"/twilio/{path}"
    others = {**VOICE, "AccountSid": "AC" + "9" * 32}
    attempts = [
        (VOICE, {}),
        (VOICE, {"X-Twilio-Signature": ""}),
        (VOICE, {"X-Twilio-Signature": "x"}),
        (VOICE, {"X-Twilio-Signature": "签"}),
        (VOICE, listener.sign(path, VOICE, "another-token")),
        ({**VOICE, "CallStatus": "completed"}, listener.sign(path, VOICE)),
        (VOICE, listener.sign(path, VOICE, base="https://evil.example.org") | {"Host": "evil.example.org"}),
        (others, listener.sign(path, others)),
    ]
    for fields, headers in attempts:
        assert await listener.post(path, fields, headers) == (403, "Forbidden")
    assert handler.told == []


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"\xff\xfe=1", "application/x-www-form-urlencoded", 400),
        (b"a=%ff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(1000)), "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"a=1", "multipart/form-data; boundary=x", 415),
        (b"a=1", "text/plain", 415),
        (b"a=1", "application/x-www-form-urlencoded; charset=bogus", 403),
    ],
)
async def test_a_body_that_cannot_be_read_gets_its_status(
    listener: Listener, handler: Handler, body: bytes, content_type: str, status: int
) -> None:
    with capture_logs():
        answer = await listener.send("/twilio/status/att_1", body, {"X-Twilio-Signature": "x", "Content-Type": content_type})
    assert answer[0] == status
    assert handler.told == []


async def test_a_signed_event_that_makes_no_sense_is_400_and_unknown_addresses_are_404(listener: Listener, handler: Handler) -> None:
    assert (await listener.post("/twilio/status/att_1", {"AccountSid": ACCOUNT, "CallSid": "CA1"}))[0] == 400
    for path in ("/", "/twilio", "/twilio/voice/att 1", "/twilio/voice/" + "a" * 65, "/twilio/amd", "/twilio/status/a/b"):
        assert (await listener.post(path, VOICE))[0] == 404
    async with listener.http.get(listener.url + "/twilio/voice") as answer:
        assert answer.status == 405
    assert handler.told == []


async def test_health_is_told_to_anybody(listener: Listener) -> None:
    async with listener.http.get(listener.url + "/healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")


async def test_a_bug_behind_the_door_is_a_bare_500_and_a_log_line_without_the_borrower(listener: Listener) -> None:
    fields = {"AccountSid": ACCOUNT, "MessageSid": TEXT, "Body": "boom", "From": "+12025550100"}
    with capture_logs() as logs:
        assert await listener.post("/twilio/sms", fields) == (500, "Internal Server Error")
    (log,) = logs
    assert (log["event"], log["error"], log["path"]) == ("webhook.failed", "ValueError", "/twilio/sms")
    assert "2025550100" not in str(logs)


def media(sound: bytes, at_ms: int) -> dict[str, object]:
    payload = base64.b64encode(sound).decode()
    return {
        "event": "media",
        "streamSid": STREAM,
        "media": {"track": "inbound", "chunk": "1", "timestamp": str(at_ms), "payload": payload},
    }


async def test_a_stream_carries_sound_keys_and_marks_both_ways(listener: Listener, handler: Handler) -> None:
    async def talk(stream: MediaStream) -> None:
        async for event in stream:
            handler.heard.append(event)
            if isinstance(event, StreamStarted):
                await stream.play(b"\x00\x00" * 8000)
                await stream.mark("m1")
                await stream.clear()

    handler.talk = talk
    await listener.post("/twilio/voice/att_1", VOICE)
    socket = await listener.socket()
    await socket.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
    await socket.send_json(START)
    sent = [json.loads((await socket.receive()).data) for _ in range(5)]
    assert [message["event"] for message in sent] == ["media", "media", "media", "mark", "clear"]
    assert b"".join(base64.b64decode(message["media"]["payload"]) for message in sent[:3]) == b"\xff" * 8000
    for message in (
        media(b"\xff" * 160, 20),
        {"event": "mark", "streamSid": STREAM, "mark": {"name": "m1"}},
        {"event": "mark", "streamSid": STREAM, "mark": {"name": "m1"}},
        {"event": "dtmf", "streamSid": STREAM, "dtmf": {"track": "inbound_track", "digit": "9"}},
        {"event": "stop", "streamSid": STREAM, "stop": {"accountSid": ACCOUNT, "callSid": CALL}},
    ):
        await socket.send_json(message)
    assert (await socket.receive()).type is WSMsgType.CLOSE
    await handler.done.wait()
    assert handler.heard == [StreamStarted(STREAM, CALL), Audio(b"\x00\x00" * 160, 20), MarkPlayed("m1"), Key("9"), StreamStopped()]


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "x"}, {"X-Twilio-Signature": "签"}])
async def test_an_unsigned_stream_is_403_and_does_not_spend_the_token(
    listener: Listener, handler: Handler, headers: dict[str, str]
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await listener.socket(headers=headers)
    assert (refused.value.status, handler.told) == (403, [])


async def test_a_wrong_or_used_media_token_is_403(listener: Listener, handler: Handler) -> None:
    await (await listener.socket()).close()
    await handler.done.wait()
    for token in ("tok_1", "tok_2"):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await listener.socket(token)
        assert refused.value.status == 403
    assert handler.told.count(("media", "att_1")) == 1


async def test_a_signed_request_that_is_no_socket_does_not_spend_the_token(listener: Listener, handler: Handler) -> None:
    path = "/twilio/media/tok_1"
    async with listener.http.get(listener.url + path, headers=listener.sign(path, base=MEDIA)) as answer:
        assert (answer.status, handler.told) == (400, [])


@pytest.mark.parametrize(
    "first",
    [
        {**START, "start": {**START["start"], "callSid": "CA" + "9" * 32}},  # type: ignore[dict-item]
        {**START, "start": {**START["start"], "accountSid": "AC" + "9" * 32}},  # type: ignore[dict-item]
        media(b"\xff" * 160, 0),
        {"event": "stop", "streamSid": STREAM, "stop": {}},
    ],
)
async def test_a_stream_that_is_another_calls_or_does_not_start_carries_nothing(
    listener: Listener, handler: Handler, first: dict[str, object]
) -> None:
    await listener.post("/twilio/voice/att_1", VOICE)
    socket = await listener.socket()
    await socket.send_json(first)
    closed = await socket.receive()
    await handler.done.wait()
    assert (closed.type, closed.data, handler.heard) == (WSMsgType.CLOSE, aiohttp.WSCloseCode.POLICY_VIOLATION, [StreamStopped()])


async def test_junk_between_good_messages_is_skipped_and_too_much_of_it_ends_the_stream(listener: Listener, handler: Handler) -> None:
    socket = await listener.socket()
    await socket.send_json(START)
    for junk in ("", "{", "[]", '{"event":"odd"}', json.dumps({**media(b"x", 0), "streamSid": "MZ-other"}), json.dumps(START)):
        await socket.send_str(junk)
    await socket.send_json(media(b"\xff", 7))
    for _ in range(60):
        await socket.send_str("junk")
    closed = await socket.receive()
    await handler.done.wait()
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, aiohttp.WSCloseCode.POLICY_VIOLATION)
    assert handler.heard == [StreamStarted(STREAM, CALL), Audio(b"\x00\x00", 7), StreamStopped()]


@pytest.mark.parametrize(
    ("kind", "code"), [("binary", aiohttp.WSCloseCode.UNSUPPORTED_DATA), ("huge", aiohttp.WSCloseCode.MESSAGE_TOO_BIG), ("dropped", None)]
)
async def test_a_socket_that_breaks_the_rules_or_breaks_ends_in_stopped(
    listener: Listener, handler: Handler, kind: str, code: int | None
) -> None:
    socket = await listener.socket()
    await socket.send_json(START)
    if kind == "binary":
        await socket.send_bytes(b"\x00")
    elif kind == "huge":
        await socket.send_str("x" * 70_000)
    else:
        assert socket._response.connection is not None
        assert socket._response.connection.transport is not None
        socket._response.connection.transport.abort()
    if code is not None:
        assert (await socket.receive()).data == code
    await handler.done.wait()
    assert handler.heard == [StreamStarted(STREAM, CALL), StreamStopped()]


async def test_playing_into_a_dead_socket_is_no_error_and_iterating_can_be_taken_up_again(listener: Listener, handler: Handler) -> None:
    async def talk(stream: MediaStream) -> None:
        async for event in stream:
            handler.heard.append(event)
            break
        async for event in stream:
            handler.heard.append(event)
        await stream.play(b"\x00\x00")
        await stream.mark("late")
        await stream.clear()

    handler.talk = talk
    socket = await listener.socket()
    await socket.send_json(START)
    await socket.close()
    await handler.done.wait()
    assert handler.heard == [StreamStarted(STREAM, CALL), StreamStopped()]


async def test_a_bug_in_one_call_ends_its_stream_alone(listener: Listener, handler: Handler) -> None:
    async def talk(_stream: MediaStream) -> None:
        raise ValueError("about +12025550100")

    handler.talk = talk
    handler.tokens["tok_2"] = "att_2"
    with capture_logs() as logs:
        socket = await listener.socket()
        assert (await socket.receive()).type is WSMsgType.CLOSE
    assert [(log["event"], log["attempt"]) for log in logs] == [("webhook.failed", "att_1")]
    assert "2025550100" not in str(logs)
    handler.done.clear()
    handler.talk = handler.listen
    second = await listener.socket("tok_2")
    await second.send_json(START)
    await second.close()
    await handler.done.wait()
    assert handler.heard[0] == StreamStarted(STREAM, CALL)


async def test_live_streams_are_closed_when_the_listener_stops(handler: Handler) -> None:
    app = routes(handler, RealClock(), account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC, media_url=MEDIA)
    runner, url = await serve(app)
    async with aiohttp.ClientSession() as http:
        socket = await Listener(url, http).socket()
        await socket.send_json(START)
        closing = asyncio.create_task(runner.cleanup())
        assert (await socket.receive()).data == aiohttp.WSCloseCode.GOING_AWAY
        await closing
    assert handler.heard[-1] == StreamStopped()


async def test_what_is_not_signed_is_refused_ever_more_cheaply_and_keeps_nobody_else_out(
    listener: Listener, handler: Handler, clock: ManualClock
) -> None:
    """After two hundred they are not even read or logged; what is signed comes from the same address and is taken."""
    forged = {"X-Twilio-Signature": "AAAA"}
    with capture_logs() as logs:
        refused = [(await listener.post("/twilio/status", STATUS, headers=each))[0] for each in ({}, forged) for _ in range(110)]
    assert [refused.count(403), refused.count(429)] == [200, 20]
    assert len(logs) == 200
    assert handler.told == []
    assert (await listener.post("/twilio/status", STATUS))[0] == 204
    clock.advance(timedelta(seconds=1))
    assert (await listener.post("/twilio/status", STATUS, headers={}))[0] == 403, "the allowance grows again"


async def test_an_account_has_a_limit_too(handler: Handler, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Generous, so made small here: a signed flood gets 429, and the next second is served."""
    monkeypatch.setattr(webhooks, "_OF_THE_ACCOUNT", (2.0, 3))
    runner, url = await serve(routes(handler, clock, account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC, media_url=MEDIA))
    async with aiohttp.ClientSession() as http:
        listener = Listener(url, http)
        assert [(await listener.post("/twilio/status", STATUS))[0] for _ in range(5)] == [204, 204, 204, 429, 429]
        clock.advance(timedelta(seconds=1))
        assert [(await listener.post("/twilio/status", STATUS))[0] for _ in range(3)] == [204, 204, 429]
    await runner.cleanup()
