"""How well replies are understood that the model has not seen: whole families held out, and the figures of the contract's scorer."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.understanding import rules
from bot.understanding.features import features
from bot.understanding.model import Model
from bot.understanding.training.corpus import Example, same_slot
from bot.understanding.training.fit import Row, fit
from bot.understanding.types import SAFETY, Meaning
from bot.understanding.understanding import decide

FOLDS = 5
STRETCH = 8
WRITTEN_FOR = "rules."
"""Families of replies that the rules were written for: the model learns their words, but not how far rules are to be trusted."""
SLOTS = ("date", "time", "amount", "count", "channel", "language", "digits")


@dataclass
class Figures:
    """Counts of right and of all, by measure."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[Example, Meaning]] = field(default_factory=list)

    def count(self, measure: str, right: bool) -> None:
        self.of[measure] += 1
        self.right[measure] += right

    def share(self, measure: str) -> float:
        """From 0 to 1; not a number where nothing was counted."""
        return self.right[measure] / self.of[measure] if self.of[measure] else math.nan


MEASURES = {
    "accuracy": "intent right",
    "safety": "safety intents found",
    "alarms": "false safety alarms",
    "unknown": "unknown rejected",
    "rejected": "known taken for unknown",
    "slots": "all slots right",
    "clean": "no slot where there is none",
    "also": "all further intents right",
}


def measure(pairs: Iterable[tuple[Example, Meaning]]) -> Figures:
    """The figures over examples and what was made of them."""
    out = Figures()
    for example, meaning in pairs:
        _measure_slots(out, example, meaning)
        if "intent" in example.open:
            continue
        right = meaning.intent == example.intent
        out.count("accuracy", right)
        if not right:
            out.confusions[example.intent, meaning.intent] += 1
            out.wrong.append((example, meaning))
        if example.intent in SAFETY:
            out.count("safety", example.intent in (meaning.intent, *meaning.also))
        elif not example.carries & set(SAFETY):
            out.count("alarms", meaning.intent in SAFETY)
        out.count("unknown" if example.intent == "unknown" else "rejected", meaning.intent == "unknown")
        if "also" not in example.open and (example.also or meaning.also):
            out.count("also", set(example.also) == set(meaning.also))
    return out


def _measure_slots(out: Figures, example: Example, meaning: Meaning) -> None:
    closed = [name for name in SLOTS if name not in example.open and not (name not in example.slots and "also" in example.open)]
    same = all(same_slot(name, example.slots.get(name), meaning.slots.get(name)) for name in closed)
    out.count("slots" if any(name in example.slots for name in closed) else "clean", same)


def rows(examples: Sequence[Example], readings: Sequence[rules.Reading]) -> list[Row]:
    """What there is to learn. Where gold leaves the intent open there is nothing."""
    return [
        Row(features(reading, rules=not example.family.startswith(WRITTEN_FOR)), example.intent, example.carries)
        for example, reading in zip(examples, readings, strict=True)
        if reading.whole is None and "intent" not in example.open
    ]


def read_all(examples: Iterable[Example]) -> list[rules.Reading]:
    return [rules.read(e.text, lang=e.lang, at=e.at, expects=e.expects, channel=e.channel) for e in examples]


def folds(examples: Sequence[Example]) -> list[int]:
    """Each example's fold. A family goes to one fold in stretches of `STRETCH` lines, or an intent with one family would go unlearned."""
    place: Counter[str] = Counter()
    out = []
    for example in examples:
        out.append(zlib.crc32(f"{example.family} {place[example.family] // STRETCH}".encode()) % FOLDS)
        place[example.family] += 1
    return out


def held_out(examples: Sequence[Example], readings: Sequence[rules.Reading], train: Callable[[Sequence[Row]], Model] = fit) -> list[Meaning]:
    """What each example is taken to mean by a model that has not seen its family."""
    fold = folds(examples)
    out: dict[int, Meaning] = {}
    for held in range(FOLDS):
        seen = [i for i, f in enumerate(fold) if f != held]
        model = train(rows([examples[i] for i in seen], [readings[i] for i in seen]))
        out |= {i: decide(readings[i], examples[i].at, model) for i, f in enumerate(fold) if f == held}
    return [out[i] for i in range(len(examples))]
