"""What a request to make a call asks for, checked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from multidict import MultiMapping

from bot.carrier.errors import RestError
from bot.carrier.resources import Callbacks, is_number

_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
_MAGIC_TO = {"+15005550001": 21217, "+15005550002": 21214, "+15005550003": 21215, "+15005550004": 21216}
"""Twilio's documented test numbers for calls."""


@dataclass(frozen=True, slots=True)
class Document:
    """Where a call's TwiML comes from: `text` as given, or fetched from `url`."""

    url: str | None = None
    method: str = "POST"
    text: str | None = None
    fallback: str | None = None
    fallback_method: str = "POST"


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


def is_url(text: str | None) -> bool:
    """An absolute http(s) URL; Twilio refuses hosts with an underscore."""
    parts = urlsplit(text or "")
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "_" not in (parts.hostname or "")


def document_of(form: MultiMapping[str]) -> Document:
    """The Url (which wins) or the Twiml of a request; `RestError` 21205 where there is neither."""
    url, text = form.get("Url"), form.get("Twiml")
    if not (is_url(url) if url else text and len(text) <= 4000):
        raise RestError(21205)
    return Document(
        url, form.get("Method", "POST").upper(), None if url else text, form.get("FallbackUrl"), form.get("FallbackMethod", "POST").upper()
    )


def call_order(form: MultiMapping[str]) -> CallOrder:
    """The order in the form of a POST to Calls.json. Raises `RestError` with Twilio's code for the first thing that is wrong."""
    to, from_ = form.get("To", "").strip(), form.get("From", "").strip()
    if not to:
        raise RestError(21201)
    if not from_:
        raise RestError(21213)
    if to in _MAGIC_TO:
        raise RestError(_MAGIC_TO[to])
    if not is_number(to):
        raise RestError(21211)
    if not is_number(from_):
        raise RestError(21212)
    detection = form.get("MachineDetection")
    if detection not in (None, "Enable", "DetectMessageEnd"):
        raise RestError(21263)
    return CallOrder(
        to,
        from_,
        document_of(form),
        _callbacks(form),
        ring_s=_seconds(form, "Timeout", 60, 600),
        limit_s=_seconds(form, "TimeLimit", 14400, 86400),
        detection=None if form.get("SendDigits") else detection,
        detect_async=form.get("AsyncAmd", "").lower() == "true",
        amd_url=form.get("AsyncAmdStatusCallback"),
        amd_method=form.get("AsyncAmdStatusCallbackMethod", "POST").upper(),
    )


def _callbacks(form: MultiMapping[str]) -> Callbacks:
    events = frozenset(form.getall("StatusCallbackEvent", ["completed"]))
    if not events <= _EVENTS:
        raise RestError(21626)
    url = form.get("StatusCallback")
    if url and not is_url(url):
        raise RestError(21609)
    return Callbacks(url, form.get("StatusCallbackMethod", "POST").upper(), events)


def _seconds(form: MultiMapping[str], name: str, default: int, most: int) -> int:
    text = form.get(name, str(default))
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise RestError(21208)
    return int(text)
