"""From words to transitions: the lexicon as a transducer, determinized, with the one-state phones expanded."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import kaldifst

from tools.speech_models.phones import SILENCE, UNKNOWN, Phones

_SILENCE_COST = -math.log(0.5)
_UNKNOWN_COST_A_PHONE = 4.5
"""What a phone of `[unk]` costs: cheaper, and it swallows words; dearer, and words are heard in everything."""
_START, _LOOP, _PAUSE = 0, 1, 2
_COPIED_FANOUT = 4
"""A state with more ways out than this is not copied for each phone that leads to it."""


@dataclass(frozen=True)
class Lexicon:
    """`entries`: words with their sounds. Phones come in four positions (begin, inside, end, alone); all four share an output."""

    sounds: Sequence[str]
    entries: Sequence[tuple[str, Phones]]

    @property
    def phones(self) -> list[str]:
        return [SILENCE, *(f"{sound}_{position}" for sound in self.sounds for position in "BEIS")]

    @property
    def outputs(self) -> list[int]:
        return [0, *(place for place, _ in enumerate(self.sounds, 1) for _ in "BEIS")]

    @property
    def words(self) -> list[str]:
        return sorted({word for word, _ in self.entries} | {UNKNOWN})


def word_boundaries(lexicon: Lexicon) -> str:
    """`graph/phones/word_boundary.int`."""
    names = {"B": "begin", "E": "end", "I": "internal", "S": "singleton"}
    lines = (f"{place} {'nonword' if phone == SILENCE else names[phone[-1]]}\n" for place, phone in enumerate(lexicon.phones, 1))
    return "".join(lines)


def build(lexicon: Lexicon, word_ids: dict[str, int]) -> tuple[str, list[int]]:
    """The graph as OpenFst's text, and the ids of its transitions that only keep words apart (`disambig_tid.int`)."""
    machine, separators = _spelled(lexicon, word_ids)
    return _Expansion(machine, len(lexicon.phones), separators).text()


def _spelled(lexicon: Lexicon, word_ids: dict[str, int]) -> tuple[Any, list[int]]:
    ids = {phone: place for place, phone in enumerate(lexicon.phones, 1)}
    spelled = [(word, _placed(sounds, ids)) for word, sounds in lexicon.entries]
    alike = Counter(sounds for _, sounds in spelled)
    beginnings = {sounds[:length] for _, sounds in spelled for length in range(1, len(sounds))}
    after_silence = len(ids) + 1
    lines = [f"{_START} {_LOOP} 0 0 {_SILENCE_COST}", f"{_START} {_PAUSE} 0 0 {_SILENCE_COST}"]
    lines += [f"{_PAUSE} 3 {ids[SILENCE]} 0 0", f"3 {_LOOP} {after_silence} 0 0"]
    free, seen, most = 4, Counter[tuple[int, ...]](), 1
    for word, sounds in spelled:
        sequence = list(sounds)
        if alike[sounds] > 1 or sounds in beginnings:
            seen[sounds] += 1
            most = max(most, seen[sounds] + 1)
            sequence.append(after_silence + seen[sounds])
        state, output = _LOOP, word_ids[word]
        for phone in sequence[:-1]:
            lines.append(f"{state} {free} {phone} {output} 0")
            state, output, free = free, 0, free + 1
        lines += _ends(state, sequence[-1], output)
    most += 1
    lines.append(f"{_LOOP} {free} {len(ids) + most} {word_ids[UNKNOWN]} 0")
    for sound in lexicon.sounds:
        lines.append(f"{free} {free + 1} {ids[f'{sound}_B']} 0 {_UNKNOWN_COST_A_PHONE}")
        lines.append(f"{free + 1} {free + 1} {ids[f'{sound}_I']} 0 {_UNKNOWN_COST_A_PHONE}")
        lines += _ends(free + 1, ids[f"{sound}_E"], 0)
    machine = kaldifst.compile("\n".join([*lines, f"{_LOOP} 0"]) + "\n")
    kaldifst.arcsort(machine, "ilabel")
    kaldifst.determinize_star(machine)
    kaldifst.minimize_encoded(machine)
    return machine, [len(ids) + place for place in range(1, most + 1)]


def _placed(sounds: Phones, ids: dict[str, int]) -> tuple[int, ...]:
    if len(sounds) == 1:
        return (ids[f"{sounds[0]}_S"],)
    inside = (ids[f"{sound}_I"] for sound in sounds[1:-1])
    return (ids[f"{sounds[0]}_B"], *inside, ids[f"{sounds[-1]}_E"])


def _ends(state: int, phone: int, output: int) -> list[str]:
    return [f"{state} {_LOOP} {phone} {output} {_SILENCE_COST}", f"{state} {_PAUSE} {phone} {output} {_SILENCE_COST}"]


class _Expansion:
    """Phones become transitions; a phone's self-loop stands on the state that it leads to (Kaldi's reordered topology)."""

    def __init__(self, machine: Any, phones: int, separators: list[int]) -> None:
        self._machine = machine
        self._separators = {label: 2 * phones + (label - phones) for label in separators}
        self._ids: dict[tuple[int, int, bool], int] = {}
        self._waiting: list[tuple[int, int, bool]] = []
        self._fanout: dict[int, int] = {}
        self._lines: list[str] = []

    def _state(self, at: int, phone: int = 0, *, shared: bool = False) -> int:
        key = (at, phone, shared)
        if key not in self._ids:
            self._ids[key] = len(self._ids)
            self._waiting.append(key)
        return self._ids[key]

    def _ways_out(self, at: int) -> int:
        if at not in self._fanout:
            self._fanout[at] = sum(1 for _ in kaldifst.ArcIterator(self._machine, at))
        return self._fanout[at]

    def text(self) -> tuple[str, list[int]]:
        self._state(self._machine.start)
        while self._waiting:
            at, phone, shared = key = self._waiting.pop()
            here = self._ids[key]
            if phone:
                self._lines.append(f"{here} {here} {2 * phone - 1} 0 0")
            if shared:
                self._lines.append(f"{here} {self._state(at)} 0 0 0")
            else:
                self._leave(here, at)
        self._lines.sort(key=lambda line: not line.startswith("0 "))
        return "\n".join(self._lines) + "\n", sorted(self._separators.values())

    def _leave(self, here: int, at: int) -> None:
        for arc in kaldifst.ArcIterator(self._machine, at):
            label, cost = arc.ilabel, arc.weight.value
            if label == 0:
                self._lines.append(f"{here} {self._state(arc.nextstate)} 0 {arc.olabel} {cost}")
            elif label in self._separators:
                self._lines.append(f"{here} {self._state(arc.nextstate)} {self._separators[label]} {arc.olabel} {cost}")
            else:
                shared = self._ways_out(arc.nextstate) > _COPIED_FANOUT
                self._lines.append(f"{here} {self._state(arc.nextstate, label, shared=shared)} {2 * label} {arc.olabel} {cost}")
        final = self._machine.final(at).value
        if not math.isinf(final):
            self._lines.append(f"{here} {final}")
