"""Sound and words: recognition, synthesis, prompts, turns, recordings. Everything at 8 kHz, 16-bit."""

from __future__ import annotations

from bot.speech.audio import (
    RATE,
    Wav,
    decode_mulaw,
    duration_ms,
    encode_mulaw,
    read_wav,
    resample,
    silence,
    wav_bytes,
    write_wav,
)
from bot.speech.ear import Ear
from bot.speech.errors import SpeechError
from bot.speech.heard import Behind, Heard, Partial, SpeechStarted, Utterance
from bot.speech.lexicon import missing_safety
from bot.speech.prompts import Prompt, Prompts
from bot.speech.recognizer import LANGUAGES, UNKNOWN, Models, model_paths
from bot.speech.recording import Recording
from bot.speech.synthesizer import Synthesizer
from bot.speech.timing import Word, heard, spread
from bot.speech.tone import Tone
from bot.speech.voice import VOICES, Voice

__all__ = [
    "LANGUAGES",
    "RATE",
    "UNKNOWN",
    "VOICES",
    "Behind",
    "Ear",
    "Heard",
    "Models",
    "Partial",
    "Prompt",
    "Prompts",
    "Recording",
    "SpeechError",
    "SpeechStarted",
    "Synthesizer",
    "Tone",
    "Utterance",
    "Voice",
    "Wav",
    "Word",
    "decode_mulaw",
    "duration_ms",
    "encode_mulaw",
    "heard",
    "missing_safety",
    "model_paths",
    "read_wav",
    "resample",
    "silence",
    "spread",
    "wav_bytes",
    "write_wav",
]
