"""Telephone sound: what comes out of a codec, a resampler or a file is what went in."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.audio import RATE, decode_mulaw, encode_mulaw, level, read_wav, resample, samples, telephone, trim, wav_bytes, write_wav
from bot.speech.errors import SpeechError


def tone(hz: float, ms: int, rate: int = RATE, size: float = 8000) -> bytes:
    return (size * np.sin(2 * math.pi * hz * np.arange(rate * ms // 1000) / rate)).astype("<i2").tobytes()


@given(st.binary(max_size=400))
def test_mulaw_survives_a_round_trip(data: bytes) -> None:
    again = encode_mulaw(decode_mulaw(data))
    assert decode_mulaw(again) == decode_mulaw(data)  # 0x7f and 0xff are both zero


@given(st.lists(st.integers(-32768, 32767), max_size=200))
def test_mulaw_is_off_by_no_more_than_its_step(values: list[int]) -> None:
    pcm = np.array(values, dtype="<i2").tobytes()
    for before, after in zip(samples(pcm).astype(int), samples(decode_mulaw(encode_mulaw(pcm))).astype(int), strict=True):
        assert abs(before - after) <= max(8, abs(before) // 16 + 8) or abs(before) > 32_000


def test_mulaw_known_values_of_the_standard() -> None:
    assert list(samples(decode_mulaw(bytes([0x00, 0x80, 0xFF, 0x7F, 0x8F])))) == [-32124, 32124, 0, 0, 16764]
    assert encode_mulaw(np.array([0, 32767, -32768], dtype="<i2").tobytes()) == bytes([0xFF, 0x80, 0x00])


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000, 11025])
def test_resampling_keeps_a_tone_and_its_length(rate: int) -> None:
    there = samples(resample(tone(700, 500, rate), rate, RATE)).astype(float)
    assert len(there) == math.ceil(len(tone(700, 500, rate)) / 2 * RATE / rate)
    middle = there[400:-400]
    expected = samples(tone(700, 500)).astype(float)[400 : 400 + len(middle)]
    assert np.abs(middle - expected).max() < 80


def test_resampling_in_blocks_leaves_no_seam() -> None:
    long = samples(resample(tone(440, 21_000, 16000), 16000, RATE)).astype(float)
    expected = samples(tone(440, 21_000)).astype(float)
    assert np.abs(long - expected)[200:-200].max() < 20


def test_resampling_lets_nothing_fold_back() -> None:
    assert np.abs(samples(resample(tone(6000, 500, 22050), 22050, RATE))[400:-400]).max() < 100


def test_telephone_band_drops_hum_and_keeps_speech() -> None:
    loudness = {hz: float(np.abs(samples(telephone(tone(hz, 500)))[800:-800]).max()) for hz in (50, 1000, 3900)}
    assert loudness[1000] > 7900
    assert loudness[50] < 100
    assert loudness[3900] < 100


def test_level_makes_quiet_and_loud_alike_and_never_clips() -> None:
    quiet, loud = samples(level(tone(500, 300, size=300))), samples(level(tone(500, 300, size=30_000)))
    assert abs(float(np.std(quiet)) - float(np.std(loud))) < 50
    assert np.abs(samples(level(tone(500, 20, size=100) + bytes(16000)))).max() <= 26_000
    assert level(bytes(3200)) == bytes(3200)


def test_trim_leaves_the_speech_and_a_little_around_it() -> None:
    trimmed = trim(bytes(16_000) + tone(500, 300) + bytes(16_000))
    assert 300 <= len(trimmed) // 16 <= 420
    assert trim(bytes(16_000)) == b""


@given(st.binary(max_size=300).map(lambda data: data[: len(data) // 4 * 4]))
def test_wav_gives_back_what_it_was_given(pcm: bytes) -> None:
    import io
    import wave

    with wave.open(io.BytesIO(wav_bytes(pcm, 8000, 2))) as file:
        assert file.readframes(file.getnframes()) == pcm


def test_bad_wav_files_are_refused_in_plain_words(tmp_path: Path) -> None:
    mp3 = tmp_path / "voice.mp3"
    mp3.write_bytes(b"ID3\x04" + bytes(500))
    empty = tmp_path / "empty.wav"
    empty.write_bytes(b"")
    for path in (mp3, empty):
        with pytest.raises(SpeechError, match="not a WAV file of 16-bit PCM"):
            read_wav(path)
    with pytest.raises(SpeechError, match="no such file"):
        read_wav(tmp_path / "nowhere.wav")


def test_a_truncated_wav_gives_the_whole_samples_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    write_wav(path, tone(500, 100), RATE)
    path.write_bytes(path.read_bytes()[:-801])
    assert len(read_wav(path).pcm) == 1600 - 802


def test_a_stereo_file_at_another_rate_becomes_telephone_sound(tmp_path: Path) -> None:
    left, right = samples(tone(500, 400, 44100)), samples(tone(500, 400, 44100))
    path = tmp_path / "stereo.wav"
    write_wav(path, np.column_stack([left, right]).astype("<i2").tobytes(), 44100, 2)
    mono = samples(read_wav(path).mono())
    assert len(mono) == 3200
    assert 7000 < np.abs(mono[400:-400]).max() < 9000
