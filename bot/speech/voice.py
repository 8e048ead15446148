"""Who speaks: a language, a pace, a pitch and a timbre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One of espeak-ng's voices: `rate` in words a minute (80 to 450), `pitch` 0 to 99, `variant` such as `f2`, `m3`, `Annie` or ""."""

    lang: str
    rate: int = 165
    pitch: int = 50
    variant: str = ""


VOICES: Mapping[str, Voice] = {"zh-CN": Voice("zh-CN", 200, 50, "f2"), "en-US": Voice("en-US", 160, 50, "f3")}
"""The bot's own voice in each language."""

ENGINE_VOICES: Mapping[str, str] = {"zh-CN": "cmn-latn-pinyin", "en-US": "en-us"}
"""espeak-ng's name for a language. The Mandarin one reads pinyin, see `bot.speech.reading`."""
