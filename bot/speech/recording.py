"""A call's recording: two channels laid on the stream's sample clock, so that they cannot drift apart."""

from __future__ import annotations

import numpy as np

from bot.speech.audio import BYTES_PER_MS, RATE, samples, wav_bytes
from bot.speech.errors import SpeechError

LONGEST_MS = 60 * 60 * 1000
"""No call of ours lasts an hour; a time beyond it is a broken clock, and must not make us reserve memory for it."""


class Recording:
    """Left the borrower, right the bot; 16-bit, 8 kHz. Where neither put anything there is silence. 1.9 MB a minute in memory."""

    def __init__(self) -> None:
        self._left = bytearray()
        self._right = bytearray()
        self._stopped = False

    def borrower(self, pcm: bytes, at_ms: int) -> None:
        """What came in, at its place on the sample clock. Sound that is there already is replaced."""
        if not self._stopped:
            _lay(self._left, pcm, at_ms)

    def bot(self, pcm: bytes, at_ms: int) -> None:
        """What is played to the borrower, from `at_ms` on."""
        if not self._stopped:
            _lay(self._right, pcm, at_ms)

    def stop(self, at_ms: int) -> None:
        """Keep nothing of what is heard from `at_ms` on: somebody objects, or there is to be no recording at all."""
        self._stopped = True
        for side in (self._left, self._right):
            del side[max(0, at_ms) * BYTES_PER_MS :]

    def cut_bot(self, at_ms: int) -> None:
        """The bot was cut short at `at_ms`: what would have come after was never played."""
        del self._right[max(0, at_ms) * BYTES_PER_MS :]

    @property
    def duration_ms(self) -> int:
        return max(len(self._left), len(self._right)) // BYTES_PER_MS

    @property
    def stopped(self) -> bool:
        """Whether nothing is kept any more."""
        return self._stopped

    def both(self, from_ms: int, to_ms: int) -> bytes:
        """What was heard of either side between two times, as two channels."""
        return self._both(from_ms * BYTES_PER_MS, to_ms * BYTES_PER_MS)

    def wav(self) -> bytes:
        """The recording so far, as a whole WAV file."""
        return wav_bytes(self._both(0, max(len(self._left), len(self._right))), RATE, 2)

    def _both(self, start: int, end: int) -> bytes:
        both = np.zeros(((end - start) // 2, 2), dtype="<i2")
        for index, side in enumerate((self._left, self._right)):
            sound = samples(bytes(side[start:end]))
            both[: len(sound), index] = sound
        return both.tobytes()


def _lay(channel: bytearray, pcm: bytes, at_ms: int) -> None:
    if at_ms < 0 or at_ms + len(pcm) // BYTES_PER_MS > LONGEST_MS:
        raise SpeechError("sound with a time outside the call: the stream's clock is broken")
    if len(pcm) % 2:
        raise SpeechError("sound with half a sample at its end: 16-bit PCM has an even number of bytes")
    start = at_ms * BYTES_PER_MS
    if start > len(channel):
        channel.extend(bytes(start - len(channel)))
    channel[start : start + len(pcm)] = pcm
