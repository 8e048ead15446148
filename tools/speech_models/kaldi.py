"""`am/final.mdl` in Kaldi's binary format: a transition model with one state a phone, and the network."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tools.speech_models.shape import BANDS, LEFT, RIGHT, Layer, Trained


class _Writer:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.write(b"\0B")

    def token(self, *tokens: str) -> None:
        for token in tokens:
            self._file.write(token.encode() + b" ")

    def raw(self, text: str) -> None:
        self._file.write(text.encode())

    def integer(self, *values: int) -> None:
        for value in values:
            self._file.write(b"\4" + struct.pack("<i", value))

    def real(self, value: float) -> None:
        self._file.write(b"\4" + struct.pack("<f", value))

    def double(self, value: float) -> None:
        self._file.write(b"\x08" + struct.pack("<d", value))

    def integers(self, values: Sequence[int]) -> None:
        self._file.write(b"\4" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes())

    def vector(self, values: Sequence[float] | NDArray[np.float32]) -> None:
        self.token("FV")
        self.integer(len(values))
        self._file.write(np.asarray(values, "<f4").tobytes())

    def matrix(self, values: NDArray[np.float32]) -> None:
        """Two bytes a number (Kaldi's compressed format): half the size, and nothing is heard of the difference."""
        low, width = float(values.min()), float(np.ptp(values)) or 1.0
        self.token("CM2")
        self._file.write(struct.pack("<ffii", low, width, *values.shape))
        self._file.write(np.rint((values - low) / width * 65535).astype("<u2").tobytes())


def write_acoustic_model(path: Path, trained: Trained, outputs_of_phones: Sequence[int]) -> None:
    """`outputs_of_phones[i]`: the network's output for phone i + 1 of the graph."""
    with path.open("wb") as file:
        writer = _Writer(file)
        _transitions(writer, outputs_of_phones)
        _network(writer, trained)


def _transitions(writer: _Writer, outputs_of_phones: Sequence[int]) -> None:
    """Of phone p (from 1), transition 2p - 1 stays in it and 2p leaves it."""
    count = len(outputs_of_phones)
    writer.token("<TransitionModel>", "<Topology>")
    writer.integers(range(1, count + 1))
    writer.integers([-1] + [0] * count)
    writer.integer(1, 2, 0, 2, 0)
    writer.real(0.5)
    writer.integer(1)
    writer.real(0.5)
    writer.integer(-1, 0)
    writer.token("</Topology>", "<Triples>")
    writer.integer(count)
    for phone, output in enumerate(outputs_of_phones, 1):
        writer.integer(phone, 0, output)
    writer.token("</Triples>", "<LogProbs>")
    writer.vector([0.0] + [float(np.log(0.5))] * (2 * count))
    writer.token("</LogProbs>", "</TransitionModel>")


def _network(writer: _Writer, trained: Trained) -> None:
    writer.token("<Nnet3>")
    writer.raw("\n" + "\n".join(_wiring(trained.layers)) + "\n\n")
    writer.token("<NumComponents>")
    writer.integer(sum(1 + layer.rectified for layer in trained.layers) + 1)
    for layer in trained.layers:
        writer.token("<ComponentName>", f"{layer.name}.affine", "<AffineComponent>", "<LearningRate>")
        writer.real(0.001)
        writer.token("<LinearParams>")
        writer.matrix(layer.weights)
        writer.token("<BiasParams>")
        writer.vector(layer.bias)
        writer.token("</AffineComponent>")
        if layer.rectified:
            _plain(writer, f"{layer.name}.relu", "RectifiedLinearComponent", len(layer.bias))
    _plain(writer, "output.log-softmax", "LogSoftmaxComponent", len(trained.priors))
    writer.token("</Nnet3>", "<LeftContext>")
    writer.integer(LEFT)
    writer.token("<RightContext>")
    writer.integer(RIGHT)
    writer.token("<Priors>")
    writer.vector(trained.priors)


def _wiring(layers: Sequence[Layer]) -> list[str]:
    lines, before = [f"input-node name=input dim={BANDS}"], "input"
    for layer in layers:
        parts = [before if offset == 0 else f"Offset({before}, {offset})" for offset in layer.offsets]
        seen = parts[0] if len(parts) == 1 else f"Append({', '.join(parts)})"
        lines.append(f"component-node name={layer.name}.affine component={layer.name}.affine input={seen}")
        before = f"{layer.name}.affine"
        if layer.rectified:
            lines.append(f"component-node name={layer.name}.relu component={layer.name}.relu input={before}")
            before = f"{layer.name}.relu"
    lines.append(f"component-node name=output.log-softmax component=output.log-softmax input={before}")
    return [*lines, "output-node name=output input=output.log-softmax objective=linear"]


def _plain(writer: _Writer, name: str, kind: str, width: int) -> None:
    writer.token("<ComponentName>", name, f"<{kind}>", "<Dim>")
    writer.integer(width)
    writer.token("<ValueAvg>")
    writer.vector([])
    writer.token("<DerivAvg>")
    writer.vector([])
    writer.token("<Count>")
    writer.double(0.0)
    writer.token(f"</{kind}>")
