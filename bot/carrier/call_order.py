"""What a request to make a call asks for, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from multidict import MultiMapping

from bot.carrier.documents import Document
from bot.carrier.errors import RestError
from bot.carrier.resources import Callbacks, is_number
from bot.carrier.shelves import Shelf
from bot.carrier.verbs import Callback

_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
_RECORDING_EVENTS = frozenset({"in-progress", "completed", "absent"})
_MAGIC_TO = {"+15005550001": 21217, "+15005550002": 21214, "+15005550003": 21215, "+15005550004": 21216}
_MAGIC_FROM = {"+15005550001": 21212}
"""Twilio's documented test numbers for calls."""
_ADDRESS = re.compile(r"(client|sip):\S+")
_DETECTION = {  # name and range of each; Twilio's documentation
    "MachineDetectionTimeout": (3, 59), "MachineDetectionSpeechThreshold": (1000, 6000), "MachineDetectionSpeechEndThreshold": (500, 5000),
    "MachineDetectionSilenceTimeout": (2000, 10000),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordingWanted:
    """`Record=true`: the whole call."""

    channels: int
    track: Literal["both", "inbound", "outbound"]
    callback: Callback


@dataclass(frozen=True, slots=True)
class CallOrder:
    """`ring_s` and `limit_s` are seconds; `detection` is Twilio's mode or None; `amd_url` has the asynchronous verdict."""

    to: str
    from_: str
    document: Document
    callbacks: Callbacks
    ring_s: int = 60
    limit_s: int = 14400
    detection: str | None = None
    detect_async: bool = False
    amd_url: str | None = None
    amd_method: str = "POST"
    record: RecordingWanted | None = None


def is_url(text: str | None) -> bool:
    """An absolute http(s) URL; Twilio refuses hosts with an underscore."""
    try:
        parts = urlsplit(text or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "_" not in (parts.hostname or "")
    except ValueError:
        return False


def document_of(form: MultiMapping[str], applications: Shelf | None = None) -> Document:
    """The Url (which wins), the Twiml or the application of a request; `RestError` 21205 or 21218 where there is none of them."""
    url, text, application = form.get("Url"), form.get("Twiml"), form.get("ApplicationSid")
    if application and applications is not None:
        found = applications.items.get(application)
        if found is None:
            raise RestError(21218)
        url = found["voice_url"]
        return Document(url, found["voice_method"], None, found["voice_fallback_url"], found["voice_fallback_method"])
    if not (is_url(url) if url else text and len(text) <= 4000):
        raise RestError(21205)
    fallback = form.get("FallbackUrl") or None
    if fallback is not None and not is_url(fallback):
        raise RestError(21205)
    return Document(url, method(form, "Method"), None if url else text, fallback, method(form, "FallbackMethod"))


def parties(form: MultiMapping[str]) -> tuple[str, str]:
    """To and From. Raises `RestError` with Twilio's code for the first thing that is wrong."""
    to, from_ = form.get("To", "").strip(), form.get("From", "").strip()
    if not to:
        raise RestError(21201)
    if not from_:
        raise RestError(21213)
    if to in _MAGIC_TO:
        raise RestError(_MAGIC_TO[to])
    if from_ in _MAGIC_FROM:
        raise RestError(_MAGIC_FROM[from_])
    if not is_number(to) and not _ADDRESS.fullmatch(to):
        raise RestError(21211)
    if not is_number(from_) and not _ADDRESS.fullmatch(from_):
        raise RestError(21212)
    return to, from_


def call_order(form: MultiMapping[str], applications: Shelf | None = None, document: Document | None = None) -> CallOrder:
    """The order in the form of a POST to Calls.json, or (with a `document`) of an invitation to a conference.

    Raises `RestError` with Twilio's code for the first thing that is wrong.
    """
    to, from_ = parties(form)
    detection = form.get("MachineDetection") or None
    if detection not in (None, "Enable", "DetectMessageEnd"):
        raise RestError(21263)
    for name, (least, most) in _DETECTION.items():
        if name in form and not least <= _whole(form[name], 21263) <= most:
            raise RestError(21263)
    amd_url = form.get("AsyncAmdStatusCallback") or None
    if amd_url is not None and not is_url(amd_url):
        raise RestError(21262)
    if (keys := form.get("SendDigits")) and not re.fullmatch(r"[0-9#*wWA-D]{1,32}", keys):
        raise RestError(21206)
    return CallOrder(
        to,
        from_,
        document or document_of(form, applications),
        callbacks_of(form),
        ring_s=_seconds(form, "Timeout", 60, 600),
        limit_s=time_limit(form),
        detection=None if keys else detection,
        detect_async=form.get("AsyncAmd", "").lower() == "true",
        amd_url=amd_url,
        amd_method=method(form, "AsyncAmdStatusCallbackMethod"),
        record=_recording(form) if form.get("Record", "").lower() == "true" else None,
    )


def time_limit(form: MultiMapping[str]) -> int:
    """The longest that a call may last."""
    return _seconds(form, "TimeLimit", 14400, 86400)


def callbacks_of(form: MultiMapping[str]) -> Callbacks:
    """Where a call's changes are told."""
    events = frozenset(form.getall("StatusCallbackEvent", ["completed"]))
    if not events <= _EVENTS:
        raise RestError(21626)
    url = form.get("StatusCallback") or None
    if url and not is_url(url):
        raise RestError(21609)
    return Callbacks(url, method(form, "StatusCallbackMethod"), events)


def recording_callback(form: MultiMapping[str]) -> Callback:
    """Where a recording's changes are told."""
    url = form.get("RecordingStatusCallback") or None
    events = frozenset(name for given in form.getall("RecordingStatusCallbackEvent", ["completed"]) for name in given.split())
    if (url and not is_url(url)) or not events <= _RECORDING_EVENTS:
        raise RestError(21609 if url and not is_url(url) else 21626)
    return Callback(url, method(form, "RecordingStatusCallbackMethod"), events)


def _recording(form: MultiMapping[str]) -> RecordingWanted:
    return RecordingWanted(channels_of(form), track_of(form), recording_callback(form))


def channels_of(form: MultiMapping[str]) -> int:
    wanted = form.get("RecordingChannels", "mono")
    if wanted not in ("mono", "dual"):
        raise RestError(20001)
    return 2 if wanted == "dual" else 1


def track_of(form: MultiMapping[str]) -> Literal["both", "inbound", "outbound"]:
    match form.get("RecordingTrack", "both"):
        case "both":
            return "both"
        case "inbound":
            return "inbound"
        case "outbound":
            return "outbound"
    raise RestError(20001)


def method(form: MultiMapping[str], name: str) -> str:
    """GET or POST, which it is unless something is given; anything else raises `RestError` 20001."""
    given = (form.get(name) or "POST").upper()
    if given not in ("GET", "POST"):
        raise RestError(20001)
    return given


def _seconds(form: MultiMapping[str], name: str, default: int, most: int) -> int:
    found = _whole(form.get(name, str(default)), 21208)
    if not 1 <= found <= most:
        raise RestError(21208)
    return found


def _whole(text: str, code: int) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise RestError(code)
    return int(text)
