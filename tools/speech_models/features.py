"""Forty mel bands every 10 ms, as Vosk computes them, and the sound at each of the network's steps of 30 ms."""

from __future__ import annotations

import kaldi_native_fbank as knf
import numpy as np
from numpy.typing import NDArray

from tools.speech_models.engines import Segment
from tools.speech_models.shape import BANDS, EVERY, HIGH_HZ, LOW_HZ, RATE, SKIP, STEP_S


def _options() -> knf.FbankOptions:
    options = knf.FbankOptions()
    options.frame_opts.samp_freq = RATE
    options.frame_opts.dither = 0
    options.frame_opts.snip_edges = True
    options.mel_opts.num_bins, options.mel_opts.low_freq, options.mel_opts.high_freq = BANDS, LOW_HZ, HIGH_HZ
    options.use_energy = False
    return options


_OPTIONS = _options()


def bands(sound: NDArray[np.float64]) -> NDArray[np.float16]:
    """Frames of 40 log mel energies; `sound` at 8 kHz in the range of 16-bit samples."""
    online = knf.OnlineFbank(_OPTIONS)
    online.accept_waveform(RATE, sound.tolist())
    online.input_finished()
    return np.array([online.get_frame(index) for index in range(online.num_frames_ready)], np.float16)


def steps(segments: list[Segment], frames: int, labels: dict[str, int]) -> NDArray[np.uint8]:
    """What sounds in the middle of each step."""
    begins = np.array([at for _, at in segments])
    middles = 0.0125 + STEP_S * EVERY * np.arange((frames + EVERY - 1) // EVERY)
    places = np.clip(np.searchsorted(begins, middles, "right") - 1, 0, len(segments) - 1)
    return np.array([labels.get(segments[place][0], SKIP) for place in places], np.uint8)
