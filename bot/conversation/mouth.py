"""The bot's side of a call: lines played sentence by sentence, and what of them was heard.

Heard, not sent: a sentence counts as said when the carrier's mark for it came back before we sent `clear`; of one that was cut, the
whole words by the sample clock since its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue import Language, Say, sentences
from bot.speech import Prompt, Prompts, Recording, Word, silence
from bot.telephony.events import MediaStream

PAUSE_MS = 180
"""Silence between two sentences."""
MARK_GRACE_MS = 2000
"""A mark that has not come back so long after its audio must have ended is lost: the line counts as cut at its last mark."""


@dataclass(frozen=True, slots=True)
class _Playing:
    mark: str
    prompt: Prompt
    from_ms: int

    @property
    def to_ms(self) -> int:
        return self.from_ms + self.prompt.duration_ms


@dataclass(frozen=True, slots=True)
class Heard:
    """What was played of a line, on the sample clock."""

    seq: int
    text: str
    words: Sequence[Word]
    from_ms: int
    to_ms: int
    whole: bool


class Mouth:
    """One for each call. All times are on the stream's sample clock."""

    def __init__(self, stream: MediaStream, prompts: Prompts, recording: Recording, lang: Language) -> None:
        self._stream = stream
        self._prompts = prompts
        self._recording = recording
        self.lang = lang
        self._seq = -1
        self._line: Say | None = None
        self._playing: list[_Playing] = []
        self._heard: list[_Playing] = []

    @property
    def line(self) -> Say | None:
        """The line that is being said, if any."""
        return self._line

    async def say(self, line: Say, seq: int, now_ms: int) -> None:
        """Begin to say a line. It has been said when `marked` or `late` gives it back."""
        self._line, self._seq, self._heard = line, seq, []
        at = now_ms
        prompts = [await self._prompts.get(sentence, self.lang, urgent=True) for sentence in sentences(line.text)]
        self._playing = []
        for number, prompt in enumerate(prompts):
            self._playing.append(_Playing(f"{seq}.{number}", prompt, at))
            at += prompt.duration_ms + PAUSE_MS
        for each in tuple(self._playing):
            self._recording.bot(each.prompt.pcm, each.from_ms)
            await self._stream.play(each.prompt.pcm + silence(PAUSE_MS))
            await self._stream.mark(each.mark)

    def marked(self, mark: str) -> Heard | None:
        """A mark came back: its sentence has been heard. Returns the line when that was its last."""
        while self._playing and any(each.mark == mark for each in self._playing):
            self._heard.append(self._playing.pop(0))
            if self._heard[-1].mark == mark:
                break
        return self._close(whole=True) if self._line is not None and not self._playing else None

    def late(self, now_ms: int) -> Heard | None:
        """The line as heard so far, if its last mark is overdue; a stuck carrier must not silence the call for ever."""
        if self._line is None or not self._playing or now_ms < self._playing[-1].to_ms + PAUSE_MS + MARK_GRACE_MS:
            return None
        return self._close(whole=False)

    async def cut(self, now_ms: int) -> Heard | None:
        """Stop in mid-sentence; returns what had been heard. Marks that come back after this mean nothing."""
        if self._line is None:
            return None
        await self._stream.clear()
        return self.broken(now_ms)

    def broken(self, now_ms: int) -> Heard | None:
        """The far end is gone in mid-sentence: what had been heard by then."""
        if self._line is None:
            return None
        self._recording.cut_bot(now_ms)
        return self._close(whole=False, cut_ms=now_ms)

    def _close(self, *, whole: bool, cut_ms: int | None = None) -> Heard:
        parts = [each.prompt.text for each in self._heard]
        words = [
            Word(word.text, word.from_ms + each.from_ms, word.to_ms + each.from_ms) for each in self._heard for word in each.prompt.words
        ]
        from_ms = self._heard[0].from_ms if self._heard else (self._playing[0].from_ms if self._playing else 0)
        to_ms = self._heard[-1].to_ms if self._heard else from_ms
        if cut_ms is not None and self._playing and cut_ms > (current := self._playing[0]).from_ms:
            parts.append(current.prompt.heard(cut_ms - current.from_ms))
            shifted = [Word(word.text, word.from_ms + current.from_ms, word.to_ms + current.from_ms) for word in current.prompt.words]
            words += [word for word in shifted if word.to_ms <= cut_ms]
            to_ms = min(cut_ms, current.to_ms)
        heard = Heard(self._seq, ("" if self.lang == "zh-CN" else " ").join(part for part in parts if part), words, from_ms, to_ms, whole)
        self._line, self._playing, self._heard = None, [], []
        return heard
