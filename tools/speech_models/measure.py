"""Word errors of a finished model, on voices and phrases that it was never trained on. A process of its own: Vosk hangs beside kaldifst."""

from __future__ import annotations

import argparse
import json
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import vosk

from bot.speech.word_errors import units, word_errors


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


def main(lang: str, work: Path, model: Path, shown: int = 0) -> None:
    """Prints, for each kind of test, the word error rate; for Chinese by character, since words come apart in several right ways."""
    vosk.SetLogLevel(-1)
    loaded = vosk.Model(str(model))
    sums: dict[str, list[int]] = {}
    for line in (work / "tests" / "tests.tsv").read_text("utf-8").splitlines():
        kind, name, said = line.split("\t")
        heard = listen(loaded, work / "tests" / name)
        wrong, total = word_errors(units(said, lang), units(heard, lang)), len(units(said, lang))
        sums.setdefault(kind, [0, 0, 0])
        for place, value in enumerate((wrong, total, 1)):
            sums[kind][place] += value
        if wrong and shown:
            shown -= 1
            print(f"  {kind}: {said} | {heard}", file=sys.stderr)
    for kind, (wrong, total, count) in sorted(sums.items()):
        print(f"{lang} {kind}: {100 * wrong / total:.1f} % of {total} {'characters' if lang == 'zh-CN' else 'words'} wrong in {count} sentences")


if __name__ == "__main__":
    given = argparse.ArgumentParser(prog="python -m tools.speech_models.measure", description=__doc__)
    given.add_argument("lang")
    given.add_argument("work", type=Path, help="the folder that `speak` put its tests into")
    given.add_argument("--model", type=Path, help="another model's folder [WORK/model]")
    given.add_argument("--shown", type=int, default=0, help="so many sentences that were not heard rightly are printed")
    options = given.parse_args()
    main(options.lang, options.work, options.model or options.work / "model", options.shown)
