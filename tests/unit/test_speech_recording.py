"""A recording holds each side where the sample clock says, however long the call."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from bot.speech import Recording, SpeechError


def channels(recording: Recording) -> np.ndarray:
    with wave.open(io.BytesIO(recording.wav())) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)


def constant(value: int, ms: int) -> bytes:
    return np.full(ms * 8, value, dtype="<i2").tobytes()


def test_each_side_is_where_the_clock_says_and_the_rest_is_silence() -> None:
    recording = Recording()
    recording.bot(constant(7, 100), 50)
    recording.borrower(constant(5, 20), 200)
    sound = channels(recording)
    assert recording.duration_ms == 220
    assert list(np.flatnonzero(sound[:, 1])) == list(range(400, 1200))
    assert list(np.flatnonzero(sound[:, 0])) == list(range(1600, 1760))


def test_thirty_minutes_of_frames_do_not_drift() -> None:
    recording = Recording()
    for at_ms in range(0, 30 * 60 * 1000, 20):
        recording.borrower(constant(1, 20), at_ms)
    recording.bot(constant(9, 20), 30 * 60 * 1000 - 20)
    sound = channels(recording)
    assert len(sound) == 30 * 60 * 8000
    assert np.flatnonzero(sound[:, 1])[0] == (30 * 60 * 1000 - 20) * 8


def test_what_was_cut_was_never_played() -> None:
    recording = Recording()
    recording.bot(constant(7, 1000), 0)
    recording.cut_bot(300)
    recording.borrower(constant(1, 20), 980)
    assert np.flatnonzero(channels(recording)[:, 1])[-1] == 300 * 8 - 1


@pytest.mark.parametrize("at_ms", [-20, 4_000_000_000])
def test_a_broken_clock_is_refused_and_takes_no_memory(at_ms: int) -> None:
    with pytest.raises(SpeechError, match="clock"):
        Recording().borrower(constant(1, 20), at_ms)
