"""Grammars: what a question is likely to be answered with, and always also what protects the borrower.

A grammar never makes the bot deaf: it is what is expected, plus the safety lexicon (every phrasing of intents 1 to 10 that we know, a
person instead, stop), plus `[unk]` for all the rest. The phrases are in phrases/, a file a language. Those with words that a model does
not know are left out for it; `missing_safety` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from bot.speech.errors import SpeechError
from bot.speech.recognizer import UNKNOWN
from bot.speech.said_numbers import Said, chinese_amounts, chinese_dates, codes, english_amounts, english_dates

EXPECTS = ("identity", "digits", "payment", "yes_no", "callback_time")
"""What a line of the bot can ask for."""

CODE_LENGTH = 4
"""Figures in the code that we ask for: the last four of an ID, or a year of birth."""

_PHRASES = Path(__file__).parent / "phrases"
_JOINS: Mapping[str, str] = {"zh-CN": "", "en-US": " "}
_AMOUNTS: Mapping[str, Callable[[Said], list[str]]] = {"zh-CN": chinese_amounts, "en-US": english_amounts}
_DATES: Mapping[str, Callable[[Said], list[str]]] = {"zh-CN": chinese_dates, "en-US": english_dates}


@lru_cache(maxsize=8)
def sections(lang: str) -> Said:
    """The phrase file of a language, section by section."""
    if lang not in _JOINS:
        raise SpeechError(f"no phrases for {lang}: there are {', '.join(_JOINS)}")
    read: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (_PHRASES / f"{lang}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = read.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            section += [phrase for part in line.split(",") if (phrase := part.strip())]
    return read


def segment(phrase: str, vocabulary: frozenset[str]) -> list[str] | None:
    """`phrase` as words of the vocabulary, as few as possible; `None` if it can't be said with them.

    English comes apart at its spaces, Chinese wherever a word of the vocabulary ends.
    """
    if phrase.isascii():
        words = phrase.split()
        return words if all(word in vocabulary for word in words) else None
    best: list[list[str] | None] = [[]] + [None] * len(phrase)
    for end in range(1, len(phrase) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is None or phrase[start:end] not in vocabulary:
                continue
            known = best[end]
            if known is None or len(before) + 1 < len(known):
                best[end] = [*before, phrase[start:end]]
    return best[len(phrase)]


@lru_cache(maxsize=32)
def expected(lang: str, expects: str) -> tuple[str, ...]:
    """Phrases that a question is likely to be answered with."""
    said = sections(lang)
    yes_no = [*said["yes"], *said["no"]]
    if expects == "yes_no":
        return tuple(yes_no)
    if expects == "identity":
        return (*said["identity_yes"], *said["identity"], *yes_no)
    if expects == "digits":
        return (*codes(said, _JOINS[lang]), *said["around_digits"], *yes_no)
    return (*said[expects], *_DATES[lang](said), *_AMOUNTS[lang](said), *yes_no)


def safety(lang: str) -> tuple[str, ...]:
    """Every phrasing that we know of what protects the borrower, of wanting a person, and of stop."""
    return tuple(sections(lang)["safety"])


@lru_cache(maxsize=64)
def grammar(lang: str, expects: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """The phrases to listen for, spaced as the model's words, with `[unk]` last. Repeats are kept out."""
    spaced = (segment(phrase, vocabulary) for phrase in [*expected(lang, expects), *safety(lang), *sections(lang)["fillers"]])
    return (*dict.fromkeys(" ".join(words) for words in spaced if words), UNKNOWN)


def missing_safety(lang: str, vocabulary: frozenset[str]) -> list[str]:
    """Safety phrases that a model can't hear because it lacks a word; `courtesy doctor` names them."""
    return [phrase for phrase in safety(lang) if segment(phrase, vocabulary) is None]


_BARE_KINDS = ("digits", "yes", "no", "identity_yes", "fillers")


@lru_cache(maxsize=8)
def _bare_phrases(lang: str) -> Mapping[str, frozenset[str]]:
    said = sections(lang)
    return {kind: frozenset("".join(phrase.split()) for phrase in said[kind]) for kind in _BARE_KINDS}


def bare_kind(lang: str, text: str) -> str | None:
    """Is `text` nothing but `yes`, `no`, `identity_yes` (that is me), `digits`, or `mixed` of these? Else `None`.

    Such an answer moves money or opens an account, so it is held to more than others.
    """
    words, bare = text.split(), _bare_phrases(lang)
    if not words:
        return None
    for kind, phrases in bare.items():
        if "".join(words) in phrases or all(word in phrases for word in words):
            return "yes" if kind == "fillers" else kind
    return "mixed" if all(any(word in phrases for phrases in bare.values()) for word in words) else None


@lru_cache(maxsize=8)
def _safety_phrases(lang: str) -> frozenset[str]:
    return frozenset("".join(phrase.split()) for phrase in safety(lang))


def is_safety(lang: str, text: str) -> bool:
    """Is `text`, all of it, one of the safety lexicon's phrases?"""
    return "".join(text.split()) in _safety_phrases(lang)


def figures_in(lang: str, text: str) -> int:
    """How many single figures `text` holds: how far a spoken code has come."""
    figures = sections(lang)["digits"]
    return sum(word in figures for word in text.split())
