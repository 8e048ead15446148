"""Segments, TwiML and lists, as Twilio has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from multidict import MultiDict

from bot.base.segments import segments
from bot.carrier.errors import TwimlError
from bot.carrier.listing import matching, page
from bot.carrier.resources import Call, Message, call_json, message_json
from bot.carrier.twiml import parse
from bot.carrier.verbs import Connect, Hangup, Stream

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("好" * 70, 1), ("好" * 71, 2), ("😀" * 35, 1), ("😀" * 36, 2),
     ("好" * 1600, 24)],
)  # fmt: skip
def test_segments_are_counted_in_septets_or_utf16_units(text: str, count: int) -> None:
    assert segments(text) == count


def test_a_stream_is_read_with_its_parameters() -> None:
    verbs = parse('<Response><Connect><Stream url="wss://a/b"><Parameter name="n" value="v"/></Stream></Connect><Hangup/></Response>')
    assert verbs == [Connect(Stream("wss://a/b", {"n": "v"})), Hangup()]


@pytest.mark.parametrize(
    ("document", "code"),
    [("nonsense", 12100), ("<Html/>", 12200), ("<Response><Fax/></Response>", 12200), ("<!DOCTYPE a><Response/>", 12100),
     ("<Response><Connect><Stream/></Connect></Response>", 12200)],
)  # fmt: skip
def test_a_document_that_cannot_be_performed_is_named_by_twilios_code(document: str, code: int) -> None:
    with pytest.raises(TwimlError) as wrong:
        parse(document)
    assert wrong.value.code == code


def _calls(count: int) -> list[Call]:
    return [Call(f"CA{n}", "+1", "+2", NOON + timedelta(minutes=n)) for n in range(count)]


def test_pages_follow_each_other_without_a_gap_though_new_calls_come_in() -> None:
    calls = _calls(5)
    query: MultiDict[str] = MultiDict({"PageSize": "2", "To": "+1"})
    found = matching(calls, query, "StartTime", lambda it: it.created)
    first = page("calls", found, lambda it: {"sid": it.sid}, "/Calls.json", query)
    assert [it["sid"] for it in first["calls"]] == ["CA4", "CA3"]
    following = MultiDict(part.split("=") for part in first["next_page_uri"].replace("%2B", "+").split("?")[1].split("&"))
    later = matching([*calls, Call("CA9", "+1", "+2", NOON + timedelta(hours=1))], following, "StartTime", lambda it: it.created)
    second = page("calls", later, lambda it: {"sid": it.sid}, "/Calls.json", following)
    assert [it["sid"] for it in second["calls"]] == ["CA2", "CA1"]
    assert second["next_page_uri"] is not None
    assert second["previous_page_uri"] is not None


@pytest.mark.parametrize(
    ("key", "value", "left"), [("StartTime>", "2026-11-24T12:02:00Z", 3), ("StartTime<", "2026-11-24", 5), ("StartTime", "2026-11-25", 0)]
)
def test_dates_filter_by_day_or_instant(key: str, value: str, left: int) -> None:
    assert len(matching(_calls(5), MultiDict({key: value}), "StartTime", lambda it: it.created)) == left


def test_resources_have_every_key_of_the_published_schema() -> None:
    call = {
        "sid", "date_created", "date_updated", "parent_call_sid", "account_sid", "to", "to_formatted", "from", "from_formatted",
        "phone_number_sid", "status", "start_time", "end_time", "duration", "price", "price_unit", "direction", "answered_by",
        "api_version", "forwarded_from", "group_sid", "caller_name", "queue_time", "trunk_sid", "uri", "subresource_uris",
    }  # fmt: skip
    message = {
        "body", "num_segments", "direction", "from", "to", "date_updated", "price", "error_message", "uri", "account_sid",
        "num_media", "status", "messaging_service_sid", "sid", "date_sent", "date_created", "error_code", "price_unit",
        "api_version", "subresource_uris",
    }  # fmt: skip
    assert call_json(_calls(1)[0], "AC").keys() == call
    shown = message_json(Message("SM1", "+1", "+2", "hi", NOON), "AC")
    assert shown.keys() == message
    assert (shown["num_segments"], shown["num_media"], shown["date_created"]) == ("1", "0", "Tue, 24 Nov 2026 12:00:00 +0000")
