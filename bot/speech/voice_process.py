"""The process that speaks: pyttsx3, one sentence at a time, asked on stdin and answered on stdout.

pyttsx3 is not thread-safe, prints to stdout, and reports that it is done before its first file is there; so it lives alone, its prints
go nowhere, and a sentence counts as spoken only when it says `finished-utterance` and the file holds enough sound. espeak-ng comes from
`espeakng_loader`, so that no system package is needed.

A request is one line of JSON (text, lang, rate, pitch, variant); an answer is one line of JSON ({"bytes": n} or {"error": "why"}) and then
n bytes of 8 kHz PCM: trimmed, levelled, band-limited. The process ends when stdin does.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any, BinaryIO

import espeakng_loader

from bot.speech.audio import duration_ms, level, read_wav, telephone, trim
from bot.speech.errors import SpeechError
from bot.speech.reading import spoken
from bot.speech.voice import ENGINE_VOICES

_ATTEMPTS = 3
_FASTEST_MS = {"zh-CN": 55, "en-US": 18}
"""Nobody says a character (zh) or a letter (en) in less at 200 words a minute; shorter sound was cut off."""


class Engine:
    """pyttsx3 on espeak-ng, writing to a file of its own."""

    def __init__(self, folder: Path) -> None:
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)  # pyttsx3 then finds it by its soname
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        import pyttsx3  # only now: importing it looks for the library

        self._variants = {path.name for path in (Path(espeakng_loader.get_data_path()) / "voices" / "!v").iterdir()}
        self._file = folder / "said.wav"
        self._engine: Any = pyttsx3.init("espeak")
        self._engine.connect("finished-utterance", self._on_finished)
        self._finished = False

    def _on_finished(self, name: str | None, completed: bool) -> None:
        self._finished = completed

    def say(self, text: str, lang: str, rate: int, pitch: int, variant: str) -> bytes:
        """One sentence as 8 kHz PCM. Raises `SpeechError` if it can't be said."""
        if lang not in ENGINE_VOICES:
            raise SpeechError(f"no voice for {lang}: there are {', '.join(ENGINE_VOICES)}")
        if variant and variant not in self._variants:
            raise SpeechError(f"no voice variant {variant}: see espeak-ng's list of variants")
        letters = sum(unicodedata.category(char)[0] in "LN" for char in text)
        if not letters:
            raise SpeechError("a text without a letter or a figure can't be said")
        self._engine.setProperty("voice", ENGINE_VOICES[lang] + (f"+{variant}" if variant else ""))
        self._engine.setProperty("rate", rate)
        self._engine.setProperty("pitch", pitch)
        for _ in range(_ATTEMPTS):
            pcm = self._once(spoken(text, lang))
            if duration_ms(pcm) >= letters * _FASTEST_MS[lang] * 200 / max(rate, 200):
                return pcm
        raise SpeechError("the synthesizer gave too little sound for a text")

    def _once(self, text: str) -> bytes:
        self._file.unlink(missing_ok=True)
        self._finished = False
        self._engine.save_to_file(text, str(self._file))
        self._engine.runAndWait()
        if not self._finished or not self._file.exists():
            return b""
        return trim(level(telephone(read_wav(self._file).mono())))


def serve(requests: BinaryIO, answers: BinaryIO, engine: Engine) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        try:
            pcm = engine.say(**json.loads(line))
            answers.write(json.dumps({"bytes": len(pcm)}).encode() + b"\n" + pcm)
        except (SpeechError, ValueError) as problem:
            why = str(problem) if isinstance(problem, SpeechError) else "the synthesizer refuses this voice or text"
            answers.write(json.dumps({"error": why}).encode() + b"\n")
        answers.flush()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us; we end when they close our input
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what pyttsx3 and espeak-ng print must not get between our answers
    sys.stdout = open(nowhere, "w", closefd=False)  # noqa: SIM115
    with tempfile.TemporaryDirectory(prefix="courtesy-voice-") as folder:
        engine = Engine(Path(folder))
        answers.write(b'{"ready": true}\n')
        answers.flush()
        serve(sys.stdin.buffer, answers, engine)


if __name__ == "__main__":
    main()
