"""Sounds that are none of a person's: files that a `<Play>` names, the tones of keys."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import aiohttp
import numpy as np

from bot.carrier.errors import TwimlError
from bot.carrier.webhooks import Webhooks
from bot.speech.audio import RATE, encode_mulaw, read_wav, silence
from bot.speech.errors import SpeechError

_LARGEST = 40 << 20
"""Twilio's limit for a file, in bytes."""
_ROWS, _COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
_KEYS = "123A456B789C*0#D"
_TONE_S, _GAP_MS, _WAIT_MS = 0.1, 60, 500


async def fetch_sound(webhooks: Webhooks, url: str) -> bytes:
    """A WAV file of 16-bit PCM as mu-law; raises `TwimlError` 11751 for anything else, 11200 or 11205 where nothing comes."""
    try:
        async with webhooks.session.get(url) as answer:
            if answer.status != 200:
                raise TwimlError(11200, f"a sound was answered with status {answer.status}")
            content = await answer.content.read(_LARGEST)
    except aiohttp.ClientConnectorError as error:
        raise TwimlError(11205, "a sound cannot be fetched") from error
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise TwimlError(11200, "a sound was not answered properly") from error
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        Path(file.name).write_bytes(io.BytesIO(content).getvalue())
        try:
            return encode_mulaw(read_wav(Path(file.name)).mono())
        except SpeechError as error:
            raise TwimlError(11751, "the local carrier plays WAV files of 16-bit PCM only") from error


def key_tones(digits: str) -> bytes:
    """The tones of keys (ITU-T Q.23) as mu-law; `w` waits half a second."""
    parts = []
    for key in digits:
        if key in _KEYS:
            row, column = divmod(_KEYS.index(key), 4)
            at = np.arange(int(RATE * _TONE_S)) / RATE
            tone = 6000 * (np.sin(2 * np.pi * _ROWS[row] * at) + np.sin(2 * np.pi * _COLUMNS[column] * at))
            parts.append(tone.astype("<i2").tobytes() + silence(_GAP_MS))
        else:
            parts.append(silence(_WAIT_MS))
    return encode_mulaw(b"".join(parts))
