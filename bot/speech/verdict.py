"""Whether what a grammar heard may be believed, and what is believed after the second decoding.

A yes, a no or figures are believed only if everything speaks for them; a doubtful one becomes `[unk]`, and the bot asks again.
"""

from __future__ import annotations

from typing import Literal

from bot.speech.decoder import Decoded
from bot.speech.lexicon import is_bare
from bot.speech.recognizer import UNKNOWN

SURE = 0.75
"""Confidence of the least sure word above which a grammar's result needs no second decoding."""

_SYLLABLE_MS = 420
_PAUSE_MS = 260
"""Slow speech, measured as energy: no answer takes longer than its syllables at this pace, and a bit."""

DecodedBy = Literal["grammar", "full"]


def _syllables(text: str) -> int:
    words = text.split()
    return sum(max(1, (len(word) + 2) // 4) if word.isascii() else len(word) for word in words)


def fits(text: str, loud_ms: int) -> bool:
    """Is `text` long enough for that much speech? "Yes" is not what somebody said who spoke for two seconds."""
    return loud_ms <= _PAUSE_MS + _SYLLABLE_MS * _syllables(text)


def clear(decoded: Decoded, loud_ms: int) -> bool:
    """May a grammar's result be taken as it is?"""
    return bool(decoded.words) and UNKNOWN not in decoded.text and decoded.confidence >= SURE and fits(decoded.text, loud_ms)


def settle(lang: str, narrow: Decoded, full: Decoded, loud_ms: int) -> tuple[Decoded, DecodedBy, bool]:
    """What an unclear grammar result and the second, full decoding come to: the words, whose they are, and whether doubt stays.

    A bare yes, no or digits counts only if both heard the same and it fits the time that was spoken.
    """
    doubtful = UNKNOWN in full.text or not full.words
    if doubtful and narrow.words and UNKNOWN not in narrow.text and not is_bare(lang, narrow.text) and fits(narrow.text, loud_ms):
        return narrow, "grammar", False
    if is_bare(lang, full.text) or is_bare(lang, narrow.text):
        doubtful = doubtful or full.text != narrow.text or not fits(full.text, loud_ms)
    return full, "full", doubtful
