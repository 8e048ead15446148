"""Word errors of a finished model, on voices and phrases that it was never trained on. A process of its own: Vosk hangs beside kaldifst."""

from __future__ import annotations

import json
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import vosk


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Least number of words to change, drop or add."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(heard, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (word != other))
    return row[-1]


def listen(model: vosk.Model, wav: Path, phrases: Sequence[str] | None = None) -> str:
    """What the model hears in a file of 8 kHz."""
    with wave.open(str(wav)) as file:
        pcm = file.readframes(file.getnframes())
    recognizer = vosk.KaldiRecognizer(model, 8000, *([json.dumps(list(phrases), ensure_ascii=False)] if phrases else []))
    heard = []
    for start in range(0, len(pcm), 3200):
        if recognizer.AcceptWaveform(pcm[start : start + 3200]):
            heard.append(json.loads(recognizer.Result())["text"])
    heard.append(json.loads(recognizer.FinalResult())["text"])
    return " ".join(part for part in heard if part)


def main(folder: str, tests: str, lang: str, shown: str = "0") -> None:
    """Prints, for each kind of test, the word error rate; for Chinese by character, since words come apart in several right ways."""
    vosk.SetLogLevel(-1)
    model = vosk.Model(folder)
    sums: dict[str, list[int]] = {}
    left = int(shown)
    for line in (Path(tests) / "tests.tsv").read_text("utf-8").splitlines():
        kind, name, said = line.split("\t")
        heard = listen(model, Path(tests) / name)
        split = (lambda text: list(text.replace(" ", ""))) if lang == "zh-CN" else str.split
        wrong, total = errors(split(said), split(heard)), len(split(said))
        sums.setdefault(kind, [0, 0, 0])
        for place, value in enumerate((wrong, total, 1)):
            sums[kind][place] += value
        if wrong and left:
            left -= 1
            print(f"  {kind}: {said} | {heard}", file=sys.stderr)
    for kind, (wrong, total, count) in sums.items():
        print(f"{lang} {kind}: {100 * wrong / total:.1f} % of {total} {'characters' if lang == 'zh-CN' else 'words'} wrong in {count} sentences")


if __name__ == "__main__":
    main(*sys.argv[1:])
