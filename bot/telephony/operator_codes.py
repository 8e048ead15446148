"""The error codes of the operator protocol (docs/operators.md), in the classes that decide what happens to a contact next.

An operator's own codes come to the same classes by `gateway.operators.NAME.codes`; the raw code is always kept as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.contact.gateway import ErrorClass

_CLASS_OF: Mapping[str, ErrorClass] = {
    "NUMBER_INVALID": "permanent",
    "NUMBER_UNASSIGNED": "permanent",
    "OPTED_OUT": "opted_out",
    "KEY_INVALID": "account",
    "ACCOUNT_SUSPENDED": "account",
    "NO_CREDIT": "account",
    "TEMPLATE_UNAPPROVED": "policy",
    "TEMPLATE_MISMATCH": "policy",
    "SIGNATURE_UNAPPROVED": "policy",
    "CONTENT_REFUSED": "policy",
    "TOO_FAST": "rate",
    "NUMBER_LIMIT": "rate",
    "HANDSET_OFF": "temporary",
    "EXPIRED": "temporary",
    "BUSY": "temporary",
    "UNKNOWN": "unknown",
}
_CLASS_OF_STATUS: Mapping[int, ErrorClass] = {401: "account", 403: "policy", 408: "temporary", 429: "rate"}
"""For a refusal without a code that we know: what its HTTP status says."""


def error_class(code: str, own: Mapping[str, ErrorClass], status: int = 0) -> ErrorClass:
    """The class of an operator's code, from an answer or a receipt; `own` are its codes beside the documented ones."""
    return own.get(code) or _CLASS_OF.get(code) or _CLASS_OF_STATUS.get(status, "unknown")
