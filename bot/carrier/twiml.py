"""Reading TwiML: a document becomes verbs."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from bot.carrier.errors import TwimlError
from bot.carrier.verbs import (
    Action,
    Callback,
    Conference,
    Connect,
    Dial,
    Gather,
    Hangup,
    Number,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    StartStream,
    StopStream,
    Stream,
    Verb,
)

_TRACKS = {"inbound_track": ("inbound",), "outbound_track": ("outbound",), "both_tracks": ("inbound", "outbound")}
_LOOPS_AT_MOST = 1000
_QUIET_S = 1.0
"""`speechTimeout="auto"`: Twilio's own value is not published."""


def parse(document: str) -> list[Verb]:
    """The verbs of a document in order. Raises `TwimlError` 12100 for what is no XML and 12200 for what is not TwiML that we perform."""
    return [_verb(element) for element in _response(document)]


@dataclass(frozen=True, slots=True)
class Reply:
    """`<Message>`: what a text is answered with; without a `to`, whoever wrote it."""

    body: str
    to: str | None
    from_: str | None
    callback: str | None


def parse_replies(document: str) -> tuple[list[Reply], Redirect | None]:
    """What a text's document asks for. Raises `TwimlError` as `parse` does."""
    replies: list[Reply] = []
    for element in _response(document):
        if element.tag == "Redirect":
            return replies, _redirect(element)
        if element.tag != "Message":
            raise TwimlError(12200, f"<{element.tag}> has no meaning in the answer to a text")
        body = "".join(part.text or "" for part in element if part.tag == "Body") or (element.text or "")
        replies.append(Reply(body.strip(), element.get("to"), element.get("from"), element.get("statusCallback") or element.get("action")))
    return replies, None


def _response(document: str) -> Element:
    if not document.strip():
        return Element("Response")
    if "<!DOCTYPE" in document:
        raise TwimlError(12100, "TwiML has no document type declaration")
    try:
        root = fromstring(document)
    except ParseError as error:
        raise TwimlError(12100, "the document is not well-formed XML") from error
    if root.tag != "Response":
        raise TwimlError(12200, "a TwiML document begins with <Response>")
    return root


def _verb(element: Element) -> Verb:
    match element.tag:
        case "Say" | "Play" | "Pause":
            return _prompt(element)
        case "Redirect":
            return _redirect(element)
        case "Reject":
            return Reject(element.get("reason") == "busy")
        case "Hangup":
            return Hangup()
        case "Connect" if _only(element, "Stream"):
            return Connect(_stream(element[0]), _action(element))
        case "Start" if _only(element, "Stream"):
            return StartStream(_stream(element[0]))
        case "Stop" if _only(element, "Stream"):
            return StopStream(element[0].get("name", ""))
        case "Gather":
            return _gather(element)
        case "Record":
            return _record(element)
        case "Dial":
            return _dial(element)
    raise TwimlError(12200, f"<{element.tag}> is not performed by the local carrier")


def _prompt(element: Element) -> Say | Play | Pause:
    text = (element.text or "").strip()
    loop = int(_number(element, "loop", 1)) or _LOOPS_AT_MOST
    match element.tag:
        case "Say":
            words = " ".join("".join(element.itertext()).split())  # what SSML marks up is said without the marks
            return Say(words, element.get("language", "en-US"), loop)
        case "Play":
            return Play(text, element.get("digits", ""), loop)
        case "Pause":
            return Pause(_number(element, "length", 1.0))
    raise TwimlError(12200, f"<{element.tag}> is nothing that a <Gather> says")


def _redirect(element: Element) -> Redirect:
    return Redirect((element.text or "").strip(), _method(element, "method"))


def _stream(element: Element) -> Stream:
    url = element.get("url")
    if not url:
        raise TwimlError(12200, "<Stream> needs a url")
    parameters = {p.get("name", ""): p.get("value", "") for p in element if p.tag == "Parameter"}
    track = element.get("track", "inbound_track")
    if track not in _TRACKS:
        raise TwimlError(31941, "<Stream track> is none of inbound_track, outbound_track, both_tracks")
    callback = Callback(element.get("statusCallback"), _method(element, "statusCallbackMethod"))
    return Stream(url, parameters, callback, element.get("name", ""), _TRACKS[track])


def _gather(element: Element) -> Gather:
    wanted = element.get("input", "dtmf").replace(",", " ").split()
    if not wanted or not set(wanted) <= {"dtmf", "speech"}:
        raise TwimlError(12200, "<Gather input> is dtmf, speech or both")
    timeout = _number(element, "timeout", 5.0)
    quiet = element.get("speechTimeout", "auto")
    prompts = [_prompt(each) for each in element]
    digits = element.get("numDigits")
    return Gather(
        tuple(prompts),
        "dtmf" in wanted,
        "speech" in wanted,
        element.get("language", "en-US"),
        None if digits is None else int(_number(element, "numDigits", 0)),
        element.get("finishOnKey", "#"),
        timeout,
        _QUIET_S if quiet == "auto" else _number(element, "speechTimeout", _QUIET_S),
        _action(element),
        element.get("actionOnEmptyResult", "false").lower() == "true",
    )


def _record(element: Element) -> Record:
    return Record(
        _number(element, "timeout", 5.0),
        element.get("finishOnKey", "1234567890*#"),
        _number(element, "maxLength", 3600.0),
        element.get("playBeep", "true").lower() != "false",
        _action(element),
        _recording(element),
    )


def _dial(element: Element) -> Dial:
    conference, targets = None, []
    if text := (element.text or "").strip():
        targets.append(Number(text))
    for each in element:
        if each.tag == "Conference":
            conference = _conference(each)
        elif each.tag in ("Number", "Client", "Sip"):
            name = (each.text or "").strip()
            address = f"client:{name}" if each.tag == "Client" else name
            url = Action(each.get("url"), _method(each, "method"))
            targets.append(Number(address, url, _callback(each)))
        else:
            raise TwimlError(12200, f"<Dial><{each.tag}> is not performed by the local carrier")
    if bool(targets) == (conference is not None):
        raise TwimlError(12200, "<Dial> needs numbers to call, or one <Conference>")
    return Dial(
        tuple(targets),
        conference,
        int(_number(element, "timeout", 30)),
        int(_number(element, "timeLimit", 14400)),
        element.get("callerId"),
        _action(element),
        element.get("record", "do-not-record"),
        _recording(element),
    )


def _conference(element: Element) -> Conference:
    name = (element.text or "").strip()
    if not name:
        raise TwimlError(13223, "<Conference> needs a name")

    def flag(which: str, default: str) -> bool:
        return element.get(which, default).lower() == "true"

    return Conference(
        name,
        flag("muted", "false"),
        flag("startConferenceOnEnter", "true"),
        flag("endConferenceOnExit", "false"),
        element.get("coach"),
        element.get("participantLabel"),
        int(_number(element, "maxParticipants", 250)),
        element.get("record", "do-not-record") != "do-not-record",
        _callback(element),
        _recording(element),
    )


def _action(element: Element) -> Action:
    return Action(element.get("action"), _method(element, "method"))


def _callback(element: Element) -> Callback:
    events = frozenset(element.get("statusCallbackEvent", "").replace(",", " ").split())
    return Callback(element.get("statusCallback"), _method(element, "statusCallbackMethod"), events)


def _recording(element: Element) -> Callback:
    events = frozenset(element.get("recordingStatusCallbackEvent", "completed").replace(",", " ").split())
    return Callback(element.get("recordingStatusCallback"), _method(element, "recordingStatusCallbackMethod"), events)


def _method(element: Element, name: str) -> str:
    method = element.get(name, "POST").upper()
    if method not in ("GET", "POST"):
        raise TwimlError(12200, f"<{element.tag} {name}> is neither GET nor POST")
    return method


def _only(element: Element, tag: str) -> bool:
    return len(element) == 1 and element[0].tag == tag


def _number(element: Element, name: str, default: float) -> float:
    try:
        return float(element.get(name, default))
    except ValueError as error:
        raise TwimlError(12200, f"<{element.tag} {name}> is not a number") from error
