"""The phrase files, and how a text is read before phrases are looked for in it: `compliance/phrases/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from compliance.plain import Text
from compliance.reading import read_model
from compliance.schema import Part, PhraseSet

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(str(files("compliance"))) / "phrases"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
    r"|[\u0300-\u036f\u0489\u20d0-\u20f0]"
)
"""Characters of no width, and marks that are written over others."""
_FILLER = r"\s.·•・*_~^|/\\+=#@&'\"\-–「」『』\u2600-\u27bf\U0001f000-\U0001faff"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])[{_FILLER}]+(?=[{_HAN}])")
"""What is put between Chinese characters: spaces by a recognizer, and dots, stars and pictures by who would slip past a filter."""
_SPELLED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z][\s.\-_*·]{1,2}){2,}[A-Za-z](?![A-Za-z])")
"""A word whose letters stand apart: a r r e s t, a.r.r.e.s.t."""
_NO_LETTER = re.compile(r"[^A-Za-z]")
_SPACES = re.compile(r"\s+")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}


def _compiles(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"`{pattern}` is no regular expression: {problem}") from None
    return patterns


Patterns = Annotated[tuple[str, ...], AfterValidator(_compiles)]


class PhraseFile(Part):
    """The phrases of one language, as regular expressions that are looked for without regard to case."""

    sets: dict[PhraseSet, Patterns]
    debt: Patterns
    """Words that show that there is a debt."""
    trade: Patterns
    """Words that show that the caller's business is collecting."""
    invitations: Patterns
    """A wish that the reader call, look or reconsider, which a confirmation of an opt-out must not hold."""
    denials: Patterns
    """What, right before a prohibited phrase, says that it will not be done."""
    stops: Patterns
    """Messages of the borrower's that are nothing but an opt-out."""
    simpler: str = ""
    """Pairs of characters: the traditional one, and the one that our phrases have. All that stand in the phrases are there."""


class Prohibitions(Part):
    """`always`: the sets that are prohibited everywhere. `citations`: what prohibits them, by country, and `elsewhere`."""

    always: tuple[PhraseSet, ...]
    citations: dict[str, Text]
    elsewhere: Text


@lru_cache(maxsize=1)
def prohibitions() -> Prohibitions:
    """Which sets of phrases nobody may use, and by which law. Raises PackError with file and line."""
    return read_model(FOLDER / "prohibited.yaml", Prohibitions)


@lru_cache(maxsize=1)
def phrases() -> Mapping[Language, PhraseFile]:
    """The phrases of each language. Raises PackError with file and line."""
    return {language: read_model(FOLDER / f"{language}.yaml", PhraseFile) for language in LANGUAGES}


def fold(text: str) -> str:
    """A text as the phrases are written: full width made narrow, what is not seen left out, letters that stand apart put together,
    quotes made straight, traditional characters made simple, spaces made one, and none between Chinese characters."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_simpler())
        text = _BETWEEN_HAN.sub("", text)
    return _SPACES.sub(" ", _SPELLED.sub(lambda spelled: _NO_LETTER.sub("", spelled[0]), text))


def languages_of(folded: str) -> list[Language]:
    """The languages whose phrases can stand in a text. A phrase has a Chinese character in it, or two Latin letters."""
    return [language for language in LANGUAGES if _LETTERS[language].search(folded)]


_LETTERS: dict[Language, re.Pattern[str]] = {"zh": re.compile(f"[{_HAN}]"), "en": re.compile("[A-Za-z]{2}")}


@lru_cache(maxsize=1)
def _simpler() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in phrases()["zh"].simpler.split()} | _QUOTES
