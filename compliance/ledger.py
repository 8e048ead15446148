"""A chain of hashes over what was decided and done: whoever changes, removes, inserts or reorders an entry breaks it.

The chain holds only a salted hash of each payload. A payload can be erased, with its salt, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from compliance.errors import ComplianceError

GENESIS = "0" * 64
"""What the first entry is chained to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sealed entry. `salt` and `payload` may have been erased; where both are given, the payload is checked too."""

    seq: int
    at: datetime
    kind: str
    subject: str
    payload_hash: str
    hash: str
    salt: bytes | None = None
    payload: bytes | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at entry `seq`.

    `order`: it does not come after the one before it. `seal`: it or what stood before it was changed, removed or inserted.
    `payload`: what is on file is not what was sealed. `head`: entries at the end are missing.
    """

    seq: int
    kind: Literal["order", "seal", "payload", "head"]
    detail: str


def payload_hash(salt: bytes, payload: bytes) -> str:
    """HMAC-SHA-256 of the payload under its salt, in hex: without the salt nothing can be guessed from it."""
    return hmac.new(salt, payload, hashlib.sha256).hexdigest()


def seal(prev_hash: str, seq: int, at: datetime, kind: str, subject: str, payload_hash: str) -> str:
    """The hash that chains an entry to the one before it. `at` has an offset; which one makes no difference."""
    if at.tzinfo is None:
        raise ComplianceError(f"ledger entry {seq}: its time has no offset")
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    written = json.dumps([prev_hash, seq, instant, kind, subject, payload_hash], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def verify(entries: Iterable[Entry], *, start: str = GENESIS, head: tuple[int, str] | None = None) -> list[Problem]:
    """Walk a chain in its order and name every entry at which it breaks; an empty list is a whole chain.

    `start` is the hash before the first entry. `head` is the number and hash of the last entry as known from elsewhere
    (a checkpoint): only with it does a cut at the end show.
    """
    problems: list[Problem] = []
    previous, last = start, 0
    head_seen = head is None or head == (0, start)
    for entry in entries:
        if entry.seq <= last:
            problems.append(Problem(entry.seq, "order", f"stands after entry {last}"))
        if seal(previous, entry.seq, entry.at, entry.kind, entry.subject, entry.payload_hash) != entry.hash:
            between = f"; entries {last + 1} to {entry.seq - 1} are not there" if entry.seq > last + 1 else ""
            problems.append(Problem(entry.seq, "seal", f"its seal does not fit what it says and what stands before it{between}"))
        if entry.salt is not None and entry.payload is not None and payload_hash(entry.salt, entry.payload) != entry.payload_hash:
            problems.append(Problem(entry.seq, "payload", "its payload is not what was sealed"))
        previous, last = entry.hash, entry.seq
        head_seen = head_seen or head == (entry.seq, entry.hash)
    if head is not None and not head_seen:
        problems.append(Problem(head[0], "head", f"the checkpoint names entry {head[0]}, which is not there as it was"))
    return problems
