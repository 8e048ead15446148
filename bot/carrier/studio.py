"""What personas sound like: the synthesizer's voices, a little hiss, mu-law, cut into frames before the call is answered."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import numpy as np

from bot.carrier.persona import Persona
from bot.carrier.playout import FRAME_BYTES
from bot.speech.audio import RATE, encode_mulaw, samples
from bot.speech.prompts import Prompts
from bot.speech.synthesizer import Synthesizer
from bot.speech.voice import VOICES, Voice

_FRAME_PCM = FRAME_BYTES * 2
_HISS_FRAMES = 50


class Studio:
    """Renders lines once and keeps them in `folder`. The same `seed` gives the same hiss."""

    def __init__(self, synth: Synthesizer, folder: Path, seed: int) -> None:
        self._prompts = Prompts(folder, synth)
        self._seed = seed

    async def line(self, text: str, persona: Persona, number: str) -> list[str]:
        """A persona's line as frames in base64. Raises `SpeechError` where it cannot be said."""
        rate = persona.pace.words_per_minute or VOICES[persona.lang].rate
        voice = Voice(persona.lang, rate, persona.voice.pitch, persona.voice.variant)
        prompt = await self._prompts.get(text, persona.lang, voice=voice)
        return self.frames(prompt.pcm, persona.noise, f"{number}{text}")

    async def announcement(self, text: str, lang: str) -> bytes:
        """The carrier's own voice, as mu-law."""
        return encode_mulaw((await self._prompts.get(text, "zh-CN" if lang.startswith(("zh", "cmn")) else "en-US")).pcm)

    def hiss(self, noise: float, name: str) -> list[str]:
        """A second of the line's hiss, to be played over and over."""
        return self.frames(bytes(_HISS_FRAMES * _FRAME_PCM), noise, name)

    def frames(self, pcm: bytes, noise: float, name: str) -> list[str]:
        """`pcm` with hiss as frames of 20 ms, the last filled up."""
        signal = samples(pcm + bytes(-len(pcm) % _FRAME_PCM)).astype(np.float64)
        chance = np.random.default_rng([self._seed, zlib.crc32(name.encode())])
        noisy = np.clip(np.rint(signal + chance.normal(0, noise, len(signal))), -32768, 32767).astype("<i2")
        mulaw = encode_mulaw(noisy.tobytes())
        return [base64.b64encode(mulaw[at : at + FRAME_BYTES]).decode() for at in range(0, len(mulaw), FRAME_BYTES)]


def beep(seconds: float = 0.4, hertz: float = 1000.0) -> bytes:
    """An answering machine's tone as PCM."""
    return (8000 * np.sin(2 * np.pi * hertz * np.arange(int(RATE * seconds)) / RATE)).astype("<i2").tobytes()
