"""The verbs of TwiML, performed: by made-up people on real lines, told to a service over HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import aiohttp
from aiohttp import web

from tests.integration.carrier.rig import ACCOUNT, OURS, TOKEN, Caller, Service

SILENT, SPEAKS, PRESSES, KEYS_CODE, HANGS_UP = (f"+1305555010{n}" for n in (0, 6, 7, 8, 9))
BUSY, MACHINE = "+13055550101", "+13055550105"
SAID = "<Say>Hello, is this the right person?</Say>"


async def get(caller: Caller, path: str) -> tuple[int, bytes]:
    headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
    url = path if path.startswith("http") else f"{caller.base}/2010-04-01/Accounts/{ACCOUNT}/{path}"
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as answer:
        return answer.status, await answer.read()


async def test_keys_are_gathered_until_the_finishing_one(caller: Caller, service: Service) -> None:
    gather = '<Gather action="/then/gathered" timeout="4"><Say>Please enter your code.</Say></Gather><Redirect>/then/nothing</Redirect>'
    await caller.call(service, KEYS_CODE, **at_once(service, f"<Response>{gather}</Response>"))
    told = await service.wait_for("/then/gathered")
    assert (told["Digits"], told["CallStatus"]) == ("1234", "in-progress")


def at_once(service: Service, twiml: str) -> dict[str, Any]:
    """The document for the first request; what follows (`/then/...`) is answered with an empty one."""
    service.documents["/voice/a"] = twiml
    return {"url": service.url("/voice/a")}


async def test_keys_are_gathered_up_to_a_number_and_silence_leads_to_the_next_verb(caller: Caller, service: Service) -> None:
    one = '<Gather numDigits="1" action="/then/one" timeout="4"/>'
    await caller.call(service, PRESSES, **at_once(service, f"<Response>{one}</Response>"))
    assert (await service.wait_for("/then/one"))["Digits"] == "1"
    none = '<Gather action="/then/never" timeout="1"/><Redirect>/then/silence</Redirect>'
    await caller.call(service, SILENT, **at_once(service, f"<Response>{none}</Response>"))
    await service.wait_for("/then/silence")
    assert "/then/never" not in [path for path, _ in service.posts]


async def test_speech_is_gathered_and_made_out_by_ear(caller: Caller, service: Service) -> None:
    await caller.call(service, SPEAKS, **at_once(service, '<Response><Gather input="speech" action="/then/heard" timeout="8"/></Response>'))
    told = await service.wait_for("/then/heard")
    assert told["SpeechResult"] == "hello"
    assert 0 < float(told["Confidence"]) <= 1


async def test_a_caller_is_recorded_and_told_of(caller: Caller, service: Service) -> None:
    verb = '<Record timeout="1" playBeep="true" action="/then/recorded" recordingStatusCallback="{}"/>'.format(service.url("/status/rec"))
    call = await caller.call(service, SPEAKS, **at_once(service, f"<Response>{verb}</Response>"))
    told = await service.wait_for("/then/recorded")
    status = await service.wait_for("/status/rec", RecordingStatus="completed")
    assert (status["RecordingSid"], status["RecordingSource"]) == (told["RecordingSid"], "RecordVerb")
    listed = await asyncio.to_thread(lambda: caller.client.calls(call.sid).recordings.list())
    assert [it.sid for it in listed] == [told["RecordingSid"]]
    answer, sound = await get(caller, told["RecordingUrl"] + ".wav")
    assert (answer, sound[:4]) == (200, b"RIFF")
    assert len(sound) > 8000, "half a second at least"


async def test_a_dialled_leg_is_a_call_of_its_own_and_both_hear_each_other(caller: Caller, service: Service) -> None:
    """What the called leg hears first is rendered before: on a slow machine it would hang up for the quiet."""
    await caller.call(service, SILENT, **at_once(service, f"<Response>{SAID}<Redirect>/then/rendered</Redirect></Response>"))
    await service.wait_for("/then/rendered")
    service.documents["/then/whisper"] = f"<Response>{SAID}</Response>"
    told_of = f'statusCallback="{service.url("/status/leg")}" statusCallbackEvent="initiated answered completed"'
    number = f'<Number url="/then/whisper" {told_of}>{HANGS_UP}</Number>'
    dial = f'<Dial action="/then/dialled" timeout="9" record="record-from-answer-dual">{number}</Dial>'
    parent = await caller.call(service, SILENT, **at_once(service, f"<Response>{dial}</Response>"))
    told = await service.wait_for("/then/dialled")
    assert (told["DialCallStatus"], told["DialBridged"]) == ("completed", "true")
    assert int(told["DialCallDuration"]) >= 1
    assert told["RecordingSid"].startswith("RE")
    leg = await service.wait_for("/status/leg", CallStatus="completed")
    assert (leg["ParentCallSid"], leg["CallSid"], leg["Direction"]) == (parent.sid, told["DialCallSid"], "outbound-dial")
    children = await asyncio.to_thread(lambda: caller.client.calls.list(parent_call_sid=parent.sid))
    assert [(child.sid, child.to) for child in children] == [(told["DialCallSid"], HANGS_UP)]


async def test_of_several_numbers_the_first_to_answer_wins_and_a_busy_one_alone_is_busy(caller: Caller, service: Service) -> None:
    both = f'<Dial action="/then/won"><Number>{"+13055550110"}</Number><Number>{HANGS_UP}</Number></Dial>'
    await caller.call(service, SILENT, **at_once(service, f"<Response>{both}</Response>"))
    won = await service.wait_for("/then/won")
    legs = await asyncio.to_thread(lambda: caller.client.calls.list(parent_call_sid=won["CallSid"]))
    assert {leg.to: leg.status for leg in legs} == {HANGS_UP: "completed", "+13055550110": "canceled"}
    await caller.call(service, SILENT, **at_once(service, f'<Response><Dial action="/then/busy">{BUSY}</Dial></Response>'))
    assert (await service.wait_for("/then/busy"))["DialCallStatus"] == "busy"


async def test_a_conference_begins_tells_and_ends_with_who_ends_it(caller: Caller, service: Service) -> None:
    events = f'statusCallback="{service.url("/status/room")}" statusCallbackEvent="start end join leave mute hold"'
    waiting = f'<Response><Dial><Conference startConferenceOnEnter="false" {events}>room 1</Conference></Dial></Response>'
    first = await caller.call(service, SILENT, **at_once(service, waiting))
    joined = await service.wait_for("/status/room", StatusCallbackEvent="participant-join")
    sid = joined["ConferenceSid"]
    assert (await asyncio.to_thread(caller.client.conferences(sid).fetch)).status == "init"
    invite = {"to": HANGS_UP, "from_": OURS, "label": "agent", "end_conference_on_exit": True}
    agent = await asyncio.to_thread(lambda: caller.client.conferences(sid).participants.create(**invite))
    await service.wait_for("/status/room", StatusCallbackEvent="conference-start")
    await asyncio.to_thread(lambda: caller.client.conferences(sid).participants(first.sid).update(muted=True))
    assert (await service.wait_for("/status/room", StatusCallbackEvent="participant-mute"))["Muted"] == "true"
    end = await service.wait_for("/status/room", StatusCallbackEvent="conference-end")
    assert (end["ReasonConferenceEnded"], end["CallSidEndingConference"]) == (
        "participant-with-end-conference-on-exit-left",
        agent.call_sid,
    )
    numbers = [int(form["SequenceNumber"]) for path, form in service.posts if path == "/status/room"]
    assert len(set(numbers)) == len(numbers) >= 5


async def test_a_conference_begins_with_the_second_and_a_live_call_can_be_given_less_time(caller: Caller, service: Service) -> None:
    events = f'statusCallback="{service.url("/status/two")}" statusCallbackEvent="start join end"'
    alone = f"<Response><Dial><Conference {events}>room 2</Conference></Dial></Response>"
    first = await caller.call(service, SILENT, **at_once(service, alone))
    sid = (await service.wait_for("/status/two", StatusCallbackEvent="participant-join"))["ConferenceSid"]
    assert (await asyncio.to_thread(caller.client.conferences(sid).fetch)).status == "init", "nobody talks to themselves"
    second = await caller.call(service, SILENT, **at_once(service, alone))
    start = await service.wait_for("/status/two", StatusCallbackEvent="conference-start")
    assert start["CallSid"] == second.sid
    for call in (first, second):
        await asyncio.to_thread(lambda sid=call.sid: caller.client.calls(sid).update(time_limit=1))
    end = await service.wait_for("/status/two", StatusCallbackEvent="conference-end")
    assert end["ReasonConferenceEnded"] == "last-participant-left"


async def test_a_one_way_stream_copies_both_sides_beside_what_goes_on(caller: Caller, service: Service) -> None:
    async def talk(service: Service, socket: web.WebSocketResponse) -> None:
        while len(service.frames) < 120:
            service.frames.append(json.loads(await socket.receive_str(timeout=5)))
        done.set()

    done = asyncio.Event()
    service.talk = talk
    start = f'<Start><Stream name="ears" track="both_tracks" url="{service.url("/media/fork", "ws")}"/></Start>'
    await caller.call(service, SPEAKS, **at_once(service, f"<Response>{start}{SAID * 4}</Response>"))
    await asyncio.wait_for(done.wait(), 15)
    media = [frame["media"] for frame in service.frames if frame["event"] == "media"]
    assert [it["track"] for it in media[:2]] == ["inbound", "outbound"]
    assert {len(base64.b64decode(it["payload"])) for it in media} == {160}


async def test_a_sound_is_played_and_one_that_is_not_there_is_left_out(caller: Caller, service: Service) -> None:
    twiml = f'<Response><Play>{service.url("/then/none.wav")}</Play><Play digits="1w2"/><Redirect>/then/after</Redirect></Response>'
    call = await caller.call(service, SILENT, **at_once(service, twiml))
    await service.wait_for("/then/after")
    notes = await asyncio.to_thread(lambda: caller.client.calls(call.sid).notifications.list())
    assert [note.error_code for note in notes] == ["11200"]


async def test_the_fallback_is_told_what_was_wrong_and_leads_the_call(caller: Caller, service: Service) -> None:
    service.documents["/voice/broken"] = "<Response><Nonsense/></Response>"
    await caller.call(service, SILENT, url=service.url("/voice/broken"), fallback_url=service.url("/then/fallback"))
    told = await service.wait_for("/then/fallback")
    assert (told["ErrorCode"], told["ErrorUrl"]) == ("12200", service.url("/voice/broken"))


async def test_synchronous_detection_comes_with_the_question_what_to_do(caller: Caller, service: Service) -> None:
    await caller.call(service, MACHINE, machine_detection="DetectMessageEnd", **at_once(service, "<Response/>"))
    assert (await service.wait_for("/voice/a"))["AnsweredBy"] == "machine_end_beep"
