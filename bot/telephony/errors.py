"""What can go wrong between us and a carrier, before it is put into the words of the Gateway port."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class TelephonyError(CourtesyError):
    """The base of this room's errors. Messages never hold a number, a text or an address that was asked for."""


class NotSent(TelephonyError):
    """No connection came about, so the carrier certainly never saw the request."""


class AnswerLost(TelephonyError):
    """The request was sent, or may have been, and no answer that can be read came back."""


class TooManyRequests(TelephonyError):
    """HTTP 429: the carrier did not process the request. `retry_after` is its header as it came."""

    def __init__(self, code: str, retry_after: str | None) -> None:
        super().__init__("the carrier answers too many requests: slow down")
        self.code = code
        self.retry_after = retry_after


class WebhookRefused(TelephonyError):
    """A webhook that gets no further than the door; `status` is the HTTP status to answer with, and `reason` is for our log."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"webhook refused: {reason}")
        self.status = status
        self.reason = reason
