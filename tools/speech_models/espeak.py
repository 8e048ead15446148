"""espeak-ng with the times of its phones, through the library that pyttsx3 drives too."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

RATE = 22_050
_RATE, _PITCH, _RANGE, _WORD_GAP = 1, 3, 4, 7
_WORD, _PHONEME = 1, 7


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int), ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int), ("sample", ctypes.c_int), ("user_data", ctypes.c_void_p), ("id", _Name),
    ]  # fmt: skip


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class Spoken:
    """Sound at 22,050 Hz. `events`: (`word` or a phone's name, second)."""

    pcm: NDArray[np.float32]
    events: list[tuple[str, float, bool]]
    """name, second, and whether a word begins there (its name is then empty)."""


class Espeak:
    """One engine a process."""

    def __init__(self) -> None:
        self._lib = ctypes.CDLL(espeakng_loader.get_library_path())
        phoneme_events = 1
        if self._lib.espeak_Initialize(2, 0, os.fsencode(espeakng_loader.get_data_path()), phoneme_events) <= 0:
            raise RuntimeError("espeak-ng can't be started: is espeakng-loader whole?")
        self._sound: list[NDArray[np.int16]] = []
        self._events: list[tuple[str, float, bool]] = []
        self._callback = _CALLBACK(self._take)
        self._lib.espeak_SetSynthCallback(self._callback)
        self._lib.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self._voice = ""

    def _take(self, wav: ctypes._Pointer[ctypes.c_short], count: int, events: ctypes._Pointer[_Event]) -> int:
        if wav and count > 0:
            self._sound.append(np.ctypeslib.as_array(wav, (count,)).copy())
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == _PHONEME:
                name = bytes(event.id.string).split(b"\0")[0].decode("utf-8", "replace")
                self._events.append((name, event.sample / RATE, False))
            elif event.type == _WORD:
                self._events.append(("", event.sample / RATE, True))
            index += 1
        return 0

    def say(self, text: str, voice: str, *, words_a_minute: int, pitch: int, pitch_range: int) -> Spoken:
        """`pitch` and `pitch_range` from 0 to 100."""
        if voice != self._voice:
            if self._lib.espeak_SetVoiceByName(voice.encode()):
                raise RuntimeError(f"espeak-ng has no voice {voice}")
            self._voice = voice
        for parameter, value in ((_RATE, words_a_minute), (_PITCH, pitch), (_RANGE, pitch_range), (_WORD_GAP, 0)):
            self._lib.espeak_SetParameter(parameter, value, 0)
        self._sound.clear()
        self._events.clear()
        encoded = text.encode() + b"\0"
        if self._lib.espeak_Synth(encoded, len(encoded), 0, 1, 0, 1, None, None):
            raise RuntimeError("espeak-ng could not say a sentence")
        pcm = np.concatenate(self._sound).astype(np.float32) if self._sound else np.zeros(0, np.float32)
        return Spoken(pcm, list(self._events))
