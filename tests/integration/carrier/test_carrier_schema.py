"""Every resource that the carrier shows has every key of Twilio's OpenAPI, with its type, its values and its form, and no other."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.integration.carrier.rig import ACCOUNT, BUSY, OURS, TALKER, TOKEN, Caller, Service

RESOURCES: dict[str, Any] = json.loads(Path(__file__).with_name("twilio_resources.json").read_text("utf-8"))
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list}
PAGE = {"end", "first_page_uri", "next_page_uri", "page", "page_size", "previous_page_uri", "start", "uri"}
HELD = '<Response><Dial><Conference record="record-from-start" startConferenceOnEnter="true">room</Conference></Dial></Response>'


def faults(shown: dict[str, Any], schema: str) -> Iterator[str]:
    """What is wrong with a resource, in words."""
    expected = RESOURCES[schema]
    if shown.keys() != expected.keys():
        yield f"{schema}: keys {shown.keys() ^ expected.keys()}"
        return
    for key, rule in expected.items():
        value = shown[key]
        if value is None:
            if not rule.get("nullable") and "type" in rule and schema != "conference":  # a conference that runs has no reason to end
                yield f"{schema}.{key} is null"
            continue
        if "type" in rule and (not isinstance(value, TYPES[rule["type"]]) or (rule["type"] != "boolean" and isinstance(value, bool))):
            yield f"{schema}.{key} is no {rule['type']}: {value!r}"
        if "enum" in rule and value not in rule["enum"]:
            yield f"{schema}.{key} is none of {rule['enum']}: {value!r}"
        if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
            yield f"{schema}.{key} does not match {rule['pattern']}: {value!r}"
        if rule.get("format") == "rfc2822":
            assert parsedate_to_datetime(value).utcoffset() is not None, value


class Rest:
    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = f"{base}/2010-04-01/Accounts/{ACCOUNT}"
        self.session = session
        self.found: list[str] = []

    async def ask(self, method: str, path: str, schema: str, status: int = 200, **form: str) -> dict[str, Any]:
        """One resource, looked at."""
        fields = {name.replace("_", "."): value for name, value in form.items()}
        async with self.session.request(method, self.base + path, data=fields or None) as answer:
            shown: dict[str, Any] = await answer.json()
            assert answer.status == status, shown
        self.found += faults(shown, schema)
        return shown

    async def until(self, count: int, path: str, plural: str, schema: str) -> list[dict[str, Any]]:
        """The list, once it has so many."""
        async with asyncio.timeout(10):
            while True:
                if len(found := await self.list(path, plural, schema, 0)) >= count:
                    return found
                await asyncio.sleep(0.05)

    async def list(self, path: str, plural: str, schema: str, at_least: int = 1) -> list[dict[str, Any]]:
        """All of a list, looked at."""
        async with self.session.get(self.base + path) as answer:
            shown = await answer.json()
        assert shown.keys() == PAGE | {plural}
        assert len(shown[plural]) >= at_least, path
        for each in shown[plural]:
            self.found += faults(each, schema)
        items: list[dict[str, Any]] = shown[plural]
        return items


@pytest.fixture
async def rest(caller: Caller) -> Any:
    headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield Rest(caller.base, session)


async def test_calls_and_what_belongs_to_them(rest: Rest, caller: Caller, service: Service) -> None:
    service.twiml = "<Response><Pause length='60'/></Response>"
    call = await rest.ask("POST", "/Calls.json", "call", 201, To=TALKER, From=OURS, Url=service.url("/voice/a"), Record="true")
    one = f"/Calls/{call['sid']}"
    await service.wait_for("/voice/a")
    await rest.ask("GET", f"{one}.json", "call")
    made = await rest.ask("POST", f"{one}/Recordings.json", "call_recording", 201, RecordingChannels="dual")
    assert made["channels"] == 2
    stream = await rest.ask("POST", f"{one}/Streams.json", "stream", Url=service.url("/media/token", "ws"), Name="mine")
    await rest.ask("POST", f"{one}/Streams/{stream['sid']}.json", "stream", Status="stopped")
    await rest.ask("POST", f"{one}/Recordings/{made['sid']}.json", "call_recording", Status="paused")
    await rest.ask("POST", f"{one}/Recordings/{made['sid']}.json", "call_recording", Status="stopped")
    await rest.ask("POST", f"{one}.json", "call", Url=service.url("/gone"))
    ended = await until_over(rest, call["sid"])
    assert ended["status"] == "completed"
    assert int(ended["duration"]) >= 1
    await rest.list("/Calls.json", "calls", "call")
    recordings = await rest.list(f"{one}/Recordings.json", "recordings", "call_recording", 2)
    await rest.list("/Recordings.json", "recordings", "recording", 2)
    whole = await rest.ask("GET", f"/Recordings/{recordings[0]['sid']}.json", "recording")
    async with rest.session.get(whole["media_url"]) as sound:
        assert (await sound.read())[:4] == b"RIFF"
    events = await rest.list(f"{one}/Events.json", "events", "call_event")
    assert events[0]["request"]["url"].endswith("/voice/a")
    notes = await rest.list(f"{one}/Notifications.json", "notifications", "call_notification")
    assert notes[0]["error_code"] == "11200", "the document that is not there"
    await rest.ask("GET", f"{one}/Notifications/{notes[0]['sid']}.json", "call_notification_instance")
    assert rest.found == []


async def until_over(rest: Rest, sid: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            call = await rest.ask("GET", f"/Calls/{sid}.json", "call")
            if call["end_time"]:
                return call
            await asyncio.sleep(0.05)


async def test_conferences_and_who_takes_part(rest: Rest, caller: Caller, service: Service) -> None:
    service.twiml = HELD
    call = await caller.call(service, TALKER)
    conference = (await rest.until(1, "/Conferences.json?FriendlyName=room&Status=init", "conferences", "conference"))[0]
    one = f"/Conferences/{conference['sid']}"
    invited = await rest.ask("POST", f"{one}/Participants.json", "participant", 201, To="+13055550100", From=OURS, Label="agent")
    assert invited["status"] == "queued"
    await rest.until(2, f"{one}/Participants.json", "participants", "participant")
    held = await rest.ask("POST", f"{one}/Participants/{call.sid}.json", "participant", Hold="true")
    assert held["hold"] is True
    await rest.ask("GET", f"{one}/Participants/agent.json", "participant")
    recordings = await rest.list(f"{one}/Recordings.json", "recordings", "conference_recording")
    await rest.ask("GET", f"{one}/Recordings/{recordings[0]['sid']}.json", "conference_recording")
    ended = await rest.ask("POST", f"{one}.json", "conference", Status="completed")
    assert ended["reason_conference_ended"] == "conference-ended-via-api"
    assert rest.found == []


async def test_messages(rest: Rest) -> None:
    text = await rest.ask("POST", "/Messages.json", "message", 201, To=TALKER, From=OURS, Body="hi", MediaUrl="https://example.com/a.jpg")
    assert text["sid"].startswith("MM")
    one = f"/Messages/{text['sid']}"
    await rest.ask("GET", f"{one}.json", "message")
    await rest.list("/Messages.json", "messages", "message")
    media = await rest.list(f"{one}/Media.json", "media_list", "media")
    await rest.ask("GET", f"{one}/Media/{media[0]['sid']}.json", "media")
    await rest.ask("POST", f"{one}/Feedback.json", "message_feedback", Outcome="confirmed")
    assert (await rest.ask("POST", f"{one}.json", "message", Body=""))["body"] == ""
    assert rest.found == []


async def test_what_an_account_has(rest: Rest) -> None:
    await rest.ask("GET", ".json", "account")
    await rest.ask("GET", "/Balance.json", "balance")
    number = await rest.ask(
        "POST", "/IncomingPhoneNumbers.json", "incoming_phone_number", 201, PhoneNumber="+12025550100", VoiceUrl="https://example.com/v"
    )
    await rest.ask("GET", f"/IncomingPhoneNumbers/{number['sid']}.json", "incoming_phone_number")
    changed = await rest.ask("POST", f"/IncomingPhoneNumbers/{number['sid']}.json", "incoming_phone_number", SmsMethod="GET")
    assert (changed["voice_url"], changed["sms_method"]) == ("https://example.com/v", "GET")
    await rest.list("/IncomingPhoneNumbers.json", "incoming_phone_numbers", "incoming_phone_number", 2)
    await rest.list("/IncomingPhoneNumbers/Local.json", "incoming_phone_numbers", "incoming_phone_number_local", 2)
    application = await rest.ask("POST", "/Applications.json", "application", 201, FriendlyName="ours")
    await rest.ask("GET", f"/Applications/{application['sid']}.json", "application")
    await rest.list("/Applications.json", "applications", "application")
    await rest.ask("POST", "/OutgoingCallerIds.json", "validation_request", PhoneNumber="+12025550101")
    caller_ids = await rest.list("/OutgoingCallerIds.json", "outgoing_caller_ids", "outgoing_caller_id")
    await rest.ask("GET", f"/OutgoingCallerIds/{caller_ids[0]['sid']}.json", "outgoing_caller_id")
    assert rest.found == []


async def test_a_busy_call_and_an_inbound_one_are_whole_too(rest: Rest, caller: Caller, service: Service) -> None:
    busy = await caller.call(service, BUSY)
    ended = await until_over(rest, busy.sid)
    assert (ended["status"], ended["duration"]) == ("busy", "0")
    assert rest.found == []
