"""When each word of a line is said, and which whole words were heard when it was cut."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and when it was said, in milliseconds; `confidence` 0 to 1, and 1 for what the bot says itself."""

    text: str
    from_ms: int
    to_ms: int
    confidence: float = 1.0


_TOKEN = re.compile(r"[㐀-鿿]|[^\s㐀-鿿，。？！；：、“”（）《》…—,.?!;:()]+(?:[.,:]\d+)*|[，。？！；,.?!;]+")
_PAUSE = re.compile(r"[，。？！；,.?!;]+")
_SYLLABLES_OF_FIGURE = 1.6


def _weight(token: str) -> float:
    """Roughly how many syllables' time a token takes."""
    if _PAUSE.fullmatch(token):
        return 1.2
    figures = sum(char.isdigit() for char in token)
    letters = sum(char.isascii() and char.isalpha() for char in token)
    return max(1.0, figures * _SYLLABLES_OF_FIGURE + letters / 3)


def _tokens(text: str, duration_ms: int) -> list[tuple[re.Match[str], int, int]]:
    found = list(_TOKEN.finditer(text))
    while found and _PAUSE.fullmatch(found[-1].group()):
        found.pop()  # the silence at the end is trimmed
    whole = sum(_weight(match.group()) for match in found)
    timed, passed = [], 0.0
    for match in found:
        begin, passed = passed, passed + _weight(match.group())
        timed.append((match, round(begin / whole * duration_ms), round(passed / whole * duration_ms)))
    return timed


def spread(text: str, duration_ms: int) -> tuple[Word, ...]:
    """The words of a spoken line with rough times: each gets its share of the whole, punctuation counts as a pause.

    A Chinese character is a word of its own.
    """
    return tuple(
        Word(match.group(), begin, end) for match, begin, end in _tokens(text, duration_ms) if not _PAUSE.fullmatch(match.group())
    )


def heard(text: str, duration_ms: int, cut_ms: int) -> str:
    """The part of `text` that was surely heard when the line was cut after `cut_ms`: whole words, punctuation between them kept."""
    if cut_ms >= duration_ms:
        return text
    end = 0
    for match, _, to_ms in _tokens(text, duration_ms):
        if to_ms > cut_ms:
            break
        end = match.end()
    return text[:end]
