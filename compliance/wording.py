"""What may not be said, what has to be, and which words show that there is a debt; the words are data, in `compliance/phrases/`.

Used on scripts, templates, every text before it goes out, and transcripts. Texts are read in all languages at once: who writes
English to Beijing is held to the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from ruamel.yaml import YAML

from compliance.errors import PackError
from compliance.schema import PhraseSet

_ALWAYS: tuple[PhraseSet, ...] = (
    "threats", "impersonation", "insults", "shaming", "third_party_pressure", "new_borrowing", "tricks", "false_claims",
)  # fmt: skip
"""Prohibited in every place. `advertising` needs a consent of its own, `suit` depends on the debt."""
_CITATIONS = {
    "CN": "CBA guideline (2026-01-30), prohibitions; NIFA 2018 arts 16, 19; 民法典 1032-1033",
    "US": "15 USC 1692d, 1692e; 12 CFR 1006.14(a), 1006.18",
    "GB": "FCA CONC 7.9",
    "IN": "RBI circular of 2022-08-12",
    "HK": "Code of Banking Practice s.43.2",
    "SG": "Protection from Harassment Act 2014",
}
_OWN = "our own rule on polite wording"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, where (in the text as it was given, made narrow), of which set, and what prohibits it."""

    set: str
    phrase: str
    start: int
    citation: str


def _compiles(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"`{pattern}` is no regular expression: {problem}") from None
    return patterns


Patterns = Annotated[tuple[str, ...], AfterValidator(_compiles)]


class _PhraseFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sets: dict[PhraseSet, Patterns]
    debt: Patterns
    opt_out: Patterns
    invitations: Patterns
    """What asks the reader to call, to look, to pay, or to think again."""
    denials: Patterns
    """What, right before a prohibited phrase, says that it will not be done."""
    stops: Patterns
    collector: Patterns
    trade: Patterns
    simpler: str = ""
    """Pairs of characters: as written in Hong Kong, and as our phrases have it."""


def prohibited(text: str, lang_or_place: str) -> list[Hit]:
    """What `text` says that nobody may say to a borrower. `lang_or_place` (`zh-CN`, `US-MA`, ...) picks the citation."""
    return find(text, _ALWAYS, _CITATIONS.get(_country(lang_or_place), _OWN))


def find(text: str, sets: Iterable[PhraseSet], citation: str = _OWN) -> list[Hit]:
    """The phrases of these sets that stand in a text, in their order there."""
    if not text:
        return []
    plain = _plain(text)
    hits = {
        (match.start(), name): Hit(name, match.group().strip(), match.start(), citation) for name in sets for match in _said(plain, name)
    }
    return [hits[key] for key in sorted(hits)]


def reveals_debt(text: str) -> list[str]:
    """The words of a text that show that there is a debt (contract of rehearsals, rule 1), in Chinese and English."""
    return _found(text, "debt")


def shows_trade(text: str) -> list[str]:
    """Words that show that the caller's business is collecting, such as in a firm's name; a machine must not hear them."""
    return _found(text, "trade")


def has_opt_out(text: str) -> bool:
    """Whether a text says how to stop such texts (12 CFR 1006.6(e); Chinese rules on commercial messages)."""
    return _any(text, "opt_out")


def opts_out(text: str) -> bool:
    """Whether a message of the borrower's is an opt-out: nothing but one of the words that always work, or as plain as they are."""
    return _any(text, "stops")


def is_more_than_confirmation(text: str) -> bool:
    """Whether a text holds more than that an opt-out was heard: a debt, an offer, or a wish that the reader call, pay or reconsider.

    That it comes from a debt collector, and what to answer to come back, is no more than that (47 CFR 64.1200(a)(12)).
    """
    rest = _together("collector").sub("", _plain(text))
    return bool(reveals_debt(rest) or find(rest, ("advertising", "new_borrowing"))) or any(_said(rest, "invitations"))


def names_collector(text: str) -> bool:
    """Whether a text says that it comes from a debt collector (12 CFR 1006.18(e))."""
    return _any(text, "collector")


def _said(plain: str, name: str) -> Iterator[re.Match[str]]:
    """What stands in a text of a list of phrases, and is not denied there."""
    for pattern in _patterns(name):
        for match in pattern.finditer(plain):
            if not any(denial.search(plain, 0, match.start()) for denial in _patterns("denials")):
                yield match


def _found(text: str, name: str) -> list[str]:
    plain = _plain(text)
    return [match.group().strip() for pattern in _patterns(name) for match in pattern.finditer(plain)]


def _any(text: str, name: str) -> bool:
    return _together(name).search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Full width made narrow, quotes made straight, traditional characters made simple, and no spaces between Chinese characters."""
    if text.isascii():
        return text
    narrow = unicodedata.normalize("NFKC", text).translate(_simpler())
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", narrow)


def _country(lang_or_place: str) -> str:
    """`zh-CN` and `en-US` name a language by its country; a place begins with the country."""
    first, _, rest = lang_or_place.partition("-")
    return rest if first.islower() else first


_LISTS = frozenset({"debt", "opt_out", "invitations", "denials", "stops", "collector", "trade"})


@lru_cache(maxsize=1)
def _simpler() -> dict[int, str | None]:
    pairs = [pair for language in _load() for pair in language.simpler.split()]
    return {ord(pair[0]): pair[1] for pair in pairs} | {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x200B: None}


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    found: list[str] = []
    for language in _load():
        found += getattr(language, name) if name in _LISTS else language.sets.get(name, ())  # type: ignore[call-overload]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in found)


@lru_cache(maxsize=64)
def _together(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _patterns(name)), re.IGNORECASE)


@lru_cache(maxsize=1)
def _load() -> tuple[_PhraseFile, ...]:
    languages = []
    for name in ("zh", "en"):
        text = (files("compliance") / "phrases" / f"{name}.yaml").read_text(encoding="utf-8")
        try:
            languages.append(_PhraseFile.model_validate(YAML(typ="safe", pure=True).load(StringIO(text))))
        except ValueError as problem:
            raise PackError(f"compliance/phrases/{name}.yaml: {problem}") from None
    return tuple(languages)
