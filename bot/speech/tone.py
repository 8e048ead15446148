"""A beep told from speech: for a while nearly all of the energy lies at one frequency."""

from __future__ import annotations

import numpy as np

from bot.speech.audio import RATE, samples

_WINDOW = RATE * 40 // 1000
_WINDOWS = 8
"""In a row, 320 ms: the purest stretches of a voice are shorter, and answering machines mostly beep longer."""
_LOWEST_HZ, _HIGHEST_HZ = 350, 2200
_SHARE = 0.95
_QUIETEST = 200.0
"""Root mean square of 16-bit samples."""
_HANN = np.hanning(_WINDOW)
_HZ = RATE / _WINDOW


class Tone:
    """Listens to one call's sound."""

    def __init__(self) -> None:
        self._rest = np.zeros(0)
        self._at = 0
        self._run = 0

    def heard(self, pcm: bytes) -> bool:
        """The next sound, 16-bit at 8 kHz; whether a beep has lasted long enough to be one."""
        sound = np.concatenate([self._rest, samples(pcm)])
        whole = len(sound) // _WINDOW * _WINDOW
        self._rest = sound[whole:]
        found = [self._window(window) for window in sound[:whole].reshape(-1, _WINDOW)]
        return any(found)

    def _window(self, window: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
        if np.sqrt(np.mean(window**2)) < _QUIETEST:
            self._run = 0
            return False
        power = np.abs(np.fft.rfft(window * _HANN)) ** 2
        peak = int(power.argmax())
        pure = power[max(peak - 2, 0) : peak + 3].sum() >= _SHARE * power.sum() and _LOWEST_HZ <= peak * _HZ <= _HIGHEST_HZ
        self._run = 0 if not pure else self._run + 1 if abs(peak - self._at) <= 1 else 1
        self._at = peak
        return self._run >= _WINDOWS
