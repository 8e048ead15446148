"""Signatures: over the address that we gave out, every value of every parameter, with either of two tokens."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.base.errors import ConfigError
from bot.telephony.signature import SignatureCheck

PUBLIC, MEDIA = "https://calls.example.org", "wss://calls.example.org"
CHECK = SignatureCheck(PUBLIC, MEDIA, ("12345", "67890"))
STATUS = "/twilio/status/att_1"
PARAMS = MultiDict(
    [("Note", "b"), ("CallSid", "CA" + "1" * 32), ("CallStatus", "completed"), ("Note", "a"), ("From", "+12025550100"), ("Note", "b")]
)
GOLDEN = "OXC3ykFNDeMtO3K7uXFhADAFeb4="
"""HMAC-SHA1 by hand over the address and the sorted names and values, repeated values once, with token 12345."""


def test_the_golden_vectors_of_form_socket_and_json_pass() -> None:
    assert CHECK.form(STATUS, PARAMS, GOLDEN)
    assert CHECK.upgrade("/twilio/media/tok_1", "nyNyd6TTUrpIJGtsqp24/0Z4/AU=")
    body = b'{"a":"b"}'
    assert CHECK.body(f"/twilio/voice?x=1&bodySHA256={hashlib.sha256(body).hexdigest()}", body, "tYvCEq97d/jiQjXLbNJV4t979ZE=")


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=8), min_size=1, max_size=3), max_size=4))
def test_what_the_official_sdk_signs_passes_and_one_more_parameter_does_not(fields: dict[str, list[str]]) -> None:
    params = MultiDict((name, value) for name, values in fields.items() for value in values)
    try:
        signature = RequestValidator("67890").compute_signature(PUBLIC + STATUS, params)
    except UnicodeEncodeError:  # half a surrogate pair: no request can hold one
        return
    assert CHECK.form(STATUS, params, signature)
    params.add("Extra", "1")
    assert not CHECK.form(STATUS, params, signature)


@pytest.mark.parametrize(
    ("path", "params", "signature"),
    [
        (STATUS + "2", PARAMS, GOLDEN),
        (STATUS + "?a=b", PARAMS, GOLDEN),
        (STATUS, MultiDict({**PARAMS, "Note": "c"}), GOLDEN),
        (STATUS, MultiDict(), GOLDEN),
        (STATUS, PARAMS, GOLDEN.lower()),
        (STATUS, PARAMS, GOLDEN[:-1]),
        (STATUS, PARAMS, ""),
        (STATUS, PARAMS, "签名"),
        (STATUS, PARAMS, "\udcff"),
        (STATUS + "?\udcff", PARAMS, GOLDEN),
    ],
)
def test_anything_that_was_changed_fails_and_nothing_crashes(path: str, params: MultiDict[str], signature: str) -> None:
    assert not CHECK.form(path, params, signature)


def test_a_second_value_of_a_signed_name_cannot_slip_by() -> None:
    signature = RequestValidator("12345").compute_signature(PUBLIC + STATUS, MultiDict({"CallStatus": "busy"}))
    assert not CHECK.form(STATUS, MultiDict([("CallStatus", "busy"), ("CallStatus", "completed")]), signature)


def test_a_token_that_is_not_ours_any_more_signs_nothing() -> None:
    old = RequestValidator("12345").compute_signature(PUBLIC + STATUS, PARAMS)
    assert not SignatureCheck(PUBLIC, MEDIA, ("67890",)).form(STATUS, PARAMS, old)


def test_a_json_body_must_be_the_one_that_was_hashed_and_the_hash_must_be_there() -> None:
    body = b'{"a":"b"}'
    path = f"/twilio/voice?bodySHA256={hashlib.sha256(body).hexdigest()}"
    sign = RequestValidator("12345").compute_signature
    assert not CHECK.body(path, b'{"a":"c"}', sign(PUBLIC + path, {}))
    assert not CHECK.body("/twilio/voice", body, sign(PUBLIC + "/twilio/voice", {}))


@pytest.mark.parametrize(
    ("base", "signed"),
    [
        ("https://h.example.org", "https://h.example.org:443"),
        ("https://h.example.org:8443", "https://h.example.org"),
        ("http://[::1]:8080", "http://[::1]"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://h.example.org/behind", "https://h.example.org:443/behind"),
    ],
)
def test_the_port_may_be_signed_or_not(base: str, signed: str) -> None:
    signature = RequestValidator("12345").compute_signature(signed + STATUS, PARAMS)
    assert SignatureCheck(base, MEDIA, ("12345",)).form(STATUS, PARAMS, signature)


def test_another_port_or_host_is_another_address() -> None:
    for address in ("https://calls.example.org:8443", "https://calls.example.com", "http://calls.example.org", MEDIA):
        assert not CHECK.form(STATUS, PARAMS, RequestValidator("12345").compute_signature(address + STATUS, PARAMS))


def test_a_form_signature_does_not_open_a_socket() -> None:
    path = "/twilio/media/tok_1"
    assert not CHECK.upgrade(path, RequestValidator("12345").compute_signature(PUBLIC + path, {}))


@pytest.mark.parametrize(
    ("public", "media", "tokens"),
    [
        (PUBLIC, MEDIA, ("",)),
        (PUBLIC, MEDIA, ()),
        (PUBLIC, PUBLIC, ("x",)),
        ("calls.example.org", MEDIA, ("x",)),
        ("https://", MEDIA, ("x",)),
    ],
)
def test_a_check_that_would_check_nothing_is_refused(public: str, media: str, tokens: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError):
        SignatureCheck(public, media, tokens)


def test_tokens_are_not_shown() -> None:
    assert "12345" not in repr(CHECK)
