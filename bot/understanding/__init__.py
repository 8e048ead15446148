"""Words to intent and slots: pure, deterministic, explainable."""

from __future__ import annotations

from bot.understanding.explain import explain
from bot.understanding.types import INTENTS, SAFETY, Meaning
from bot.understanding.understanding import UnderstandingError, interpret, understand

__all__ = ["INTENTS", "SAFETY", "Meaning", "UnderstandingError", "explain", "interpret", "understand"]
