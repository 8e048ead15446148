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
_quoted = json.encoder.encode_basestring
"""A string as `json.dumps(..., ensure_ascii=False)` writes it, at a quarter of the time."""


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
    """What is wrong at entry `seq` (0: at none). `entry` and `subject` are its kind and what it is about, where it is there to be read.

    `order`: entries before it are missing, or it stands out of turn. `seal`: it or what stood before it was changed, removed or inserted.
    `payload`: what is on file is not what was sealed. `checkpoint`: the chain is not what was signed, or the signature is not ours.
    `head`: entries at the end that were signed are missing. `table`: a row of another table is not what the ledger says of it.
    `waiting`: it was passed over when later entries were sealed.
    """

    seq: int
    kind: Literal["order", "seal", "payload", "checkpoint", "head", "table", "waiting"]
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
    said = ", ".join(_quoted(part) for part in (instant, kind, subject, payload_hash))
    return hashlib.sha256(f"[{said}]".encode()).hexdigest()


def link(previous: str, seq: int, leaf: str) -> str:
    """The hash that chains a leaf, as entry `seq`, to the hash before it."""
    return hashlib.sha256(f"{previous} {seq} {leaf}".encode()).hexdigest()


class Chain:
    """A walk along a chain that names every entry at which it breaks. It keeps nothing of what it has passed.

    It begins after entry `last`, whose hash is `hash_` [at the first entry]. `checkpoints` are in the order of their numbers and well
    signed (`checkpoint.problem`); without them, neither a cut at the end shows, nor a tail that was written and chained anew.
    """

    def __init__(self, checkpoints: Iterable[Checkpoint] = (), *, last: int = 0, hash_: str = GENESIS) -> None:
        self.last = last
        self._hash = hash_
        self._checkpoints = iter(checkpoints)
        self._next = next(self._checkpoints, None)

    def take(self, entry: Entry) -> list[Problem]:
        """What is wrong with the next entry."""
        seq, at, kind, subject, digest, sealed, salt, payload = entry
        found = []
        try:
            if seq != self.last + 1:
                found.append(Problem(seq, "order", _gap(self.last, seq), kind, subject))
            if sealed != link(self._hash, seq, leaf(at, kind, subject, digest)):
                found.append(Problem(seq, "seal", "its seal does not fit what it says and what stands before it", kind, subject))
            if payload is not None and (salt is None or payload_hash(salt, payload) != digest):
                found.append(Problem(seq, "payload", "its payload is not what was sealed", kind, subject))
        except (TypeError, ValueError, AttributeError, ComplianceError):
            found.append(Problem(seq, "seal", "it holds what can't be read, so it was changed", str(kind), str(subject)))
        while self._next is not None and self._next.seq <= seq:
            if self._next.seq < seq or self._next.hash != sealed:
                says = f"the chain up to here is not the one that was signed at {self._next.at.isoformat()}"
                found.append(Problem(self._next.seq, "checkpoint", says))
            self._next = next(self._checkpoints, None)
        self._hash, self.last = sealed, seq
        return found

    def end(self) -> Iterator[Problem]:
        """What is missing after the last entry."""
        while self._next is not None:
            says = f"entries up to {self._next.seq} were signed at {self._next.at.isoformat()}, the chain ends at {self.last}"
            yield Problem(self._next.seq, "head", says)
            self._next = next(self._checkpoints, None)


def verify(entries: Iterable[Entry], checkpoints: Iterable[Checkpoint] = ()) -> list[Problem]:
    """Walk a whole chain; an empty list is one that holds."""
    chain = Chain(checkpoints)
    return [problem for entry in entries for problem in chain.take(entry)] + list(chain.end())


def _gap(last: int, seq: int) -> str:
    if seq <= last:
        return f"it stands after entry {last}"
    return f"entry {last + 1} is missing before it" if seq == last + 2 else f"entries {last + 1} to {seq - 1} are missing before it"
