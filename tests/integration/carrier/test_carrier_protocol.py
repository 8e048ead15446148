"""The local carrier over real sockets: the official SDK on one side, a scripted service with webhooks and a media socket on the other."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from twilio.base.exceptions import TwilioRestException

from bot.carrier import CarrierConfig, CarrierError, carrier
from tests.integration.carrier.rig import (
    ABSENT,
    ACCOUNT,
    BUSY,
    MACHINE,
    NOBODY,
    OURS,
    TALKER,
    TOKEN,
    TONE,
    WRITER,
    Caller,
    Service,
    control,
)


def journal(config: CarrierConfig) -> list[dict[str, Any]]:
    return [json.loads(line) for line in config.journal.read_text("utf-8").splitlines()]


async def test_a_call_goes_through_its_states_and_streams_frames_as_twilio_does(
    caller: Caller, service: Service, config: CarrierConfig
) -> None:
    async def talk(service: Service, socket: web.WebSocketResponse) -> None:
        start = await service.next_frame(socket, "start")
        payload = base64.b64encode(TONE[:1600]).decode()
        await socket.send_json({"event": "media", "streamSid": start["streamSid"], "media": {"payload": payload}})
        await socket.send_json({"event": "mark", "streamSid": start["streamSid"], "mark": {"name": "said"}})
        await service.next_frame(socket, "mark")

    service.talk = talk
    call = await caller.call(service, TALKER)
    assert call.status == "queued"
    done = await service.wait_for("/status/att_1", CallStatus="completed")
    statuses = sorted((int(form["SequenceNumber"]), form["CallStatus"]) for path, form in service.posts if path == "/status/att_1")
    assert statuses == [(0, "initiated"), (1, "ringing"), (2, "in-progress"), (3, "completed")]
    assert done["SipResponseCode"] == "200"
    assert int(done["CallDuration"]) >= 1
    assert done["Timestamp"].endswith("+0000")

    connected, start, *rest = service.frames
    assert connected == {"event": "connected", "protocol": "Call", "version": "1.0.0"}
    assert start["sequenceNumber"] == "1"
    assert start["start"]["callSid"] == call.sid
    assert start["start"]["mediaFormat"] == {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
    assert start["start"]["customParameters"] == {"a": "b"}
    media = [frame for frame in rest if frame["event"] == "media"]
    assert [(frame["media"]["chunk"], frame["media"]["timestamp"]) for frame in media[:3]] == [("1", "0"), ("2", "20"), ("3", "40")]
    assert all(len(base64.b64decode(frame["media"]["payload"])) == 160 for frame in media)
    assert 10 <= len(media) <= 14, "200 ms of sound take ten frames, and only then does the mark come back"
    assert rest[-1]["mark"] == {"name": "said"}
    assert [line["status"] for line in journal(config)] == ["queued", "queued", "ringing", "in-progress", "completed"]
    assert journal(config)[0]["status_callback"].endswith("/att_1")


async def test_clear_drops_the_rest_and_returns_all_marks_at_once(caller: Caller, service: Service) -> None:
    async def talk(service: Service, socket: web.WebSocketResponse) -> None:
        await service.next_frame(socket, "start")
        for name in ("one", "two"):
            await socket.send_json({"event": "media", "media": {"payload": base64.b64encode(TONE).decode()}})
            await socket.send_json({"event": "mark", "mark": {"name": name}})
        await socket.send_str("junk that is ignored")
        await service.next_frame(socket, "media")
        await socket.send_json({"event": "clear"})
        await service.next_frame(socket, "mark")
        await service.next_frame(socket, "mark")

    service.talk = talk
    await caller.call(service, TALKER)
    await service.wait_for("/status/att_1", CallStatus="completed")
    assert [frame["mark"]["name"] for frame in service.frames if frame["event"] == "mark"] == ["one", "two"]
    assert len([frame for frame in service.frames if frame["event"] == "media"]) < 25


@pytest.mark.parametrize(("number", "status", "sip"), [(BUSY, "busy", "486"), (NOBODY, "failed", "404"), (ABSENT, "no-answer", "487")])
async def test_who_does_not_answer_ends_without_a_document(caller: Caller, service: Service, number: str, status: str, sip: str) -> None:
    call = await caller.call(service, number, timeout=1)
    done = await service.wait_for("/status/att_1", CallStatus=status)
    assert (done["SipResponseCode"], done["CallDuration"]) == (sip, "0")
    assert not [path for path, _ in service.posts if path.startswith("/voice")]
    assert (await asyncio.to_thread(caller.client.calls(call.sid).fetch)).status == status


async def test_a_live_call_can_be_redirected_and_ended_and_an_ended_one_refuses(caller: Caller, service: Service) -> None:
    service.twiml = "<Response><Pause length='60'/></Response>"
    call = await caller.call(service, TALKER)
    with pytest.raises(TwilioRestException) as early:
        await asyncio.to_thread(caller.client.calls(call.sid).update, twiml="<Response/>")
    assert early.value.code == 21220
    await service.wait_for("/voice/att_1")
    await asyncio.to_thread(caller.client.calls(call.sid).update, url=service.url("/voice/second"))
    await service.wait_for("/voice/second")
    await asyncio.to_thread(caller.client.calls(call.sid).update, status="completed")
    await service.wait_for("/status/att_1", CallStatus="completed")
    with pytest.raises(TwilioRestException) as late:
        await asyncio.to_thread(caller.client.calls(call.sid).update, status="completed")
    assert (late.value.status, late.value.code) == (400, 21220)


async def test_ending_a_streamed_call_sends_stop(caller: Caller, service: Service) -> None:
    async def talk(service: Service, socket: web.WebSocketResponse) -> None:
        start = await service.next_frame(socket, "start")
        await asyncio.to_thread(caller.client.calls(start["start"]["callSid"]).update, status="completed")
        await service.next_frame(socket, "stop")
        stopped.set()

    stopped = asyncio.Event()
    service.talk = talk
    await caller.call(service, TALKER)
    await asyncio.wait_for(stopped.wait(), 10)
    assert service.frames[-1]["stop"]["accountSid"] == ACCOUNT
    await service.wait_for("/status/att_1", CallStatus="completed")


async def test_a_machine_is_reported_asynchronously_with_exactly_four_fields(caller: Caller, service: Service) -> None:
    service.twiml = "<Response><Pause length='60'/></Response>"
    call = await caller.call(
        service, MACHINE, machine_detection="Enable", async_amd="true", async_amd_status_callback=service.url("/amd/att_1")
    )
    verdict = await service.wait_for("/amd/att_1")
    assert verdict.keys() == {"CallSid", "AccountSid", "AnsweredBy", "MachineDetectionDuration"}
    assert (verdict["CallSid"], verdict["AnsweredBy"]) == (call.sid, "machine_start")


async def test_a_text_is_delivered_and_after_stop_the_next_is_refused(caller: Caller, service: Service) -> None:
    sent = await caller.text(WRITER, status_callback=service.url("/status/text"))
    assert sent.status == "queued"
    delivered = await service.wait_for("/status/text", MessageStatus="delivered")
    assert delivered["SmsStatus"] == "delivered"
    assert not delivered.keys() & {"Timestamp", "SequenceNumber"}
    reply = await service.wait_for("/sms")
    assert (reply["Body"], reply["From"], reply["To"], reply["SmsStatus"]) == ("STOP", WRITER, OURS, "received")
    with pytest.raises(TwilioRestException) as refused:
        await caller.text(WRITER)
    assert (refused.value.status, refused.value.code) == (400, 21610)
    await control(caller, "texts", **{"from": WRITER, "to": OURS, "body": "start"})
    assert (await caller.text(WRITER)).sid.startswith("SM")


async def test_a_text_to_a_number_that_nobody_has_is_undelivered(caller: Caller, service: Service) -> None:
    await caller.text(NOBODY, status_callback=service.url("/status/text"))
    assert (await service.wait_for("/status/text", MessageStatus="undelivered"))["ErrorCode"] == "30005"


@pytest.mark.parametrize(
    ("to", "more", "code"),
    [("911", {}, 21211), ("+15005550001", {}, 21217), (TALKER, {"Url": "nowhere"}, 21205),
     (TALKER, {"StatusCallbackEvent": "initiated ringing"}, 21626)],
)  # fmt: skip
async def test_what_is_wrong_with_a_call_is_said_in_twilios_codes(
    caller: Caller, service: Service, to: str, more: dict[str, str], code: int
) -> None:
    status, body = await post_form(caller, "Calls.json", {"To": to, "From": OURS, "Url": service.url("/voice/x")} | more)
    assert (status, body["code"], body["status"]) == (400, code, 400)
    assert body["more_info"].endswith(str(code))


async def post_form(caller: Caller, path: str, form: dict[str, str], token: str = TOKEN) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, token)}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{caller.base}/2010-04-01/Accounts/{ACCOUNT}/{path}", data=form) as response,
    ):
        return response.status, await response.json()


async def test_a_wrong_token_gets_20003_and_an_unknown_sid_20404(caller: Caller) -> None:
    assert await post_form(caller, "Calls.json", {}, token="wrong") == (401, {
        "code": 20003, "message": "Authenticate", "more_info": "https://www.twilio.com/docs/errors/20003", "status": 401,
    })  # fmt: skip
    with pytest.raises(TwilioRestException) as unknown:
        await asyncio.to_thread(caller.client.calls("CA" + "0" * 32).fetch)
    assert (unknown.value.status, unknown.value.code) == (404, 20404)


async def test_lists_filter_by_number_and_time_and_page_through(caller: Caller, service: Service) -> None:
    for _ in range(3):
        await caller.call(service, BUSY)
    await caller.call(service, NOBODY)
    hour = timedelta(hours=1)

    def listed(**filters: Any) -> list[str]:
        return [call.to for call in caller.client.calls.list(page_size=2, **filters)]

    assert await asyncio.to_thread(listed) == [NOBODY, BUSY, BUSY, BUSY]
    assert await asyncio.to_thread(listed, to=BUSY, start_time_after=datetime.now(UTC) - hour) == [BUSY] * 3
    assert await asyncio.to_thread(listed, to=BUSY, start_time_after=datetime.now(UTC) + hour) == []


async def test_dates_follow_the_clock_that_the_carrier_is_told(caller: Caller) -> None:
    await control(caller, "clock", now="2026-11-24T07:55:00+08:00")
    text = await caller.text(TALKER)
    assert text.date_created.date().isoformat() == "2026-11-23"


async def test_a_borrower_can_call_in(caller: Caller, service: Service) -> None:
    service.twiml = "<Response><Hangup/></Response>"
    call = await control(caller, "calls", **{"from": TALKER, "to": OURS})
    form = await service.wait_for("/voice/in")
    assert (form["Direction"], form["CallStatus"], form["CallSid"]) == ("inbound", "ringing", call["sid"])


async def test_a_journal_of_a_killed_carrier_is_known_again_and_its_open_calls_have_failed(config: CarrierConfig) -> None:
    old = {"kind": "call", "sid": "CA1", "at": "2026-11-24T00:00:00+00:00"}
    lines = [
        {"event": "create", **old, "to": TALKER, "from": OURS, "direction": "outbound-api", "status": "queued", "status_callback": "x"},
        {"event": "state", **old, "status": "in-progress"},
    ]
    config.journal.write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"event":"sta', encoding="utf-8")
    async with carrier(config) as port:
        call = await asyncio.to_thread(Caller(port).client.calls("CA1").fetch)
    assert (call.status, call.to) == ("failed", TALKER)
    assert journal_tail(config)["status"] == "failed"


def journal_tail(config: CarrierConfig) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(config.journal.read_text("utf-8").splitlines()[-1])
    return line


async def test_it_listens_on_loopback_only(config: CarrierConfig) -> None:
    with pytest.raises(CarrierError, match="no business on a network"):
        async with carrier(replace(config, host="0.0.0.0")):
            pass
