"""What can go wrong at the local carrier: for the person who starts it, and for whoever uses its REST interface."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class CarrierError(CourtesyError):
    """The local carrier was started wrongly, or one of its files is faulty."""


class TwimlError(CarrierError):
    """A document or stream that cannot be performed. `code` is Twilio's: 11200 HTTP, 11205 connection, 12100 XML, 12200 schema, ..."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


_STATUS = {20003: 401, 20004: 405, 20404: 404, 20429: 429, 20500: 500, 20503: 503}
_MESSAGES = {
    20001: "A parameter is not valid",
    20003: "Authenticate",
    20004: "Method not allowed",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal server error",
    20503: "Service unavailable",
    21201: "No 'To' number is specified",
    21203: "International calling not enabled",
    21205: "Url parameter is required, or is not a valid URL",
    21206: "Invalid SendDigits",
    21208: "Timeout must be a number of seconds from 1 to 600",
    21210: "'From' phone number not verified",
    21211: "The 'To' number is not a valid phone number.",
    21212: "The 'From' number is not a valid phone number, shortcode or alphanumeric sender ID.",
    21213: "No 'From' number is specified",
    21214: "'To' phone number cannot be reached",
    21215: "Account not authorized to call this number. Check its geographic permissions.",
    21216: "Account not allowed to call this number",
    21217: "Phone number does not appear to be valid",
    21218: "Invalid ApplicationSid",
    21220: "Invalid call state: the call is not in a state that allows this.",
    21262: "Invalid AsyncAmdStatusCallback",
    21263: "Invalid MachineDetection parameter",
    21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided is not a valid message-capable phone number for this account.",
    21609: "Invalid 'StatusCallback' url.",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "This 'From' number has exceeded the maximum number of queued messages.",
    21612: "The 'To' phone number is not currently reachable using the 'From' phone number.",
    21614: "'To' number is not a valid mobile number.",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    21619: "A text message body or media urls must be specified.",
    21626: "Invalid 'StatusCallbackEvent': send one field for each event",
    21701: "The Messaging Service does not exist.",
    21703: "The Messaging Service contains no phone numbers.",
    21710: "The phone number is already in the Messaging Service.",
    30409: "The message is not in a state that allows this.",
    35114: "SendAt must be from 15 minutes to 35 days in the future.",
    35118: "A Messaging Service is required to schedule a message.",
}


class RestError(CarrierError):
    """A request that is answered with Twilio's error body. Codes and meanings: Twilio's error dictionary. Most are HTTP 400."""

    def __init__(self, code: int, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(_MESSAGES[code])
        self.code = code
        self.status = _STATUS.get(code, 400)
        self.headers = headers or {}

    def body(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
