"""Words to intent and slots: pure, deterministic, explainable."""

from __future__ import annotations

from bot.understanding.types import INTENTS, SAFETY, Meaning
from bot.understanding.understanding import UnderstandingError, understand

__all__ = ["INTENTS", "SAFETY", "Meaning", "UnderstandingError", "understand"]
