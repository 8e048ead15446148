"""What the proofs of scripts and of texts share: problems as they are shown, and what a line's words give away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from bot.dialogue.schema import Variant
from bot.dialogue.slots import SLOTS, slots_of
from compliance import wording


@dataclass(frozen=True, slots=True)
class Problem:
    """What a script or a text breaks, and the shortest way there: the states and replies that lead to it."""

    message: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message + (f" (by way of {' > '.join(self.path)})" if self.path else "")


def debt_in(text: str) -> str | None:
    """What in a line's text gives the debt away: a slot, or words."""
    slot = next((slot for slot in slots_of(text) if SLOTS[slot].shows_debt), None)
    return f"{{{slot}}}" if slot else ", ".join(_debt_words(text)) or None


def unfilled(variant: Variant) -> list[str]:
    """The slots of a variant that can be empty where it is said."""
    return [slot for slot in slots_of(variant.text) if SLOTS[slot].optional and slot not in variant.when.has]


@lru_cache(maxsize=4096)
def _debt_words(text: str) -> tuple[str, ...]:
    bare = "".join(literal + (" " if name is not None else "") for literal, name, _, _ in Formatter().parse(text))
    return tuple(wording.reveals_debt(bare))
