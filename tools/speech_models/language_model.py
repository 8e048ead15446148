"""How likely word follows word: a trigram with interpolated Kneser-Ney smoothing, as an acceptor in OpenFst's text format."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tools.speech_models.phones import UNKNOWN

ORDER, DISCOUNT, UNKNOWN_SHARE, RARE = 3, 0.6, 0.002, 0.3
"""`RARE`: how often a word that was never seen in a sentence counts as seen."""
_START, _END = "<s>", "</s>"
_History = tuple[str, ...]


def acceptor(sentences: Iterable[tuple[Sequence[str], int]], vocabulary: Iterable[str], word_ids: Mapping[str, int]) -> str:
    """`sentences` with how often each counts. Every word of `vocabulary` can follow every other."""
    counts: dict[_History, Counter[str]] = defaultdict(Counter)
    for words, weight in sentences:
        history: _History = (_START,)
        for word in (*words, _END):
            for length in range(min(ORDER - 1, len(history)) + 1):
                counts[history[len(history) - length :]][word] += weight
            history = (*history, word)[-(ORDER - 1) :]
    _count_contexts(counts)
    for word in vocabulary:
        if word not in counts[()]:
            counts[()][word] = RARE  # type: ignore[assignment]
    return _written(_Model(counts), word_ids)


def _count_contexts(counts: dict[_History, Counter[str]]) -> None:
    """After a shorter history a word counts once for each word that stood before it: what follows one word only is rare elsewhere."""
    for length in range(ORDER - 2, -1, -1):
        for history in [each for each in counts if len(each) == length and each[:1] != (_START,)]:
            del counts[history]
        for history in [each for each in counts if len(each) == length + 1]:
            if history[1:2] != (_START,):
                counts[history[1:]].update(dict.fromkeys(counts[history], 1))


class _Model:
    def __init__(self, counts: Mapping[_History, Counter[str]]) -> None:
        self.counts = counts
        self.histories = sorted(counts, key=lambda history: (history != (_START,), len(history), history))
        self.state = {history: place for place, history in enumerate(self.histories)}
        self._totals = {history: sum(followers.values()) for history, followers in counts.items()}

    def shorter(self, history: _History) -> _History:
        history = history[1:]
        while history not in self.state:
            history = history[1:]
        return history

    def after(self, history: _History, word: str) -> int:
        following = (*history, word)[-(ORDER - 1) :]
        while following not in self.state:
            following = following[1:]
        return self.state[following]

    def back_off(self, history: _History) -> float:
        return self._discount(history) * len(self.counts[history]) / self._totals[history]

    def _discount(self, history: _History) -> float:
        return DISCOUNT * min(self.counts[history].values())

    def probability(self, history: _History, word: str) -> float:
        if not history:
            return self.counts[()][word] / self._totals[()]
        seen = max(self.counts[history][word] - self._discount(history), 0) / self._totals[history]
        return seen + self.back_off(history) * self.probability(history[1:], word)


def _written(model: _Model, word_ids: Mapping[str, int]) -> str:
    lines: list[str] = []
    for history in model.histories:
        here = model.state[history]
        for word in model.counts[history]:
            cost = -math.log(model.probability(history, word))
            lines.append(f"{here} {cost}" if word == _END else f"{here} {model.after(history, word)} {word_ids[word]} {word_ids[word]} {cost}")
        if history:
            lines.append(f"{here} {model.state[model.shorter(history)]} 0 0 {-math.log(max(model.back_off(history), 1e-4))}")
        else:
            lines.append(f"{here} {here} {word_ids[UNKNOWN]} {word_ids[UNKNOWN]} {-math.log(UNKNOWN_SHARE)}")
    lines.sort(key=lambda line: not line.startswith("0 "))
    return "\n".join(lines) + "\n"
