"""Twilio's error codes, put into the seven classes that decide what happens to a contact next. The raw code is always kept as well.

From Twilio's error dictionary, as read in 2026. Twilio asks not to build logic on single codes beyond such classes.
"""

from __future__ import annotations

from bot.contact.gateway import ErrorClass

_CODES: dict[ErrorClass, tuple[int, ...]] = {
    # This contact cannot work, now or later: the number or the words are wrong.
    "permanent": (
        21201, 21211, 21214, 21217, 21265, 21266, 21267, 21268, 21602, 21604, 21612, 21614, 21617, 21619, 21635, 30004, 30005, 30006,
    ),
    # The person told the carrier to stop. Never tried again.
    "opted_out": (21610,),
    # Our account or its credentials: whatever we try fails alike until somebody has mended it.
    "account": (20003, 20005, 30002),
    # The carrier does not allow it. Somebody has to change something first.
    "policy": (
        20001, 20004, 21203, 21205, 21206, 21208, 21210, 21212, 21213, 21215, 21216, 21218, 21219, 21262, 21263, 21264, 21408, 21603,
        21606, 21608, 21609, 21626, 21659, 21660, 21661, 21701, 21703, 21704, 21705, 30007, 30010, 30024, 30032, 30034, 30450, 30610,
        30640, 35114, 35118,
    ),
    # Too much at once: the same contact works later.
    "rate": (20429, 21611, 22005, 30001, 30022, 30023),
    # Trouble at the carrier or at the handset that passes.
    "temporary": (20500, 20503, 22001, 30003, 30036, 30410),
    # The carrier itself says that it does not know.
    "unknown": (30008,),
}  # fmt: skip
_CLASS_OF: dict[str, ErrorClass] = {str(code): kind for kind, codes in _CODES.items() for code in codes}
_CLASS_OF_STATUS: dict[int, ErrorClass] = {401: "account", 403: "policy", 408: "temporary", 429: "rate"}
"""For an error without a code that we know: what its HTTP status says."""


def error_class(code: str, status: int = 0) -> ErrorClass:
    """The class of one of Twilio's error codes, from an answer or from a callback; `status` is the HTTP status, if there was one."""
    return _CLASS_OF.get(code) or _CLASS_OF_STATUS.get(status, "unknown")
