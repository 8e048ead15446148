"""When somebody begins to speak and when they are done: by energy, on the sample clock. Pure arithmetic on frame levels."""

from __future__ import annotations

from collections import deque

from bot.speech.lexicon import CODE_LENGTH, figures_in

FRAME_MS = 20

OPENS_MS = 80
"""That much energy opens the turn: recognition starts, with the sound before it."""
STARTED_MS = 160
"""That much is somebody speaking, and not a click, when the bot is silent."""
BARGES_IN_MS = 400
"""That much is somebody talking to a bot that speaks: longer than a cough or an uh-huh (voicebots.md: 300 ms cut others off wrongly)."""

QUIETEST_SPEECH = 180.0
"""Root mean square of 16-bit samples (-45 dBFS) under which nothing is speech, however quiet the line."""
_OVER_NOISE = 2.8
_LOUDEST_NOISE = 1200.0

LONGEST_TURN_MS = 20_000
STUCK_MS = 6_000
"""Speech for this long without a single word made out: the turn ends all the same."""

_PATIENCE_MS = {"yes_no": 400, "identity": 440, "digits": 860, "payment": 800, "callback_time": 760}
_DEFAULT_PATIENCE_MS = 650
_CODE_COMPLETE_MS = 480
_CODE_BEGUN_MS = 1100
SHORTEST_PATIENCE_MS = min(*_PATIENCE_MS.values(), _CODE_COMPLETE_MS)


def patience_ms(lang: str, expects: str | None, text: str) -> int:
    """How long a silence ends the turn, after `text` was heard in answer to what was expected.

    A yes ends soon; amounts and dates are thought about; a code of four figures is over at its fourth, and surely not before.
    """
    if expects == "digits":
        figures = figures_in(lang, text)
        if figures >= CODE_LENGTH:
            return _CODE_COMPLETE_MS
        return _CODE_BEGUN_MS if figures else _PATIENCE_MS["digits"]
    return _PATIENCE_MS.get(expects or "", _DEFAULT_PATIENCE_MS)


class Gate:
    """Tells speech from silence, frame by frame, against the line's own noise: the quietest 100 ms of the last 3 s."""

    def __init__(self) -> None:
        self._blocks: deque[float] = deque(maxlen=30)
        self._block: list[float] = []
        self._threshold = QUIETEST_SPEECH

    def loud(self, level: float) -> bool:
        """Is a frame of this level (root mean square) speech?"""
        self._block.append(level)
        if len(self._block) == 5:
            self._blocks.append(sum(self._block) / 5)
            self._block.clear()
            noise = min(min(self._blocks), _LOUDEST_NOISE)
            self._threshold = max(QUIETEST_SPEECH, noise * _OVER_NOISE)
        return level > self._threshold


class Turn:
    """One stretch of speech, from the first loud frame on. Fed frame by frame; knows what it needs to end."""

    def __init__(self, from_ms: int) -> None:
        self.from_ms = from_ms
        self.to_ms = from_ms
        self.loud_ms = 0
        self.announced = False

    def frame(self, at_ms: int, loud: bool) -> None:
        """A frame that ends at `at_ms`."""
        if loud:
            self.loud_ms += FRAME_MS
            self.to_ms = at_ms

    def starts(self, speaking: bool) -> bool:
        """True once, when it is clear that somebody speaks."""
        if self.announced or self.loud_ms < (BARGES_IN_MS if speaking else STARTED_MS):
            return False
        self.announced = True
        return True
