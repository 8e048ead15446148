"""The bot's lines as sound, each rendered once: a cache on disk, named by what is in it."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.base.keys import Keys
from bot.speech.audio import duration_ms, read_wav, write_wav
from bot.speech.synthesizer import Synthesizer
from bot.speech.timing import Word, heard, spread
from bot.speech.voice import Voice

RENDERING = 2
"""Goes into every key. Raise it when the sound of the same text and voice changes."""
SEALED_FOR = "prompt"
"""The purpose that sealed lines are sealed for."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line ready to be played: 16-bit PCM, 8 kHz; rough word times from its own start."""

    text: str
    pcm: bytes
    words: tuple[Word, ...]

    @property
    def duration_ms(self) -> int:
        return duration_ms(self.pcm)

    def heard(self, cut_ms: int) -> str:
        """The whole words that were played when the line was cut after `cut_ms`."""
        return heard(self.text, self.duration_ms, cut_ms)


class Prompts:
    """Rendered lines in `folder`, the latest of them also in memory (at most `max_bytes`).

    A file is `<first two letters of the key>/<key>.wav`, the key being `Prompts.key`. A person's own recording put there is used instead.
    With `keys` what is rendered is sealed (`<key>.wav.sealed`): lines name people and amounts.
    """

    def __init__(self, folder: Path, synth: Synthesizer, keys: Keys | None = None, max_bytes: int = 48 << 20) -> None:
        self.folder = folder
        self._synth = synth
        self._keys = keys
        self._max_bytes = max_bytes
        self._bytes = 0
        self._memory: OrderedDict[str, Prompt] = OrderedDict()
        self._rendering: dict[str, asyncio.Task[Prompt]] = {}

    @staticmethod
    def key(text: str, voice: Voice) -> str:
        """Names a line: the SHA-256 of its text and voice."""
        return hashlib.sha256(json.dumps([RENDERING, text, asdict(voice)], ensure_ascii=False).encode()).hexdigest()

    def path(self, text: str, lang: str, voice: Voice | None = None) -> Path:
        """Where a line's WAV is, or goes."""
        key = self.key(text, self._synth.voice(lang, voice))
        return self.folder / key[:2] / f"{key}.wav"

    def has(self, text: str, lang: str, voice: Voice | None = None) -> bool:
        """Is it rendered already? `get` then answers without the synthesizer."""
        return self.key(text, self._synth.voice(lang, voice)) in self._memory or any(
            map(Path.exists, self._files(self.path(text, lang, voice)))
        )

    async def get(self, text: str, lang: str, *, urgent: bool = False, voice: Voice | None = None) -> Prompt:
        """The line as sound, rendered if it is not there yet; `urgent` goes before all background rendering. Raises `SpeechError`."""
        speaker = self._synth.voice(lang, voice)
        key = self.key(text, speaker)
        if key in self._memory:
            self._memory.move_to_end(key)
            return self._memory[key]
        task = self._rendering.get(key)
        if task is None:
            task = asyncio.create_task(self._render(key, text, speaker, urgent))
            self._rendering[key] = task
            task.add_done_callback(lambda done: self._rendered(key, done))
        elif urgent:
            self._synth.hurry(text, speaker)
        return await asyncio.shield(task)

    def _rendered(self, key: str, done: asyncio.Task[Prompt]) -> None:
        """What went wrong is told to whoever waits for the line; where nobody does any more, it is nobody's trouble."""
        self._rendering.pop(key, None)
        if not done.cancelled():
            done.exception()

    async def _render(self, key: str, text: str, voice: Voice, urgent: bool) -> Prompt:
        path = self.folder / key[:2] / f"{key}.wav"
        pcm = await asyncio.to_thread(self._read, path)
        if pcm is None:
            pcm = await self._synth.say(text, voice.lang, urgent=urgent, voice=voice)
            await asyncio.to_thread(self._write, path, pcm)
        prompt = Prompt(text, pcm, spread(text, duration_ms(pcm)))
        self._remember(key, prompt)
        return prompt

    def _files(self, path: Path) -> tuple[Path, Path]:
        """Where a line may be: a person's recording (or, without keys, a rendered one), and one that was rendered and sealed."""
        return path, path.with_suffix(".wav.sealed")

    def _read(self, path: Path) -> bytes | None:
        plain, sealed = self._files(path)
        if plain.exists():
            return read_wav(plain).mono()
        if self._keys is None or not sealed.exists():
            return None
        return self._keys.open(sealed.read_bytes(), SEALED_FOR)

    def _write(self, path: Path, pcm: bytes) -> None:
        plain, sealed = self._files(path)
        if self._keys is None:
            write_wav(plain, pcm)
            return
        sealed.parent.mkdir(parents=True, exist_ok=True)
        unfinished = sealed.with_suffix(".part")
        unfinished.write_bytes(self._keys.seal(pcm, SEALED_FOR))
        unfinished.rename(sealed)

    def _remember(self, key: str, prompt: Prompt) -> None:
        self._memory[key] = prompt
        self._bytes += len(prompt.pcm)
        while self._bytes > self._max_bytes and len(self._memory) > 1:
            _, oldest = self._memory.popitem(last=False)
            self._bytes -= len(oldest.pcm)
