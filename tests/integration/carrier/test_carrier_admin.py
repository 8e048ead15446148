"""What a carrier does beside the ordinary: queues, bad days, borrowers who call and write, messaging services, scheduled texts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException

from bot.carrier import CarrierConfig, Faults, behaviours, carrier
from tests.integration.carrier.rig import ACCOUNT, OURS, TALKER, TOKEN, Caller, Service, control

AUTH = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
SILENT, BUSY, NOBODY_ANSWERS, GONE, NETWORK_FAILS = (f"+1305555010{n}" for n in range(5))


@pytest.fixture
async def quick(config: CarrierConfig, service: Service) -> AsyncIterator[Caller]:
    """Ten times as fast, with the account's limits of two calls and five texts a second."""
    async with carrier(replace(config, speed=10, calls_per_second=2, texts_per_second=5)) as port:
        yield Caller(port)


@pytest.mark.parametrize(("number", "status", "sip"), [(BUSY, "busy", "486"), (GONE, "failed", "404"), (NETWORK_FAILS, "failed", "503")])
async def test_a_number_that_stands_nowhere_does_what_its_last_digits_say(
    caller: Caller, service: Service, number: str, status: str, sip: str
) -> None:
    await caller.call(service, number)
    assert (await service.wait_for("/status/att_1", CallStatus=status))["SipResponseCode"] == sip


@pytest.mark.parametrize(("number", "status", "code"), [("+13055550116", "undelivered", "30003"), ("+13055550117", "failed", "30007")])
async def test_so_does_a_text_to_it(caller: Caller, service: Service, number: str, status: str, code: str) -> None:
    sent = await caller.text(number, status_callback=service.url("/status/t"))
    assert (await service.wait_for("/status/t", MessageStatus=status))["ErrorCode"] == code
    shown = await asyncio.to_thread(caller.client.messages(sent.sid).fetch)
    assert (shown.error_code, bool(shown.error_message)) == (int(code), True)


def test_every_behaviour_is_there_in_both_languages_and_says_what_it_does() -> None:
    found = behaviours()
    assert {code for lang, code in found if lang == "zh-CN"} == {code for lang, code in found if lang == "en-US"}
    assert all(it.about for it in found.values())


async def test_calls_wait_in_the_accounts_queue_go_out_evenly_and_can_be_cancelled_there(quick: Caller, service: Service) -> None:
    calls = [await quick.call(service, BUSY) for _ in range(4)]
    last = await quick.call(service, BUSY)
    cancelled = await asyncio.to_thread(quick.client.calls(last.sid).update, status="canceled")
    assert cancelled.status == "canceled"
    for call in calls:
        await service.wait_for("/status/att_1", CallSid=call.sid, CallStatus="busy")
    shown = [await asyncio.to_thread(quick.client.calls(call.sid).fetch) for call in calls]
    waits = [int(call.queue_time) for call in shown]
    assert waits == sorted(waits)
    assert waits[3] >= 500, "the fourth waits for three gaps of half a second, less what the requests took"
    assert not [form for _, form in service.posts if form["CallSid"] == last.sid and form["CallStatus"] == "initiated"]


async def test_texts_wait_in_their_senders_queue_and_lapse_there(quick: Caller, service: Service) -> None:
    for _ in range(12):
        await quick.text(SILENT)
    late = await quick.text(SILENT, status_callback=service.url("/status/late"), validity_period=1)
    failed = await service.wait_for("/status/late", MessageStatus="failed")
    assert (failed["MessageSid"], failed["ErrorCode"]) == (late.sid, "30036")


async def test_a_bad_day_refuses_loses_answers_and_can_be_mended(caller: Caller) -> None:
    await control(caller, "faults", busy_429=1, retry_after_s=7)
    async with aiohttp.ClientSession(headers=AUTH) as session:
        url = f"{caller.base}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        form = {"To": SILENT, "From": OURS, "Body": "hi"}
        async with session.post(url, data=form) as answer:
            assert (answer.status, (await answer.json())["code"], answer.headers["Retry-After"]) == (429, 20429, "7")
        await control(caller, "faults", drop_after=1)
        with pytest.raises(aiohttp.ClientError):
            await session.post(url, data=form)
        await control(caller, "faults", error_500=1, at_most=1)
        async with session.post(url, data=form) as answer:
            assert (answer.status, (await answer.json())["code"]) == (500, 20500)
        async with session.get(url) as answer:
            assert len((await answer.json())["messages"]) == 1, "the one whose answer was dropped was made, the refused ones were not"
    with pytest.raises(AssertionError, match="rain"):
        await control(caller, "faults", rain=1)


async def test_callbacks_are_lost_or_doubled_by_their_shares(config: CarrierConfig, service: Service) -> None:
    async with carrier(replace(config, faults=Faults(webhooks_doubled=1))) as port:
        await Caller(port).call(service, BUSY)
        await service.wait_for("/status/att_1", CallStatus="busy")
        async with asyncio.timeout(5), service.changed:
            await service.changed.wait_for(lambda: len(service.posts) >= 4)
    told = [(form["CallStatus"], form["SequenceNumber"]) for _, form in service.posts]
    assert {each: told.count(each) for each in told} == {("initiated", "0"): 2, ("busy", "1"): 2}
    service.posts.clear()
    async with carrier(replace(config, journal=config.journal.with_suffix(".2"), faults=Faults(webhooks_lost=1))) as port:
        call = await Caller(port).call(service, BUSY)
        caller = Caller(port)
        async with asyncio.timeout(5):
            while (await asyncio.to_thread(caller.client.calls(call.sid).fetch)).status != "busy":  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert service.posts == []


async def test_a_stranger_and_one_who_withholds_their_number_can_call_in(caller: Caller, service: Service) -> None:
    service.twiml = "<Response><Hangup/></Response>"
    await control(caller, "calls", **{"from": "anonymous", "to": OURS, "persona": "en_silent"})
    assert (await service.wait_for("/voice/in"))["From"] == "+266696687"
    await control(caller, "calls", **{"from": "+13055550106", "to": OURS})
    await service.wait_for("/voice/in", From="+13055550106")


async def test_advanced_opt_out_names_what_was_understood(caller: Caller, service: Service) -> None:
    await control(caller, "texts", **{"from": TALKER, "to": OURS, "body": "退订", "stop_words": ["退订", "TD"]})
    assert (await service.wait_for("/sms"))["OptOutType"] == "STOP"
    with pytest.raises(TwilioRestException) as refused:
        await caller.text(TALKER)
    assert refused.value.code == 21610


async def test_a_text_can_be_answered_by_twiml(caller: Caller, service: Service) -> None:
    service.documents["/sms"] = f'<Response><Message statusCallback="{service.url("/status/reply")}">thank you</Message></Response>'
    await control(caller, "texts", **{"from": TALKER, "to": OURS, "body": "hello"})
    told = await service.wait_for("/status/reply", MessageStatus="delivered")
    shown = await asyncio.to_thread(caller.client.messages(told["MessageSid"]).fetch)
    assert (shown.body, shown.direction, shown.to) == ("thank you", "outbound-reply", TALKER)


async def test_a_messaging_service_chooses_the_sender_and_blocks_as_one(caller: Caller, service: Service) -> None:
    caller.client.messaging.base_url = caller.base

    def pool() -> Any:
        made = caller.client.messaging.v1.services.create(friendly_name="pool")
        number = caller.client.incoming_phone_numbers.create(phone_number="+12025550199")
        made.phone_numbers.create(phone_number_sid=number.sid)
        return made

    made = await asyncio.to_thread(pool)

    def send(**more: Any) -> Any:
        return caller.client.messages.create(to=SILENT, messaging_service_sid=made.sid, body="hello", **more)

    sent = await asyncio.to_thread(lambda: send(status_callback=service.url("/status/mg")))
    assert (sent.status, sent.from_, sent.num_segments) == ("accepted", None, "0")
    delivered = await service.wait_for("/status/mg", MessageStatus="delivered")
    assert (delivered["From"], delivered["MessagingServiceSid"]) == ("+12025550199", made.sid)
    await control(caller, "texts", **{"from": SILENT, "to": "+12025550199", "body": "STOP"})
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(send)
    assert refused.value.code == 21610


async def test_a_scheduled_text_waits_and_can_be_cancelled(caller: Caller) -> None:
    caller.client.messaging.base_url = caller.base

    def schedule() -> Any:
        made = caller.client.messaging.v1.services.create(friendly_name="later")
        number = caller.client.incoming_phone_numbers.create(phone_number="+12025550198")
        made.phone_numbers.create(phone_number_sid=number.sid)
        at = datetime.now(UTC) + timedelta(hours=1)
        return caller.client.messages.create(
            to=SILENT, messaging_service_sid=made.sid, body="later", schedule_type="fixed", send_at=at
        )  # fmt: skip

    sent = await asyncio.to_thread(schedule)
    assert sent.status == "scheduled"
    assert (await asyncio.to_thread(caller.client.messages(sent.sid).update, status="canceled")).status == "canceled"


async def test_the_resources_of_a_call_that_was_retried_say_so(caller: Caller, service: Service) -> None:
    """A connection override asks for two more tries where a document is answered with a 5xx."""
    tries = 0

    def flaky() -> str:
        nonlocal tries
        tries += 1
        return "<Response/>" if tries == 3 else ""

    service.flaky["/voice/flaky"] = flaky
    await caller.call(service, SILENT, url=service.url("/voice/flaky#rc=2&rp=5xx"))
    await service.wait_for("/status/att_1", CallStatus="completed")
    assert tries == 3
