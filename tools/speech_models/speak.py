"""The training material and the tests of a language: sentences and random words, spoken by every engine, put through the telephone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import soundfile

from tools.speech_models import engines, telephone
from tools.speech_models.engines import EspeakVoices, Utterance
from tools.speech_models.features import bands, steps
from tools.speech_models.network import Examples
from tools.speech_models.phones import all_syllables, english_dictionary, say_chinese
from tools.speech_models.sentences import Domain, Words

TELEPHONES = 3
"""Calls that each utterance is heard in."""
SENTENCES, RECORDED_VOICES = 4200, 1500
"""Utterances by espeak, and by each engine's recorded voices together."""
_FROM_THE_DOMAIN = 0.6
"""The rest are random words, so that every sound is heard beside every other."""


class Speaker:
    """Says sentences of a language in voices chosen at random."""

    def __init__(self, domain: Domain, random: Random) -> None:
        self._domain, self._random = domain, random
        self._espeak = EspeakVoices(random)
        self._any = [word for word in english_dictionary() if word.isalpha() and 2 <= len(word) <= 9] if domain.lang == "en-US" else []

    def _words(self) -> Words:
        if self._random.random() < _FROM_THE_DOMAIN:
            return self._domain.sentence(self._random)
        return tuple(self._random.choice(self._any) for _ in range(self._random.randint(2, 6)))

    def _syllables(self) -> list[str]:
        if self._random.random() < _FROM_THE_DOMAIN:
            return [said for word in self._domain.sentence(self._random) for said in say_chinese(word)]
        return [self._random.choice(all_syllables()) for _ in range(self._random.randint(2, 7))]

    def training(self) -> Iterator[Utterance]:
        """All of it, engine by engine."""
        r = self._random
        for _ in range(SENTENCES):
            voice = {"pace": r.randint(80, 230), "pitch": r.randint(10, 95), "pitch_range": r.randint(0, 80)}
            spoken = self.by_espeak(r.choice(engines.TRAINED_ON), voice)
            if spoken is not None and len(spoken.pcm) > 2000:
                yield spoken
        yield from self._recorded()

    def by_espeak(self, variant: str, voice: dict[str, int], words: Words | None = None) -> Utterance | None:
        if self._domain.lang == "en-US":
            return self._espeak.english(" ".join(words or self._words()), variant, **voice)
        syllables = [said for word in words for said in say_chinese(word)] if words else self._syllables()
        return self._espeak.mandarin(syllables, variant, **voice)

    def _recorded(self) -> Iterator[Utterance]:
        r = self._random
        for index in range(RECORDED_VOICES):
            voice, stretch = engines.FLITE_TRAINED_ON[index % 3], r.uniform(0.8, 1.3)
            if self._domain.lang == "en-US":
                yield engines.flite(" ".join(self._words()), voice, stretch)
            elif (spoken := engines.mandarin_by_english(self._syllables(), voice, stretch)) is not None:
                yield spoken
        if self._domain.lang == "en-US":
            for voice in engines.FESTIVAL_TRAINED_ON:
                texts = [" ".join(self._words()) for _ in range(RECORDED_VOICES // 3)]
                yield from (each for each in engines.festival(texts, voice, [r.uniform(0.85, 1.2) for _ in texts]) if each is not None)


def examples(domain: Domain, seed: int = 7) -> Examples:
    """The training material as the network takes it."""
    rng, began = np.random.default_rng(seed), time.monotonic()
    labels = engines.labels_of(domain.lang)
    frames, answers, lengths = [], [], []
    for spoken in Speaker(domain, Random(seed)).training():
        for _ in range(TELEPHONES):
            sound, segments = telephone.call(spoken, rng)
            frames.append(bands(sound))
            answers.append(steps(segments, len(frames[-1]), labels))
            lengths.append((len(frames[-1]), len(answers[-1])))
    hours = sum(length for length, _ in lengths) / 360_000
    print(f"{domain.lang}: {hours:.1f} hours of speech made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return Examples(np.concatenate(frames), np.concatenate(answers), np.array(lengths))


def tests(domain: Domain, folder: Path, count: int = 250, seed: int = 99) -> None:
    """Held-out phrases in held-out voices, clean and noisy, as WAV files with `tests.tsv`: kind, file, words."""
    folder.mkdir(parents=True, exist_ok=True)
    random, rng = Random(seed), np.random.default_rng(seed)
    speaker = Speaker(domain, random)
    known = domain.words | {character for word in domain.words for character in word}
    sayable = [words for words in domain.held_out if all(word in known or all(c in known for c in word) for word in words)]
    lines: list[str] = []
    for index in range(count):
        words = sayable[index % len(sayable)] if index % 4 else domain.sentence(random)
        voice = {"pace": random.randint(130, 220), "pitch": random.randint(20, 80), "pitch_range": 50}
        kinds = {"espeak": speaker.by_espeak(random.choice(engines.HELD_OUT), voice, words)}
        if domain.lang == "en-US":
            kinds["flite"] = engines.flite(" ".join(words), engines.FLITE_HELD_OUT, random.uniform(0.85, 1.2))
        for kind, spoken in kinds.items():
            for clean in (True, False):
                if spoken is not None:
                    sound, _ = telephone.call(spoken, rng, clean=clean)
                    name = f"{kind}-{index}-{'clean' if clean else 'noisy'}.wav"
                    soundfile.write(folder / name, sound.astype(np.int16), telephone.RATE, subtype="PCM_16")
                    lines.append(f"{kind} {'clean' if clean else 'noisy'}\t{name}\t{' '.join(words)}\n")
    (folder / "tests.tsv").write_text("".join(lines), "utf-8")


