"""How many single words of real people a model hears, told which words may come. Measured only: nothing is ever trained on them.

`list.tsv` in the folder names the recordings (8 kHz WAV): file, word, and whatever else. A word that the model lacks is spelled
in its characters; a word that sounds the same counts as heard."""

from __future__ import annotations

import argparse
import json
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import vosk

from tools.speech_models.phones import readings_chinese

_BEFORE, _AFTER, _NOISE, _LEVEL = 2400, 4000, 25, 3000


def _sound(wav: Path) -> bytes:
    """At a usual level, with a little of a quiet line around it."""
    with wave.open(str(wav)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)
    samples *= _LEVEL / np.sqrt((samples[np.abs(samples) > 200] ** 2).mean())
    samples = np.concatenate([np.zeros(_BEFORE), samples, np.zeros(_AFTER)])
    samples += np.random.default_rng(0).normal(0, _NOISE, len(samples))
    return np.clip(samples, -32767, 32767).astype("<i2").tobytes()


def _heard(model: vosk.Model, phrases: Sequence[str], sound: bytes) -> str:
    recognizer = vosk.KaldiRecognizer(model, 8000, json.dumps(phrases, ensure_ascii=False))
    first = json.loads(recognizer.Result())["text"] if recognizer.AcceptWaveform(sound) else ""
    return " ".join(part for part in (first, json.loads(recognizer.FinalResult())["text"]) if part).replace(" ", "")


def _alike(word: str, heard: str) -> bool:
    if word == heard:
        return True
    return len(word) == len(heard) and all(set(readings_chinese(a)) & set(readings_chinese(b)) for a, b in zip(word, heard, strict=True))


def main(model: Path, recordings: Path, longer_than: int) -> None:
    """Prints how many were heard."""
    vosk.SetLogLevel(-1)
    known = {line.split(" ")[0] for line in (model / "graph" / "words.txt").read_text("utf-8").splitlines()}
    rows = [line.split("\t")[:2] for line in (recordings / "list.tsv").read_text("utf-8").splitlines()]
    rows = [(name, word) for name, word in rows if len(word) > longer_than]
    phrases = sorted({word if word in known else " ".join(word) for _, word in rows})
    loaded = vosk.Model(str(model))
    wrong = []
    for name, word in rows:
        heard = _heard(loaded, phrases, _sound(recordings / name))
        if not _alike(word, heard):
            wrong.append(f"{word} as {heard or 'nothing'}")
    print(f"{len(rows) - len(wrong)} of {len(rows)} words heard among {len(phrases)}; not: {', '.join(wrong[:20])}")


if __name__ == "__main__":
    given = argparse.ArgumentParser(prog="python -m tools.speech_models.real_people", description=__doc__)
    given.add_argument("model", type=Path)
    given.add_argument("recordings", type=Path)
    given.add_argument("--longer-than", type=int, default=0, help="leave out words of so many characters or fewer [0]")
    options = given.parse_args()
    main(options.model, options.recordings, options.longer_than)
