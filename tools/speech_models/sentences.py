"""What borrowers say, as words of the model: sentences that were collected, and numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from tools.speech_models import numbers

Words = tuple[str, ...]

_FILLED = (0.55, 0.10, 0.10, 0.10)
"""Shares of what is said: a sentence of the corpus or a phrase, an amount, a date, a run of figures; the rest are several together."""


@dataclass(frozen=True)
class Domain:
    """The sentences of a language. `held_out` families are in no training and in no language model: the tests speak them."""

    lang: str
    trained_on: tuple[Words, ...]
    held_out: tuple[Words, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for sentence in self.trained_on for word in sentence) | _NUMBERS[self.lang]

    def sentence(self, random: Random) -> Words:
        """Something that is said, at random."""
        amount, date, figures = _MAKERS[self.lang]
        kind = random.random()
        for share, make in zip(_FILLED, (lambda r: random.choice(self.trained_on), amount, date, figures), strict=True):
            if kind < share:
                return tuple(make(random))
            kind -= share
        return (*random.choice(self.trained_on), *random.choice((amount, date))(random))


_Maker = Callable[[Random], list[str]]
_MAKERS: dict[str, tuple[_Maker, _Maker, _Maker]] = {
    "zh-CN": (numbers.amount_zh, numbers.date_zh, numbers.figures_zh),
    "en-US": (numbers.amount_en, numbers.date_en, numbers.figures_en),
}
_NUMBERS = {lang: frozenset(word for seed in range(4000) for make in makers for word in make(Random(seed))) for lang, makers in _MAKERS.items()}


def save(domain: Domain, path: Path) -> None:
    """Keep what was collected."""
    path.write_text(json.dumps({"lang": domain.lang, "trained_on": domain.trained_on, "held_out": domain.held_out}, ensure_ascii=False), "utf-8")


def load(path: Path) -> Domain:
    """What `save` kept."""
    kept = json.loads(path.read_text("utf-8"))
    return Domain(kept["lang"], tuple(map(tuple, kept["trained_on"])), tuple(map(tuple, kept["held_out"])))
