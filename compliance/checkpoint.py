"""Checkpoints: so far the chain went at that time, and ended in this hash; signed (Ed25519), so that nobody else can say it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from compliance.errors import ComplianceError

PublicKeys = Mapping[str, Ed25519PublicKey]
"""The keys whose signatures count, by fingerprint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`key` is the fingerprint of the public key; `signature` is over `statement`."""

    seq: int
    hash: str
    at: datetime
    key: str
    signature: bytes


def fingerprint(key: Ed25519PublicKey) -> str:
    """A public key's name: the SHA-256 of its 32 bytes, in hex."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def statement(seq: int, hash_: str, at: datetime) -> bytes:
    """The line that is signed."""
    return f"courtesy checkpoint {seq} {hash_} {at.astimezone(UTC).isoformat(timespec='microseconds')}".encode()


def sign(seq: int, hash_: str, at: datetime, key: Ed25519PrivateKey) -> Checkpoint:
    """State that the chain ended at entry `seq` in this hash."""
    return Checkpoint(seq, hash_, at, fingerprint(key.public_key()), key.sign(statement(seq, hash_, at)))


def problem(checkpoint: Checkpoint, keys: PublicKeys) -> str | None:
    """Why a checkpoint proves nothing; `None` if one of `keys` has signed it."""
    key = keys.get(checkpoint.key)
    if key is None:
        return f"it is signed with a key that is not ours ({checkpoint.key})"
    try:
        key.verify(checkpoint.signature, statement(checkpoint.seq, checkpoint.hash, checkpoint.at))
    except (InvalidSignature, TypeError, ValueError, AttributeError):  # or what stands there is no time, no signature
        return "its signature does not fit: it was changed, or forged"
    return None


def to_line(checkpoint: Checkpoint) -> str:
    """A checkpoint as a line of JSON, for a file outside the database."""
    at = checkpoint.at.astimezone(UTC).isoformat(timespec="microseconds")
    values = {"seq": checkpoint.seq, "hash": checkpoint.hash, "at": at, "key": checkpoint.key, "signature": checkpoint.signature.hex()}
    return json.dumps(values)


def from_line(line: str) -> Checkpoint:
    """The checkpoint that a line states. Raises ComplianceError for a line that states none."""
    try:
        values = json.loads(line)
        at = datetime.fromisoformat(values["at"])
        found = Checkpoint(int(values["seq"]), str(values["hash"]), at, str(values["key"]), bytes.fromhex(values["signature"]))
    except (ValueError, TypeError, KeyError) as wrong:
        raise ComplianceError("this line is no checkpoint") from wrong
    if found.at.tzinfo is None:
        raise ComplianceError("the time of a checkpoint has no offset")
    return found
