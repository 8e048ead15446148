"""A time-delay network: sound in, one guess at the phone every 30 ms out. Trained frame by frame on the engines' own timings."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from tools.speech_models.phones import PHONES
from tools.speech_models.shape import BANDS, EVERY, LAYERS, LEFT, RIGHT, SKIP, WIDTH, Examples, Layer, Trained

_BATCH, _RATE = 32, 2.5e-3
EPOCHS = 8


class _Net(nn.Module):
    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.affine, self.norm = nn.ModuleList(), nn.ModuleList()
        width = BANDS
        for _, offsets in LAYERS:
            self.affine.append(nn.Linear(width * len(offsets), WIDTH))
            self.norm.append(nn.BatchNorm1d(WIDTH))
            width = WIDTH
        self.out = nn.Linear(WIDTH, outputs)
        self.drop = nn.Dropout(0.1)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        """(batch, time + LEFT + RIGHT, 40) to (batch, steps, outputs); from the second layer on only every third frame is computed."""
        at = -LEFT
        hidden = frames
        for place, (_, offsets) in enumerate(LAYERS):
            near = [offset // EVERY for offset in offsets] if place > 1 else list(offsets)
            low, high = min(near), max(near)
            length = hidden.shape[1] + low - high
            hidden = torch.cat([hidden[:, offset - low : offset - low + length] for offset in near], 2)
            at -= low
            if place == 1:
                first = (-at) % EVERY
                hidden, at = hidden[:, first::EVERY], (at + first) // EVERY
            hidden = torch.relu(self.affine[place](hidden))
            batch, steps, _ = hidden.shape
            hidden = self.drop(self.norm[place](hidden.reshape(batch * steps, -1)).reshape(batch, steps, -1))
        answered: torch.Tensor = self.out(hidden)
        return answered


class _Feeder:
    """Batches of padded utterances, with bands hidden and levels shifted at random."""

    def __init__(self, examples: Examples, rng: np.random.Generator) -> None:
        self._of = examples
        self._rng = rng
        self._frame_at = np.concatenate([[0], np.cumsum(examples.lengths[:, 0])])
        self._label_at = np.concatenate([[0], np.cumsum(examples.lengths[:, 1])])
        sample = examples.frames[::7].astype(np.float32)
        self.mean, self.spread = sample.mean(0), sample.std(0)

    def batch(self, which: NDArray[np.int64], *, vary: bool) -> tuple[torch.Tensor, torch.Tensor]:
        steps = int(max(self._of.lengths[index, 1] for index in which))
        frames = np.zeros((len(which), steps * EVERY + LEFT + RIGHT, BANDS), np.float32)
        labels = np.full((len(which), steps), SKIP, np.int64)
        for row, index in enumerate(which):
            sound = (self._of.frames[self._frame_at[index] : self._frame_at[index + 1]].astype(np.float32) - self.mean) / self.spread
            after = frames.shape[1] - LEFT - len(sound)
            padded = np.concatenate([np.repeat(sound[:1], LEFT, 0), sound, np.repeat(sound[-1:], after, 0)])
            frames[row] = self._varied(padded) if vary else padded
            labels[row, : self._of.lengths[index, 1]] = self._of.labels[self._label_at[index] : self._label_at[index + 1]]
        return torch.from_numpy(frames), torch.from_numpy(labels)

    def _varied(self, padded: NDArray[np.float32]) -> NDArray[np.float32]:
        """Longer and shorter throats (bands moved up or down), bands and moments hidden, another level."""
        rng = self._rng
        if rng.random() < 0.6:
            padded = self._warped(padded, rng.uniform(0.88, 1.13))
        for _ in range(rng.integers(0, 3)):
            band = rng.integers(0, BANDS - 6)
            padded[:, band : band + rng.integers(1, 7)] = 0
        if rng.random() < 0.4:
            moment = rng.integers(0, len(padded))
            padded[moment : moment + rng.integers(2, 13)] = 0
        return padded + np.float32(rng.normal(0, 0.25))

    def _warped(self, padded: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
        places = np.clip(np.arange(BANDS) * factor, 0, BANDS - 1.001)
        below = places.astype(int)
        share = (places - below).astype(np.float32)
        real = padded * self.spread + self.mean
        moved = real[:, below] * (1 - share) + real[:, below + 1] * share
        return ((moved - self.mean) / self.spread).astype(np.float32)


def train(examples: Examples, outputs: int, epochs: int, seed: int = 0) -> Trained:
    """Deterministic for one machine and one version of torch: seeds are fixed and one thread computes."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    feeder = _Feeder(examples, rng)
    net = _Net(outputs)
    order = rng.permutation(len(examples.lengths))
    watched, taught = order[:200], order[200:]
    batches = math.ceil(len(taught) / _BATCH)
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=epochs * batches, pct_start=0.15)
    loss_of = nn.CrossEntropyLoss(ignore_index=SKIP, label_smoothing=0.03)
    began = time.monotonic()
    for epoch in range(epochs):
        net.train()
        total = 0.0
        by_length = taught[np.argsort(examples.lengths[taught, 0] + rng.normal(0, 40, len(taught)))]
        for start in rng.permutation(batches):
            frames, labels = feeder.batch(by_length[start * _BATCH : (start + 1) * _BATCH], vary=True)
            with torch.autocast("cpu", torch.bfloat16):
                answered = net(frames)
            loss = loss_of(answered.float().reshape(-1, outputs), labels.reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        right = _share_right(net, feeder, watched)
        print(f"epoch {epoch + 1}/{epochs}: loss {total / batches:.3f}, right {right:.3f}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return Trained(_folded(net, feeder), _priors(examples, outputs))


def _share_right(net: _Net, feeder: _Feeder, which: NDArray[np.int64]) -> float:
    net.eval()
    right = counted = 0
    with torch.no_grad():
        for start in range(0, len(which), 40):
            frames, labels = feeder.batch(which[start : start + 40], vary=False)
            guessed, known = net(frames).argmax(2), labels < SKIP
            right += int((guessed[known] == labels[known]).sum())
            counted += int(known.sum())
    return right / counted


def _priors(examples: Examples, outputs: int) -> NDArray[np.float32]:
    counted = np.bincount(examples.labels[examples.labels < SKIP], minlength=outputs) + 30.0
    return (counted / counted.sum()).astype(np.float32)


def _folded(net: _Net, feeder: _Feeder) -> list[Layer]:
    """The layers with the normalisation before each folded into it: Vosk then needs affine layers only."""
    scale, shift = 1 / feeder.spread.astype(float), -feeder.mean.astype(float) / feeder.spread
    layers: list[Layer] = []
    for place, (name, offsets) in enumerate((*LAYERS, ("output", (0,)))):
        last = place == len(LAYERS)
        affine = net.out if last else net.affine[place]
        weights, bias = affine.weight.detach().numpy().astype(float), affine.bias.detach().numpy().astype(float)
        wide_scale, wide_shift = np.tile(scale, len(offsets)), np.tile(shift, len(offsets))
        layers.append(Layer(name, offsets, (weights * wide_scale).astype(np.float32), (bias + weights @ wide_shift).astype(np.float32), not last))
        if not last:
            norm = net.norm[place]
            gain = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy().astype(float)
            scale, shift = gain, norm.bias.detach().numpy() - norm.running_mean.numpy() * gain
    return layers


def main(lang: str, work: Path) -> None:
    """`weights.npz`, unless it is there."""
    if not (work / "weights.npz").exists():
        train(Examples.load(work / "material.npz"), len(PHONES[lang]) + 1, EPOCHS).save(work / "weights.npz")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
