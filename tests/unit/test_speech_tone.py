"""A beep is told from voices, noise and keys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.speech import RATE, Tone

_T = np.arange(RATE * 6 // 10) / RATE
NOISE = np.random.default_rng(1).normal(0, 60, len(_T))


def pcm(sound: NDArray[np.float64]) -> bytes:
    return np.clip(sound, -32767, 32767).astype("<i2").tobytes()


def tone(hz: float) -> NDArray[np.float64]:
    return 5000 * np.sin(2 * np.pi * hz * _T)


@given(hz=st.floats(380, 2150), cut=st.integers(20, 4000))
def test_a_beep_is_heard_at_any_pitch_and_however_its_sound_comes_in(hz: float, cut: int) -> None:
    sound, ear = pcm(tone(hz) + NOISE), Tone()
    found = [ear.heard(sound[at : at + 2 * cut]) for at in range(0, len(sound), 2 * cut)]
    assert any(found)


@pytest.mark.parametrize(
    "sound",
    [
        NOISE * 30,
        np.zeros(len(_T)),
        tone(770) + tone(1336),  # the key 5
        sum(tone(140 * part) / part for part in range(1, 12)),  # a hummed vowel
        np.concatenate([tone(1000)[:1200], np.zeros(2000), tone(1000)[:1200]]),  # 150 ms
    ],
)
def test_nothing_else_is_a_beep(sound: NDArray[np.float64]) -> None:
    assert not Tone().heard(pcm(sound))
