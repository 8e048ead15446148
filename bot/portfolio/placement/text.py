"""What cells have in common: full-width forms, stray spaces, invisible characters, the ways to write nothing."""

from __future__ import annotations

import re
import unicodedata

_NOTHING = frozenset({"", "-", "--", "/", "n/a", "#n/a", "na", "null", "none", "nan", "无", "空"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SPACES = re.compile(r"\s+")
_WHOLE_ID = re.compile(r"(?<![0-9])(?:[1-9][0-9]{14}(?:[0-9]{2}[0-9Xx])?|[0-9]{3}-[0-9]{2}-[0-9]{4})(?![0-9])")
"""A Chinese number of 15 or 18 characters, an American one of nine digits."""


def clean(text: str) -> str:
    """`text` with full-width forms made plain (NFKC), one kind of dash, single spaces, and nothing invisible."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if not text.isprintable():
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return _SPACES.sub(" ", text).strip()


def is_nothing(text: str) -> bool:
    """Whether a cleaned cell says that there is no value."""
    return text.casefold() in _NOTHING


def without_whole_ids(text: str) -> str:
    """A note with whole identity numbers cut to their last four: the rest is never stored."""
    return _WHOLE_ID.sub(lambda match: "***" + match.group()[-4:], text)
