"""The training material and the tests of a language: sentences and random words, spoken by every engine, put through the telephone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import soundfile

from tools.speech_models import engines, sentences, telephone
from tools.speech_models.engines import EspeakVoices, Utterance
from tools.speech_models.features import bands, steps
from tools.speech_models.phones import all_syllables, english_dictionary, say_chinese
from tools.speech_models.sentences import Domain, Words
from tools.speech_models.shape import Examples

TELEPHONES = 2
"""Calls that each utterance is heard in."""
SENTENCES, RECORDED = 5000, 3200
"""Utterances by espeak, and by the engines whose voices are built from recorded people."""
_SHORTEST_S = 0.1
"""What is shorter is no speech: an engine could not say it."""
_FROM_THE_DOMAIN = 0.6
"""The rest are random words, so that every sound is heard beside every other."""
_HESITATING = 0.15
"""So often is there a pause between two words, as in figures that are read off a card."""


class Speaker:
    """Says sentences of a language in voices chosen at random."""

    def __init__(self, domain: Domain, random: Random) -> None:
        self._domain, self._random = domain, random
        self._espeak = EspeakVoices(random)
        self._any = [word for word in english_dictionary() if word.isalpha() and 2 <= len(word) <= 9] if domain.lang == "en-US" else []

    def _words(self) -> str:
        if self._random.random() < _FROM_THE_DOMAIN:
            return self._haltingly(self._domain.sentence(self._random))
        return self._haltingly([self._random.choice(self._any) for _ in range(self._random.randint(1, 6))])

    def _haltingly(self, words: Words | list[str]) -> str:
        often = self._random.choice((0, 0, _HESITATING))
        return " ".join(word + ("," if self._random.random() < often else "") for word in words)

    def _syllables(self) -> list[str]:
        if self._random.random() < _FROM_THE_DOMAIN:
            return [said for word in self._domain.sentence(self._random) for said in say_chinese(word)]
        return [self._random.choice(all_syllables()) for _ in range(self._random.randint(1, 7))]

    def training(self) -> Iterator[Utterance]:
        """All of it, engine by engine."""
        r = self._random
        for _ in range(SENTENCES):
            voice = {"pace": r.randint(80, 230), "pitch": r.randint(5, 95), "pitch_range": r.randint(0, 90)}
            spoken = self._by_espeak(r.choice(engines.TRAINED_ON), voice)
            if spoken is not None:
                yield spoken
        yield from self._recorded_english() if self._domain.lang == "en-US" else self._recorded_mandarin()

    def _by_espeak(self, variant: str, voice: dict[str, int]) -> Utterance | None:
        if self._domain.lang == "en-US":
            return self._espeak.english(self._words(), variant, **voice)
        often = self._random.choice((0, 0, _HESITATING))
        syllables = [said + ("," if self._random.random() < often else "") for said in self._syllables()]
        return self._espeak.mandarin(syllables, variant, **voice)

    def says(self, words: Words, variant: str) -> Utterance | None:
        """These words, by espeak, at a usual pace."""
        r = self._random
        voice = {"pace": r.randint(130, 220), "pitch": r.randint(20, 80), "pitch_range": 50}
        if self._domain.lang == "en-US":
            return self._espeak.english(" ".join(words), variant, **voice)
        return self._espeak.mandarin([said for word in words for said in say_chinese(word)], variant, **voice)

    def _recorded_english(self) -> Iterator[Utterance]:
        r = self._random
        for index in range(RECORDED // 2):
            voice = engines.FLITE_TRAINED_ON[index % len(engines.FLITE_TRAINED_ON)]
            yield engines.flite(self._words(), voice, r.uniform(0.8, 1.35), r.uniform(0.75, 1.4))
        for voice in engines.FESTIVAL_TRAINED_ON:
            texts = [self._words() for _ in range(RECORDED // 2 // len(engines.FESTIVAL_TRAINED_ON))]
            yield from (each for each in engines.festival(texts, voice, [r.uniform(0.85, 1.3) for _ in texts]) if each is not None)

    def _recorded_mandarin(self) -> Iterator[Utterance]:
        r = self._random
        for index in range(RECORDED):
            voice = engines.FLITE_TRAINED_ON[index % len(engines.FLITE_TRAINED_ON)]
            spoken = engines.mandarin_by_english(self._syllables(), voice, r.uniform(0.8, 1.5), r.uniform(0.75, 1.4))
            if spoken is not None:
                yield spoken


def examples(domain: Domain, seed: int = 7) -> Examples:
    """The training material as the network takes it."""
    rng, began = np.random.default_rng(seed), time.monotonic()
    labels = engines.labels_of(domain.lang)
    line = telephone.Line(rng)
    frames, answers, lengths = [], [], []
    for spoken in Speaker(domain, Random(seed)).training():
        if spoken.seconds < _SHORTEST_S:
            continue
        for _ in range(TELEPHONES):
            sound, segments = line.call(spoken)
            frames.append(bands(sound))
            answers.append(steps(segments, len(frames[-1]), labels))
            lengths.append((len(frames[-1]), len(answers[-1])))
    hours = sum(length for length, _ in lengths) / 360_000
    print(f"{domain.lang}: {hours:.1f} hours of speech made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return Examples(np.concatenate(frames), np.concatenate(answers), np.array(lengths))


def tests(domain: Domain, folder: Path, count: int = 250, seed: int = 99) -> None:
    """Three in four are held-out phrases, all are in held-out voices, clean and noisy: WAV files with `tests.tsv` (kind, file, words)."""
    folder.mkdir(parents=True, exist_ok=True)
    random, line = Random(seed), telephone.Line(np.random.default_rng(seed))
    speaker = Speaker(domain, random)
    known = domain.words | {character for word in domain.words for character in word}
    sayable = [words for words in domain.held_out if all(word in known or all(c in known for c in word) for word in words)]
    random.shuffle(sayable)
    lines: list[str] = []
    for index in range(count):
        new = index % 4 != 0
        words = sayable[index % len(sayable)] if new else domain.sentence(random)
        kinds = {"espeak": speaker.says(words, random.choice(engines.HELD_OUT))}
        if domain.lang == "en-US":
            kinds["flite"] = engines.flite(" ".join(words), engines.FLITE_HELD_OUT, random.uniform(0.85, 1.2))
        for kind, spoken in kinds.items():
            for clean in (True, False):
                if spoken is not None:
                    sound, _ = line.call(spoken, clean=clean)
                    name = f"{kind}-{index}-{'clean' if clean else 'noisy'}.wav"
                    soundfile.write(folder / name, sound.astype(np.int16), telephone.RATE, subtype="PCM_16")
                    of = f"{kind} {'clean' if clean else 'noisy'}, {'held-out' if new else 'known'} phrases"
                    lines.append(f"{of}\t{name}\t{' '.join(words)}\n")
    (folder / "tests.tsv").write_text("".join(lines), "utf-8")


def main(lang: str, work: Path) -> None:
    """`material.npz` and `tests`, unless they are there."""
    domain = sentences.load(work / "domain.json")
    if not (work / "tests" / "tests.tsv").exists():
        tests(domain, work / "tests")
    if not (work / "material.npz").exists():
        examples(domain).save(work / "material.npz")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
