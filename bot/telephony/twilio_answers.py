"""Reading what Twilio answers: its records and its refusals, in the port's words."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from twilio.base.exceptions import TwilioException
from twilio.http.response import Response

from bot.base.errors import CourtesyError
from bot.contact.gateway import Found, GatewayError, LostAnswer
from bot.telephony.twilio_codes import error_class

ENDED = ("completed", "canceled", "busy", "failed", "no-answer")
"""The statuses that a call does not leave again."""


class Made(Protocol):
    """What the SDK's call and message records have in common."""

    sid: str | None
    status: str | None
    date_created: datetime | None
    error_code: int | None
    """Of a message alone."""
    duration: str | None
    answered_by: str | None
    """These two of a call alone."""


def as_found(made: Made) -> Found:
    """A record in the port's words."""
    code, duration = getattr(made, "error_code", None), getattr(made, "duration", None)
    ended = made.status in ENDED and str(duration or "").isdecimal()
    answered_by = getattr(made, "answered_by", None)
    return Found(
        str(made.sid), str(made.status), str(code) if code else None, int(str(duration)) if ended else None, None, answered_by or None
    )


def as_refusal(what: str, error: TwilioException) -> CourtesyError:
    """An error answer in the port's words. Only a 4xx says for certain that nothing was done; after anything else we have to look."""
    status, code = status_and_code(error)
    if not 400 <= status < 500:
        return LostAnswer(f"the {what} may have been made: the carrier answered with HTTP {status}")
    where = f"error {code}, see https://www.twilio.com/docs/errors/{code}" if code else f"HTTP {status}"
    return GatewayError(f"the carrier refused the {what}: {where}", kind=error_class(code, status), code=code or str(status))


def status_and_code(error: TwilioException) -> tuple[int, str]:
    """The HTTP status and Twilio's own code (empty if there was none) of an error answer; the SDK has three ways of keeping them."""
    response = next((part for part in error.args if isinstance(part, Response)), None)
    if response is not None:
        return int(response.status_code), ""
    status, code = int(getattr(error, "status", 0)), str(getattr(error, "code", None) or "")
    return status, "" if code == str(status) else code


def wait_s(retry_after: str | None, now: datetime) -> float | None:
    """The header's seconds, or the time until its date; `None` if there is none that can be read."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - now).total_seconds())
    except (TypeError, ValueError):
        return None
