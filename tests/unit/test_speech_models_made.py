"""Making speech models: what can be checked without torch, Vosk or an engine that speaks."""

from __future__ import annotations

import io
import math
import struct

import numpy as np
import pytest

from tools.speech_models.kaldi import _Writer
from tools.speech_models.language_model import acceptor
from tools.speech_models.phones import syllable

SENTENCES = [(("yes", "it", "is", "me"), 3), (("yes",), 9), (("no", "it", "is", "not"), 2), (("stop", "it"), 1), (("it", "is", "me"), 1)]
WORDS = ["yes", "no", "it", "is", "me", "not", "stop", "lawyer", "[unk]"]
IDS = {word: place for place, word in enumerate(WORDS, 1)}


def arcs() -> dict[int, dict[int | None, tuple[int | None, float]]]:
    """State -> word (0 for stepping back to a shorter history, None for the end) -> next state and cost."""
    read: dict[int, dict[int | None, tuple[int | None, float]]] = {}
    for line in acceptor(SENTENCES, [word for word in WORDS if word != "[unk]"], IDS).splitlines():
        fields = line.split()
        if len(fields) == 2:
            read.setdefault(int(fields[0]), {})[None] = None, float(fields[1])
        else:
            read.setdefault(int(fields[0]), {})[int(fields[2])] = int(fields[1]), float(fields[4])
    return read


def test_after_every_history_the_words_and_stepping_back_are_a_whole() -> None:
    """Each word costs what it is worth with the shorter histories mixed in, so what was seen and its share of the rest make one."""
    model = arcs()

    def likely(state: int, word: int | None) -> float:
        if word in model[state]:
            return math.exp(-model[state][word][1])
        shorter, cost = model[state].get(0, (None, 0.0))
        return 0.0 if shorter is None else math.exp(-cost) * likely(shorter, word)

    for state in model:
        assert sum(likely(state, word) for word in (*range(1, len(WORDS)), None)) == pytest.approx(1, abs=0.02)


def test_every_word_can_be_said_whether_it_was_seen_or_not() -> None:
    said = {word for followers in arcs().values() for word in followers if word}
    assert said == set(IDS.values())


def test_a_word_that_follows_one_word_only_is_rare_after_others() -> None:
    """`yes` is said most, but begins sentences only; after an unknown history `it`, which follows three words, is likelier."""
    model = arcs()
    anywhere = next(followers for followers in model.values() if 0 not in followers)
    assert anywhere[IDS["it"]][1] < anywhere[IDS["yes"]][1]


def test_weights_in_two_bytes_come_back_to_the_last_step() -> None:
    weights = np.random.default_rng(1).normal(0, 0.3, (7, 5)).astype(np.float32)
    file = io.BytesIO()
    _Writer(file).matrix(weights)
    written = file.getvalue()
    assert written.startswith(b"\0BCM2 ")
    low, width, rows, columns = struct.unpack("<ffii", written[6:22])
    steps = np.frombuffer(written[22:], "<u2").reshape(rows, columns)
    assert np.abs(low + width / 65535 * steps - weights).max() <= width / 65535


@pytest.mark.parametrize(
    ("said", "sounds"),
    [
        ("zhuang4", "zh M_u ang"),
        ("huan2", "h M_u an"),
        ("yan2", "y an"),
        ("xue2", "x M_v ue"),
        ("zi4", "z ii"),
        ("shi4", "sh iii"),
        ("er2", "er"),
    ],
)
def test_a_syllable_comes_apart_into_its_sounds(said: str, sounds: str) -> None:
    assert " ".join(syllable(said)) == sounds
