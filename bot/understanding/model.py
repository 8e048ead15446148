"""The intent model: a linear one, trained by `bot.understanding.training` on the corpus and shipped as one small file a language.

It gives each intent two figures: `present`, how likely the reply carries it whatever else it carries, and `first`, how likely it is the
one that decides. The weights are whole numbers from -127 to 127 with one scale for each column, so that the file is small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from bot.understanding.types import INTENTS

Floats = NDArray[np.float32]
Places = Mapping[str, int]

TEXT = 5.0
"""How long the vector of a reply's own words is, whatever the length of the reply."""

SHARE = {"w": 1.0, "c": 0.5, "s": 0.5, "k": 1.0}
"""How much a feature of the words counts beside the others, by its kind (the part of its name before the colon)."""

BESIDE = {"x": 0.5, "n": 0.25, "r": 0.5}
"""How much a feature counts that is not of the words: what was asked, how long the reply is, what the rules found."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model makes of one reply: each intent's figure, from 0 to 1, in the contract's order."""

    present: Floats
    first: Floats


@dataclass(frozen=True)
class Model:
    """A trained model. `places` are the rows of the features that it knows; its columns are `present`, then `first`, of each intent."""

    places: Places
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    corpus: str
    """The digest of the corpus that it was trained on."""

    def scores(self, features: Sequence[str]) -> Scores:
        rows, amounts = weigh(features, self.places)
        sums = amounts @ self.weights[rows].astype(np.float32) * self.scale + self.bias
        half = len(INTENTS)
        first = np.exp(sums[half:] - sums[half:].max())
        return Scores(1 / (1 + np.exp(-sums[:half])), first / first.sum())

    def reasons(self, features: Sequence[str], intent: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that speak loudest for `intent`, each with what it adds to its sum."""
        rows, amounts = weigh(features, self.places)
        column = INTENTS.index(intent)
        parts = amounts * self.weights[rows, column] * self.scale[column]
        known = [f for f in features if f in self.places]
        return [(known[i], float(parts[i])) for i in np.argsort(-parts, kind="stable")[:most] if parts[i] > 0]

    def saved(self) -> bytes:
        """The file that `loaded` reads."""
        out = BytesIO()
        names = np.frombuffer("\n".join(self.places).encode(), dtype=np.uint8)
        digest = np.frombuffer(self.corpus.encode(), dtype=np.uint8)
        np.savez_compressed(out, names=names, weights=self.weights, scale=self.scale, bias=self.bias, corpus=digest)
        return out.getvalue()


def weigh(features: Sequence[str], places: Places) -> tuple[NDArray[np.int64], Floats]:
    """The rows of the features that are known, and how much each counts in this reply."""
    rows, amounts, of_text = [], [], 0.0
    for feature in features:
        row = places.get(feature)
        if row is None:
            continue
        kind = feature[0]
        share = SHARE.get(kind)
        rows.append(row)
        amounts.append(BESIDE[kind] if share is None else -share)
        of_text += 0.0 if share is None else share * share
    out = np.array(amounts, dtype=np.float32)
    out[out < 0] *= -TEXT / max(of_text, 1e-6) ** 0.5
    return np.array(rows, dtype=np.int64), out


def loaded(file: bytes) -> Model:
    """The model in a file that `saved` made."""
    with np.load(BytesIO(file), allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        places = {name: row for row, name in enumerate(names)}
        return Model(places, arrays["weights"], arrays["scale"], arrays["bias"], arrays["corpus"].tobytes().decode())


@lru_cache
def load(lang: str) -> Model:
    """The model that ships for `lang`, read once."""
    return loaded((files(__package__) / "models" / f"{lang}.npz").read_bytes())
