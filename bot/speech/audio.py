"""Telephone sound: mu-law, resampling and WAV files. PCM is always 16-bit signed, little endian; a second is `RATE` samples."""

from __future__ import annotations

import io
import math
import wave
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.speech.errors import SpeechError

RATE = 8000
"""Samples a second on the telephone."""
BYTES_PER_MS = RATE // 1000 * 2

Samples = NDArray[np.int16]
_BIAS, _CLIP = 0x84, 32635  # ITU-T G.711, mu-law, on the 16-bit scale


@lru_cache(maxsize=1)
def _decoding() -> Samples:
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    size = (((code & 0x0F) << 3) + _BIAS) << ((code >> 4) & 7)
    return np.where(code & 0x80, _BIAS - size, size - _BIAS).astype("<i2")


@lru_cache(maxsize=1)
def _encoding() -> NDArray[np.uint8]:
    value = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    size = np.minimum(np.abs(value), _CLIP) + _BIAS
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    codes: NDArray[np.uint8] = (~(np.where(value < 0, 0x80, 0) | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8)
    return codes


def samples(pcm: bytes) -> Samples:
    """The numbers in `pcm`, without a copy. An odd last byte is an error."""
    if len(pcm) % 2:
        raise SpeechError("sound with half a sample at its end: 16-bit PCM has an even number of bytes")
    return np.frombuffer(pcm, dtype="<i2")


def decode_mulaw(data: bytes) -> bytes:
    """G.711 mu-law to 16-bit PCM: two bytes for each byte."""
    decoded: Samples = _decoding()[np.frombuffer(data, dtype=np.uint8)]
    return decoded.tobytes()


def encode_mulaw(pcm: bytes) -> bytes:
    """16-bit PCM to G.711 mu-law: one byte for each sample."""
    encoded: NDArray[np.uint8] = _encoding()[samples(pcm).view("<u2")]
    return encoded.tobytes()


def duration_ms(pcm: bytes, rate: int = RATE) -> int:
    """How long mono `pcm` lasts, in whole milliseconds, rounded down."""
    return len(pcm) * 500 // rate


def _to_pcm(signal: NDArray[np.float64]) -> bytes:
    return np.clip(np.rint(signal), -32768, 32767).astype("<i2").tobytes()


def resample(pcm: bytes, from_hz: int, to_hz: int) -> bytes:
    """Mono `pcm` at another rate. What the new rate can't carry is filtered out, so that nothing folds back.

    Works in the frequency domain, on blocks of 10 s with a margin, so that an hour of sound needs no more memory than a minute.
    """
    if from_hz <= 0 or to_hz <= 0:
        raise SpeechError("a sample rate is a positive number")
    if from_hz == to_hz or not pcm:
        return pcm
    step, new_step = from_hz // math.gcd(from_hz, to_hz), to_hz // math.gcd(from_hz, to_hz)
    signal = samples(pcm).astype(np.float64)
    margin = step * max(1, from_hz // (20 * step))
    block = step * max(1, 10 * from_hz // step)
    padded = np.concatenate([np.zeros(margin), signal, np.zeros(margin + block)])
    out = []
    for start in range(0, len(signal), block):
        piece = padded[start : start + block + 2 * margin]
        new_size, new_margin = len(piece) // step * new_step, margin // step * new_step
        spectrum = np.fft.rfft(piece)
        kept = np.zeros(new_size // 2 + 1, dtype=np.complex128)
        both = min(len(kept), len(spectrum))
        kept[:both] = spectrum[:both]
        kept[both - max(1, both // 50) : both] *= np.linspace(1, 0, max(1, both // 50))
        whole = np.fft.irfft(kept, new_size) * (new_size / len(piece))
        out.append(whole[new_margin : new_margin + block // step * new_step])
    return _to_pcm(np.concatenate(out)[: math.ceil(len(signal) * to_hz / from_hz)])


def telephone(pcm: bytes, *, low_hz: float = 250, high_hz: float = 3500) -> bytes:
    """Mono 8 kHz sound as a telephone line passes it on: only the band between `low_hz` and `high_hz` (ITU-T G.712 has 300 to 3400)."""
    signal = np.concatenate([samples(pcm).astype(np.float64), np.zeros(RATE // 20)])
    spectrum = np.fft.rfft(signal)
    hz = np.fft.rfftfreq(len(signal), 1 / RATE)
    spectrum *= np.clip((hz - low_hz + 100) / 100, 0, 1) * np.clip((high_hz + 200 - hz) / 200, 0, 1)
    return _to_pcm(np.fft.irfft(spectrum, len(signal))[: len(pcm) // 2])


def frame_levels(pcm: bytes, frame_ms: int = 20) -> NDArray[np.float64]:
    """The root mean square of each whole frame."""
    size = frame_ms * RATE // 1000
    signal = samples(pcm)
    frames = signal[: len(signal) // size * size].reshape(-1, size).astype(np.float64)
    levels: NDArray[np.float64] = np.sqrt(np.mean(frames**2, axis=1))
    return levels


def level(pcm: bytes, *, rms: float = 3000, peak: float = 26000) -> bytes:
    """The same sound at a common loudness: `rms` where somebody speaks (about -21 dBFS), but no sample beyond `peak`."""
    levels = frame_levels(pcm)
    if not len(levels) or not levels.max():
        return pcm
    spoken = levels[levels > levels.max() / 8]
    signal = samples(pcm).astype(np.float64)
    return _to_pcm(signal * min(rms / math.sqrt(float(np.mean(spoken**2))), peak / float(np.abs(signal).max())))


def trim(pcm: bytes, *, threshold: int = 120, lead_ms: int = 30, tail_ms: int = 80) -> bytes:
    """Without the silence at both ends, but for `lead_ms` and `tail_ms`; `b""` if there is nothing but silence."""
    loud = np.flatnonzero(np.abs(samples(pcm).astype(np.int32)) > threshold)
    if not len(loud):
        return b""
    first = max(0, int(loud[0]) - lead_ms * RATE // 1000)
    return pcm[first * 2 : (int(loud[-1]) + 1 + tail_ms * RATE // 1000) * 2]


def silence(ms: int) -> bytes:
    """That long of nothing at all."""
    return bytes(ms * BYTES_PER_MS)


@dataclass(frozen=True, slots=True)
class Wav:
    """A sound file's content: 16-bit PCM, channels interleaved."""

    pcm: bytes
    rate: int
    channels: int

    def channel(self, index: int) -> bytes:
        """One channel alone, still at `rate`."""
        return samples(self.pcm)[index :: self.channels].tobytes()

    def mono(self) -> bytes:
        """All channels mixed, at `RATE`."""
        if self.channels == 1:
            return resample(self.pcm, self.rate, RATE)
        mixed = samples(self.pcm).reshape(-1, self.channels).mean(axis=1)
        return resample(_to_pcm(mixed), self.rate, RATE)


def wav_bytes(pcm: bytes, rate: int = RATE, channels: int = 1) -> bytes:
    """A whole WAV file."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
    return memory.getvalue()


def write_wav(path: Path, pcm: bytes, rate: int = RATE, channels: int = 1) -> None:
    """Write a WAV file so that nobody ever sees half of it: under another name first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(wav_bytes(pcm, rate, channels))
    new.replace(path)


def read_wav(path: Path) -> Wav:
    """A WAV file of 16-bit PCM; one that was cut short gives the whole samples that are there. Raises `SpeechError` for anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            if width != 2:
                raise SpeechError(f"{path.name}: {8 * width}-bit samples; convert it to a WAV file of 16-bit PCM")
            pcm = file.readframes(file.getnframes())
    except FileNotFoundError as missing:
        raise SpeechError(f"{path}: there is no such file") from missing
    except (wave.Error, EOFError) as wrong:
        raise SpeechError(f"{path.name}: not a WAV file of 16-bit PCM ({str(wrong) or 'it ends too early'}); convert it to one") from wrong
    return Wav(pcm[: len(pcm) // (2 * channels) * 2 * channels], rate, channels)
