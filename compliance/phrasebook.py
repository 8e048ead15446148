"""The phrase files, and how a text is read before phrases are looked for in it: `compliance/phrases/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from opencc import OpenCC
from pydantic import AfterValidator, Field, model_validator

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
_PIECE = re.compile("%([a-z_]+)%")


def _compiles(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        if unknown := _PIECE.search(pattern):
            raise ValueError(f"`{unknown[0]}` is none of the file's `parts`")
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"`{pattern}` is no regular expression: {problem}") from None
    return patterns


Patterns = Annotated[tuple[str, ...], AfterValidator(_compiles)]


class PhraseFile(Part):
    """The phrases of one language, as regular expressions that are looked for without regard to case."""

    parts: dict[str, str] = Field(default_factory=dict)
    """Pieces that several phrases share; `%name%` in a phrase stands for the one of that name."""
    sets: dict[PhraseSet, Patterns]
    debt: Patterns
    """Words that show that there is a debt."""
    trade: Patterns
    """Words that show that the caller's business is collecting."""
    invitations: Patterns
    """A wish that the reader call, look or reconsider, which a confirmation of an opt-out must not hold."""
    denials: Patterns
    """What stands before a prohibited phrase in its sentence and says that it will not be done, or that others do it."""
    advice: Patterns
    """What stands before it there and warns the reader; not of threats, which such words can hold themselves ("don't make us ...")."""
    conditions: Patterns
    """What makes a threat of a sentence that denies: it will not be done if the reader pays."""
    stops: Patterns
    """Messages of the borrower's that are nothing but an opt-out."""

    @model_validator(mode="before")
    @classmethod
    def _put_together(cls, stated: Any) -> Any:
        pieces = stated.get("parts") if isinstance(stated, dict) else None
        return _whole(stated, pieces) if isinstance(pieces, dict) else stated


class Prohibitions(Part):
    """`always`: the sets that are prohibited everywhere. `citations`: what prohibits them, by country, and `elsewhere`."""

    always: tuple[PhraseSet, ...]
    citations: dict[str, Text]
    elsewhere: Text


@lru_cache(maxsize=1)
def prohibitions() -> Prohibitions:
    """Which sets of phrases nobody may use, and by which law. Raises PackError with file and line."""
    return read_model(FOLDER / "prohibited.yaml", Prohibitions)


def _whole(stated: Any, pieces: Mapping[str, Any]) -> Any:
    """What is stated, with each `%name%` replaced by its piece; one that is not known stays, to be refused."""
    if isinstance(stated, dict):
        return {key: _whole(each, pieces) for key, each in stated.items()}
    if isinstance(stated, list):
        return [_whole(each, pieces) for each in stated]
    return _PIECE.sub(lambda named: str(pieces.get(named[1], named[0])), stated) if isinstance(stated, str) else stated


@lru_cache(maxsize=1)
def phrases() -> Mapping[Language, PhraseFile]:
    """The phrases of each language. Raises PackError with file and line."""
    return {language: read_model(FOLDER / f"{language}.yaml", PhraseFile) for language in LANGUAGES}


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """A text as the phrases are written: full width made narrow, what is not seen left out, letters that stand apart put together,
    quotes made straight, traditional characters made simple, spaces made one, and none between Chinese characters.

    Kept for a moment: several rules of one decision read the same text.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_SIMPLE)
        text = _BETWEEN_HAN.sub("", text)
    return _SPACES.sub(" ", _SPELLED.sub(lambda spelled: _NO_LETTER.sub("", spelled[0]), text))


def languages_of(folded: str) -> list[Language]:
    """The languages whose phrases can stand in a text. A phrase has a Chinese character in it, or two Latin letters."""
    return [language for language in LANGUAGES if _LETTERS[language].search(folded)]


_LETTERS: dict[Language, re.Pattern[str]] = {"zh": re.compile(f"[{_HAN}]"), "en": re.compile("[A-Za-z]{2}")}


class _Simple(dict[int, str]):
    """The simplified character for each code point; looked up once, and as few as are met."""

    def __missing__(self, code: int) -> str:
        simple: str = _opencc().convert(chr(code))
        self[code] = simple
        return simple


@lru_cache(maxsize=1)
def _opencc() -> OpenCC:
    return OpenCC("t2s")


_SIMPLE = _Simple(
    {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
    | {ord(one): other for one, other in ("帳账", "帐账", "枱台", "著着", "妳你", "擡抬", "衞卫")}
)
"""Beside what OpenCC knows: curly quotes, and variants that are written for one another."""
