"""What a telephone does to speech: band, codec, level, noise, room, speed, pauses. 8 kHz out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from tools.speech_models.engines import Segment, Utterance
from tools.speech_models.phones import SILENCE

RATE = 8000
LEVEL = 3000.0
"""Root mean square that speech is brought to, of 32,768."""
_BAND = signal.butter(4, [280, 3450], "bandpass", fs=RATE, output="sos")
Sound = NDArray[np.float64]


def mu_law(sound: Sound) -> Sound:
    """There and back through the telephone's codec (G.711)."""
    scaled = np.clip(sound / 32768, -1, 1)
    pressed = np.sign(scaled) * np.log1p(255 * np.abs(scaled)) / np.log(256)
    pressed = np.round((pressed + 1) * 127.5) / 127.5 - 1
    return np.sign(pressed) * ((256 ** np.abs(pressed)) - 1) / 255 * 32768


class Line:
    """Calls one after the other; what was said in some is the babble behind others."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._babble: list[Sound] = []

    def call(self, said: Utterance, *, clean: bool = False) -> tuple[Sound, list[Segment]]:
        """The utterance as it arrives, with silence around it, and its segments in the new time. The last segment marks the end."""
        rng = self._rng
        speed = 1.0 if clean else float(np.exp(rng.uniform(np.log(0.72), np.log(1.32))))
        sound = signal.resample(said.pcm, _easy(len(said.pcm) * RATE / said.rate / speed)).astype(float)
        stretch = len(sound) / RATE / said.seconds
        before, after = rng.uniform(0.1, 0.6), rng.uniform(0.15, 0.7)
        spoken_s = len(sound) / RATE
        sound = np.concatenate([np.zeros(int(before * RATE)), sound, np.zeros(int(after * RATE))])
        segments = [(SILENCE, 0.0), *((name, before + at * stretch) for name, at in said.segments), (SILENCE, before + spoken_s)]
        sound *= LEVEL / (np.sqrt(np.mean(sound[sound != 0] ** 2)) + 1e-6)
        if not clean:
            voice = sound
            sound = _coloured(_in_a_room(sound, rng), rng)
            if self._babble and rng.random() < 0.12:
                sound = sound + self._behind(len(sound))
            self._babble = [*self._babble[-11:], voice]
        if clean or rng.random() < 0.75:
            sound = signal.sosfilt(_BAND, sound)
        sound = sound + _noise(len(sound), int(before * RATE), int(after * RATE), rng, clean=clean)
        if not clean:
            sound = _carried(sound, rng)
        if clean or rng.random() < 0.8:
            sound = mu_law(np.clip(sound, -32000, 32000))
        return np.round(np.clip(sound, -32767, 32767)), segments

    def _behind(self, length: int) -> Sound:
        """Four others speaking, 12 to 25 dB lower."""
        others = np.zeros(length)
        for _ in range(4):
            other = self._babble[self._rng.integers(len(self._babble))]
            others += np.resize(np.roll(other, self._rng.integers(len(other))), length)
        return others * LEVEL * 10 ** (-self._rng.uniform(12, 25) / 20) / (np.sqrt(np.mean(others**2)) + 1e-6)


def _easy(samples: float) -> int:
    """A length near it for which a Fourier transform is quick."""
    return max(80, round(samples / 24) * 24)


def _carried(sound: Sound, rng: np.random.Generator) -> Sound:
    """Level, a microphone driven too hard, packets that got lost."""
    if rng.random() < 0.08:
        ceiling = rng.uniform(1.2, 3) * LEVEL
        sound = np.clip(sound, -ceiling, ceiling)
    if rng.random() < 0.08:
        for start in rng.integers(0, len(sound), max(1, len(sound) // RATE)):
            sound[start : start + RATE // 50] = 0
    return sound * 10 ** (rng.uniform(-14, 8) / 20)


def _in_a_room(sound: Sound, rng: np.random.Generator) -> Sound:
    if rng.random() >= 0.35:
        return sound
    length = int(rng.uniform(0.08, 0.4) * RATE)
    room = rng.normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
    room[0] = 0
    room *= rng.uniform(0.15, 0.6) / np.sqrt((room**2).sum())
    room[0] = 1
    heard: Sound = signal.fftconvolve(sound, room)[: len(sound)]
    return heard


def _coloured(sound: Sound, rng: np.random.Generator) -> Sound:
    """Handsets and mouths: a tilt and a few broad peaks and dips."""
    if rng.random() >= 0.85:
        return sound
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    gain_db = rng.uniform(-7, 7) * np.log2(np.maximum(frequency, 100) / 1000) / 2
    for _ in range(4):
        gain_db = gain_db + rng.uniform(-9, 9) * np.exp(-(((frequency - rng.uniform(200, 3600)) / rng.uniform(120, 700)) ** 2))
    return np.fft.irfft(np.fft.rfft(sound) * 10 ** (gain_db / 20), len(sound))


def _noise(length: int, before: int, after: int, rng: np.random.Generator, *, clean: bool) -> Sound:
    noise = rng.normal(0, 1, length)
    if not clean:
        if rng.random() < 0.6:
            noise = signal.lfilter([1], [1, -rng.uniform(0.5, 0.97)], noise)
        if rng.random() < 0.3:  # exact digital silence around speech, as carriers with silence suppression send it
            noise[: int(rng.uniform(0, before))] = 0
            noise[length - int(rng.uniform(0, after)) :] = 0
        if rng.random() < 0.1:
            return np.zeros(length)
    snr_db = 30.0 if clean else float(rng.choice([8, 12, 16, 20, 25, 30, 40]))
    scaled: Sound = noise * LEVEL * 10 ** (-snr_db / 20) / np.sqrt((noise**2).mean() + 1e-9)
    return scaled
