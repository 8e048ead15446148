"""The hashes that stand for people, numbers and debts in shared counts: HMAC-SHA-256 under a salt that only the two parties know.

Phone numbers are few enough to be tried one by one, so the salt alone keeps the file from being read: it never travels with it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from bot.base.errors import CourtesyError
from bot.portfolio.groups import identity

_LEAST = 32
"""Characters that a salt must have: as many as `openssl rand -base64 32` gives, and fewer only of a better alphabet."""


class SharedError(CourtesyError):
    """A file of shared counts, or its salt, can't be used."""


@dataclass(frozen=True, slots=True)
class Salt:
    """The shared secret. Every kind of thing is hashed apart from the others, so that none can be taken for another."""

    secret: bytes = field(repr=False)

    def hash(self, value: str) -> str:
        """160 bits in hex."""
        return hmac.new(self.secret, value.encode(), hashlib.sha256).hexdigest()[:40]

    @property
    def check(self) -> str:
        """By this the other party's salt is known to be the same."""
        return self.hash("salt")

    def number(self, number: str) -> str:
        """A phone number (E.164)."""
        return self.hash(f"number:{number}")

    def person(self, name: str, id_last4: str | None, birth_year: int | None) -> str | None:
        """Name, ID digits and birth year together; `None` where not all is known."""
        known = identity(name, id_last4, birth_year)
        return self.hash(known) if known else None

    def creditor(self, name: str) -> str:
        return self.hash(f"creditor:{_plain(name)}")

    def debt(self, creditor: str, ref: str) -> str:
        """The lender's own name for an account, which the next agency is given too."""
        return self.hash(f"debt:{_plain(creditor)}:{ref}")

    def entry(self, row_id: str) -> str:
        """A name for what is shared, so that the same again is known for the same."""
        return self.hash(f"entry:{row_id}")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


def read_salt(path: Path) -> Salt:
    """The salt in a file, without the white space around it. Raises `SharedError` for one that could be guessed."""
    try:
        secret = path.read_bytes().strip()
    except OSError as problem:
        raise SharedError(f"{path}: {problem.strerror}") from problem
    if len(secret) < _LEAST:
        raise SharedError(f"{path}: a salt has at least {_LEAST} characters; make one with `openssl rand -base64 32`")
    return Salt(secret)
