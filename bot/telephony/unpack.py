"""Twilio's webhook parameters, put into the events that the port has. Pure.

What is not in the parameters is left out rather than guessed: Twilio adds fields without notice, and leaves most of them away at times.
"""

from __future__ import annotations

import re

from multidict import MultiDict

from bot.telephony.errors import WebhookRefused
from bot.telephony.events import CallEvent, TextEvent

_CALL_STATUSES = frozenset(
    {"queued", "initiated", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"},
)
_TEXT_STATUSES = frozenset(
    {
        "accepted", "scheduled", "queued", "sending", "sent", "delivered", "undelivered", "failed", "canceled", "read", "receiving",
        "received", "partially_delivered",
    },
)  # fmt: skip
_ANSWERED_BY = frozenset({"human", "machine_start", "fax", "unknown", "machine_end_beep", "machine_end_silence", "machine_end_other"})
_SID = {kind: re.compile(rf"(?:{kind})[0-9a-fA-F]{{32}}", re.ASCII) for kind in ("CA", "SM|MM")}
_LONGEST_NUMBER = 9


def call_event(params: MultiDict[str]) -> CallEvent:
    """A voice request or a call's status callback. Raises `WebhookRefused` (400) if it names no call or no status that we know."""
    return CallEvent(
        sid=_sid(params, "CallSid", "CA"),
        status=_known(params, "CallStatus", _CALL_STATUSES),
        direction=params.get("Direction", ""),
        from_number=params.get("From", ""),
        to_number=params.get("To", ""),
        sequence=_count(params, "SequenceNumber"),
        duration_s=_count(params, "CallDuration"),
        sip_code=params.get("SipResponseCode") or None,
        answered_by=answered_by(params) if params.get("AnsweredBy") else None,
        error_code=params.get("ErrorCode") or None,
        raw=_raw(params),
    )


def answered_call(params: MultiDict[str]) -> tuple[str, str]:
    """The asynchronous machine detection's call and verdict; all that comes besides is how long it took. Raises `WebhookRefused` (400)."""
    return _sid(params, "CallSid", "CA"), answered_by(params)


def answered_by(params: MultiDict[str]) -> str:
    """The machine detection's verdict. One that we do not know is `unknown`."""
    verdict = params.get("AnsweredBy", "")
    return verdict if verdict in _ANSWERED_BY else "unknown"


def text_report(params: MultiDict[str]) -> TextEvent:
    """A text's delivery report. Raises `WebhookRefused` (400)."""
    return _text(params, _known(params, "MessageStatus", _TEXT_STATUSES), None)


def text_received(params: MultiDict[str]) -> TextEvent:
    """A text from a borrower. Raises `WebhookRefused` (400)."""
    return _text(params, "received", params.get("Body", ""))


def _text(params: MultiDict[str], status: str, body: str | None) -> TextEvent:
    return TextEvent(
        sid=_sid(params, "MessageSid", "SM|MM"),
        status=status,
        from_number=params.get("From", ""),
        to_number=params.get("To", ""),
        body=body,
        error_code=params.get("ErrorCode") or None,
        opt_out_type=params.get("OptOutType") or None,
        raw=_raw(params),
    )


def code_for_log(params: MultiDict[str], name: str = "ErrorCode") -> str:
    """The few digits of an error code, which can be logged. Anything else that is there could hold a number or an address."""
    code = re.match(r"[0-9]{4,6}\b", params.get(name, ""), re.ASCII)
    return code.group() if code else ""


def keys(params: MultiDict[str]) -> str:
    """What was keyed; nothing, or something that no telephone has, is empty."""
    given = params.get("Digits", "")
    return given if re.fullmatch(r"[0-9*]{1,32}", given, re.ASCII) else ""


def _sid(params: MultiDict[str], name: str, kind: str) -> str:
    value = params.get(name, "")
    if not _SID[kind].fullmatch(value):
        raise WebhookRefused(400, f"no {name}")
    return value


def _known(params: MultiDict[str], name: str, known: frozenset[str]) -> str:
    value = params.get(name, "")
    if value not in known:
        raise WebhookRefused(400, f"no {name} that we know")
    return value


def _count(params: MultiDict[str], name: str) -> int | None:
    value = params.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER else None


def _raw(params: MultiDict[str]) -> dict[str, str]:
    """All that came; a repeated name keeps its values, a line each."""
    return {name: "\n".join(params.getall(name)) for name in params}
