"""The media stream's messages: what is in order is read, and nothing else does anything."""

from __future__ import annotations

import base64
import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.audio import decode_mulaw
from bot.telephony.events import Audio, Key, MarkPlayed, StreamStopped
from bot.telephony.media_frames import Frame, Ignored, JunkFrame, Start, mark_message, media_message, read_frame

SID = "MZ" + "1" * 32
START = {
    "accountSid": "AC" + "1" * 32,
    "streamSid": SID,
    "callSid": "CA" + "1" * 32,
    "tracks": ["inbound"],
    "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
    "customParameters": {},
}
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def message(event: str, body: object) -> str:
    return json.dumps({"event": event, "sequenceNumber": "1", "streamSid": SID, event: body})


def test_each_message_of_the_protocol_is_read() -> None:
    sound = bytes(range(160))
    media = {"track": "inbound", "chunk": "2", "timestamp": "40", "payload": base64.b64encode(sound).decode()}
    assert read_frame(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})).content == Ignored()
    assert read_frame(message("start", START)) == Frame(SID, Start(SID, "CA" + "1" * 32, "AC" + "1" * 32))
    assert read_frame(message("media", media)).content == Audio(decode_mulaw(sound), 40)
    assert read_frame(message("media", {**media, "track": "outbound"})).content == Ignored()
    assert read_frame(message("dtmf", {"track": "inbound_track", "digit": "#"})).content == Key("#")
    assert read_frame(message("mark", {"name": "m1"})).content == MarkPlayed("m1")
    assert read_frame(message("stop", {"accountSid": "x", "callSid": "y"})).content == StreamStopped()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 60000,
        "7" * 60000,
        "[]",
        "{}",
        message("media", {"timestamp": "0", "payload": "not base64!"}),
        message("media", {"timestamp": "0", "payload": ""}),
        message("media", {"timestamp": "-20", "payload": "AAAA"}),
        message("media", {"timestamp": "٣", "payload": "AAAA"}),
        message("media", {"timestamp": True, "payload": "AAAA"}),
        message("media", [1]),
        message("dtmf", {"digit": "12"}),
        message("dtmf", {"digit": ["1"]}),
        message("mark", {"name": 7}),
        message("mark", {"name": "m" * 1000}),
        message("start", {**START, "mediaFormat": {"encoding": "audio/x-l16", "sampleRate": 16000, "channels": 1}}),
        json.dumps({"event": ["media"]}),
        json.dumps({"event": "media", "media": {"timestamp": "0", "payload": "AAAA"}}),
    ],
)
def test_junk_is_called_junk(text: str) -> None:
    with pytest.raises(JunkFrame):
        read_frame(text)


@given(st.sampled_from(["start", "media", "dtmf", "mark", "stop", "connected", "odd"]), _json)
def test_no_body_of_whatever_shape_gets_past_as_anything_but_a_frame_or_junk(event: str, body: object) -> None:
    with contextlib.suppress(JunkFrame):
        assert isinstance(read_frame(message(event, body)), Frame)


@given(st.text())
def test_no_text_gets_past(text: str) -> None:
    with pytest.raises(JunkFrame):
        read_frame(text)


def test_what_we_send_has_the_shape_that_twilio_takes() -> None:
    media = json.loads(media_message(SID, b"\x00\x00" * 160))
    assert (media["event"], media["streamSid"]) == ("media", SID)
    assert base64.b64decode(media["media"]["payload"]) == b"\xff" * 160
    assert json.loads(mark_message(SID, "m1")) == {"event": "mark", "streamSid": SID, "mark": {"name": "m1"}}
