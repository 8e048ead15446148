"""Training the intent model: logistic regression on sparse features, in numpy, the same weights every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.model import Floats, Model, Places, weigh
from bot.understanding.types import INTENTS

ROUNDS = 20
BATCH = 128
RATE = 1.0
DECAY = 1e-4
LEAST = 2
"""A feature that fewer replies of the corpus have is not learned."""


@dataclass(frozen=True, slots=True)
class Row:
    """One reply to learn from: its features, the intent that decides, and all that it carries."""

    features: Sequence[str]
    intent: str
    all: frozenset[str]


def fit(rows: Sequence[Row], corpus: str = "") -> Model:
    """The model of these rows. The order of rows matters as little as the seed, which is fixed."""
    counts = Counter(name for row in rows for name in row.features)
    places = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}
    weights, bias = _descend(rows, places)
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return Model(places, np.round(weights / scale).astype(np.int8), scale.astype(np.float32), bias, corpus)


def _descend(rows: Sequence[Row], places: Places) -> tuple[Floats, Floats]:
    """AdaGrad in small batches; each touches only the weights of the features that it has."""
    half = len(INTENTS)
    weighed = [weigh(row.features, places) for row in rows]
    first = np.array([INTENTS.index(row.intent) for row in rows])
    present = np.array([[intent in row.all for intent in INTENTS] for row in rows], dtype=np.float32)
    weights = np.zeros((len(places), 2 * half), dtype=np.float32)
    seen = np.full_like(weights, 0.01)
    bias = np.zeros(2 * half, dtype=np.float32)
    bias[:half] = -3
    bias_seen = np.full_like(bias, 0.01)
    order = np.random.default_rng(1)
    for _ in range(ROUNDS):
        shuffled = order.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            batch = shuffled[start : start + BATCH]
            dense, used = _dense([weighed[i] for i in batch])
            sums = dense @ weights[used] + bias
            wrong = np.empty_like(sums)
            wrong[:, :half] = 1 / (1 + np.exp(-sums[:, :half])) - present[batch]
            soft = np.exp(sums[:, half:] - sums[:, half:].max(axis=1, keepdims=True))
            wrong[:, half:] = soft / soft.sum(axis=1, keepdims=True)
            wrong[np.arange(len(batch)), half + first[batch]] -= 1
            slope = dense.T @ wrong / len(batch) + DECAY * weights[used]
            seen[used] += slope * slope
            weights[used] -= RATE * slope / np.sqrt(seen[used])
            slope = wrong.mean(axis=0)
            bias_seen += slope * slope
            bias -= RATE * slope / np.sqrt(bias_seen)
    return weights, bias


def _dense(rows: Sequence[tuple[NDArray[np.int64], Floats]]) -> tuple[Floats, NDArray[np.int64]]:
    """A batch as a matrix over the features that any of its rows has."""
    used, columns = np.unique(np.concatenate([places for places, _ in rows]), return_inverse=True)
    dense = np.zeros((len(rows), len(used)), dtype=np.float32)
    dense[np.repeat(np.arange(len(rows)), [len(places) for places, _ in rows]), columns] = np.concatenate([amounts for _, amounts in rows])
    return dense, used
