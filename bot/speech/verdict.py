"""Whether what a grammar heard may be believed, and what is believed after the second decoding.

A yes, a no or figures are believed only if everything speaks for them; a doubtful one becomes `[unk]`, and the bot asks again.
"""

from __future__ import annotations

from typing import Literal

from bot.speech.decoder import Decoded
from bot.speech.lexicon import CODE_LENGTH, bare_kind, figures_in, is_safety
from bot.speech.recognizer import UNKNOWN

SURE = 0.75
"""Confidence of the least sure word above which a grammar's result needs no second decoding."""
SURE_OF_BARE = 0.9
"""The same for a bare yes, no or figures."""
LIKELY = 0.6
"""Confidence above which a grammar's result is kept where the second decoding made nothing of it: a name is soon taken for a word."""

_SYLLABLE_MS = 420
_PAUSE_MS = 380
"""Slow speech, measured as energy: no answer takes longer than its syllables at this pace, and a bit."""

DecodedBy = Literal["grammar", "full"]


def _syllables(text: str) -> int:
    words = text.split()
    return sum(max(1, (len(word) + 2) // 4) if word.isascii() else len(word) for word in words)


def fits(text: str, loud_ms: int) -> bool:
    """Is `text` long enough for that much speech? "Yes" is not what somebody said who spoke for two seconds."""
    return loud_ms <= _PAUSE_MS + _SYLLABLE_MS * _syllables(text)


def clear(lang: str, decoded: Decoded, loud_ms: int) -> bool:
    """May a grammar's result be taken as it is?"""
    text, kind = decoded.text, bare_kind(lang, decoded.text)
    if not decoded.words or UNKNOWN in text or decoded.confidence < (SURE_OF_BARE if kind else SURE):
        return False
    return fits(text, loud_ms) and (kind != "digits" or figures_in(lang, text) == CODE_LENGTH)


def settle(lang: str, narrow: Decoded, full: Decoded, loud_ms: int) -> tuple[Decoded, DecodedBy, bool]:
    """What an unclear grammar result and the second, full decoding come to: the words, whose they are, and whether doubt stays.

    A bare yes or no counts only if both heard that; figures only if they are a whole code, and no other whole code was heard; all of it
    only if it fits the time that was spoken.
    """
    kinds = bare_kind(lang, narrow.text), bare_kind(lang, full.text)
    if kinds == ("digits", "digits"):
        complete = [decoded for decoded in (full, narrow) if figures_in(lang, decoded.text) == CODE_LENGTH]
        chosen = complete[0] if complete else full
        believed = bool(complete) and complete[-1].text == chosen.text and fits(chosen.text, loud_ms)
        return chosen, "full" if chosen is full else "grammar", not believed
    doubtful = UNKNOWN in full.text or not full.words
    meaningful = narrow.words and UNKNOWN not in narrow.text and kinds[0] is None and fits(narrow.text, loud_ms)
    if doubtful and meaningful and (narrow.confidence >= LIKELY or is_safety(lang, narrow.text)):
        return narrow, "grammar", False
    if kinds != (None, None):
        agree = full.text == narrow.text or (kinds[0] == kinds[1] and kinds[0] in ("yes", "no", "identity_yes"))
        doubtful = doubtful or not agree or not fits(full.text, loud_ms)
    return full, "full", doubtful
