"""What Twilio's parameters, codes and addresses mean to us."""

from __future__ import annotations

import pytest
from multidict import MultiDict

from bot.base.config import is_loopback
from bot.telephony import error_class, unpack
from bot.telephony.errors import WebhookRefused

CALL = {"CallSid": "CA" + "1" * 32, "CallStatus": "completed", "From": "+12025550100", "To": "+12025550101", "Direction": "outbound-api"}
TEXT = {"MessageSid": "SM" + "2" * 32, "MessageStatus": "undelivered", "ErrorCode": "30005"}


def test_a_finished_call_keeps_seconds_sequence_and_sip_code() -> None:
    params = MultiDict({**CALL, "CallDuration": "41", "Duration": "1", "SequenceNumber": "3", "SipResponseCode": "200"})
    event = unpack.call_event(params)
    assert (event.status, event.duration_s, event.sequence, event.sip_code) == ("completed", 41, 3, "200")
    assert event.raw["Duration"] == "1"


def test_an_anonymous_caller_and_missing_fields_are_no_error() -> None:
    event = unpack.call_event(MultiDict({"CallSid": CALL["CallSid"], "CallStatus": "ringing", "From": ""}))
    assert (event.from_number, event.sequence, event.duration_s, event.answered_by) == ("", None, None, None)


@pytest.mark.parametrize(
    "change",
    [{"CallSid": ""}, {"CallSid": "CA1"}, {"CallSid": "SM" + "1" * 32}, {"CallStatus": "exploded"}, {"CallStatus": ""}],
)
def test_an_event_without_a_call_or_a_known_status_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(WebhookRefused) as refused:
        unpack.call_event(MultiDict({**CALL, **change}))
    assert refused.value.status == 400


@pytest.mark.parametrize("number", ["-1", "1.5", "٣", "9" * 40, "x"])
def test_a_number_that_is_none_is_left_out(number: str) -> None:
    assert unpack.call_event(MultiDict({**CALL, "SequenceNumber": number})).sequence is None


def test_a_machine_verdict_that_we_do_not_know_is_unknown() -> None:
    assert unpack.answered_call(MultiDict({"CallSid": CALL["CallSid"], "AnsweredBy": "parrot"})) == (CALL["CallSid"], "unknown")


def test_a_report_has_no_body_and_a_received_text_has_one_even_if_empty() -> None:
    assert unpack.text_report(MultiDict(TEXT)).body is None
    received = unpack.text_received(MultiDict({"MessageSid": TEXT["MessageSid"], "Body": "", "OptOutType": "STOP"}))
    assert (received.status, received.body, received.opt_out_type) == ("received", "", "STOP")


def test_events_show_no_raw_parameters_when_printed() -> None:
    assert "raw" not in repr(unpack.text_received(MultiDict({**TEXT, "Body": "x"})))


@pytest.mark.parametrize(("value", "logged"), [("31920", "31920"), ("31920 - handshake with +12025550100", "31920"), ("+12025550100", "")])
def test_only_an_error_code_is_let_into_the_log(value: str, logged: str) -> None:
    assert unpack.code_for_log(MultiDict({"ErrorCode": value})) == logged


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("21610", 400, "opted_out"),
        ("21211", 400, "permanent"),
        ("21215", 400, "policy"),
        ("20429", 429, "rate"),
        ("30003", 0, "temporary"),
        ("", 401, "account"),
        ("99999", 400, "unknown"),
        ("30008", 0, "unknown"),
    ],
)
def test_a_code_has_a_class(code: str, status: int, kind: str) -> None:
    assert error_class(code, status) == kind


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1", "http://[::1]:8080/x"])
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    ["https://api.twilio.com", "http://127.0.0.1.example.org", "http://localhost.example.org", "http://10.0.0.1", "http://0.0.0.0", "x"],
)
def test_nothing_else_is_loopback(url: str) -> None:
    assert not is_loopback(url)
