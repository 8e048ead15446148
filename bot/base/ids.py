"""Names of things that we make."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter can be taken for a digit


def new_id(prefix: str) -> str:
    """A new name such as `att_7k3...`: 100 random bits, so it cannot be guessed from another."""
    bits = secrets.randbits(100)
    return f"{prefix}_" + "".join(_ALPHABET[bits >> shift & 31] for shift in range(0, 100, 5))
