"""What the network takes and gives, and its layers once trained. Without torch, so that every later step can read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BANDS, STEP_S, LOW_HZ, HIGH_HZ, RATE = 40, 0.01, 60, 3800, 8000
EVERY = 3
"""Vosk takes it that the network answers for every third frame."""
SKIP = 255
"""A step whose sound has no name: not trained on."""
CONF = f"--sample-frequency={RATE}\n--num-mel-bins={BANDS}\n--low-freq={LOW_HZ}\n--high-freq={HIGH_HZ}\n--dither=0\n--use-energy=false\n"
"""`conf/fbank.conf` of the model folder."""

LAYERS = (("tdnn1", (-2, -1, 0, 1, 2)), ("tdnn2", (-1, 0, 1)), ("tdnn3", (-3, 0, 3)), ("tdnn4", (-3, 0, 3)), ("tdnn5", (-6, 0, 3)), ("tdnn6", (-3, 0, 3)))
"""Names, and the offsets in frames that each layer sees of the one before."""
LEFT = -sum(min(offsets) for _, offsets in LAYERS)
RIGHT = sum(max(offsets) for _, offsets in LAYERS)
WIDTH = 256


@dataclass(frozen=True)
class Examples:
    """Frames of all utterances one after the other, their labels every third frame, and the lengths of both."""

    frames: NDArray[np.float16]
    labels: NDArray[np.uint8]
    lengths: NDArray[np.int64]

    def save(self, path: Path) -> None:
        np.savez(path, frames=self.frames, labels=self.labels, lengths=self.lengths)

    @staticmethod
    def load(path: Path) -> Examples:
        with np.load(path) as kept:
            return Examples(kept["frames"], kept["labels"], kept["lengths"])


class Layer(NamedTuple):
    """An affine layer with what stood around it folded in."""

    name: str
    offsets: tuple[int, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    rectified: bool


@dataclass(frozen=True)
class Trained:
    layers: list[Layer]
    priors: NDArray[np.float32]
    """How often each output is right: likelihoods are what the network says, divided by it."""

    def save(self, path: Path) -> None:
        arrays = {f"weights{place}": layer.weights for place, layer in enumerate(self.layers)}
        arrays |= {f"bias{place}": layer.bias for place, layer in enumerate(self.layers)}
        np.savez(path, priors=self.priors, **arrays)

    @staticmethod
    def load(path: Path) -> Trained:
        with np.load(path) as kept:
            layers = [
                Layer(name, offsets, kept[f"weights{place}"], kept[f"bias{place}"], name != "output")
                for place, (name, offsets) in enumerate((*LAYERS, ("output", (0,))))
            ]
            return Trained(layers, kept["priors"])
