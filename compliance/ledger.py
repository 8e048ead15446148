"""A chain of hashes over what was decided and done: whoever changes, removes, inserts or reorders an entry breaks it.

An entry's leaf is a hash of what it says; its hash chains the leaf to the hash before it. So the leaves of other entries are enough
to show that one lies in the chain. A leaf holds only a salted hash of the payload: payload and salt can be erased, and the chain
still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from compliance.checkpoint import Checkpoint
from compliance.errors import ComplianceError

GENESIS = "0" * 64
"""What the first entry is chained to."""


class Entry(NamedTuple):
    """A sealed entry. `payload` and `salt` are `None` where they were erased."""

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
    """What is wrong at entry `seq`. `entry` and `subject` are its kind and whom it is about, where it is there to be read.

    `order`: entries before it are missing, or it stands out of turn. `seal`: it or what stood before it was changed, removed or inserted.
    `payload`: what is on file is not what was sealed. `checkpoint`: the chain is not what was signed, or the signature is not ours.
    `head`: entries at the end that were signed are missing.
    """

    seq: int
    kind: Literal["order", "seal", "payload", "checkpoint", "head"]
    detail: str
    entry: str = ""
    subject: str = ""


def payload_hash(salt: bytes, payload: bytes) -> str:
    """HMAC-SHA-256 of the payload under its salt, in hex: without the salt nothing can be guessed from it."""
    return hmac.digest(salt, payload, "sha256").hex()


def leaf(at: datetime, kind: str, subject: str, payload_hash: str) -> str:
    """The hash of what an entry says. `at` has an offset; which one makes no difference."""
    if at.tzinfo is None:
        raise ComplianceError("the time of a ledger entry has no offset")
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps([instant, kind, subject, payload_hash], ensure_ascii=False).encode()).hexdigest()


def link(previous: str, seq: int, leaf: str) -> str:
    """The hash that chains a leaf, as entry `seq`, to the hash before it."""
    return hashlib.sha256(f"{previous} {seq} {leaf}".encode()).hexdigest()


def verify(entries: Iterable[Entry], checkpoints: Iterable[Checkpoint] = ()) -> Iterator[Problem]:
    """Walk a chain from its first entry and name every entry at which it breaks; a whole chain yields nothing. Memory stays flat.

    `checkpoints` are in the order of their numbers and well signed (`checkpoint.problem`). Without them, neither a cut at the end shows,
    nor a tail that was written and chained anew.
    """
    previous, last = GENESIS, 0
    signed = iter(checkpoints)
    mark = next(signed, None)
    for entry in entries:
        seq, at, kind, subject, digest, sealed, salt, payload = entry
        try:
            if seq != last + 1:
                yield Problem(seq, "order", _gap(last, seq), kind, subject)
            if sealed != link(previous, seq, leaf(at, kind, subject, digest)):
                yield Problem(seq, "seal", "its seal does not fit what it says and what stands before it", kind, subject)
            if payload is not None and (salt is None or payload_hash(salt, payload) != digest):
                yield Problem(seq, "payload", "its payload is not what was sealed", kind, subject)
        except (TypeError, ValueError, AttributeError, ComplianceError):
            yield Problem(seq, "seal", "it holds what can't be read, so it was changed", str(kind), str(subject))
        while mark is not None and mark.seq <= seq:
            if mark.seq < seq or mark.hash != sealed:
                yield Problem(mark.seq, "checkpoint", f"the chain up to here is not the one that was signed at {mark.at.isoformat()}")
            mark = next(signed, None)
        previous, last = sealed, seq
    while mark is not None:
        yield Problem(mark.seq, "head", f"entries up to {mark.seq} were signed at {mark.at.isoformat()}, the chain ends at {last}")
        mark = next(signed, None)


def _gap(last: int, seq: int) -> str:
    if seq <= last:
        return f"it stands after entry {last}"
    return f"entry {last + 1} is missing before it" if seq == last + 2 else f"entries {last + 1} to {seq - 1} are missing before it"
