"""The evidence of one account: what was decided, done and said, with the proof that it lies unchanged in the ledger."""

from __future__ import annotations

from bot.conversation.evidence.errors import EvidenceError, NotSealed
from bot.conversation.evidence.pack import Made, make

__all__ = ["EvidenceError", "Made", "NotSealed", "make"]
