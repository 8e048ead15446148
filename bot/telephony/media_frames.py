"""Twilio's media stream messages, read and written. Pure: one message in, one meaning out, whatever the message holds."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.speech.audio import decode_mulaw, encode_mulaw
from bot.telephony.errors import TelephonyError
from bot.telephony.events import Audio, Key, MarkPlayed, StreamStopped

_KEYS = frozenset("0123456789*#ABCD")
_FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
_LONGEST_NAME = 200
_LATEST_MS = 10**9
"""A time stamp beyond this (eleven days) is not one."""


class JunkFrame(TelephonyError):
    """A message that means nothing to us. `reason` is one of a few fixed words, and never holds what came."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"junk on the media stream: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Start:
    """The first real message: whose stream this is."""

    stream_sid: str
    call_sid: str
    account_sid: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A message that is in order and tells us nothing: the greeting, or our own audio given back."""


Content = Start | Audio | Key | MarkPlayed | StreamStopped | Ignored


@dataclass(frozen=True, slots=True)
class Frame:
    """What a message means, and the stream that it names (empty in the greeting)."""

    stream_sid: str
    content: Content


def read_frame(text: str) -> Frame:
    """Read one text message. Raises `JunkFrame`, and nothing else, for anything that Twilio's protocol does not have."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise JunkFrame("not JSON") from None
    if not isinstance(message, dict):
        raise JunkFrame("not an object")
    event = message.get("event")
    if event == "connected":
        return Frame("", Ignored())
    reader = _READERS.get(event) if isinstance(event, str) else None
    if reader is None:
        raise JunkFrame("unknown event")
    body = {} if event == "stop" else message.get(event)
    if not isinstance(body, dict):
        raise JunkFrame("no body")
    return Frame(_name(message, "streamSid"), reader(message, body))


def _start(message: dict[str, object], body: dict[str, object]) -> Start:
    media_format = body.get("mediaFormat")
    if not isinstance(media_format, dict) or any(media_format.get(key) != value for key, value in _FORMAT.items()):
        raise JunkFrame("not mu-law at 8 kHz")
    return Start(_name(message, "streamSid"), _name(body, "callSid"), _name(body, "accountSid"))


def _media(_message: dict[str, object], body: dict[str, object]) -> Audio | Ignored:
    if body.get("track", "inbound") != "inbound":
        return Ignored()
    payload = body.get("payload")
    try:
        audio = base64.b64decode(payload, validate=True) if isinstance(payload, str) else b""
    except (binascii.Error, ValueError):
        audio = b""
    if not audio:
        raise JunkFrame("no audio")
    return Audio(decode_mulaw(audio), _milliseconds(body.get("timestamp")))


def _milliseconds(value: object) -> int:
    # Twilio sends numbers as strings; a number is as clear.
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= _LATEST_MS):
        raise JunkFrame("no time stamp")
    return int(text)


def _dtmf(_message: dict[str, object], body: dict[str, object]) -> Key:
    digit = body.get("digit")
    if not isinstance(digit, str) or digit not in _KEYS:
        raise JunkFrame("no key")
    return Key(digit)


def _mark(_message: dict[str, object], body: dict[str, object]) -> MarkPlayed:
    return MarkPlayed(_name(body, "name"))


def _stop(_message: dict[str, object], _body: dict[str, object]) -> StreamStopped:
    return StreamStopped()


_READERS: dict[str, Callable[[dict[str, object], dict[str, object]], Content]] = {
    "start": _start,
    "media": _media,
    "dtmf": _dtmf,
    "mark": _mark,
    "stop": _stop,
}


def _name(holder: dict[str, object], key: str) -> str:
    value = holder.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise JunkFrame(f"no {key}")
    return value


def media_message(stream_sid: str, pcm: bytes) -> str:
    """16-bit PCM at 8 kHz as a message that Twilio queues for playing."""
    payload = base64.b64encode(encode_mulaw(pcm)).decode()
    return json.dumps({"event": "media", "streamSid": stream_sid, "media": {"payload": payload}})


def mark_message(stream_sid: str, name: str) -> str:
    """A mark, which comes back when all that was queued before it has been played or cleared."""
    return json.dumps({"event": "mark", "streamSid": stream_sid, "mark": {"name": name}})


def clear_message(stream_sid: str) -> str:
    """Drop what waits to be played."""
    return json.dumps({"event": "clear", "streamSid": stream_sid})
