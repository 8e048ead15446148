"""Words to intent and slots: pure, deterministic, explainable."""

from __future__ import annotations

from bot.understanding.types import INTENTS, SAFETY, Meaning

__all__ = ["INTENTS", "SAFETY", "Meaning"]
