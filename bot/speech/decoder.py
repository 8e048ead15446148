"""One turn through one Vosk recognizer. Runs in a pool thread; one thread at a time uses a decoder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.speech.audio import BYTES_PER_MS
from bot.speech.recognizer import Model
from bot.speech.timing import Word


@dataclass(frozen=True, slots=True)
class Decoded:
    """A turn made out: word times count from the decoder's first sample."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Of the least sure word; 0 if there is none."""
        return min((word.confidence for word in self.words), default=0.0)


class Decoder:
    """Listens to one turn: for `phrases`, or (None) for everything the model knows."""

    def __init__(self, model: Model, phrases: Sequence[str] | None) -> None:
        self._recognizer: Any = None
        self._model, self._phrases = model, phrases
        self._words: list[Word] = []
        self._partial = ""
        self.fed_ms = 0
        self.ended_at_ms: int | None = None
        """Where Vosk itself heard the end of the speech, and nothing after it; catches what energy can't tell on a noisy line."""

    @property
    def text(self) -> str:
        """What was made out so far."""
        return " ".join([*(word.text for word in self._words), *([self._partial] if self._partial else [])])

    def feed(self, pcm: bytes) -> None:
        """More of the turn."""
        if self._recognizer is None:
            self._recognizer = self._model.recognizer(self._phrases)
        self.fed_ms += len(pcm) // BYTES_PER_MS
        if self._recognizer.AcceptWaveform(pcm):
            self._take(self._recognizer.Result())
            self.ended_at_ms = self.fed_ms if self._words else None
        else:
            self._partial = json.loads(self._recognizer.PartialResult())["partial"]
            if self._partial:
                self.ended_at_ms = None

    def _take(self, result: str) -> None:
        self._partial = ""
        for word in json.loads(result).get("result", ()):
            self._words.append(Word(word["word"], round(word["start"] * 1000), round(word["end"] * 1000), round(word["conf"], 3)))

    def finish(self) -> Decoded:
        """No more will come."""
        if self._recognizer is not None:
            self._take(self._recognizer.FinalResult())
            self._recognizer = None
        return Decoded(tuple(self._words))


def decode_whole(model: Model, pcm: bytes) -> Decoded:
    """A whole turn at once, with all that the model knows."""
    decoder = Decoder(model, None)
    decoder.feed(pcm)
    return decoder.finish()
