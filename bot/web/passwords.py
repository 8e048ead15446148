"""Passwords: Argon2id with RFC 9106's second recommended parameters (64 MiB, three passes, four lanes)."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bot.web.errors import WebError

LEAST = 12
"""The shortest password, in characters."""
MOST = 200
"""The longest: a bound on the work that one request can ask for."""


def hash_password(password: str) -> str:
    """The hash to keep, in the PHC format. Takes about 0.1 s and 64 MiB: not for the event loop.

    Raises `WebError` (400) for a password that is too short or too long.
    """
    if len(password) < LEAST:
        raise WebError(400, "password_short")
    if len(password) > MOST:
        raise WebError(400, "password_long")
    return Argon2id(salt=os.urandom(16), length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive_phc_encoded(password.encode())


def password_fits(password: str, kept: str | None) -> bool:
    """Whether `password` is the one that `kept` was made of, in a time that does not depend on how much of it is right.

    `kept` is `None` where there is no such user: the same work is done, so that the answer does not tell which names exist.
    """
    if len(password) > MOST:
        return False
    try:
        Argon2id.verify_phc_encoded(password.encode(), kept or _NOBODY)
    except InvalidKey:
        return False
    return kept is not None


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
