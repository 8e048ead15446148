"""Keys: what personal data is sealed with at rest, and how a number is found without being readable."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.base.errors import ConfigError, CourtesyError

_NONCE = 12


class SealError(CourtesyError):
    """A sealed value was changed, belongs elsewhere, or was sealed with another key."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Two secrets of 32 bytes: one seals (AES-256-GCM), one makes blind indexes (HMAC-SHA-256)."""

    sealing: bytes
    indexing: bytes

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """Encrypt `plain`. It can only be opened for the same `purpose` (such as a column's name), so values can't be swapped."""
        nonce = os.urandom(_NONCE)
        return nonce + _cipher(self.sealing).encrypt(nonce, plain, purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """The plain value. Raises `SealError` if it was tampered with or sealed for another purpose."""
        try:
            return _cipher(self.sealing).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
        except InvalidTag as problem:
            raise SealError(
                f"a sealed value ({purpose}) can't be opened: it was changed, or `store.key_file` is not the one it was made with"
            ) from problem

    def blind(self, value: str) -> str:
        """A name for `value` by which equal values are found; the value can't be had from it without the key."""
        return hmac.new(self.indexing, value.encode(), hashlib.sha256).hexdigest()[:40]


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def load_or_make_keys(path: Path) -> Keys:
    """The keys in `path`; on a first start, new ones, readable by this user alone.

    Whoever loses the file loses the personal data in the database, so the caller says where it is.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2)) + "\n"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
    try:
        sealing, indexing = (base64.b64decode(line, validate=True) for line in path.read_text("ascii").split())
    except (ValueError, OSError) as problem:
        raise ConfigError(f"the key file {path} can't be read: it must hold two lines of base64, 32 bytes each") from problem
    if len(sealing) != 32 or len(indexing) != 32:
        raise ConfigError(f"the key file {path} must hold two keys of 32 bytes each")
    return Keys(sealing, indexing)
