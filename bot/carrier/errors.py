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


_KNOWN = {
    20003: (401, "Authenticate"),
    20004: (405, "Method not allowed"),
    20404: (404, "The requested resource was not found"),
    21201: (400, "No 'To' number is specified"),
    21205: (400, "Url parameter is required, or is not a valid URL"),
    21208: (400, "Timeout must be a number of seconds from 1 to 600"),
    21211: (400, "The 'To' number is not a valid phone number."),
    21212: (400, "The 'From' number is not a valid phone number, shortcode or alphanumeric sender ID."),
    21213: (400, "No 'From' number is specified"),
    21214: (400, "'To' phone number cannot be reached"),
    21215: (400, "Account not authorized to call this number. Check its geographic permissions."),
    21216: (400, "Account not allowed to call this number"),
    21217: (400, "Phone number does not appear to be valid"),
    21220: (400, "Invalid call state: the call is not in a state that allows this."),
    21263: (400, "Invalid MachineDetection parameter"),
    21408: (400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable phone number for this account."),
    21609: (400, "Invalid 'StatusCallback' url."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (400, "This 'From' number has exceeded the maximum number of queued messages."),
    21612: (400, "The 'To' phone number is not currently reachable using the 'From' phone number."),
    21614: (400, "'To' number is not a valid mobile number."),
    21617: (400, "The concatenated message body exceeds the 1600 character limit."),
    21626: (400, "Invalid 'StatusCallbackEvent': send one field for each event"),
}


class RestError(CarrierError):
    """A request that is answered with Twilio's error body. Codes and meanings: Twilio's error dictionary."""

    def __init__(self, code: int) -> None:
        status, message = _KNOWN[code]
        super().__init__(message)
        self.code = code
        self.status = status

    def body(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
