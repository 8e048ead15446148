"""TwiML: the verbs of it that the carrier performs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from bot.carrier.errors import TwimlError


@dataclass(frozen=True, slots=True)
class Say:
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Play:
    url: str


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


@dataclass(frozen=True, slots=True)
class Redirect:
    url: str
    method: str


@dataclass(frozen=True, slots=True)
class Reject:
    busy: bool


@dataclass(frozen=True, slots=True)
class Hangup:
    pass


@dataclass(frozen=True, slots=True)
class Connect:
    """`<Connect><Stream>`: two-way; the next verb is performed when the service closes the socket."""

    url: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    status_callback: str | None = None
    name: str = ""


Verb = Say | Play | Pause | Redirect | Reject | Hangup | Connect


def parse(document: str) -> list[Verb]:
    """The verbs of a document in order. Raises `TwimlError` 12100 for what is no XML and 12200 for what is not TwiML that we perform."""
    if "<!DOCTYPE" in document:
        raise TwimlError(12100, "TwiML has no document type declaration")
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise TwimlError(12100, "the document is not well-formed XML") from error
    if root.tag != "Response":
        raise TwimlError(12200, "a TwiML document begins with <Response>")
    return [_verb(element) for element in root]


def _verb(element: ElementTree.Element) -> Verb:
    text = (element.text or "").strip()
    match element.tag:
        case "Say":
            return Say(text, element.get("language", "en-US"))
        case "Play":
            return Play(text)
        case "Pause":
            return Pause(_number(element, "length", 1.0))
        case "Redirect":
            return Redirect(text, element.get("method", "POST"))
        case "Reject":
            return Reject(element.get("reason") == "busy")
        case "Hangup":
            return Hangup()
        case "Connect" if len(element) == 1 and element[0].tag == "Stream":
            return _stream(element[0])
    raise TwimlError(12200, f"<{element.tag}> is not performed by the local carrier")


def _stream(element: ElementTree.Element) -> Connect:
    url = element.get("url")
    if not url:
        raise TwimlError(12200, "<Stream> needs a url")
    parameters = {p.get("name", ""): p.get("value", "") for p in element if p.tag == "Parameter"}
    return Connect(url, parameters, element.get("statusCallback"), element.get("name", ""))


def _number(element: ElementTree.Element, name: str, default: float) -> float:
    try:
        return float(element.get(name, default))
    except ValueError as error:
        raise TwimlError(12200, f"<{element.tag} {name}> is not a number") from error
