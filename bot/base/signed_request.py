"""Requests between us and a text operator, signed both ways with a secret that the two share: HMAC-SHA256 over all that matters."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

KEY, TIME, NONCE, SIGNATURE = "X-Operator-Key", "X-Operator-Time", "X-Operator-Nonce", "X-Operator-Signature"
FRESH_S = 300
"""How far the sender's clock may be from ours: a request that somebody kept is worth nothing after that."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One side of the two. `key_id` names the secret, which is never sent."""

    key_id: str
    secret: str = field(repr=False)

    def headers(self, method: str, url: str, body: bytes, now: datetime) -> dict[str, str]:
        """What a request to `url` (whole, with its query) carries."""
        time, nonce = str(int(now.timestamp())), secrets.token_hex(16)
        return {KEY: self.key_id, TIME: time, NONCE: nonce, SIGNATURE: self._signature(method, url, time, nonce, body)}

    def accepts(self, method: str, url: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
        """Whether the other side sent this, to this address, and lately. Takes as long for a wrong signature as for a right one."""
        time = headers.get(TIME, "")
        expected = self._signature(method, url, time, headers.get(NONCE, ""), body)
        given = headers.get(SIGNATURE, "").encode("utf-8", "surrogateescape")
        signed = hmac.compare_digest(expected.encode(), given)
        lately = len(time) <= 12 and time.isascii() and time.isdecimal() and abs(now.timestamp() - int(time)) <= FRESH_S
        return signed and lately and hmac.compare_digest(headers.get(KEY, "").encode("utf-8", "surrogateescape"), self.key_id.encode())

    def _signature(self, method: str, url: str, time: str, nonce: str, body: bytes) -> str:
        signed = "\n".join((method, url, time, nonce, sha256(body).hexdigest()))
        return hmac.new(self.secret.encode(), signed.encode("utf-8", "surrogateescape"), sha256).hexdigest()
