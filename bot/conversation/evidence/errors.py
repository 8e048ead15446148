"""Why no evidence can be made."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class EvidenceError(CourtesyError):
    """The ledger is broken, or nothing is on file."""


class NotSealed(EvidenceError):
    """Something about this account was entered a moment ago and is not sealed and signed yet."""
