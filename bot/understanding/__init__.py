"""Words to intent and slots: pure, deterministic, explainable."""

from __future__ import annotations

from bot.understanding.explain import explain
from bot.understanding.types import INTENTS, SAFETY, Meaning
from bot.understanding.understanding import UnderstandingError, digits_in, interpret, understand

__all__ = ["INTENTS", "SAFETY", "Meaning", "UnderstandingError", "digits_in", "explain", "interpret", "understand"]
